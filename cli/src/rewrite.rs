//! `portcullis sanitize`: the accepted servers, written again.

use std::io::Write;

use portcullis::validate_server_security;
use serde_json::json;
use serde_json::value::RawValue;

use crate::args::{LevelArgument, OneInput, ServerArguments};
use crate::audit;
use crate::canonical::Canonical;
use crate::exit::Exit;
use crate::normalise;
use crate::printable::{self, Printable};
use crate::read::{self, complain};

/// Prints one JSON document with what was accepted; what was refused goes to standard error.
pub(crate) fn run(input: &OneInput, level: LevelArgument, policy: &ServerArguments) -> Exit {
    let (name, text) = match read::named(&input.path) {
        Ok(input) => input,
        Err(exit) => return exit,
    };
    let lists = policy.lists();
    let policy = policy.policy(level.into(), &lists);
    let audit = audit::enforce(&name, &text, input.client, &policy, level.into());
    if let Some(problem) = &audit.problem {
        complain(&name, problem);
        return Exit::Unreadable;
    }
    let Ok((_, servers)) = audit::open(&name, &text, input.client) else { return Exit::Internal };
    if !servers.found {
        complain(&name, "no MCP servers in this file");
        return Exit::NoInput;
    }
    let mut entries = Vec::new();
    let mut exit = Exit::Clean;
    for (server, verdict) in servers.list.iter().zip(&audit.verdicts) {
        let canonical = Canonical::of(&normalise::entry(&server.entry, servers.dialect), &text);
        match (verdict.refused, validate_server_security(canonical.text.as_bytes(), &policy)) {
            (None, Ok(entry)) => {
                let mut written = String::new();
                let entry = entry
                    .write_sanitized(&mut written)
                    .ok()
                    .and_then(|()| RawValue::from_string(written).ok());
                let Some(entry) = entry else { return Exit::Internal };
                entries.push(format!("{}:{}", json!(server.label()), entry.get()));
            }
            (refused, verdict) => {
                let rule = refused.or(verdict.err().map(|rejection| rejection.rule()));
                let why = rule.map_or(String::new(), |rule| format!("{} {}", rule.id(), rule.slug()));
                complain(&name, format!("server {} is refused: {why}", Printable(server.label())));
                exit = Exit::Findings;
            }
        }
    }
    let document = format!("{{\"mcpServers\":{{{}}}}}", entries.join(","));
    let written = RawValue::from_string(document)
        .map_err(std::io::Error::other)
        .and_then(|document| writeln!(anstream::stdout().lock(), "{}", printable::json(&document)?));
    match written {
        Ok(()) => exit,
        Err(error) => Exit::from_output(&error),
    }
}
