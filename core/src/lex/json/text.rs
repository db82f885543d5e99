//! Strings (RFC 8259 7): checked where they stand, decoded where somebody asks.

use core::fmt;

use super::{character, end_of_text};
use crate::bytes::cursor::Cursor;
use crate::bytes::scan;
use crate::reject::{Rejection, Span};
use crate::rule::Rule;

/// A string of a JSON text: what stands between its quotes, checked and not decoded.
///
/// INVARIANT: `body` is what [`Text::read`] accepted: UTF-8, no raw control character, every escape
/// complete, every surrogate paired.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
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
        Some(Piece::Plain(self.cursor.take_until(|byte| byte == b'\\')))
    }
}

/// `unescaped` (RFC 8259 7), in UTF-8 (8.1): the first problem of a stretch without quotes and backslashes.
fn check_plain(plain: &[u8], at: usize) -> Result<(), Rejection> {
    let control = plain.iter().position(|&byte| byte < 0x20);
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
