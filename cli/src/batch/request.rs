//! What a line asks. Everything that is not understood is an error: a check must not run under
//! another policy than the one that was meant.

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::policy::Policy;
use crate::printable::Printable;

/// The entry points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Command,
    Argv,
    Url,
    Ip,
    Env,
    Header,
    ServerName,
    ToolName,
    ToolArgs,
    Cwd,
    Text,
    Server,
    Document,
}

/// One line, understood.
#[derive(Debug)]
pub(super) struct Request<'a> {
    pub(super) id: Option<&'a RawValue>,
    pub(super) kind: Kind,
    pub(super) policy: Policy,
    pub(super) input: Input<'a>,
}

/// The input, in one of its three notations.
#[derive(Debug)]
pub(super) enum Input<'a> {
    /// A JSON value, as it stands in the line.
    Json(&'a RawValue),
    /// The text itself.
    Text(String),
    /// The bytes in hexadecimal: of the text, or of each word of a list.
    Hex(&'a RawValue),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    kind: Kind,
    #[serde(borrow, default, deserialize_with = "given")]
    policy: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "given")]
    input: Option<&'a RawValue>,
    #[serde(default, deserialize_with = "given")]
    input_text: Option<String>,
    #[serde(borrow, default, deserialize_with = "given")]
    input_hex: Option<&'a RawValue>,
}

/// The id alone, of a line whose rest is wrong.
#[derive(Deserialize)]
struct Id<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
}

impl<'a> Request<'a> {
    /// Reads a line, or says what is wrong with it (and whose line it was, where that can be read).
    pub(super) fn parse(line: &'a str) -> Result<Self, (Option<&'a RawValue>, String)> {
        let parsed: Line<'a> = object(line).map_err(|error| {
            let id = serde_json::from_str::<Id<'a>>(line).ok().and_then(|line| scalar(line.id));
            (id, format!("{} (column {})", describe(&error), error.column()))
        })?;
        let id = scalar(parsed.id);
        let policy = match parsed.policy {
            Some(policy) => {
                object(policy.get()).map_err(|error| (id, format!("policy: {}", describe(&error))))?
            }
            None => Policy::default(),
        };
        let input = match (parsed.input, parsed.input_text, parsed.input_hex) {
            (Some(value), None, None) => Input::Json(value),
            (None, Some(text), None) => Input::Text(text),
            (None, None, Some(hex)) => Input::Hex(hex),
            _ => return Err((id, "give exactly one of input, input_text and input_hex".into())),
        };
        Ok(Self { id, kind: parsed.kind, policy, input })
    }
}

/// Reads a JSON object. The readers that `derive` makes take a list of the values as well, which says
/// nothing of what is what.
pub(super) fn object<'a, T: Deserialize<'a>>(text: &'a str) -> serde_json::Result<T> {
    if text.trim_start().starts_with(['[', '"']) {
        return Err(serde::de::Error::custom("expected an object"));
    }
    serde_json::from_str(text)
}

/// An id is a string, a number, a boolean or null; a list or an object is none.
fn scalar(id: Option<&RawValue>) -> Option<&RawValue> {
    id.filter(|id| !id.get().starts_with(['[', '{']))
}

/// What a JSON reader found wrong. Its message may quote names of the line, which are written out, and
/// values, which are left out: they may be secrets.
pub(super) fn describe(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    let quoting = ["invalid type: ", "invalid value: "].iter().find(|start| message.starts_with(**start));
    let (found, expected) = match (quoting, message.rsplit_once(", expected ")) {
        (Some(_), Some((found, expected))) => (found.split(['"', '`']).next().unwrap_or_default(), expected),
        _ => return Printable(message).to_string(),
    };
    format!("{}, expected {expected}", found.trim_end())
}

/// A field that may be missing but not null.
pub(super) fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    source: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(source).map(Some)
}
