//! The commands that check one thing: a request to `batch`, and its answer for people.

use std::io::{self, Write};

use portcullis::{Level, Rule};
use serde_json::{Map, Value, json};

use crate::args::{ArgsArguments, CommandArguments, EnvArguments, LevelArgument, UrlArguments};
use crate::batch;
use crate::exit::Exit;
use crate::printable::Printable;
use crate::read::{self, complain};
use crate::render;

pub(crate) fn url(url: &str, policy: &UrlArguments) -> Exit {
    let mut settings = Map::new();
    settings.insert("allow_localhost".into(), policy.allow_localhost.into());
    settings.insert("allow_private_ips".into(), policy.allow_private_ips.into());
    settings.insert("require_https".into(), policy.require_https.into());
    settings.insert("resolve_dns".into(), policy.resolve.into());
    set(&mut settings, "allowed_hostnames", policy.allowed_hostnames.as_ref());
    ask("url", settings, json!(url), policy.resolve, Some(url))
}

pub(crate) fn command(command: &str, policy: &CommandArguments) -> Exit {
    let mut settings = at(policy.level);
    set(&mut settings, "allowed_executables", policy.allowed_executables.as_ref());
    ask("command", settings, json!(command), false, Some(command))
}

pub(crate) fn env(variables: &[(String, String)], policy: &EnvArguments) -> Exit {
    let mut settings = at(policy.level);
    set(&mut settings, "allowed_vars", policy.allowed_vars.as_ref());
    set(&mut settings, "denied_vars", policy.denied_vars.as_ref());
    if policy.allowlist {
        settings.insert("mode".into(), "allowlist".into());
    }
    // Names may stand twice, which a map would hide.
    let members: Vec<_> =
        variables.iter().map(|(name, value)| format!("{}:{}", json!(name), json!(value))).collect();
    let document = format!("{{{}}}", members.join(","));
    finish(&batch::answer(&json!({"kind": "env", "policy": settings, "input_text": document}), false), None)
}

pub(crate) fn args(json: String, policy: &ArgsArguments) -> Exit {
    let text = if json == "-" {
        match read::stdin() {
            Ok(text) => text,
            Err(error) => {
                complain("<stdin>", error);
                return Exit::Unreadable;
            }
        }
    } else {
        json
    };
    let mut settings = at(policy.level);
    set(&mut settings, "max_depth", policy.max_depth.as_ref());
    set(&mut settings, "max_size", policy.max_size.as_ref());
    let request = json!({"kind": "tool_args", "policy": settings, "input_text": text});
    finish(&batch::answer(&request, false), Some(&text))
}

pub(crate) fn tool_name(tool: &str, server: &str) -> Exit {
    let input = json!({"tool_name": tool, "server_name": server});
    let answer = batch::answer(&json!({"kind": "tool_name", "input": input}), false);
    let shown = if answer["part"] == "server_name" { server } else { tool };
    finish(&answer, Some(shown))
}

fn at(level: LevelArgument) -> Map<String, Value> {
    Map::from_iter([("level".into(), Level::from(level).name().into())])
}

fn set<T: serde::Serialize>(settings: &mut Map<String, Value>, name: &str, value: Option<&T>) {
    if let Some(value) = value {
        settings.insert(name.into(), json!(value));
    }
}

fn ask(kind: &str, policy: Map<String, Value>, input: Value, network: bool, shown: Option<&str>) -> Exit {
    finish(&batch::answer(&json!({"kind": kind, "policy": policy, "input": input}), network), shown)
}

/// Prints an answer. `shown` is the text that the span counts in, where it may be shown.
fn finish(answer: &Value, shown: Option<&str>) -> Exit {
    let printed = match (answer["verdict"].as_str(), answer["rule"].as_str().and_then(Rule::find)) {
        (Some("accept"), _) => accepted(&answer["output"]).map(|()| Exit::Clean),
        (_, Some(rule)) => refused(answer, rule, shown).map(|()| Exit::Findings),
        _ => {
            anstream::eprintln!("portcullis: {}", Printable(answer["error"].as_str().unwrap_or_default()));
            Ok(Exit::Usage)
        }
    };
    printed.unwrap_or_else(|error| Exit::from_output(&error))
}

fn accepted(output: &Value) -> io::Result<()> {
    let mut stdout = anstream::stdout().lock();
    match output.as_str() {
        Some(text) => writeln!(stdout, "{}", Printable(text)),
        // JSON of accepted text holds no control character.
        None => writeln!(stdout, "{output:#}"),
    }
}

fn refused(answer: &Value, rule: Rule, shown: Option<&str>) -> io::Result<()> {
    let bound =
        |index: usize| answer["span"][index].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
    match shown {
        Some(text) => render::refusal(text, rule, bound(0)..bound(1)),
        None => {
            let info = rule.info();
            writeln!(anstream::stdout().lock(), "{} {}: {}\n{}", info.id, info.slug, info.summary, info.fix)
        }
    }
}
