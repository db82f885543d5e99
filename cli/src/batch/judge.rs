//! From a request to the core and back.

use std::net::IpAddr;
use std::time::Duration;

use portcullis::rule::Severity;
use portcullis::{
    Addresses, Host, Measure, Part, Rejection, Rule, Span, SystemResolver, Unresolved, Url, inspect_text,
    prepare_command, sanitize_tool_name, validate_argv, validate_cwd, validate_environment_variables,
    validate_header, validate_ip, validate_server_name, validate_server_security,
    validate_server_security_resolved, validate_tool_arguments, validate_url, validate_url_resolved,
};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::answer::Outcome;
use super::input::{self, Text};
use super::policy::Policies;
use super::request::{Input, Kind, Request, describe, object};
use crate::audit::{self, Finding};
use crate::read::{self, ReadError};
use crate::render::severity_name;

/// How long the system's resolver may take.
const DEADLINE: Duration = Duration::from_secs(5);

/// The outcome, or what is wrong with the request. `network` lets names be resolved.
pub(super) fn judge(request: &Request<'_>, network: bool) -> Result<Outcome, String> {
    let lists = request.policy.lists();
    let policies =
        request.policy.build(request.kind, &lists).map_err(|problem| format!("policy: {problem}"))?;
    let input = &request.input;
    match request.kind {
        Kind::Command => Ok(answer(prepare_command(&text(input)?, &policies.command), |argv| {
            json!(argv.words().collect::<Vec<_>>())
        })),
        Kind::Argv => argv(input, &policies),
        Kind::Url => url(&text(input)?, request, &policies, network),
        Kind::Ip => Ok(answer(validate_ip(&text(input)?, &policies.url), |address| json!(address))),
        Kind::Env => env(input, &policies),
        Kind::Header => header(input),
        Kind::ServerName => Ok(answer(validate_server_name(&text(input)?), |name| json!(name))),
        Kind::ToolName => tool_name(input),
        Kind::ToolArgs => {
            Ok(answer(validate_tool_arguments(&document(input)?, &policies.arguments), measured))
        }
        Kind::Cwd => Ok(answer(validate_cwd(&text(input)?), |cwd| json!(cwd))),
        Kind::Text => Ok(answer(inspect_text(&text(input)?), |text| json!(text))),
        Kind::Server => server(&document(input)?, request, &policies, network),
        Kind::Document => audited(input),
    }
}

/// An answer about an input of one part.
fn answer<T>(verdict: Result<T, Rejection>, output: impl FnOnce(T) -> Value) -> Outcome {
    match verdict {
        Ok(accepted) => Outcome::Accept(output(accepted)),
        Err(rejection) => Outcome::Reject(rejection, None),
    }
}

/// The bytes of an input that is one string.
fn text(input: &Input<'_>) -> Result<Vec<u8>, String> {
    match input {
        Input::Json(value) => {
            serde_json::from_str::<Text>(value.get()).map(|text| text.0).map_err(|error| describe(&error))
        }
        Input::Text(text) => Ok(text.clone().into_bytes()),
        Input::Hex(hex) => hex_text(hex.get()),
    }
}

/// The bytes of an input that is a JSON document: for `input`, as they stand in the line.
fn document(input: &Input<'_>) -> Result<Vec<u8>, String> {
    match input {
        Input::Json(value) => Ok(value.get().as_bytes().to_vec()),
        Input::Text(_) | Input::Hex(_) => text(input),
    }
}

fn hex_text(value: &str) -> Result<Vec<u8>, String> {
    let digits: String = serde_json::from_str(value).map_err(|error| describe(&error))?;
    input::hex(&digits)
}

/// The members of an input that is an object of strings.
fn members<'a, T: Deserialize<'a>>(input: &'a Input<'_>) -> Result<T, String> {
    match input {
        Input::Json(value) => object(value.get()).map_err(|error| describe(&error)),
        Input::Text(_) | Input::Hex(_) => Err("this kind has several texts; give them as input".into()),
    }
}

/// The words of an argv. Its answer says which of them was refused.
fn argv(input: &Input<'_>, policies: &Policies<'_>) -> Result<Outcome, String> {
    let words: Vec<Vec<u8>> = match input {
        Input::Json(list) => {
            let words: Vec<Text> = serde_json::from_str(list.get()).map_err(|error| describe(&error))?;
            words.into_iter().map(|word| word.0).collect()
        }
        Input::Hex(list) => {
            let words: Vec<String> = serde_json::from_str(list.get()).map_err(|error| describe(&error))?;
            words.iter().map(|word| input::hex(word)).collect::<Result<_, _>>()?
        }
        Input::Text(_) => return Err("an argv is a list; give it as input or input_hex".into()),
    };
    let (executable, arguments) = words.split_first().ok_or("an argv has at least its executable")?;
    Ok(match validate_argv(executable, arguments, &policies.command) {
        Ok(argv) => Outcome::Accept(json!(argv.words().collect::<Vec<_>>())),
        Err(rejection) => Outcome::Reject(rejection, Some(json!(rejection.part().index()))),
    })
}

fn url(
    bytes: &[u8],
    request: &Request<'_>,
    policies: &Policies<'_>,
    network: bool,
) -> Result<Outcome, String> {
    let policy = &policies.url;
    let resolved = match request.policy.addresses() {
        Some(addresses) => validate_url_resolved(bytes, policy, &mut assumed(addresses)),
        None if network && request.policy.resolves() => {
            validate_url_resolved(bytes, policy, &mut SystemResolver::new(DEADLINE))
        }
        // A name that ought to be resolved is refused here, by a rule of its own.
        None => return Ok(answer(validate_url(bytes, policy), |url| parts(&url, &literal(&url)))),
    };
    Ok(answer(resolved, |resolved| parts(&resolved.url(), resolved.addresses())))
}

/// Answers every name with the addresses that the request gives.
fn assumed(addresses: &[IpAddr]) -> impl FnMut(&str, &mut Addresses) -> Result<(), Unresolved> + '_ {
    |_, answer| {
        answer.extend(addresses.iter().copied());
        Ok(())
    }
}

/// The address of a host that is written as one.
fn literal(url: &Url<'_>) -> Vec<IpAddr> {
    url.host().address().into_iter().collect()
}

fn parts(url: &Url<'_>, addresses: &[IpAddr]) -> Value {
    json!({
        "scheme": url.scheme().name(),
        "host": match url.host() {
            Host::Name(name) => json!(name),
            Host::V4(address) => json!(address),
            Host::V6(address) => json!(address),
        },
        "port": url.port(),
        "path": url.path(),
        "query": url.query(),
        "addresses": addresses,
    })
}

fn env(input: &Input<'_>, policies: &Policies<'_>) -> Result<Outcome, String> {
    let bytes = document(input)?;
    let document = str::from_utf8(&bytes).map_err(|_| "the document is not UTF-8")?;
    let pairs = input::pairs(document)?;
    Ok(match validate_environment_variables(&pairs, &policies.env) {
        Ok(environment) => {
            let kept: Map<_, _> =
                environment.kept().map(|(name, value)| (name.to_owned(), json!(value))).collect();
            let dropped = environment
                .dropped()
                .map(|(name, rejection)| json!({"name": name, "rule": rejection.rule().slug()}))
                .collect::<Vec<_>>();
            Outcome::Accept(json!({"kept": kept, "dropped": dropped}))
        }
        Err(rejection) => {
            let part = rejection.part();
            let placed =
                pairs.get(part.index()).map(|(name, value)| if part.is_value() { value } else { name });
            let span = rejection.span();
            let span = match placed {
                Some(placed) => placed.locate(span.start()..span.end(), document),
                None => 0..document.len(),
            };
            Outcome::Reject(Rejection::new(rejection.rule(), Span::new(span.start, span.end)), None)
        }
    })
}

fn header(input: &Input<'_>) -> Result<Outcome, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Pair {
        name: Text,
        value: Text,
    }
    let pair: Pair = members(input)?;
    Ok(match validate_header(&pair.name.0, &pair.value.0) {
        Ok(header) => Outcome::Accept(json!({"name": header.name(), "value": header.value()})),
        Err(rejection) => Outcome::Reject(rejection, Some(pair_part(rejection.part()))),
    })
}

fn server(
    json: &[u8],
    request: &Request<'_>,
    policies: &Policies<'_>,
    network: bool,
) -> Result<Outcome, String> {
    let policy = &policies.server;
    let judged = match request.policy.addresses() {
        Some(addresses) => {
            let policy = policy.url(policies.url.resolve_dns(true));
            validate_server_security_resolved(json, &policy, &mut assumed(addresses))
        }
        None if network => {
            validate_server_security_resolved(json, policy, &mut SystemResolver::new(DEADLINE))
        }
        None => validate_server_security(json, policy),
    };
    let entry = match judged {
        Ok(entry) => entry,
        Err(rejection) => return Ok(Outcome::Reject(rejection, None)),
    };
    let mut text = String::new();
    entry.write_sanitized(&mut text).map_err(|error| error.to_string())?;
    let dropped = entry
        .dropped()
        .map(|(name, rejection)| json!({"name": name.to_string(), "rule": rejection.rule().slug()}))
        .collect();
    Ok(Outcome::Entry(RawValue::from_string(text).map_err(|error| describe(&error))?, dropped))
}

/// The audit of a client's file. Its syntax is told by its look.
fn audited(input: &Input<'_>) -> Result<Outcome, String> {
    let bytes = document(input)?;
    let text = match read::decode(bytes) {
        Ok(text) => text,
        Err(ReadError::NotUtf8(at)) => {
            return Ok(Outcome::Reject(Rejection::new(Rule::InvalidUtf8, Span::byte(at)), None));
        }
        Err(ReadError::Binary(at)) => {
            return Ok(Outcome::Reject(Rejection::new(Rule::ControlCharacter, Span::byte(at)), None));
        }
        Err(error) => return Err(error.to_string()),
    };
    let audit = audit::document("", &text, None);
    let is_grave = |finding: &&Finding| finding.severity() >= Severity::Medium || audit.problem.is_some();
    let grave = audit.findings.iter().find(is_grave);
    let rejection =
        grave.map(|finding| Rejection::new(finding.rule, Span::new(finding.span.start, finding.span.end)));
    let findings: Vec<_> = audit
        .findings
        .iter()
        .map(|finding| {
            json!({
                "rule": finding.rule.id(),
                "slug": finding.rule.slug(),
                "severity": severity_name(finding.severity()),
                "span": [finding.span.start, finding.span.end],
                "server": finding.server,
                "pointer": finding.pointer,
            })
        })
        .collect();
    Ok(Outcome::Audited(rejection, json!({"servers": audit.servers.unwrap_or(0), "findings": findings})))
}

fn pair_part(part: Part) -> Value {
    json!(if part.is_value() { "value" } else { "name" })
}

/// The arguments are used as they are; the answer says what they amount to.
fn measured(measure: Measure) -> Value {
    json!({
        "size": measure.size(),
        "depth": measure.depth(),
        "keys": measure.keys(),
        "items": measure.items(),
        "longest_string": measure.longest_string(),
    })
}

fn tool_name(input: &Input<'_>) -> Result<Outcome, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Names {
        tool_name: Text,
        server_name: Text,
    }
    let names: Names = members(input)?;
    Ok(match sanitize_tool_name(&names.tool_name.0, &names.server_name.0) {
        Ok(name) => Outcome::Accept(json!(name.as_str())),
        Err(rejection) => {
            let part = if rejection.part().index() == 0 { "tool_name" } else { "server_name" };
            Outcome::Reject(rejection, Some(json!(part)))
        }
    })
}
