//! Names: what runs by default, what never runs, where no program may lie.

use crate::policy::Level;

/// Launchers of servers, at every level.
const ALWAYS: [&[u8]; 35] = [
    // Python and its launchers.
    b"python",
    b"python3",
    b"python3.8",
    b"python3.9",
    b"python3.10",
    b"python3.11",
    b"python3.12",
    b"python3.13",
    b"python3.14",
    b"py",
    b"uv",
    b"uvx",
    b"pipx",
    b"pip",
    b"pip3",
    b"fastmcp",
    // JavaScript.
    b"node",
    b"npm",
    b"npx",
    b"yarn",
    b"pnpm",
    b"bun",
    b"deno",
    // Others.
    b"java",
    b"ruby",
    b"go",
    b"rust",
    b"cargo",
    // Shells: the launcher rules say what they may run.
    b"sh",
    b"bash",
    b"zsh",
    b"fish",
    b"powershell",
    b"pwsh",
    b"cmd",
];
/// From moderate on.
const MODERATE: [&[u8]; 2] = [b"git", b"nodejs"];
/// In permissive.
const PERMISSIVE: [&[u8]; 2] = [b"curl", b"wget"];

/// Whether the default list of this level holds a name, ASCII case aside.
pub(super) fn is_default(name: &[u8], level: Level) -> bool {
    let lists: &[&[&[u8]]] = match level {
        Level::Strict => &[&ALWAYS],
        Level::Moderate => &[&ALWAYS, &MODERATE],
        Level::Permissive => &[&ALWAYS, &MODERATE, &PERMISSIVE],
    };
    lists.iter().copied().flatten().any(|known| known.eq_ignore_ascii_case(name))
}

/// First words that are no program, or that run another one: the argv is then not what runs.
#[rustfmt::skip]
const WRAPPERS: [&str; 7] = [
    // Reserved words: POSIX XCU 2.4, bash, zsh, fish, cmd.exe, PowerShell.
    "! [ [[ ]] { } and begin case coproc do done elif else end esac fi for foreach function if in not or rem \
     repeat select switch then time until while",
    // Special built-in utilities: POSIX XCU 2.14; the rules of paths refuse `.` and `:`.
    "break continue eval exec exit export readonly return set shift source times trap unset",
    // Built-ins of bash and dash.
    "alias bg bind builtin caller cd chdir command compgen complete compopt declare dirs disown echo enable \
     false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read \
     readarray shopt suspend test true type typeset ulimit umask unalias wait",
    // Built-ins of zsh, fish and cmd.exe that run what follows.
    "call emulate nocorrect noglob start",
    // Other users, other roots, other namespaces.
    "chroot doas pkexec runuser setpriv su sudo unshare nsenter",
    // Other conditions: GNU coreutils, util-linux, debuggers.
    "chrt env gdb ionice ltrace nice nohup numactl parallel prlimit script setarch setsid stdbuf strace \
     taskset timeout unbuffer watch xargs flock",
    // Many programs in one.
    "busybox toybox",
];

/// Whether a base name stands for a keyword, a built-in or a wrapper, ASCII case aside.
pub(crate) fn is_wrapper(name: &[u8]) -> bool {
    let mut known = WRAPPERS.iter().flat_map(|list| list.as_bytes().split(|&byte| byte == b' '));
    is_loader(name) || known.any(|wrapper| wrapper.eq_ignore_ascii_case(name))
}

/// `ld.so`, `ld-linux-x86-64.so.2`, `ld-musl-aarch64.so.1`: the dynamic loader runs its argument.
fn is_loader(name: &[u8]) -> bool {
    let mut windows = name.windows(3);
    matches!(name, [b'l' | b'L', b'd' | b'D', b'.' | b'-' | b'0'..=b'9', ..])
        && windows.any(|window| window.eq_ignore_ascii_case(b".so"))
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
