//! Paths in a line for a shell.

use crate::bytes::cursor::split_once;
use crate::lex::path::{drive, last_component, steps};

/// Folders that a system does not run without, at the top of the tree.
const SYSTEM: [&[u8]; 24] = [
    b"Applications",
    b"Library",
    b"System",
    b"Users",
    b"Windows",
    b"bin",
    b"boot",
    b"dev",
    b"etc",
    b"home",
    b"lib",
    b"lib32",
    b"lib64",
    b"opt",
    b"private",
    b"proc",
    b"root",
    b"run",
    b"sbin",
    b"srv",
    b"sys",
    b"usr",
    b"var",
    b"windows",
];

/// Whether deleting this path with all below it takes the system, the home folder, or whatever there is:
/// `/`, `/*`, `~`, `$HOME`, `.`, `..`, `*`, or a folder of the system.
pub(super) fn is_everything(path: &[u8]) -> bool {
    if path.is_empty() {
        return false;
    }
    let (rest, home) = strip_home(path);
    let rest = drive(rest).unwrap_or(rest);
    let absolute = !home && matches!(rest, [b'/' | b'\\', ..]);
    let drive_alone = matches!(path, [letter, b':'] if letter.is_ascii_alphabetic());
    let mut depth = 0_i32;
    let mut top: &[u8] = b"";
    for step in steps(rest).filter(|step| !matches!(*step, b"*" | b"*.*" | b".*")) {
        if step == b".." {
            depth = depth.saturating_sub(1);
        } else {
            depth = depth.saturating_add(1);
            top = step;
        }
    }
    drive_alone || depth <= 0 || (absolute && depth == 1 && SYSTEM.contains(&top))
}

/// The path without `~`, `$HOME`, `%USERPROFILE%`, and whether one stood there.
fn strip_home(path: &[u8]) -> (&[u8], bool) {
    const HOMES: [&[u8]; 8] = [
        b"~",
        b"$HOME",
        b"$env:USERPROFILE",
        b"$env:HOME",
        b"$home",
        b"%USERPROFILE%",
        b"%userprofile%",
        b"%HOMEPATH%",
    ];
    let under = |home: &&[u8]| {
        let rest = path.strip_prefix(*home)?;
        matches!(rest, [] | [b'/' | b'\\', ..]).then_some(rest)
    };
    HOMES.iter().find_map(under).map_or((path, false), |rest| (rest, true))
}

/// Whether writing to this path changes how the system or a login behaves.
pub(super) fn is_startup_file(path: &[u8]) -> bool {
    const FILES: [&[u8]; 3] = [b"authorized_keys", b"crontab", b"known_hosts"];
    let (rest, home) = strip_home(path);
    let hidden = steps(rest).next().is_some_and(|step| step.starts_with(b"."));
    let of_a_user = matches!(steps(path).next(), Some(b"home" | b"Users"))
        && steps(path).nth(2).is_some_and(|step| step.starts_with(b"."));
    let of_root = under(path, &[b"root"]) && steps(path).nth(1).is_some_and(|step| step.starts_with(b"."));
    (home && hidden)
        || of_a_user
        || of_root
        || under(path, &[b"etc"])
        || under(path, &[b"var", b"spool", b"cron"])
        || under(path, &[b"boot"])
        || FILES.contains(&last_component(path))
}

/// Whether the path is a store of passwords or keys: reading it is enough.
pub(super) fn is_secret_file(path: &[u8]) -> bool {
    let (rest, home) = strip_home(path);
    let in_etc = under(path, &[b"etc"]);
    let keys = steps(rest).any(|step| step == b".ssh");
    (in_etc && matches!(last_component(path), b"shadow" | b"gshadow" | b"sudoers" | b"shadow-"))
        || under(path, &[b"etc", b"sudoers.d"])
        || (keys && (home || matches!(path, [b'/', ..])))
}

/// Whether the path is a disk.
pub(super) fn is_disk(path: &[u8]) -> bool {
    const DISKS: [&[u8]; 8] = [b"sd", b"hd", b"vd", b"nvme", b"xvd", b"mmcblk", b"disk", b"rdisk"];
    let mut steps = steps(path);
    matches!(path, [b'/', ..])
        && steps.next() == Some(b"dev")
        && steps.next().is_some_and(|device| DISKS.iter().any(|disk| device.starts_with(disk)))
}

/// Whether the path is a device that `dd` may write to without harm.
pub(super) fn is_harmless_device(path: &[u8]) -> bool {
    matches!(path, b"/dev/null" | b"/dev/stdout" | b"/dev/stderr" | b"/dev/zero")
}

/// Whether the path is a log of the system, or the history of a shell.
pub(super) fn is_log(path: &[u8]) -> bool {
    under(path, &[b"var", b"log"]) || last_component(path).ends_with(b"_history")
}

/// Whether the absolute path leads into this folder.
pub(super) fn under(path: &[u8], folder: &[&[u8]]) -> bool {
    let mut own = steps(path);
    matches!(path, [b'/', ..]) && folder.iter().all(|&step| own.next() == Some(step))
}

/// What an assignment or `--flag=value` assigns.
pub(super) fn value_of(word: &[u8]) -> &[u8] {
    split_once(word, b'=').map_or(word, |(_, value)| value)
}
