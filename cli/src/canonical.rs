//! A tree as JSON text for the core, with the way back.
//!
//! Nothing is left out, duplicates stay duplicates, and a JSON literal reaches the core byte by byte.

use std::fmt::Write as _;
use std::ops::Range;

use crate::doc::{Node, Source, Text, Value};

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
            (true, _) => {
                (segment.source.start + (at - segment.at) + usize::from(end)).min(segment.source.end)
            }
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

#[cfg(test)]
mod tests {
    use super::Canonical;
    use crate::client::Dialect;
    use crate::doc::Syntax;
    use crate::normalise::entry;

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
}
