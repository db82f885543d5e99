//! What the values of options and the operands name: packages, indexes, interpreters, mounts.
//!
//! Each function answers with the rule that the value falls under, or none. Whether the rule refuses at
//! the policy's level is the catalogue's matter.

use super::grammar::Registry;
use crate::bytes::class::{HOST_NAME, PACKAGE_VERSION, SCHEME};
use crate::bytes::cursor::split_once;
use crate::lex::path;
use crate::policy::Level;
use crate::rule::Rule;

/// Where a package comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// The registry of the launcher, by plain name and version.
    Registry,
    /// An `https` URL of a full host, also behind `git+`; a shorthand for one host; a local path; another
    /// name in the registry.
    Elsewhere,
    /// Any other repository: no full host, or a transport that does not prove who answers.
    Unverified,
    /// A transport without protection.
    Plain,
}

impl Origin {
    const fn rule(self) -> Option<Rule> {
        match self {
            Self::Registry => None,
            Self::Elsewhere => Some(Rule::LauncherSource),
            Self::Unverified => Some(Rule::LauncherUnverifiedSource),
            Self::Plain => Some(Rule::LauncherInsecureSource),
        }
    }
}

/// A package: `name`, `name@1.2`, `@scope/name@^1` (npm), `name[extra]==1.2` (Python), `./cmd/x` (Go), or
/// an address.
pub(super) fn package(spec: &[u8], registry: Registry) -> Option<Rule> {
    let spec = spec.trim_ascii();
    if let Some(origin) = address(spec) {
        return match (registry, origin) {
            // A folder of the module, as `go run ./cmd/x`; where a clone is to come from.
            (Registry::Go, Origin::Elsewhere) if !spec.starts_with(b"https:") => None,
            (Registry::Git, Origin::Elsewhere) if spec.starts_with(b"https:") => None,
            (_, origin) => origin.rule(),
        };
    }
    match registry {
        Registry::Npm => npm(spec),
        Registry::Python => python(spec),
        Registry::Go if spec.contains(&b'@') => Origin::Elsewhere,
        // `user@host:path` and local names.
        Registry::Git if spec.contains(&b':') => Origin::Elsewhere,
        Registry::Go | Registry::Git => Origin::Registry,
    }
    .rule()
}

/// `name`, `@scope/name`, each with `@version` (npm-package-arg).
fn npm(spec: &[u8]) -> Origin {
    let name = spec.strip_prefix(b"@").unwrap_or(spec);
    let (name, version) = split_once(name, b'@').unwrap_or((name, b""));
    if let Some(origin) = address(version) {
        return origin;
    }
    match split_once(name, b'/') {
        Some((_, rest)) if rest.contains(&b'/') => Origin::Unverified,
        // `user/repository` is a shorthand for GitHub; only a scope has a slash.
        Some(_) if !spec.starts_with(b"@") => Origin::Elsewhere,
        _ if is_archive(spec) || !PACKAGE_VERSION.has_all(version) => Origin::Elsewhere,
        _ => Origin::Registry,
    }
}

/// `name[extra]` with a PEP 440 version, or `name@version` as uv writes it.
fn python(spec: &[u8]) -> Origin {
    let (name, version) = split_once(spec, b'@').unwrap_or((spec, b""));
    // PEP 508, `name @ address`.
    if let Some(origin) = address(version.trim_ascii()) {
        return origin;
    }
    let plain = |byte: u8| PACKAGE_VERSION.has(byte) || matches!(byte, b'[' | b']' | b'!' | b',');
    if is_archive(spec) || !name.iter().all(|&byte| plain(byte)) || !PACKAGE_VERSION.has_all(version) {
        return Origin::Elsewhere;
    }
    Origin::Registry
}

/// What an address says of its origin; `None` where the text is none.
fn address(text: &[u8]) -> Option<Origin> {
    let is_path = matches!(text, [b'.' | b'/' | b'~' | b'\\', ..]);
    if is_path || path::drive(text).is_some() {
        return Some(if text.starts_with(b"\\\\") { Origin::Unverified } else { Origin::Elsewhere });
    }
    let (scheme, rest) = split_once(text, b':')?;
    if !SCHEME.has_all(scheme) {
        return None;
    }
    let is = |name: &[u8]| scheme.eq_ignore_ascii_case(name);
    Some(if is(b"https") || is(b"git+https") {
        if has_full_host(rest) { Origin::Elsewhere } else { Origin::Unverified }
    } else if is(b"http") || is(b"git+http") || is(b"git") || is(b"ftp") {
        Origin::Plain
    } else if is(b"npm") || is(b"jsr") || (is(b"file") && !is_remote_file(rest)) || is_hosted(scheme) {
        Origin::Elsewhere
    } else {
        Origin::Unverified
    })
}

/// Shorthands that stand for one host (npm-package-arg).
fn is_hosted(scheme: &[u8]) -> bool {
    const HOSTS: [&[u8]; 4] = [b"bitbucket", b"gist", b"github", b"gitlab"];
    HOSTS.iter().any(|host| host.eq_ignore_ascii_case(scheme))
}

/// `//host.tld/…`, without userinfo.
fn has_full_host(rest: &[u8]) -> bool {
    let Some(rest) = rest.strip_prefix(b"//") else { return false };
    let host = rest.split(|byte| matches!(byte, b'/' | b'?' | b'#')).next().unwrap_or_default();
    host.iter().all(|&byte| HOST_NAME.has(byte) || byte == b':')
        && host.contains(&b'.')
        && !matches!(host, [b'.', ..] | [.., b'.'])
}

/// `file://host/…`, which Windows reads over the network.
fn is_remote_file(rest: &[u8]) -> bool {
    rest.strip_prefix(b"//").is_some_and(|path| !path.starts_with(b"/"))
}

fn is_archive(spec: &[u8]) -> bool {
    const ENDINGS: [&[u8]; 7] = [b".tgz", b".tar", b".tar.gz", b".tar.bz2", b".tar.xz", b".whl", b".zip"];
    ENDINGS.iter().any(|ending| spec.len() > ending.len() && spec.ends_with(ending))
}

/// The address of a package index.
pub(super) fn index(value: &[u8]) -> Rule {
    match address(value.trim_ascii()) {
        Some(Origin::Plain) => Rule::LauncherInsecureSource,
        _ => Rule::LauncherIndex,
    }
}

/// The interpreter that a launcher is told to use: a version, from moderate on also a Python elsewhere.
pub(super) fn interpreter(value: &[u8], level: Level) -> Option<Rule> {
    const NAMES: [&[u8]; 4] = [b"python", b"cpython", b"pypy", b"graalpy"];
    let names_python = |text: &[u8]| NAMES.iter().any(|name| text.starts_with(name));
    let is_version = match value {
        [b'0'..=b'9' | b'<' | b'>' | b'=' | b'~' | b'!', ..] => true,
        _ => names_python(value),
    } && !value.iter().any(|byte| matches!(byte, b'/' | b'\\' | b':'));
    let elsewhere = level > Level::Strict && names_python(path::last_component(value));
    (!is_version && !elsewhere).then_some(Rule::LauncherInterpreter)
}

/// What a Python module does that is run as a program.
pub(super) fn module(name: &[u8]) -> Option<Rule> {
    const RUN_CODE: [&[u8]; 10] = [
        b"IPython",
        b"asyncio",
        b"cProfile",
        b"code",
        b"idlelib",
        b"pdb",
        b"profile",
        b"runpy",
        b"timeit",
        b"trace",
    ];
    const INSTALL_OR_SERVE: [&[u8]; 6] =
        [b"easy_install", b"ensurepip", b"http.server", b"pip", b"venv", b"virtualenv"];
    // `pip.__main__` is `pip`.
    let package = name.split(|&byte| byte == b'.').next().unwrap_or_default();
    if RUN_CODE.contains(&package) {
        Some(Rule::LauncherInlineCode)
    } else if [name, package].iter().any(|name| INSTALL_OR_SERVE.contains(name)) {
        Some(Rule::LauncherInstall)
    } else {
        None
    }
}

/// Whether an absolute path is an open file: `/dev/stdin`, `/dev/fd/0`, `/proc/self/fd/0`.
fn is_descriptor(path: &[u8]) -> bool {
    let mut steps = path.split(|&byte| byte == b'/').filter(|step| !matches!(step, [] | [b'.']));
    let first = steps.next().filter(|_| path.starts_with(b"/"));
    match first {
        Some(b"dev") => matches!(steps.next(), Some(b"stdin" | b"fd")),
        Some(b"proc") => steps.nth(1) == Some(b"fd"),
        _ => false,
    }
}

/// A script or the address of one.
pub(super) fn script(text: &[u8]) -> Option<Rule> {
    // Those who read an address trim it first.
    let text = text.trim_ascii();
    let starts =
        |prefix: &[u8]| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    if text == b"-" || is_descriptor(text) || starts(b"data:") || starts(b"blob:") {
        Some(Rule::LauncherInlineCode)
    } else if starts(b"http:") || starts(b"https:") {
        address(text).and_then(Origin::rule)
    } else if text.starts_with(b"@") {
        // `java @argfile`.
        Some(Rule::LauncherPreload)
    } else {
        None
    }
}

/// `source:target[:options]` of a container.
pub(super) fn volume(value: &[u8]) -> Option<Rule> {
    let (source, _) = split_once(path::drive(value).unwrap_or(value), b':')?;
    mounted(source)
}

/// `type=bind,source=…,target=…` of a container.
pub(super) fn mount(value: &[u8]) -> Option<Rule> {
    const KEYS: [&[u8]; 3] = [b"src", b"source", b"volume-opt"];
    let fields = value.split(|byte| matches!(byte, b',' | b'"'));
    let sources = fields.filter_map(|field| {
        let (key, source) = split_once(field, b'=')?;
        let wanted = KEYS.iter().any(|known| known.eq_ignore_ascii_case(key.trim_ascii()));
        wanted.then(|| source.strip_prefix(b"device=").unwrap_or(source))
    });
    sources.filter_map(mounted).next()
}

/// What a container gets with this folder or file of the host.
fn mounted(source: &[u8]) -> Option<Rule> {
    const SOCKETS: [&[u8]; 5] =
        [b"docker.sock", b"podman.sock", b"containerd.sock", b"crio.sock", b"docker_engine"];
    // The folders of the system, and those that hold a daemon's socket or files.
    const SYSTEM: [&[u8]; 11] = [
        b"/boot",
        b"/dev",
        b"/etc",
        b"/proc",
        b"/root",
        b"/run",
        b"/sys",
        b"/usr",
        b"/var",
        b"/var/lib/docker",
        b"/var/run",
    ];
    const CREDENTIALS: [&[u8]; 13] = [
        b".aws",
        b".azure",
        b".docker",
        b".git-credentials",
        b".gnupg",
        b".kube",
        b".netrc",
        b".npmrc",
        b".pypirc",
        b".ssh",
        b"gcloud",
        b"shadow",
        b"sudoers",
    ];
    let source = path::drive(source).unwrap_or(source);
    let last = path::last_component(source);
    let is_root = matches!(source, [b'/' | b'\\', ..]) && last.is_empty();
    if is_root || SOCKETS.contains(&last) || path::is_any(source, &SYSTEM) {
        return Some(Rule::ContainerHostMount);
    }
    let mut steps = path::steps(source);
    let named = steps.any(|step| CREDENTIALS.contains(&step));
    // A volume by name is no folder of the host.
    (named && source.iter().any(|byte| matches!(byte, b'/' | b'\\')))
        .then_some(Rule::ContainerCredentialMount)
}

/// `--security-opt`.
pub(super) fn security_option(value: &[u8]) -> Option<Rule> {
    let has = |wanted: &[u8]| {
        !wanted.is_empty() && value.windows(wanted.len()).any(|part| part.eq_ignore_ascii_case(wanted))
    };
    let opens = [&b"unconfined"[..], b"label=disable", b"label:disable", b"seccomp=", b"seccomp:"];
    opens.into_iter().any(has).then_some(Rule::ContainerPrivilege)
}

/// `--network`, `--pid` and their like: the host's namespace or another container's.
pub(super) fn namespace(value: &[u8]) -> Option<Rule> {
    const FOREIGN: [&[u8]; 3] = [b"container:", b"name=host", b"ns:"];
    let foreign = value == b"host" || FOREIGN.iter().any(|prefix| value.starts_with(prefix));
    foreign.then_some(Rule::ContainerNamespace)
}

/// The URL that curl or wget fetch.
pub(super) fn url(value: &[u8]) -> Option<Rule> {
    let is_https = address(value) == Some(Origin::Elsewhere)
        && value.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"https://"));
    (!is_https).then_some(Rule::FetchUrl)
}

/// A header of curl or wget; curl reads `@file`.
pub(super) fn header(value: &[u8]) -> Option<Rule> {
    value.starts_with(b"@").then_some(Rule::FetchOption)
}

/// The source of a repository: `helper::address` starts a program of that name.
pub(super) fn repository(value: &[u8]) -> Option<Rule> {
    if value.windows(2).any(|two| two == b"::") {
        return Some(Rule::GitCommand);
    }
    package(value, Registry::Git)
}
