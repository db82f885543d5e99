//! What a line is answered with.

use portcullis::{Rejection, Rule};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// What a check came to.
pub(super) enum Outcome {
    /// Accepted; the value is what a host uses.
    Accept(Value),
    /// Refused, in this part of the input.
    Reject(Rejection, Option<Value>),
    /// An accepted entry, written again, and what was left out of it.
    Entry(Box<RawValue>, Vec<Value>),
    /// A document's findings; refused for the first that is grave enough.
    Audited(Option<Rejection>, Value),
    /// The request was wrong.
    Error(String),
}

/// One line of output.
#[derive(Debug, Serialize)]
pub(super) struct Answer<'a> {
    id: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<Output>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// Rules about the policy that the verdict was given under.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Note>,
}

/// What a host uses. An entry keeps its numbers and the order of its keys, as they were written.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Output {
    Value(Value),
    Entry { entry: Box<RawValue>, dropped: Vec<Value> },
}

/// A rule that refused nothing.
#[derive(Debug, Serialize)]
struct Note {
    rule: &'static str,
    slug: &'static str,
}

impl<'a> Answer<'a> {
    pub(super) fn new(id: Option<&'a RawValue>, outcome: Outcome, notes: Vec<Rule>) -> Self {
        let notes = notes.into_iter().map(|rule| Note { rule: rule.id(), slug: rule.slug() }).collect();
        let empty = Self {
            id,
            verdict: None,
            rule: None,
            slug: None,
            part: None,
            span: None,
            output: None,
            error: None,
            notes,
        };
        match outcome {
            Outcome::Accept(output) => {
                Self { verdict: Some("accept"), output: Some(Output::Value(output)), ..empty }
            }
            Outcome::Reject(rejection, part) => Self { part, ..Self::rejected(rejection, empty) },
            Outcome::Audited(Some(rejection), output) => {
                Self { output: Some(Output::Value(output)), ..Self::rejected(rejection, empty) }
            }
            Outcome::Audited(None, output) => {
                Self { verdict: Some("accept"), output: Some(Output::Value(output)), ..empty }
            }
            Outcome::Entry(entry, dropped) => {
                Self { verdict: Some("accept"), output: Some(Output::Entry { entry, dropped }), ..empty }
            }
            Outcome::Error(message) => Self { error: Some(message), ..empty },
        }
    }

    fn rejected(rejection: Rejection, empty: Self) -> Self {
        Self {
            verdict: Some("reject"),
            rule: Some(rejection.rule().id()),
            slug: Some(rejection.rule().slug()),
            span: Some([rejection.span().start(), rejection.span().end()]),
            ..empty
        }
    }

    pub(super) fn error(id: Option<&'a RawValue>, message: impl Into<String>) -> Self {
        Self::new(id, Outcome::Error(message.into()), Vec::new())
    }
}
