//! Tool arguments, server entries and configuration documents.

use portcullis::{Finding, Rejection, audit_tool_arguments, validate_tool_arguments};

use super::{Accepted, Answer, collect};
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
