//! YAML 1.2, with anchors and merge keys as its readers resolve them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::{DEPTH, Member, Node, Source, SyntaxError, Text, Value, is_json_number};

/// Nodes that anchors and aliases may copy in all: a few lines of them can stand for billions.
const COPIED: usize = 100_000;

/// How many lines of flow collections may be indented less than YAML 1.2 asks, and in how large a text:
/// each of them reads it once more.
const LENIENT: usize = 64;
const LENIENT_LEN: usize = 1024 * 1024;

pub(super) fn parse(text: &str) -> Result<Vec<Node>, SyntaxError> {
    let mut read = Cow::Borrowed(text);
    let mut failure = match events(&read) {
        Ok(roots) => return Ok(roots),
        Err(failure) => failure,
    };
    let first = failure.error.clone();
    for _ in 0..if text.len() > LENIENT_LEN { 0 } else { LENIENT } {
        // libyaml, and with it most clients, does not care how such lines are indented. Each is read
        // as part of the line before, which moves no byte.
        let Some(blank) = break_before(&read, &failure) else { break };
        for range in blank {
            let blanks = " ".repeat(range.len());
            read.to_mut().replace_range(range, &blanks);
        }
        failure = match events(&read) {
            Ok(roots) => return Ok(roots),
            Err(failure) => failure,
        };
    }
    Err(first)
}

/// An error, and where the last event before it ended.
struct Failure {
    error: SyntaxError,
    after: usize,
}

/// The line break before a line of a flow collection that is indented too little, and the comments
/// that would swallow what is joined to them.
///
/// The scan starts at the end of a token, so that a `#` in quotes is not taken for a comment.
fn break_before(text: &str, failure: &Failure) -> Option<Vec<Range<usize>>> {
    let Failure { error, after } = failure;
    let is_indentation =
        matches!(&*error.message, "invalid indentation" | "invalid indentation in flow construct");
    let between = text.get(*after..error.span.start).filter(|_| is_indentation)?;
    let mut blank = Vec::new();
    let mut chars = between.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        match c {
            // In the middle of a plain word a quote is a letter.
            '"' | '\'' if previous.is_ascii_whitespace() || matches!(previous, ',' | '[' | '{') => {
                let mut escaped = false;
                for (_, inner) in chars.by_ref() {
                    if inner == c && !escaped {
                        break;
                    }
                    escaped = c == '"' && inner == '\\' && !escaped;
                }
                previous = '"';
                continue;
            }
            '#' if previous.is_ascii_whitespace() => {
                let end = between[at..].find('\n').map_or(between.len(), |length| at + length);
                blank.push(after + at..after + end);
                while chars.next_if(|&(next, _)| next < end).is_some() {}
            }
            '\n' | '\r' => blank.push(after + at..after + at + 1),
            _ => {}
        }
        // A quoted key may have its value right after the colon.
        previous = if c == ':' && previous == '"' { ',' } else { c };
    }
    let own_line = between.trim_end_matches([' ', '\t']).ends_with('\n');
    own_line.then_some(blank)
}

fn events(text: &str) -> Result<Vec<Node>, Failure> {
    let mut builder = Builder {
        text,
        offsets: Offsets::new(text),
        open: Vec::new(),
        roots: Vec::new(),
        anchors: HashMap::new(),
        copied: 0,
    };
    let mut after = 0;
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let added = match event {
            Ok((event, span)) => {
                after = builder.offsets.byte(span.end.index());
                builder.event(event, span)
            }
            Err(error) => {
                let at = builder.offsets.byte(error.marker().index());
                Err(SyntaxError::new(error.info(), at..at))
            }
        };
        added.map_err(|error| Failure { error, after })?;
    }
    Ok(builder.roots)
}

/// The parser counts characters, everything else here bytes.
struct Offsets {
    /// The byte offset of each character, when not all of them are one byte.
    starts: Option<Vec<usize>>,
    len: usize,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let starts = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
        Self { starts, len: text.len() }
    }

    fn byte(&self, index: usize) -> usize {
        match &self.starts {
            Some(starts) => starts.get(index).copied().unwrap_or(self.len),
            None => index.min(self.len),
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start.index());
        start..self.byte(span.end.index()).max(start)
    }
}

struct Builder<'t> {
    text: &'t str,
    offsets: Offsets,
    open: Vec<Open>,
    roots: Vec<Node>,
    anchors: HashMap<usize, Node>,
    copied: usize,
}

/// A collection whose end has not come yet.
struct Open {
    start: usize,
    anchor: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map(Vec<Member>, Option<Text>),
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), SyntaxError> {
        let range = self.offsets.range(span);
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) => {
                self.anchors.clear();
                Ok(())
            }
            Event::Alias(anchor) => {
                let node = self.anchors.get(&anchor).cloned();
                let node = node.ok_or_else(|| SyntaxError::new("an alias of itself", range.clone()))?;
                self.charge(&node, &range)?;
                if self.open.len() + height(&node) > DEPTH {
                    return Err(SyntaxError::too_deep(range.start));
                }
                self.add(node, 0)
            }
            Event::Scalar(value, style, anchor, tag) => {
                let node = self.scalar(value, style, tag.as_deref(), range);
                self.add(node, anchor)
            }
            Event::SequenceStart(anchor, _) => self.open(range.start, anchor, Content::List(Vec::new())),
            Event::MappingStart(anchor, _) => self.open(range.start, anchor, Content::Map(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
        }
    }

    fn open(&mut self, start: usize, anchor: usize, content: Content) -> Result<(), SyntaxError> {
        if self.open.len() >= DEPTH {
            return Err(SyntaxError::too_deep(start));
        }
        self.open.push(Open { start, anchor, content });
        Ok(())
    }

    fn close(&mut self, end: usize) -> Result<(), SyntaxError> {
        let Some(Open { start, anchor, content }) = self.open.pop() else { return Ok(()) };
        let value = match content {
            Content::List(items) => Value::List(items),
            Content::Map(members, _) => Value::Map(merged(members)),
        };
        // A block ends where the next token starts; the blank lines between belong to nobody.
        let body = self.text.get(start..end.max(start)).unwrap_or_default();
        let span = start..start + body.trim_end().len();
        self.add(Node { value, span }, anchor)
    }

    fn add(&mut self, node: Node, anchor: usize) -> Result<(), SyntaxError> {
        if anchor > 0 {
            self.charge(&node, &node.span)?;
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.roots.push(node),
            Some(Content::List(items)) => items.push(node),
            Some(Content::Map(members, key)) => match key.take() {
                Some(key) => members.push(Member { key, value: node }),
                None => *key = Some(self::key(node)?),
            },
        }
        Ok(())
    }

    /// Counts the nodes of a copy.
    fn charge(&mut self, node: &Node, at: &Range<usize>) -> Result<(), SyntaxError> {
        self.copied = self.copied.saturating_add(count(node));
        if self.copied > COPIED {
            return Err(SyntaxError::new("anchors and aliases stand for too many values", at.clone()));
        }
        Ok(())
    }

    fn scalar(
        &self,
        value: Cow<'_, str>,
        style: ScalarStyle,
        tag: Option<&Tag>,
        range: Range<usize>,
    ) -> Node {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let source = if written == value {
            Source::Verbatim(range.start)
        } else if written.get(1..written.len().saturating_sub(1)) == Some(&*value) {
            Source::Verbatim(range.start + 1)
        } else {
            Source::Rewritten
        };
        let is_string = style != ScalarStyle::Plain
            || tag.is_some_and(|tag| !(tag.is_yaml_core_schema() && tag.suffix != "str"));
        let plain = match &*value {
            _ if is_string => None,
            "" | "~" | "null" | "Null" | "NULL" => Some(Value::Null),
            "true" | "True" | "TRUE" => Some(Value::Bool(true)),
            "false" | "False" | "FALSE" => Some(Value::Bool(false)),
            number if is_json_number(number) => Some(Value::Number(number.to_owned())),
            _ => None,
        };
        let text = |value: Cow<'_, str>| Text { value: value.into_owned(), span: range.clone(), source };
        Node { value: plain.unwrap_or_else(|| Value::String(text(value))), span: range.clone() }
    }
}

/// A key as text: YAML lets any value be one, the clients' formats do not.
fn key(node: Node) -> Result<Text, SyntaxError> {
    let plain =
        |value: &str| Text { value: value.to_owned(), span: node.span.clone(), source: Source::Rewritten };
    match node.value {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(plain(&number)),
        Value::Bool(true) => Ok(plain("true")),
        Value::Bool(false) => Ok(plain("false")),
        Value::Null => Ok(plain("null")),
        Value::List(_) | Value::Map(_) => Err(SyntaxError::new("a key that is no text", node.span)),
    }
}

/// The members with `<<` resolved: what is there wins over what is merged.
fn merged(mut members: Vec<Member>) -> Vec<Member> {
    let is_merge = |member: &Member| member.key.value == "<<" && member.key.source != Source::Rewritten;
    if !members.iter().any(is_merge) {
        return members;
    }
    let mut merge = Vec::new();
    members.retain(|member| {
        if is_merge(member) {
            merge.push(member.value.clone());
        }
        !is_merge(member)
    });
    let mut known: HashSet<String> = members.iter().map(|member| member.key.value.clone()).collect();
    for node in merge {
        let sources = match node.value {
            Value::List(items) => items,
            _ => vec![node],
        };
        for source in sources {
            let Value::Map(inherited) = source.value else { continue };
            for member in inherited {
                if known.insert(member.key.value.clone()) {
                    members.push(member);
                }
            }
        }
    }
    members
}

/// How many nodes a tree has.
fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(members) => members.iter().map(|member| count(&member.value)).sum(),
        _ => 0,
    }
}

/// How many levels a tree has.
fn height(node: &Node) -> usize {
    1 + match &node.value {
        Value::List(items) => items.iter().map(height).max().unwrap_or(0),
        Value::Map(members) => members.iter().map(|member| height(&member.value)).max().unwrap_or(0),
        _ => 0,
    }
}
