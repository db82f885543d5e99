//! Fuzz targets, one an entry point: bytes become a call, and every oracle judges it.
//!
//! `cargo fuzz run url` fuzzes. Without `--cfg fuzzing` each target is an ordinary program that
//! replays the files and folders it is given, so that targets build, and findings reproduce, on a
//! stable compiler: `cargo run -p portcullis-fuzz --bin url -- artifact`.

use std::fs;
use std::path::{Path, PathBuf};

pub use portcullis_proptests::Kind;
use portcullis_proptests::{Case, oracle};

/// Each target and the entry points that each of its inputs is tried on.
pub const TARGETS: [(&str, &[Kind]); 10] = [
    ("command", &[Kind::Command]),
    ("argv", &[Kind::Argv]),
    ("url", &[Kind::Url, Kind::Redirect]),
    ("ip", &[Kind::Ip]),
    ("env", &[Kind::Env]),
    ("header", &[Kind::Header]),
    ("names", &[Kind::ToolName, Kind::ServerName, Kind::ToolNames, Kind::Cwd, Kind::Text]),
    ("arguments", &[Kind::ToolArgs]),
    ("server", &[Kind::Server]),
    ("document", &[Kind::Config]),
];

/// The entry points of a target.
///
/// # Panics
/// When there is no such target.
#[must_use]
pub fn kinds(target: &str) -> &'static [Kind] {
    let found = TARGETS.iter().find(|(name, _)| *name == target);
    found.map(|&(_, kinds)| kinds).unwrap_or_else(|| panic!("no target `{target}`"))
}

/// Judges one fuzzing input: as a call of each entry point of the target.
///
/// # Panics
/// When an oracle does not hold.
pub fn judge(target: &str, bytes: &[u8]) {
    for &kind in kinds(target) {
        oracle::judge(&Case::from_bytes(kind, bytes));
    }
}

/// Judges every file among these files and folders; returns how many there were.
///
/// # Panics
/// When an oracle does not hold, or a file cannot be read; the file is named before.
pub fn replay(target: &str, paths: impl IntoIterator<Item = PathBuf>) -> usize {
    let mut replayed = 0;
    for path in paths {
        if path.is_dir() {
            replayed += replay(target, files(&path));
        } else {
            println!("{target} {}", path.display());
            judge(target, &fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
            replayed += 1;
        }
    }
    replayed
}

/// What a folder holds, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry of a folder").path()).collect();
    files.sort();
    files
}

/// A fuzz target of this name; the program that replays its arguments without `--cfg fuzzing`.
#[macro_export]
macro_rules! target {
    ($name:literal) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| portcullis_fuzz::judge($name, bytes));

        #[cfg(not(fuzzing))]
        fn main() {
            let paths = std::env::args_os().skip(1).map(std::path::PathBuf::from);
            println!("{} inputs replayed", portcullis_fuzz::replay($name, paths));
        }
    };
}
