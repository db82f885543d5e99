//! Names: what runs by default, what never runs, where no program may lie.

use crate::policy::Level;

/// Whether the default list of this level holds a name in lower case.
#[rustfmt::skip]
pub(super) fn is_default(name: &[u8], level: Level) -> bool {
    match name {
        // Python and its launchers.
        b"python" | b"python3" | b"python3.8" | b"python3.9" | b"python3.10" | b"python3.11" | b"python3.12"
        | b"python3.13" | b"python3.14" | b"py" | b"uv" | b"uvx" | b"pipx" | b"pip" | b"pip3" | b"fastmcp" => true,
        // JavaScript.
        b"node" | b"npm" | b"npx" | b"yarn" | b"pnpm" | b"bun" | b"deno" => true,
        // Others.
        b"java" | b"ruby" | b"go" | b"rust" | b"cargo" => true,
        // Shells: the launcher rules say what they may run.
        b"sh" | b"bash" | b"zsh" | b"fish" | b"powershell" | b"pwsh" | b"cmd" => true,
        b"git" | b"nodejs" => level >= Level::Moderate,
        b"curl" | b"wget" => level >= Level::Permissive,
        _ => false,
    }
}

/// Whether a name in lower case is no program, or one that runs another: the argv is then not what
/// runs. The rules of paths refuse the built-ins `.` and `:`.
#[rustfmt::skip]
pub(crate) fn is_wrapper(name: &[u8]) -> bool {
    match name {
        // Reserved words: POSIX XCU 2.4, bash, zsh, fish, cmd.exe, PowerShell.
        b"!" | b"[" | b"[[" | b"]]" | b"{" | b"}" | b"and" | b"begin" | b"case" | b"coproc" | b"do" | b"done"
        | b"elif" | b"else" | b"end" | b"esac" | b"fi" | b"for" | b"foreach" | b"function" | b"if" | b"in"
        | b"not" | b"or" | b"rem" | b"repeat" | b"select" | b"switch" | b"then" | b"time" | b"until" | b"while" => true,
        // Special built-in utilities: POSIX XCU 2.14.
        b"break" | b"continue" | b"eval" | b"exec" | b"exit" | b"export" | b"readonly" | b"return" | b"set"
        | b"shift" | b"source" | b"times" | b"trap" | b"unset" => true,
        // Built-ins of bash and dash.
        b"alias" | b"bg" | b"bind" | b"builtin" | b"caller" | b"cd" | b"chdir" | b"command" | b"compgen"
        | b"complete" | b"compopt" | b"declare" | b"dirs" | b"disown" | b"echo" | b"enable" | b"false" | b"fc"
        | b"fg" | b"getopts" | b"hash" | b"help" | b"history" | b"jobs" | b"kill" | b"let" | b"local" | b"logout"
        | b"mapfile" | b"popd" | b"printf" | b"pushd" | b"pwd" | b"read" | b"readarray" | b"shopt" | b"suspend"
        | b"test" | b"true" | b"type" | b"typeset" | b"ulimit" | b"umask" | b"unalias" | b"wait" => true,
        // Built-ins of zsh, fish and cmd.exe that run what follows.
        b"call" | b"emulate" | b"nocorrect" | b"noglob" | b"start" => true,
        // Other users, other roots, other namespaces.
        b"chroot" | b"doas" | b"pkexec" | b"runuser" | b"setpriv" | b"su" | b"sudo" | b"unshare" | b"nsenter" => true,
        // Other conditions: GNU coreutils, util-linux, debuggers.
        b"chrt" | b"env" | b"flock" | b"gdb" | b"ionice" | b"ltrace" | b"nice" | b"nohup" | b"numactl"
        | b"parallel" | b"prlimit" | b"script" | b"setarch" | b"setsid" | b"stdbuf" | b"strace" | b"taskset"
        | b"timeout" | b"unbuffer" | b"watch" | b"xargs" => true,
        // Many programs in one.
        b"busybox" | b"toybox" => true,
        _ => is_loader(name),
    }
}

/// `ld.so`, `ld-linux-x86-64.so.2`, `ld-musl-aarch64.so.1`: the dynamic loader runs its argument.
fn is_loader(name: &[u8]) -> bool {
    matches!(name, [b'l', b'd', b'.' | b'-' | b'0'..=b'9', ..]) && name.windows(3).any(|part| part == b".so")
}

/// Folders in which every user can put a file (FHS 3.15 and 5.15, systemd, macOS, Windows defaults),
/// and `/proc` and `/dev/fd`, through which any file has a second name. Components are parted by `/`.
const WRITABLE: [&str; 18] = [
    "/tmp",
    "/var/tmp",
    "/usr/tmp",
    "/dev/shm",
    "/dev/mqueue",
    "/run/shm",
    "/run/lock",
    "/var/lock",
    "/private/tmp",
    "/private/var/tmp",
    "/proc",
    "/dev/fd",
    "/temp",
    "/users/public",
    "/windows/temp",
    "/windows/tasks",
    "/windows/tracing",
    "/users/shared",
];

/// Variables that name such a folder.
const WRITABLE_VARIABLES: [&str; 4] = ["%temp%", "%tmp%", "%public%", "%tmpdir%"];

/// Whether the components of a path, a drive letter aside, lead into a folder that others can write to.
pub(super) fn is_writable_by_others<'a>(components: impl Iterator<Item = &'a [u8]> + Clone) -> bool {
    let named = |folder: &str| {
        let mut path = components.clone();
        let mut parts = folder.as_bytes().split(|&byte| byte == b'/');
        parts.all(|part| path.next().is_some_and(|own| own.eq_ignore_ascii_case(part)))
    };
    let mut first = components.clone();
    let variable = first.next().is_some_and(|first| {
        WRITABLE_VARIABLES.iter().any(|name| first.eq_ignore_ascii_case(name.as_bytes()))
    });
    variable || WRITABLE.iter().any(|folder| named(folder)) || is_local_temp(components)
}

/// `…\AppData\Local\Temp\…`, what `%TEMP%` stands for.
fn is_local_temp<'a>(components: impl Iterator<Item = &'a [u8]>) -> bool {
    let mut matched = 0_u8;
    for component in components {
        matched = match matched {
            1 if component.eq_ignore_ascii_case(b"local") => 2,
            2 if component.eq_ignore_ascii_case(b"temp") => return true,
            _ => u8::from(component.eq_ignore_ascii_case(b"appdata")),
        };
    }
    false
}
