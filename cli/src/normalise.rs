//! From an entry in a client's words to the JSON text that the core judges, with the way back.
//!
//! The core has one vocabulary; clients have many. An entry is renamed, never interpreted: nothing is
//! left out, duplicates stay duplicates, and a JSON literal reaches the core byte by byte.

use std::fmt::Write as _;
use std::ops::Range;

use crate::client::Dialect;
use crate::doc::{Member, Node, Source, Text, Value};

/// JSON text for the core, and where its bytes come from.
#[derive(Debug, Default)]
pub(crate) struct Canonical {
    pub(crate) text: String,
    segments: Vec<Segment>,
}

/// A run of the text, up to where the next one starts.
#[derive(Debug)]
struct Segment {
    at: usize,
    source: Range<usize>,
    /// Whether the run is the same bytes as its source.
    same: bool,
}

impl Canonical {
    /// Writes a tree as compact JSON. `file` is the text that its spans count in.
    pub(crate) fn of(node: &Node, file: &str) -> Self {
        let mut canonical = Self::default();
        canonical.node(node, file);
        canonical
    }

    /// Where in the file a range of the text comes from.
    pub(crate) fn locate(&self, range: Range<usize>) -> Range<usize> {
        let start = self.offset(range.start, false);
        let end = if range.is_empty() { start } else { self.offset(range.end - 1, true) };
        start..end.max(start)
    }

    /// The source of the byte at `at`: where it starts, or where it ends.
    fn offset(&self, at: usize, end: bool) -> usize {
        let after = self.segments.partition_point(|segment| segment.at <= at);
        let Some(segment) = after.checked_sub(1).and_then(|index| self.segments.get(index)) else { return 0 };
        match (segment.same, end) {
            (true, _) => (segment.source.start + (at - segment.at) + usize::from(end)).min(segment.source.end),
            (false, false) => segment.source.start,
            (false, true) => segment.source.end,
        }
    }

    fn write(&mut self, text: &str, source: Range<usize>, same: bool) {
        self.segments.push(Segment { at: self.text.len(), source, same });
        self.text.push_str(text);
    }

    fn node(&mut self, node: &Node, file: &str) {
        let (start, end) = (node.span.start..node.span.start, node.span.end..node.span.end);
        match &node.value {
            Value::Null => self.write("null", node.span.clone(), false),
            Value::Bool(true) => self.write("true", node.span.clone(), false),
            Value::Bool(false) => self.write("false", node.span.clone(), false),
            Value::Number(number) => self.write(number, node.span.clone(), false),
            Value::String(text) => self.string(text, file),
            Value::List(items) => {
                self.write("[", start.clone(), false);
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.write(",", item.span.start..item.span.start, false);
                    }
                    self.node(item, file);
                }
                self.write("]", end, false);
            }
            Value::Map(members) => {
                self.write("{", start.clone(), false);
                for (index, member) in members.iter().enumerate() {
                    if index > 0 {
                        self.write(",", member.key.span.start..member.key.span.start, false);
                    }
                    self.string(&member.key, file);
                    self.write(":", member.key.span.end..member.key.span.end, false);
                    self.node(&member.value, file);
                }
                self.write("}", end, false);
            }
        }
    }

    fn string(&mut self, text: &Text, file: &str) {
        match text.source {
            Source::Literal => {
                let literal = file.get(text.span.clone()).unwrap_or_default();
                self.write(literal, text.span.clone(), true);
            }
            Source::Verbatim(at) => {
                self.write("\"", at..at, false);
                let mut run = 0;
                for (index, c) in text.value.char_indices().filter(|&(_, c)| needs_escape(c)) {
                    self.run(&text.value, run..index, at);
                    run = index + c.len_utf8();
                    let from = at + index;
                    self.write(&escape(c), from..from + c.len_utf8(), false);
                }
                self.run(&text.value, run..text.value.len(), at);
                let end = at + text.value.len();
                self.write("\"", end..end, false);
            }
            Source::Rewritten => {
                let mut literal = String::from("\"");
                for c in text.value.chars() {
                    if needs_escape(c) { literal += &escape(c) } else { literal.push(c) }
                }
                literal.push('"');
                self.write(&literal, text.span.clone(), false);
            }
        }
    }

    fn run(&mut self, value: &str, range: Range<usize>, at: usize) {
        if let Some(text) = value.get(range.clone()).filter(|text| !text.is_empty()) {
            self.write(text, at + range.start..at + range.end, true);
        }
    }
}

fn needs_escape(c: char) -> bool {
    matches!(c, '"' | '\\' | '\0'..='\u{1f}')
}

fn escape(c: char) -> String {
    match c {
        '"' => "\\\"".into(),
        '\\' => "\\\\".into(),
        '\t' => "\\t".into(),
        '\n' => "\\n".into(),
        '\r' => "\\r".into(),
        _ => {
            let mut text = String::new();
            // Writing to a string does not fail.
            let _ = write!(text, "\\u{:04x}", u32::from(c));
            text
        }
    }
}

/// The core's word for a client's key.
const KEYS: [(&str, &str); 9] = [
    ("cmd", "command"),
    ("envs", "env"),
    ("environment", "env"),
    ("uri", "url"),
    ("serverUrl", "url"),
    ("httpUrl", "url"),
    ("http_headers", "headers"),
    ("transport", "type"),
    ("transport_type", "type"),
];

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
    let mut out: Vec<Member> = Vec::with_capacity(members.len());
    for member in members {
        match (member.key.value.as_str(), &member.value.value) {
            // Old Zed: `command: {path, args, env}`. Cline's tool, the registry: `transport: {type, url, …}`.
            ("command", Value::Map(inner)) => out.extend(inner.iter().map(|member| match member.key.value.as_str() {
                "path" => Member { key: rewritten("command", &member.key), value: member.value.clone() },
                _ => renamed(member, members),
            })),
            ("transport", Value::Map(inner)) => out.extend(inner.iter().map(|member| renamed(member, members))),
            // Continue: `requestOptions: {headers}`.
            ("requestOptions", Value::Map(inner)) if has(inner, "headers") => out.extend(inner.iter().cloned()),
            _ => out.push(renamed(member, members)),
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
    Node { value: Value::Map(out), span: node.span.clone() }
}

fn has(members: &[Member], name: &str) -> bool {
    members.iter().any(|member| member.key.value == name)
}

/// A member under the core's name, unless that name is taken: then two readers may differ, and the
/// client's own name stays.
fn renamed(member: &Member, siblings: &[Member]) -> Member {
    let theirs = member.key.value.as_str();
    match KEYS.iter().find(|(key, ours)| *key == theirs && !has(siblings, ours)) {
        Some((_, ours)) => Member { key: rewritten(ours, &member.key), value: member.value.clone() },
        None => member.clone(),
    }
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
    use super::{Canonical, entry, seconds};
    use crate::client::Dialect;
    use crate::doc::Syntax;

    fn canonical(syntax: Syntax, text: &str) -> Canonical {
        let root = &syntax.parse(text).expect("readable")[0];
        Canonical::of(&entry(root, Dialect::Generic), text)
    }

    #[test]
    fn json_reaches_the_core_as_it_is() {
        let text = "{ \"a\\u0062\": [1e5, \"x\\ty\"], /* c */ \"a\\u0062\": {}, }";
        let canonical = canonical(Syntax::Json, text);
        assert_eq!(canonical.text, r#"{"a\u0062":[1e5,"x\ty"],"a\u0062":{}}"#);
        let at = canonical.text.find("\\t").unwrap();
        assert_eq!(&text[canonical.locate(at..at + 3)], "\\ty");
    }

    #[test]
    fn yaml_words_are_found_again() {
        let text = "cmd: npx\nargs: [-y, 'pkg\"x', \"a\\tb\"]\n";
        let canonical = canonical(Syntax::Yaml, text);
        assert_eq!(canonical.text, r#"{"command":"npx","args":["-y","pkg\"x","a\tb"]}"#);
        let place = |part: &str| {
            let at = canonical.text.find(part).unwrap();
            &text[canonical.locate(at..at + part.len())]
        };
        assert_eq!(place("px"), "px");
        assert_eq!(place("pkg\\\"x"), "pkg\"x");
        assert_eq!(place("a\\tb"), "\"a\\tb\"");
        assert_eq!(place("\"command\""), "cmd");
    }

    #[test]
    fn milliseconds_become_seconds() {
        for (milliseconds, expected) in [("600000", "600"), ("1500", "1.5"), ("5", "0.005"), ("0", "0"), ("1e3", "1e3")] {
            assert_eq!(seconds(milliseconds), expected);
        }
    }
}
