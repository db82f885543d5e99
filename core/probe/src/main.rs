//! Links only if no panic is reachable from any public function, and neither std nor an allocator.
//!
//! The panic handler calls a function that does not exist. Where the optimiser can prove that no
//! panic is reachable it drops the handler, and the link succeeds; otherwise the linker names the
//! missing function. The program is linked, never run: `check.sh` beside it does both controls.
#![no_std]
#![no_main]

use core::hint::black_box;

use portcullis::{
    ArgumentsPolicy, CommandPolicy, EnvPolicy, Findings, HostOs, Level, Node, NodeView, Placeholders, Rule,
    SecurityBlock, ServerPolicy, ToolNames, UrlPolicy,
};

unsafe extern "C" {
    /// Never defined.
    fn portcullis_panic_is_reachable() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    unsafe { portcullis_panic_is_reachable() }
}

/// Bytes that the optimiser knows nothing about.
#[inline(never)]
fn input() -> &'static [u8] {
    static BYTES: [u8; 4096] = [0; 4096];
    let len = unsafe { core::ptr::read_volatile(&raw const LEN) };
    black_box(BYTES.get(..len).unwrap_or_default())
}
static LEN: usize = 4096;

fn text() -> &'static str {
    core::str::from_utf8(input()).unwrap_or_default()
}

fn server() -> ServerPolicy<'static> {
    let block = [SecurityBlock::Honour, SecurityBlock::TightenOnly, SecurityBlock::Ignore];
    let placeholders = [Placeholders::None, Placeholders::BracesDefault, Placeholders::Editor];
    ServerPolicy::strict()
        .security_block(black_box(block).first().copied().unwrap_or_default())
        .placeholders(black_box(placeholders).first().copied().unwrap_or_default())
        .level(Level::normalize(text()))
}

fn arguments() -> ArgumentsPolicy {
    ArgumentsPolicy::strict().max_depth(black_box(64)).unwrap_or_default().big_integers(black_box(true))
}

/// A tree of any shape: what it holds is not known before it is asked.
#[derive(Clone, Copy)]
struct Tree;

impl Iterator for Tree {
    type Item = Self;
    fn next(&mut self) -> Option<Self> {
        black_box(Some(Self))
    }
}

struct Entries;
impl Iterator for Entries {
    type Item = (&'static str, Tree);
    fn next(&mut self) -> Option<(&'static str, Tree)> {
        black_box(Some((text(), Tree)))
    }
}

impl Node<'static> for Tree {
    type Number = &'static str;
    type Items = Self;
    type Entries = Entries;
    fn view(self) -> NodeView<'static, Self> {
        black_box(NodeView::Object(Entries))
    }
}

struct Discard;
impl core::fmt::Write for Discard {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        black_box(text);
        Ok(())
    }
}

/// A command policy that the optimiser knows nothing about.
fn command_policy<'a>(names: &'a [&'a str]) -> CommandPolicy<'a> {
    let host = if black_box(true) { HostOs::Windows } else { HostOs::Posix };
    let policy = CommandPolicy::strict().level(Level::normalize(text())).host_os(host);
    if black_box(true) { policy.allowed_executables(names) } else { policy }
}

/// One function for each public function, so that `stack.py` can measure each on its own. Those
/// named `linked_` run code of the caller's through `core::fmt` (a tree's numbers), whose stack is
/// the caller's to know.
macro_rules! probes {
    ($($name:ident $body:block)*) => {
        $(
            #[unsafe(no_mangle)]
            #[inline(never)]
            extern "C" fn $name() $body
        )*

        fn all() {
            $($name();)*
        }
    };
}

probes! {
    probe_prepare_command {
        let names = [text()];
        let policy = command_policy(&names);
        if let Ok(argv) = portcullis::prepare_command(input(), &policy) {
            for word in argv.words() {
                black_box(word);
            }
            black_box(argv.executable());
        }
    }
    probe_audit_command {
        let names = [text()];
        portcullis::audit_command(input(), &command_policy(&names), &mut Findings::<1>::new());
    }
    probe_validate_argv {
        let names = [text()];
        let args = [input(), input(), input()];
        if let Ok(argv) = portcullis::validate_argv(input(), &args, &command_policy(&names)) {
            for word in argv.words() {
                black_box(word);
            }
        }
    }
    probe_audit_argv {
        let names = [text()];
        let args = [input(), input(), input()];
        portcullis::audit_argv(input(), &args, &command_policy(&names), &mut Findings::<1>::new());
    }
    probe_validate_server_name {
        black_box(portcullis::validate_server_name(input()).is_ok());
    }
    probe_audit_server_name {
        portcullis::audit_server_name(input(), &mut Findings::<1>::new());
    }
    probe_sanitize_tool_name {
        black_box(portcullis::sanitize_tool_name(input(), input()).is_ok());
    }
    probe_audit_tool_name {
        portcullis::audit_tool_name(input(), input(), &mut Findings::<1>::new());
    }
    probe_tool_names_add {
        let mut names = ToolNames::<1>::new();
        black_box(names.add(input(), input()).is_ok());
        black_box(names.origin(text()));
    }
    probe_validate_environment_variables {
        let pairs = [(input(), input()), (input(), input())];
        let names = [text()];
        let policy = EnvPolicy::strict().allowed_vars(&names).level(Level::normalize(text()));
        if let Ok(environment) = portcullis::validate_environment_variables(&pairs, &policy) {
            for pair in environment.kept() {
                black_box(pair);
            }
            for (name, rejection) in environment.dropped() {
                black_box((name, rejection.span()));
            }
        }
    }
    probe_audit_environment_variables {
        let pairs = [(input(), input()), (input(), input())];
        portcullis::audit_environment_variables(&pairs, &EnvPolicy::strict(), &mut Findings::<1>::new());
    }
    probe_decode_header_value {
        black_box(portcullis::decode_header_value(input()).is_ok_and(|value| black_box(value.as_str()).is_empty()));
    }
    probe_inspect_text {
        black_box(portcullis::inspect_text(input()).is_ok());
    }
    probe_audit_text {
        portcullis::audit_text(input(), &mut Findings::<1>::new());
    }
    probe_validate_header {
        black_box(portcullis::validate_header(input(), input()).is_ok());
        black_box(portcullis::is_credential_header(input()));
    }
    probe_validate_headers {
        if let Ok(headers) = portcullis::validate_headers(&[(input(), input()), (input(), input())]) {
            for header in headers.iter() {
                black_box(header);
            }
        }
    }
    probe_audit_headers {
        let pairs = [(input(), input()), (input(), input())];
        portcullis::audit_headers(&pairs, &mut Findings::<1>::new());
    }
    probe_validate_cwd {
        black_box(portcullis::validate_cwd(input()).is_ok());
    }
    probe_audit_cwd {
        portcullis::audit_cwd(input(), &mut Findings::<1>::new());
    }
    probe_validate_server_security_resolved {
        if let Ok(entry) = portcullis::validate_server_security_resolved(input(), &server(), &mut answer) {
            black_box(entry.addresses());
        }
    }
    probe_validate_server_security {
        if let Ok(entry) = portcullis::validate_server_security(input(), &server()) {
            black_box((entry.transport().name(), entry.name(), entry.cwd(), entry.url()));
            for word in entry.words() {
                black_box((word.as_str(), word == text()));
            }
            for pair in entry.env().chain(entry.headers()) {
                black_box(pair);
            }
            for (name, _) in entry.dropped() {
                black_box(name);
            }
        }
    }
    probe_audit_server_security {
        portcullis::audit_server_security(input(), &server(), &mut Findings::<1>::new());
    }
    probe_validate_config {
        if let Ok(config) = portcullis::validate_config(input(), &server()) {
            for server in config.servers() {
                black_box((server.name(), server.span(), server.verdict().is_ok()));
            }
        }
    }
    probe_audit_config {
        portcullis::audit_config(input(), &server(), &mut Findings::<1>::new());
    }
    probe_validate_tool_arguments {
        black_box(portcullis::validate_tool_arguments(input(), &arguments()).is_ok());
    }
    probe_audit_tool_arguments {
        black_box(portcullis::audit_tool_arguments(input(), &arguments(), &mut Findings::<1>::new()));
    }
    linked_validate_tool_arguments_tree {
        black_box(portcullis::validate_tool_arguments_tree(Tree, &arguments()).is_ok());
    }
    linked_audit_tool_arguments_tree {
        black_box(portcullis::audit_tool_arguments_tree(Tree, &arguments(), &mut Findings::<1>::new()));
    }
    probe_validate_url {
        black_box(portcullis::validate_url(input(), &url_policy()).is_ok());
    }
    probe_audit_url {
        portcullis::audit_url(input(), &url_policy(), &mut Findings::<1>::new());
    }
    probe_validate_url_resolved {
        black_box(portcullis::validate_url_resolved(input(), &url_policy(), &mut answer).is_ok());
    }
    probe_audit_url_resolved {
        portcullis::audit_url_resolved(input(), &url_policy(), &mut answer, &mut Findings::<1>::new());
    }
    probe_check_redirect {
        if let Ok(from) = portcullis::validate_url(input(), &url_policy()) {
            black_box((from.port(), from.path(), from.query(), from.is_loopback()));
            black_box(portcullis::check_redirect(&from, input(), &url_policy()).is_ok_and(|to| from.same_origin(&to)));
        }
    }
    probe_validate_ip {
        black_box(portcullis::validate_ip(input(), &url_policy()).is_ok());
    }
    probe_audit_ip {
        portcullis::audit_ip(input(), &url_policy(), &mut Findings::<1>::new());
    }
    probe_check_addr {
        black_box(portcullis::check_addr(address(), &url_policy()).is_ok());
    }
    probe_classify {
        black_box(portcullis::classify(address()));
    }
    probe_findings_sorted {
        let mut findings = Findings::<16>::new();
        portcullis::audit_tool_name(input(), input(), &mut findings);
        black_box(findings.sorted());
    }
}

fn url_policy() -> UrlPolicy<'static> {
    static HOSTS: [&str; 2] = ["a.example", "::1"];
    let flag = black_box(true);
    let policy = UrlPolicy::strict().allow_localhost(flag).allow_private_ips(flag).require_https(flag);
    let policy = policy.resolve_dns(flag);
    if black_box(true) { policy.allowed_hostnames(black_box(&HOSTS)) } else { policy }
}

fn address() -> core::net::IpAddr {
    black_box(core::net::Ipv6Addr::LOCALHOST.into())
}

/// A resolver that can give any answer.
fn answer(_: &str, answer: &mut portcullis::Addresses) -> Result<(), portcullis::Unresolved> {
    for _ in 0..black_box(3) {
        answer.push(address());
    }
    if black_box(true) { Ok(()) } else { Err(portcullis::Unresolved) }
}

/// Rendering and the catalogue. Text goes through the dynamic dispatch of `core::fmt`, so that its
/// stack is not measured.
fn vocabulary() {
    use core::fmt::Write;
    if let Some(rule) = Rule::find(text()) {
        black_box(rule.info());
    }
    black_box(portcullis::Level::normalize(text()));
    if let Ok(entry) = portcullis::validate_server_security(input(), &server()) {
        let _ = entry.write_sanitized(&mut Discard);
        let _ = entry.words().try_for_each(|word| write!(Discard, "{word}{entry:?}{word:?}"));
    }
    let _ = write!(Discard, "{}", portcullis::Escaped::new(input(), &[input()]));
    let _ = write!(Discard, "{}", portcullis::encode_header_value(text()));
    if let Err(rejection) = portcullis::validate_server_name(input()) {
        let _ = write!(Discard, "{rejection}");
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn _start() -> ! {
    all();
    vocabulary();
    #[cfg(feature = "canary")]
    black_box(input()[black_box(3)]);
    loop {}
}
