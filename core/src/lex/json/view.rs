//! Values of a JSON text that a reader has passed: what they are, where they stand, what they hold.

use super::number::Number;
use super::text::Text;
use super::{Container, Event, Reader, Token};
use crate::bytes::cursor::cut;
use crate::reject::Span;

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind<'a> {
    Object,
    List,
    Text(Text<'a>),
    Number(Number),
    Boolean(bool),
    Null,
}

/// A value and its place.
///
/// INVARIANT: a [`Reader`] has passed the value, so that reading it again meets no error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'a> {
    json: &'a [u8],
    pub(crate) kind: Kind<'a>,
    pub(crate) span: Span,
}

impl<'a> Value<'a> {
    /// The value at `span`, which has been checked.
    pub(crate) fn within(json: &'a [u8], span: Span) -> Option<Self> {
        next_value(json, &mut Reader::within(json, span))
    }

    /// The text it was read from.
    pub(crate) const fn json(self) -> &'a [u8] {
        self.json
    }

    /// Its text as written.
    pub(crate) fn source(self) -> &'a str {
        source(self.json, self.span)
    }

    pub(crate) const fn text(self) -> Option<Text<'a>> {
        match self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The names and values of an object; none for any other value.
    pub(crate) fn members(self) -> Members<'a> {
        Members { values: self.values() }
    }

    /// The items of a list; none for any other value.
    pub(crate) fn items(self) -> Items<'a> {
        Items { values: self.values() }
    }

    fn values(self) -> Values<'a> {
        let mut reader = Reader::within(self.json, self.span);
        let _ = reader.next();
        Values { json: self.json, reader }
    }
}

/// A name of an object, with the value that it names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member<'a> {
    pub(crate) key: Text<'a>,
    /// Of the name, with its quotes.
    pub(crate) key_span: Span,
    pub(crate) value: Value<'a>,
}

impl<'a> Member<'a> {
    /// The name as written, with its quotes.
    pub(crate) fn key_source(self) -> &'a str {
        source(self.value.json, self.key_span)
    }
}

fn source(json: &[u8], span: Span) -> &str {
    core::str::from_utf8(cut(json, span.start(), span.end())).unwrap_or_default()
}

#[derive(Clone, Copy, Debug)]
struct Values<'a> {
    json: &'a [u8],
    reader: Reader<'a>,
}

/// The members of an object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Members<'a> {
    values: Values<'a>,
}

impl<'a> Iterator for Members<'a> {
    type Item = Member<'a>;

    fn next(&mut self) -> Option<Member<'a>> {
        let Values { json, reader } = &mut self.values;
        match reader.next().ok()?? {
            Token { event: Event::Key(key), span } => {
                Some(Member { key, key_span: span, value: next_value(json, reader)? })
            }
            _ => None,
        }
    }
}

/// The items of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Items<'a> {
    values: Values<'a>,
}

impl<'a> Iterator for Items<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        let Values { json, reader } = &mut self.values;
        next_value(json, reader)
    }
}

/// The value that the reader stands before; the reader then stands behind it.
fn next_value<'a>(json: &'a [u8], reader: &mut Reader<'a>) -> Option<Value<'a>> {
    let Token { event, span } = reader.next().ok()??;
    let kind = match event {
        Event::Open(container) => {
            let end = skip(reader)?;
            let kind = if container == Container::Object { Kind::Object } else { Kind::List };
            return Some(Value { json, kind, span: Span::new(span.start(), end) });
        }
        Event::Text(text) => Kind::Text(text),
        Event::Number(number) => Kind::Number(number),
        Event::Boolean(flag) => Kind::Boolean(flag),
        Event::Null => Kind::Null,
        Event::Key(_) | Event::Close(_) => return None,
    };
    Some(Value { json, kind, span })
}

/// Reads on to the end of the container that was opened last, and returns where that is.
fn skip(reader: &mut Reader<'_>) -> Option<usize> {
    let mut open = 1_usize;
    while let Some(Token { event, span }) = reader.next().ok()? {
        match event {
            Event::Open(_) => open = open.saturating_add(1),
            Event::Close(_) if open == 1 => return Some(span.end()),
            Event::Close(_) => open = open.saturating_sub(1),
            _ => {}
        }
    }
    None
}
