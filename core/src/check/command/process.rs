//! From an accepted argv to a process: PATH, and `std::process::Command`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{AcceptedArgv, Argv};
use crate::reject::{Rejection, Span};
use crate::rule::Rule;

/// Finds the program that an executable names, and returns its absolute path.
///
/// A bare name is looked for in the folders of `PATH`, as [`resolve_executable_in`] does it; a path is made
/// absolute. Touches the file system; executing the result, rather than the name, starts what was found.
///
/// # Errors
/// [`Rule::ExecutableNotFound`].
///
/// ```
/// use portcullis::{Rule, resolve_executable};
/// assert_eq!(resolve_executable("no-such-program").unwrap_err().rule(), Rule::ExecutableNotFound);
/// ```
pub fn resolve_executable(executable: &str) -> Result<PathBuf, Rejection> {
    resolve_executable_in(executable, &std::env::var_os("PATH").unwrap_or_default())
}

/// As [`resolve_executable`], in the folders of a list of the platform's form.
///
/// Folders that are not absolute are passed over: an empty one, or `.`, would take the program from
/// wherever the process happens to stand. A file counts when it can be executed (POSIX) or has an
/// extension that Windows executes.
///
/// # Errors
/// [`Rule::ExecutableNotFound`].
pub fn resolve_executable_in(executable: &str, folders: &OsStr) -> Result<PathBuf, Rejection> {
    let missing = Rejection::new(Rule::ExecutableNotFound, Span::all(executable.len()));
    let name = Path::new(executable);
    let bare = name.components().count() == 1 && name.file_name() == Some(name.as_os_str());
    if !bare {
        let path = std::path::absolute(name).map_err(|_| missing)?;
        return program(&path).ok_or(missing);
    }
    std::env::split_paths(folders)
        .filter(|folder| folder.is_absolute())
        .find_map(|folder| program(&folder.join(name)))
        .ok_or(missing)
}

#[cfg(not(windows))]
fn program(path: &Path) -> Option<PathBuf> {
    #[cfg(unix)]
    let executable = |path: &Path| {
        use std::os::unix::fs::PermissionsExt;
        path.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
    };
    #[cfg(not(unix))]
    let executable = Path::is_file;
    executable(path).then(|| path.to_path_buf())
}

/// Windows adds an extension to a name that has none; `.exe` first, so that a batch file never takes
/// the place of a program.
#[cfg(windows)]
fn program(path: &Path) -> Option<PathBuf> {
    const EXTENSIONS: [&str; 4] = ["exe", "com", "cmd", "bat"];
    let known = |path: &PathBuf| {
        let own = path.extension().and_then(OsStr::to_str);
        own.is_some_and(|own| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(own)))
    };
    let given = Some(path.to_path_buf()).filter(known);
    let named = EXTENSIONS.iter().map(|extension| {
        let mut file = path.as_os_str().to_owned();
        file.push(".");
        file.push(extension);
        PathBuf::from(file)
    });
    given.into_iter().chain(named).find(|path| path.is_file())
}

/// A process with these words and an empty environment: a server gets the variables that a caller
/// hands it, not those of the host. `Command::envs` adds them.
fn command<'w>(executable: &str, args: impl Iterator<Item = &'w str>) -> Command {
    let mut command = Command::new(executable);
    command.args(args).env_clear();
    command
}

impl Argv {
    /// A process with these words and an empty environment; `Command::envs` adds the variables that
    /// were accepted. Where no `PATH` is among them, a bare name is looked for in folders of the
    /// system's choice; [`resolve_executable`] finds what the host's `PATH` means.
    #[must_use]
    pub fn to_command(&self) -> Command {
        command(self.executable(), self.args())
    }
}

impl<A: AsRef<[u8]>> AcceptedArgv<'_, A> {
    /// A process with these words and an empty environment; `Command::envs` adds the variables that
    /// were accepted. Where no `PATH` is among them, a bare name is looked for in folders of the
    /// system's choice; [`resolve_executable`] finds what the host's `PATH` means.
    #[must_use]
    pub fn to_command(&self) -> Command {
        command(self.executable(), self.args())
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::{resolve_executable, resolve_executable_in};
    use crate::policy::CommandPolicy;
    use crate::rule::Rule;
    use crate::{prepare_command, validate_argv};

    #[cfg(unix)]
    #[test]
    fn a_name_is_found_in_absolute_folders_only() {
        let shell = resolve_executable("sh").unwrap();
        assert!(shell.is_absolute());
        assert_eq!(resolve_executable(shell.to_str().unwrap()), Ok(shell.clone()));
        let folder = shell.parent().unwrap();
        assert_eq!(resolve_executable_in("sh", folder.as_os_str()), Ok(shell.clone()));
        for folders in ["", ".", "::", "bin"] {
            let rejection = resolve_executable_in("sh", OsStr::new(folders)).unwrap_err();
            assert_eq!(rejection.rule(), Rule::ExecutableNotFound, "{folders}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_executed_is_not_found() {
        const NOT_EXECUTABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        for name in ["", ".", "..", "/", NOT_EXECUTABLE, "/no/such/file", "no-such-program"] {
            let rejection = resolve_executable(name).unwrap_err();
            assert_eq!((rejection.rule(), rejection.span().end()), (Rule::ExecutableNotFound, name.len()));
        }
    }

    #[test]
    fn a_process_has_the_words_and_no_environment() {
        let policy = CommandPolicy::strict();
        let argv = prepare_command(b"node 'my server.js' --port=1", &policy).unwrap();
        let own = argv.to_command();
        let args = ["my server.js", "--port=1"];
        let borrowed = validate_argv(b"node", &args, &policy).unwrap().to_command();
        for command in [own, borrowed] {
            assert_eq!(command.get_program(), "node");
            assert_eq!(command.get_args().collect::<std::vec::Vec<_>>(), args);
            assert_eq!(command.get_envs().count(), 0);
        }
    }
}
