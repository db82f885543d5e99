//! Strings (RFC 8259 7): checked where they stand, decoded where somebody asks.

use core::fmt::{self, Write as _};

use super::{character, end_of_text};
use crate::bytes::cursor::Cursor;
use crate::bytes::scan;
use crate::reject::{Rejection, Span};
use crate::rule::Rule;

/// A string of a JSON text: what stands between its quotes, checked and not decoded.
///
/// `Display` writes it decoded; `Debug` writes lengths only.
///
/// ```
/// use portcullis::{ServerPolicy, validate_server_security};
/// let json = br#"{"command": "node", "args": ["server.js", "--name=caf\u0065"]}"#;
/// let entry = validate_server_security(json, &ServerPolicy::strict()).unwrap();
/// let word = entry.words().last().unwrap();
/// assert_eq!((word.to_string(), word.as_str()), ("--name=cafe".to_owned(), None));
/// assert!(word == "--name=cafe");
/// ```
#[derive(Clone, Copy)]
pub struct Text<'a> {
    // INVARIANT: `body` is what `read` accepted: UTF-8, no raw control character, every escape complete,
    // every surrogate paired.
    body: &'a [u8],
    /// Where the body starts in the JSON text.
    start: usize,
    escaped: bool,
}

/// A stretch of a string.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece<'a> {
    /// Bytes that stand for themselves.
    Plain(&'a [u8]),
    /// An escape sequence, and how many bytes it takes in the source.
    Escape(char, usize),
}

impl<'a> Text<'a> {
    /// Reads the string whose opening quote the cursor stands on.
    pub(crate) fn read(cursor: &mut Cursor<'a>) -> Result<Self, Rejection> {
        cursor.next();
        let start = cursor.at();
        let from = cursor.rest();
        let mut escaped = false;
        loop {
            let at = cursor.at();
            let plain = cursor.take(scan::quote_or_backslash(cursor.rest()));
            check_plain(plain, at)?;
            match cursor.peek() {
                None => return Err(end_of_text(cursor)),
                Some(b'"') => {
                    let body = Cursor::new(from).take(cursor.at().saturating_sub(start));
                    cursor.next();
                    return Ok(Self { body, start, escaped });
                }
                Some(_) => {
                    escaped = true;
                    escape(cursor)?;
                }
            }
        }
    }

    /// The string whose opening quote stands at `quote`.
    pub(crate) fn at(json: &'a [u8], quote: u32) -> Option<Self> {
        let mut cursor = Cursor::new(json);
        cursor.take(usize::try_from(quote).ok()?);
        Self::read(&mut cursor).ok()
    }

    /// A text that stands for itself, as if it were the body of a string.
    pub(crate) const fn plain(text: &'a str) -> Self {
        Self { body: text.as_bytes(), start: 0, escaped: false }
    }

    /// Where the body starts in the JSON text.
    pub(crate) const fn start(self) -> usize {
        self.start
    }

    /// Where it ends.
    pub(crate) const fn end(self) -> usize {
        self.start.saturating_add(self.body.len())
    }

    /// The body as written.
    pub(crate) const fn body(self) -> &'a [u8] {
        self.body
    }

    /// Whether the body holds an escape sequence.
    pub(crate) const fn is_escaped(self) -> bool {
        self.escaped
    }

    /// The characters of the decoded string, each with the bytes it takes in the source.
    pub(crate) fn characters(self) -> Characters<'a> {
        Characters { plain: "".chars(), pieces: self.pieces() }
    }

    /// The stretches of the string, in order.
    pub(crate) const fn pieces(self) -> Pieces<'a> {
        Pieces { cursor: Cursor::new(self.body) }
    }

    /// The bytes of the decoded string.
    pub(crate) fn bytes(self) -> impl Iterator<Item = u8> + 'a {
        self.pieces().flat_map(|piece| {
            let (plain, coded, len) = match piece {
                Piece::Plain(plain) => (plain, [0; 4], 0),
                Piece::Escape(character, _) => {
                    let mut coded = [0; 4];
                    let len = character.encode_utf8(&mut coded).len();
                    (&[][..], coded, len)
                }
            };
            plain.iter().copied().chain(coded.into_iter().take(len))
        })
    }

    /// Whether the decoded string is this one.
    pub(crate) fn is(self, other: &[u8]) -> bool {
        if self.escaped { self.bytes().eq(other.iter().copied()) } else { self.body == other }
    }

    /// Whether both strings are the same once decoded.
    pub(crate) fn same(self, other: Self) -> bool {
        self.bytes().eq(other.bytes())
    }
}

impl<'a> Text<'a> {
    /// The string, where it needs no decoding: it has no escape.
    #[must_use]
    pub fn as_str(self) -> Option<&'a str> {
        if self.escaped { None } else { core::str::from_utf8(self.body).ok() }
    }

    /// The characters of the decoded string.
    pub fn chars(self) -> impl Iterator<Item = char> + 'a {
        self.characters().map(|(character, _)| character)
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        self.is(other.as_bytes())
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.is(other.as_bytes())
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in self.pieces() {
            match piece {
                Piece::Plain(plain) => f.write_str(core::str::from_utf8(plain).unwrap_or_default())?,
                Piece::Escape(character, _) => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes at {})", self.body.len(), self.start)
    }
}

/// The stretches of a string that has been checked.
#[derive(Clone, Debug)]
pub(crate) struct Pieces<'a> {
    cursor: Cursor<'a>,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let start = self.cursor.at();
        if self.cursor.peek()? == b'\\' {
            // INVARIANT of `Text`: the escape is a good one, so the iterator ends only at the end.
            let character = escape(&mut self.cursor).ok()?;
            return Some(Piece::Escape(character, self.cursor.at().saturating_sub(start)));
        }
        // A quote of the string itself is always escaped.
        Some(Piece::Plain(self.cursor.take(scan::quote_or_backslash(self.cursor.rest()))))
    }
}

/// The characters of a string that has been checked, with the bytes that each takes in the source.
#[derive(Clone, Debug)]
pub(crate) struct Characters<'a> {
    plain: core::str::Chars<'a>,
    pieces: Pieces<'a>,
}

impl Iterator for Characters<'_> {
    type Item = (char, usize);

    fn next(&mut self) -> Option<(char, usize)> {
        loop {
            if let Some(character) = self.plain.next() {
                return Some((character, character.len_utf8()));
            }
            match self.pieces.next()? {
                Piece::Plain(plain) => self.plain = core::str::from_utf8(plain).unwrap_or_default().chars(),
                Piece::Escape(character, source) => return Some((character, source)),
            }
        }
    }
}

/// `unescaped` (RFC 8259 7), in UTF-8 (8.1): the first problem of a stretch without quotes and backslashes.
fn check_plain(plain: &[u8], at: usize) -> Result<(), Rejection> {
    // Without an early end the compiler looks at many bytes at once; most texts have no control character.
    let some = plain.iter().fold(false, |some, &byte| some | (byte < 0x20));
    let control = if some { plain.iter().position(|&byte| byte < 0x20) } else { None };
    let invalid = match core::str::from_utf8(plain) {
        Ok(_) => None,
        Err(error) => Some((error.valid_up_to(), error.error_len().unwrap_or(1))),
    };
    match (control, invalid) {
        (None, None) => Ok(()),
        (Some(control), invalid) if invalid.is_none_or(|(start, _)| control < start) => {
            Err(Rejection::new(Rule::JsonControlCharacter, Span::byte(at.saturating_add(control))))
        }
        (_, Some((start, len))) => {
            let start = at.saturating_add(start);
            Err(Rejection::new(Rule::InvalidUtf8, Span::new(start, start.saturating_add(len))))
        }
        (Some(_), None) => Ok(()),
    }
}

/// The character of the escape sequence whose backslash the cursor stands on.
fn escape(cursor: &mut Cursor<'_>) -> Result<char, Rejection> {
    let start = cursor.at();
    cursor.next();
    let letter = character(cursor);
    let character = match cursor.next() {
        None => return Err(end_of_text(cursor)),
        Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode_escape(cursor, start),
        Some(_) => return Err(Rejection::new(Rule::JsonEscape, Span::new(start, letter.end()))),
    };
    Ok(character)
}

/// The character of `\uXXXX`, or of two that form a surrogate pair; the cursor stands on the digits.
fn unicode_escape(cursor: &mut Cursor<'_>, start: usize) -> Result<char, Rejection> {
    let high = hex(cursor, start)?;
    if let Some(character) = char::from_u32(high) {
        return Ok(character);
    }
    let lone = Rejection::new(Rule::JsonSurrogate, Span::new(start, cursor.at()));
    if high >= 0xdc00 || !cursor.rest().starts_with(b"\\u") {
        return Err(lone);
    }
    let second = cursor.at();
    cursor.take(2);
    let low = hex(cursor, second)?;
    if !(0xdc00..=0xdfff).contains(&low) {
        return Err(lone);
    }
    // Unicode 3.8, D71 to D75: ten bits of each, above the basic plane.
    let code = 0x1_0000_u32.saturating_add((high & 0x3ff) << 10).saturating_add(low & 0x3ff);
    char::from_u32(code).ok_or(lone)
}

/// The four digits after `\u`.
fn hex(cursor: &mut Cursor<'_>, start: usize) -> Result<u32, Rejection> {
    let mut value = 0_u32;
    for _ in 0..4 {
        let Some(byte) = cursor.peek() else { return Err(end_of_text(cursor)) };
        let Some(digit) = char::from(byte).to_digit(16) else {
            return Err(Rejection::new(Rule::JsonEscape, Span::new(start, cursor.at())));
        };
        cursor.next();
        value = (value << 4) | digit;
    }
    Ok(value)
}
