//! The rules of the catalogue's last section.

use std::ops::Range;

use portcullis::{Rule, is_credential_header};

use super::Found;
use crate::client::{Dialect, Server};
use crate::doc::{Member, Node, Text, Value};
use crate::normalise;
use crate::secrets::{self, Kind};

/// What no level refuses in one server.
pub(super) fn server(
    server: &Server,
    dialect: Dialect,
    found: &mut Vec<Found>,
    hidden: &mut Vec<Range<usize>>,
) {
    let entry = normalise::entry(&server.entry, dialect);
    let mut report = |rule, span| found.push((rule, span, Vec::new()));
    let words = words(&entry);
    if let Some((program, arguments)) = words.split_first() {
        let program = base_name(&program.value);
        unpinned(&program, arguments, &mut report);
        too_wide(arguments, &mut report);
        unprotected(&program, arguments, &mut report);
    }
    for text in &words {
        if listens_everywhere(&text.value) {
            report(Rule::BindAllInterfaces, text.span.clone());
        }
    }
    approvals(&entry, &mut report);
    plain_credentials(&entry, &mut report);
    credentials(&entry, &words, &mut report, hidden);
}

/// What a settings file says outside its servers.
pub(super) fn settings(root: &Node, found: &mut Vec<Found>) {
    for key in ["enableAllProjectMcpServers", "chat.tools.autoApprove", "chat.tools.global.autoApprove"] {
        if let Some(node) = root.get(key).filter(|node| matches!(node.value, Value::Bool(true))) {
            found.push((Rule::ApprovalDisabled, node.span.clone(), Vec::new()));
        }
    }
}

/// The executable and its arguments; a command string is taken apart at blanks.
fn words(entry: &Node) -> Vec<Text> {
    let mut words = Vec::new();
    let has_arguments = entry.get("args").is_some();
    match entry.get("command").map(|command| &command.value) {
        Some(Value::String(text)) if has_arguments => words.push(text.clone()),
        Some(Value::String(text)) => {
            let mut at = 0;
            for word in text.value.split_inclusive(char::is_whitespace) {
                let bare = word.trim_end();
                let span = text.locate(at..at + bare.len());
                at += word.len();
                if !bare.is_empty() {
                    words.push(Text { value: bare.to_owned(), span, source: crate::doc::Source::Rewritten });
                }
            }
        }
        Some(Value::List(items)) => words.extend(items.iter().filter_map(Node::as_text).cloned()),
        _ => {}
    }
    let arguments = entry.get("args").and_then(Node::as_list).unwrap_or_default();
    words.extend(arguments.iter().filter_map(Node::as_text).cloned());
    words
}

/// The last component, in lower case, without a Windows extension.
fn base_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    let extension = [".exe", ".cmd", ".bat", ".ps1"].iter().find_map(|end| name.strip_suffix(end));
    extension.map_or(name.clone(), str::to_owned)
}

/// The package or image that a launcher fetches, when nothing says which version.
fn unpinned(program: &str, arguments: &[Text], report: &mut impl FnMut(Rule, Range<usize>)) {
    let values = arguments.iter().map(|text| text.value.as_str()).collect::<Vec<_>>();
    let skip = match (program, values.first().copied()) {
        ("npx" | "bunx" | "uvx" | "pnpx", _) => 0,
        ("npm", Some("exec" | "x"))
        | ("pnpm" | "yarn", Some("dlx"))
        | ("bun", Some("x"))
        | ("pipx", Some("run")) => 1,
        ("docker" | "podman", Some("run")) => return image(&arguments[1..], report),
        // `cmd /c npx -y package`
        ("cmd", Some("/c" | "/C")) if values.len() > 1 => {
            return unpinned(&base_name(values[1]), &arguments[2..], report);
        }
        _ => return,
    };
    let takes_value = [
        "-p",
        "--package",
        "--from",
        "--with",
        "--python",
        "--registry",
        "--index-url",
        "-i",
        "--cache",
        "--spec",
        "-c",
    ];
    let names_package = ["-p", "--package", "--from", "--spec"];
    let mut rest = arguments[skip..].iter();
    while let Some(argument) = rest.next() {
        let word = argument.value.as_str();
        if names_package.contains(&word) {
            // The option's package is what is fetched; what follows is a command inside it.
            if let Some(package) = rest.next().filter(|package| !is_pinned(&package.value)) {
                report(Rule::PackageUnpinned, package.span.clone());
            }
            return;
        }
        if takes_value.contains(&word) {
            rest.next();
        } else if !word.starts_with('-') {
            if !is_pinned(word) {
                report(Rule::PackageUnpinned, argument.span.clone());
            }
            return;
        }
    }
}

/// Whether a package name says its version: `name@1.2.3`, `name==1.2.3`, a commit, a path, a placeholder.
fn is_pinned(package: &str) -> bool {
    let elsewhere = package.starts_with(['.', '/', '~', '<', '$', '{'])
        || package.contains("://")
        || package.contains(":\\");
    let version =
        package.rsplit_once("==").or_else(|| package.rsplit_once('@')).filter(|(name, _)| !name.is_empty());
    elsewhere
        || version.is_some_and(|(_, version)| {
            version.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'v' | '$' | '{' | '<'))
        })
}

/// The image of a `docker run`, the first word that is neither option nor value of one.
fn image(arguments: &[Text], report: &mut impl FnMut(Rule, Range<usize>)) {
    let flags = [
        "-i",
        "-t",
        "-d",
        "-it",
        "-ti",
        "-a",
        "--rm",
        "--init",
        "--interactive",
        "--tty",
        "--detach",
        "--privileged",
        "--read-only",
        "--no-healthcheck",
        "-P",
    ];
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let word = argument.value.as_str();
        if !word.starts_with('-') {
            let name = word.rsplit('/').next().unwrap_or(word);
            let tagged = name.contains('@') || name.split_once(':').is_some_and(|(_, tag)| tag != "latest");
            if !tagged && !is_pinned(word) {
                report(Rule::PackageUnpinned, argument.span.clone());
            }
            return;
        }
        if !flags.contains(&word) && !word.contains('=') {
            rest.next();
        }
    }
}

/// A file server with a disk, or with a home folder.
fn too_wide(arguments: &[Text], report: &mut impl FnMut(Rule, Range<usize>)) {
    let mut words = arguments.iter();
    if !words.any(|text| {
        text.value.contains("server-filesystem")
            || text.value.contains("mcp-filesystem")
            || text.value.contains("filesystem-mcp")
    }) {
        return;
    }
    for folder in words.filter(|text| is_wide(&text.value)) {
        report(Rule::FilesystemTooWide, folder.span.clone());
    }
}

fn is_wide(path: &str) -> bool {
    let trimmed = path.trim_end_matches(['/', '\\']);
    let is_drive = trimmed.len() == 2
        && trimmed.ends_with(':')
        && trimmed.starts_with(|c: char| c.is_ascii_alphabetic());
    let home = ["~", "$HOME", "${HOME}", "${env:HOME}", "%USERPROFILE%", "${userHome}", "/root"];
    (trimmed.is_empty() && !path.is_empty()) || is_drive || home.contains(&trimmed)
}

/// A browser that takes orders from anybody, or keeps no origin apart.
fn unprotected(program: &str, arguments: &[Text], report: &mut impl FnMut(Rule, Range<usize>)) {
    let is_browser =
        ["chrom", "google-chrome", "msedge", "brave", "firefox"].iter().any(|name| program.starts_with(name));
    for argument in arguments {
        let flag = argument.value.split('=').next().unwrap_or_default();
        let off = matches!(flag, "--disable-web-security" | "--remote-debugging-address")
            || (is_browser && matches!(flag, "--no-sandbox" | "--remote-debugging-port"));
        if off {
            report(Rule::BrowserProtectionOff, argument.span.clone());
        }
    }
}

/// `0.0.0.0`, `--host=0.0.0.0`, `0.0.0.0:8080`, `--bind=[::]:80`; a list of addresses is none.
fn listens_everywhere(word: &str) -> bool {
    let value =
        word.split_once('=').filter(|(flag, _)| flag.starts_with('-')).map_or(word, |(_, value)| value);
    let port = |rest: &str| {
        rest.strip_prefix(':')
            .is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit() || byte == b':'))
    };
    ["0.0.0.0", "[::]"]
        .iter()
        .any(|any| value.strip_prefix(any).is_some_and(|rest| rest.is_empty() || port(rest)))
}

/// Approval of whatever a server offers.
fn approvals(entry: &Node, report: &mut impl FnMut(Rule, Range<usize>)) {
    for member in entry.as_map().unwrap_or_default() {
        let is_list = matches!(
            member.key.value.as_str(),
            "autoApprove" | "alwaysAllow" | "autoApproveTools" | "auto_approve"
        );
        let is_flag = is_list || member.key.value == "trust";
        match &member.value.value {
            Value::Bool(true) if is_flag => report(Rule::ApprovalDisabled, member.value.span.clone()),
            Value::List(items) if is_list => {
                for item in items.iter().filter(|item| item.as_str() == Some("*")) {
                    report(Rule::ApprovalDisabled, item.span.clone());
                }
            }
            _ => {}
        }
    }
}

/// Credentials for a host that is reached without encryption. The core says so of a URL that it accepts;
/// this is for the hosts that it refuses or cannot read, such as `http://<host>/mcp`.
fn plain_credentials(entry: &Node, report: &mut impl FnMut(Rule, Range<usize>)) {
    let Some(url) = entry.get("url").and_then(Node::as_str) else { return };
    let Some(rest) = url.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("http://")).map(|_| &url[7..])
    else {
        return;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let is_local = ["localhost", "127.", "[::1]", "0.0.0.0"].iter().any(|local| host.starts_with(local));
    if is_local || is_variable_alone(host) {
        return;
    }
    for member in entry.get("headers").and_then(Node::as_map).unwrap_or_default() {
        if is_credential_header(member.key.value.as_bytes()) {
            report(Rule::ServerCredentialPlain, member.key.span.clone());
        }
    }
}

/// Whether nothing is known of a host: it may be this machine.
fn is_variable_alone(host: &str) -> bool {
    host.starts_with("${") || host.starts_with("{{")
}

/// Credentials in variables, headers, arguments and URLs.
fn credentials(
    entry: &Node,
    words: &[Text],
    report: &mut impl FnMut(Rule, Range<usize>),
    hidden: &mut Vec<Range<usize>>,
) {
    conceal(entry, hidden);
    let mut check = |text: &Text, part: Range<usize>, belongs: bool| {
        let value = text.value.get(part.clone()).unwrap_or_default();
        let secret = if belongs { secrets::in_credential(value) } else { secrets::in_any_text(value) };
        if let Some((kind, range)) = secret {
            let span = text.locate(part.start + range.start..part.start + range.end);
            let rule = if kind == Kind::KnownFormat { Rule::SecretKnownFormat } else { Rule::SecretLiteral };
            report(rule, span.clone());
            hidden.push(span);
        } else if belongs && !value.is_empty() && !secrets::is_placeholder(value) {
            // Too plain to report, and still nobody's business.
            hidden.push(text.locate(part));
        }
    };
    let all = |text: &Text| 0..text.value.len();
    for key in ["env", "headers"] {
        for Member { key, value } in entry.get(key).and_then(Node::as_map).unwrap_or_default() {
            if let Some(text) = value.as_text() {
                check(text, all(text), secrets::is_credential_name(&key.value));
            }
        }
    }
    for key in ["apiKey", "bearer_token", "token", "password"] {
        if let Some(text) = entry.get(key).and_then(Node::as_text) {
            check(text, all(text), true);
        }
    }
    let mut expected = false;
    for word in words {
        let option =
            word.value.split_once('=').filter(|(name, _)| name.starts_with('-') || is_variable(name));
        match option {
            Some((name, _)) if secrets::is_credential_name(name) => {
                check(word, name.len() + 1..word.value.len(), true);
            }
            _ => check(word, all(word), expected && !word.value.starts_with('-')),
        }
        expected =
            word.value.starts_with('-') && option.is_none() && secrets::is_credential_name(&word.value);
    }
    if let Some(url) = entry.get("url").and_then(Node::as_text) {
        let query = url.value.find('?').map_or(url.value.len(), |at| at + 1);
        check(url, 0..query, false);
        let mut at = query;
        for pair in url.value.get(query..).unwrap_or_default().split('&') {
            let name = pair.split('=').next().unwrap_or_default();
            let end = at + pair.len();
            check(url, (at + name.len() + 1).min(end)..end, secrets::is_credential_name(name));
            at = end + 1;
        }
    }
}

/// Hides what no output may hold in any text of an entry. Documents are at most `doc::DEPTH` deep.
fn conceal(node: &Node, hidden: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::String(text) => {
            hidden.extend(secrets::concealed(&text.value).into_iter().map(|range| text.locate(range)));
        }
        Value::List(items) => items.iter().for_each(|item| conceal(item, hidden)),
        Value::Map(members) => members.iter().for_each(|member| conceal(&member.value, hidden)),
        _ => {}
    }
}

/// The name in `NAME=value`, as `docker -e` takes it.
fn is_variable(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
