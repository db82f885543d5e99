//! From an entry in a client's words to one in the core's.
//!
//! The core has one vocabulary; clients have many. An entry is renamed, and told its transport where its keys
//! imply it; nothing is left out.

use crate::client::Dialect;
use crate::doc::{Member, Node, Source, Text, Value};

/// The core's word for a client's key.
const KEYS: [(&str, &str); 7] = [
    ("cmd", "command"),
    ("envs", "env"),
    ("environment", "env"),
    ("uri", "url"),
    ("serverUrl", "url"),
    ("httpUrl", "url"),
    ("http_headers", "headers"),
];

/// Other names of `type`, which stand beside it as well.
const TRANSPORTS: [&str; 2] = ["transport", "transport_type"];

/// The core's word for a client's transport.
const TYPES: [(&str, &str); 5] = [
    ("local", "stdio"),
    ("remote", "streamable-http"),
    ("streamableHttp", "streamable-http"),
    ("streamable_http", "streamable-http"),
    ("streamable", "streamable-http"),
];

/// The entry in the core's words.
pub(crate) fn entry(node: &Node, dialect: Dialect) -> Node {
    let Value::Map(members) = &node.value else { return node.clone() };
    let has_type = find(members, "type").is_some();
    let mut out: Vec<Member> = Vec::with_capacity(members.len());
    for member in members {
        match (member.key.value.as_str(), &member.value.value) {
            // Old Zed: `command: {path, args, env}`. Cline's tool, the registry: `transport: {type, url, …}`.
            ("command", Value::Map(inner)) => {
                out.extend(inner.iter().map(|member| match member.key.value.as_str() {
                    "path" => Member { key: rewritten("command", &member.key), value: member.value.clone() },
                    _ => renamed(member, has_type),
                }));
            }
            ("transport", Value::Map(inner)) => {
                out.extend(inner.iter().map(|member| renamed(member, has_type)));
            }
            // Continue: `requestOptions: {headers}`.
            ("requestOptions", Value::Map(inner)) if find(inner, "headers").is_some() => {
                out.extend(inner.iter().cloned());
            }
            _ => out.push(renamed(member, has_type)),
        }
    }
    for member in &mut out {
        match (member.key.value.as_str(), &mut member.value) {
            ("type", Node { value: Value::String(text), .. }) => {
                if let Some((_, word)) = TYPES.iter().find(|(theirs, _)| *theirs == text.value) {
                    *text = rewritten(word, text);
                }
            }
            ("timeout", Node { value: Value::Number(number), .. }) if dialect.milliseconds() => {
                *number = seconds(number);
            }
            _ => {}
        }
    }
    // Most clients tell the transport by the keys; the core wants the word.
    if let (None, None, Some(url)) = (find(&out, "type"), find(&out, "command"), find(&out, "url")) {
        let word =
            Text { value: "streamable-http".into(), span: url.key.span.clone(), source: Source::Rewritten };
        let value = Node { value: Value::String(word), span: url.key.span.clone() };
        let member = Member { key: rewritten("type", &url.key), value };
        out.push(member);
    }
    Node { value: Value::Map(out), span: node.span.clone() }
}

fn find<'m>(members: &'m [Member], name: &str) -> Option<&'m Member> {
    members.iter().find(|member| member.key.value == name)
}

/// A member under the core's name. An entry that says one thing by two names gets the same name twice,
/// which the core refuses: clients differ in which they read.
fn renamed(member: &Member, has_type: bool) -> Member {
    let theirs = member.key.value.as_str();
    let ours = match KEYS.iter().find(|(key, _)| *key == theirs) {
        Some((_, ours)) => ours,
        None if TRANSPORTS.contains(&theirs) && !has_type => "type",
        None => return member.clone(),
    };
    Member { key: rewritten(ours, &member.key), value: member.value.clone() }
}

/// Another word at the same place.
fn rewritten(word: &str, text: &Text) -> Text {
    Text { value: word.to_owned(), span: text.span.clone(), source: Source::Rewritten }
}

/// Milliseconds as seconds, in digits alone; what is no plain number stays as it is.
fn seconds(number: &str) -> String {
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let padded = format!("{number:0>4}");
    let (whole, fraction) = padded.split_at(padded.len() - 3);
    match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{entry, seconds};
    use crate::client::Dialect;
    use crate::doc::Syntax;

    #[test]
    fn two_names_for_one_thing_stay_two() {
        let text = r#"{"url":"https://a.example/","serverUrl":"https://b.example/","type":"http","transport":"sse"}"#;
        let root = &Syntax::Json.parse(text).expect("readable")[0];
        let entry = entry(root, Dialect::Generic);
        let keys: Vec<_> = entry.as_map().unwrap().iter().map(|member| member.key.value.as_str()).collect();
        assert_eq!(keys, ["url", "url", "type", "transport"]);
    }

    #[test]
    fn milliseconds_become_seconds() {
        for (milliseconds, expected) in
            [("600000", "600"), ("1500", "1.5"), ("5", "0.005"), ("0", "0"), ("1e3", "1e3")]
        {
            assert_eq!(seconds(milliseconds), expected);
        }
    }
}
