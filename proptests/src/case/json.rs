//! Tool arguments, server entries and configuration documents.

use portcullis::{
    Finding, Rejection, ServerEntry, audit_config, audit_server_security, audit_tool_arguments,
    validate_config, validate_server_security, validate_tool_arguments,
};

use super::{Accepted, Answer, Case, Kind, collect};
use crate::settings::Settings;

pub(super) fn tool_arguments(settings: &Settings, json: &[u8]) -> Result<Answer, Rejection> {
    let policy = settings.lists().arguments()?;
    let verdict = validate_tool_arguments(json, &policy)
        .map(|measure| Accepted { output: vec![format!("{measure:?}").into_bytes()], ..Accepted::default() });
    let audit = |mut sink: &mut dyn FnMut(Finding)| {
        let _ = audit_tool_arguments(json, &policy, &mut sink);
    };
    Ok(Answer { verdict, findings: collect(audit) })
}

/// The output is the entry as it is written again, and the words to execute.
pub(super) fn server(settings: &Settings, json: &[u8]) -> Result<Answer, Rejection> {
    let lists = settings.lists();
    let policy = lists.server()?;
    let verdict = validate_server_security(json, &policy).map(|entry| {
        let again = Case::new(Kind::Server, vec![sanitized(&entry)]).under(settings.clone());
        let mut accepted = accepted(&entry);
        accepted.printed = format!("{entry:?}");
        accepted.again = Some(Box::new(again));
        accepted
    });
    Ok(Answer { verdict, findings: collect(|mut sink| audit_server_security(json, &policy, &mut sink)) })
}

/// The verdict is that of the document, or the first problem of its servers.
pub(super) fn config(settings: &Settings, json: &[u8]) -> Result<Answer, Rejection> {
    let lists = settings.lists();
    let policy = lists.server()?;
    let verdict = validate_config(json, &policy).and_then(|config| {
        let mut all = Accepted { printed: format!("{config:?}"), ..Accepted::default() };
        let mut refused: Option<Rejection> = None;
        for server in config.servers() {
            match server.verdict() {
                Ok(entry) => {
                    let accepted = accepted(entry);
                    all.output.extend(accepted.output);
                    all.dropped.extend(accepted.dropped);
                }
                Err(rejection) if refused.is_none_or(|first| rejection.before(first)) => {
                    refused = Some(rejection);
                }
                Err(_) => {}
            }
        }
        refused.map_or(Ok(all), Err)
    });
    Ok(Answer { verdict, findings: collect(|mut sink| audit_config(json, &policy, &mut sink)) })
}

fn accepted(entry: &ServerEntry<'_>) -> Accepted {
    let words = entry.words().map(|word| word.to_string().into_bytes());
    Accepted {
        output: core::iter::once(sanitized(entry)).chain(words).collect(),
        dropped: entry.dropped().map(|(_, rejection)| rejection).collect(),
        ..Accepted::default()
    }
}

fn sanitized(entry: &ServerEntry<'_>) -> Vec<u8> {
    let mut text = String::new();
    entry.write_sanitized(&mut text).expect("a String takes everything");
    text.into_bytes()
}
