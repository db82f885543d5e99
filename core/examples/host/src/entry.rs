//! From the text of a server entry to a child process, or to a URL for [`crate::connect`].

use std::process::Command;

use portcullis::{
    Placeholders, Rejection, Rule, ServerEntry, ServerPolicy, Span, Transport, validate_server_security,
};
use serde_json::Value;

/// What the host may do with an accepted entry.
#[derive(Debug)]
pub enum Admitted {
    /// Start this program, with these arguments and this environment and no other.
    Start(Box<Command>),
    /// Connect to this URL, with these headers.
    Connect(String, Vec<(String, String)>),
}

/// Puts values in the place of `${NAME}`, and admits the entry that comes out.
///
/// # Errors
/// The refusal of the entry as it stands, or with the values in it. The spans of the second count in
/// the text with the values, which nobody should log.
pub fn admit(
    entry: &str,
    values: &dyn Fn(&str) -> Option<String>,
    policy: &ServerPolicy<'_>,
) -> Result<Admitted, Rejection> {
    // As it stands: before anything is read out of it, duplicate keys and the like are gone.
    validate_server_security(entry.as_bytes(), &policy.placeholders(Placeholders::Braces))?;
    let unreadable = Rejection::new(Rule::JsonSyntax, Span::all(entry.len()));
    let mut tree: Value = serde_json::from_str(entry).map_err(|_| unreadable)?;
    substitute(&mut tree, values);
    // With the values: the check that counts. A placeholder that is still there is ordinary text.
    let text = tree.to_string();
    let accepted = validate_server_security(text.as_bytes(), &policy.placeholders(Placeholders::None))?;
    Ok(match accepted.transport() {
        Transport::StreamableHttp => Admitted::Connect(
            accepted.url().map(|url| url.to_string()).unwrap_or_default(),
            accepted.headers().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
        ),
        _ => Admitted::Start(Box::new(command(&accepted))),
    })
}

/// A process with the accepted words and the variables that were kept, and nothing of the host's own.
fn command(entry: &ServerEntry<'_>) -> Command {
    let mut words = entry.words().map(|word| word.to_string());
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).env_clear();
    command.envs(entry.env().map(|(name, value)| (name.to_string(), value.to_string())));
    if let Some(folder) = entry.cwd() {
        command.current_dir(folder.to_string());
    }
    command
}

/// Replaces `${NAME}` in every string, however deep; keys are left alone.
fn substitute(tree: &mut Value, values: &dyn Fn(&str) -> Option<String>) {
    let mut open = vec![tree];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => *text = expand(text, values),
            Value::Array(items) => open.extend(items),
            Value::Object(members) => open.extend(members.values_mut()),
            _ => {}
        }
    }
}

/// One pass: what a value brings along is not expanded again, and an unknown name stays.
fn expand(text: &str, values: &dyn Fn(&str) -> Option<String>) -> String {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some((before, name, after)) = rest
        .split_once("${")
        .and_then(|(before, after)| after.split_once('}').map(|(name, after)| (before, name, after)))
    {
        expanded.push_str(before);
        match values(name) {
            Some(value) => expanded.push_str(&value),
            None => expanded.extend(["${", name, "}"]),
        }
        rest = after;
    }
    expanded.push_str(rest);
    expanded
}
