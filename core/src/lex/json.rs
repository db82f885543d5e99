//! JSON (RFC 8259): bytes in, events with absolute spans out.
//!
//! Iterative, in one pass, without a buffer. [`Reader`] is a `Copy` value of a few words: nesting is
//! a register of bits, one a level, so that a reader is restarted at any value that another reader has
//! passed. What RFC 8259 leaves open is closed here: no byte order mark (8.1), UTF-8 only, no lone
//! surrogates (8.2), no number that overflows a double (6); [`keys`] refuses names that repeat (4).

pub(crate) mod keys;
pub(crate) mod number;
pub(crate) mod text;
pub(crate) mod view;

use number::Number;
use text::Text;

use crate::bytes::cursor::{Cursor, cut};
use crate::limit;
use crate::reject::{Rejection, Span};
use crate::rule::Rule;

/// The most containers that are open at once: the top one has depth 0.
pub(crate) const FRAMES: usize = limit::DEPTH_CAP + 1;
const _: () = assert!(FRAMES <= 128, "the register has a bit for each open container");

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The two kinds of values that hold values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    Object,
    List,
}

/// What comes next in a JSON text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event<'a> {
    Open(Container),
    Close(Container),
    Key(Text<'a>),
    Text(Text<'a>),
    Number(Number),
    Boolean(bool),
    Null,
}

/// An event and the bytes that it was read from; those of a string include its quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'a> {
    pub(crate) event: Event<'a>,
    pub(crate) span: Span,
}

/// What the grammar allows at the present place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    Value,
    /// After `[`.
    ItemOrEnd,
    /// After `{`.
    KeyOrEnd,
    /// After a value in a container.
    CommaOrEnd,
    /// After the top value.
    Nothing,
}

/// Pull reader over one JSON text, or over one value inside of it.
///
/// INVARIANT: each call of [`Reader::next`] that returns a token moves the cursor forward, and
/// `depth` is the number of open containers, at most [`FRAMES`]; the lowest `depth` bits of `objects`
/// tell for each, innermost first, whether it is an object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    cursor: Cursor<'a>,
    expect: Expect,
    objects: u128,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Reads a whole text.
    pub(crate) const fn new(json: &'a [u8]) -> Self {
        Self { cursor: Cursor::new(json), expect: Expect::Value, objects: 0, depth: 0 }
    }

    /// Reads the value that stands at `span` of a longer text.
    pub(crate) fn within(json: &'a [u8], span: Span) -> Self {
        let mut cursor = Cursor::new(cut(json, 0, span.end()));
        cursor.take(span.start());
        Self { cursor, ..Self::new(json) }
    }

    /// The next event, `None` after the end of the text. An error is final.
    pub(crate) fn next(&mut self) -> Result<Option<Token<'a>>, Rejection> {
        if self.cursor.at() == 0 && self.cursor.rest().starts_with(BYTE_ORDER_MARK) {
            return Err(Rejection::new(Rule::JsonByteOrderMark, Span::all(BYTE_ORDER_MARK.len())));
        }
        self.skip_blanks();
        if self.expect == Expect::CommaOrEnd && self.cursor.peek() == Some(b',') {
            self.cursor.next();
            self.skip_blanks();
            self.expect = Expect::Value;
            if self.in_object() {
                return self.key().map(Some);
            }
        }
        let start = self.cursor.at();
        let Some(byte) = self.cursor.peek() else {
            return match self.expect {
                Expect::Nothing => Ok(None),
                _ => Err(self.end_of_text()),
            };
        };
        let event = match (self.expect, byte) {
            (Expect::Nothing, _) => return Err(Rejection::new(Rule::JsonTrailing, character(&self.cursor))),
            (Expect::KeyOrEnd | Expect::CommaOrEnd, b'}') if self.in_object() => self.close(),
            (Expect::ItemOrEnd | Expect::CommaOrEnd, b']') if !self.in_object() => self.close(),
            (Expect::KeyOrEnd, _) => return self.key().map(Some),
            (Expect::CommaOrEnd, _) => return Err(self.unexpected()),
            (Expect::Value | Expect::ItemOrEnd, b'{') => self.open(Container::Object)?,
            (Expect::Value | Expect::ItemOrEnd, b'[') => self.open(Container::List)?,
            (Expect::Value | Expect::ItemOrEnd, _) => self.scalar(byte)?,
        };
        Ok(Some(Token { event, span: Span::new(start, self.cursor.at()) }))
    }

    /// A value that holds no other.
    fn scalar(&mut self, first: u8) -> Result<Event<'a>, Rejection> {
        let event = match first {
            b'"' => Event::Text(Text::read(&mut self.cursor)?),
            b'-' | b'0'..=b'9' => Event::Number(Number::read(&mut self.cursor)?),
            b't' => self.literal(b"true", Event::Boolean(true))?,
            b'f' => self.literal(b"false", Event::Boolean(false))?,
            b'n' => self.literal(b"null", Event::Null)?,
            _ => return Err(self.unexpected()),
        };
        self.after_value();
        Ok(event)
    }

    fn literal(&mut self, word: &[u8], event: Event<'a>) -> Result<Event<'a>, Rejection> {
        for &expected in word {
            match self.cursor.peek() {
                Some(byte) if byte == expected => self.cursor.next(),
                Some(_) => return Err(self.unexpected()),
                None => return Err(self.end_of_text()),
            };
        }
        Ok(event)
    }

    /// A name and its colon.
    fn key(&mut self) -> Result<Token<'a>, Rejection> {
        let start = self.cursor.at();
        match self.cursor.peek() {
            Some(b'"') => {}
            Some(_) => return Err(self.unexpected()),
            None => return Err(self.end_of_text()),
        }
        let text = Text::read(&mut self.cursor)?;
        let span = Span::new(start, self.cursor.at());
        self.skip_blanks();
        match self.cursor.peek() {
            Some(b':') => self.cursor.next(),
            Some(_) => return Err(self.unexpected()),
            None => return Err(self.end_of_text()),
        };
        self.expect = Expect::Value;
        Ok(Token { event: Event::Key(text), span })
    }

    fn open(&mut self, container: Container) -> Result<Event<'a>, Rejection> {
        if self.depth >= FRAMES {
            return Err(Rejection::new(Rule::JsonDepth, Span::byte(self.cursor.at())));
        }
        self.cursor.next();
        self.depth = self.depth.saturating_add(1);
        self.objects = (self.objects << 1) | u128::from(container == Container::Object);
        self.expect = match container {
            Container::Object => Expect::KeyOrEnd,
            Container::List => Expect::ItemOrEnd,
        };
        Ok(Event::Open(container))
    }

    fn close(&mut self) -> Event<'a> {
        let container = if self.in_object() { Container::Object } else { Container::List };
        self.cursor.next();
        self.depth = self.depth.saturating_sub(1);
        self.objects >>= 1;
        self.after_value();
        Event::Close(container)
    }

    const fn after_value(&mut self) {
        self.expect = if self.depth == 0 { Expect::Nothing } else { Expect::CommaOrEnd };
    }

    const fn in_object(&self) -> bool {
        self.objects & 1 == 1
    }

    /// `ws` (RFC 8259 2).
    #[inline]
    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.cursor.peek() {
            self.cursor.next();
        }
    }

    fn unexpected(&self) -> Rejection {
        Rejection::new(Rule::JsonSyntax, character(&self.cursor))
    }

    fn end_of_text(&self) -> Rejection {
        end_of_text(&self.cursor)
    }
}

/// The text ends where something is missing.
fn end_of_text(cursor: &Cursor<'_>) -> Rejection {
    Rejection::new(Rule::JsonEnd, Span::new(cursor.at(), cursor.at()))
}

/// The character that the cursor stands on, or a byte that is part of none.
fn character(cursor: &Cursor<'_>) -> Span {
    let mut ahead = *cursor;
    let character = ahead.take(4).utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
    let len = character.map_or(1, char::len_utf8);
    Span::new(cursor.at(), cursor.at().saturating_add(len))
}
