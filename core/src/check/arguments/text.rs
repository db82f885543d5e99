//! Tool arguments from JSON text.

use super::{Event, Fact, PROTOTYPE_KEYS, Place, Source, Stop, Words, compact_len, is_refused_control};
use crate::lex::json::keys::UniqueReader;
use crate::lex::json::text::{Piece, Text};
use crate::lex::json::{self, Token};
use crate::limit;

/// The events of a JSON text.
pub(super) struct Events<'a> {
    reader: UniqueReader<'a>,
}

impl<'a> Events<'a> {
    pub(super) const fn new(json: &'a [u8]) -> Self {
        Self { reader: UniqueReader::new(json) }
    }
}

impl Source for Events<'_> {
    fn next(&mut self) -> Result<Option<Event>, Stop> {
        let token = self.reader.next(limit::OBJECT_KEYS_CAP);
        let token = token.map_err(|error| Stop { rule: error.rule(), place: Place::At(error.span()) })?;
        let Some(Token { event, span }) = token else { return Ok(None) };
        let (fact, compact) = match event {
            json::Event::Open(container) => (Fact::Open(container), 1),
            json::Event::Close(_) => (Fact::Close, 1),
            json::Event::Key(text) => {
                let (words, compact) = words(text);
                (
                    Fact::Key(Words { prototype: PROTOTYPE_KEYS.iter().any(|key| text.is(key)), ..words }),
                    compact,
                )
            }
            json::Event::Text(text) => {
                let (words, compact) = words(text);
                (Fact::Text(words), compact)
            }
            json::Event::Number(number) => (Fact::Number(number), number.len()),
            json::Event::Boolean(true) | json::Event::Null => (Fact::Literal, 4),
            json::Event::Boolean(false) => (Fact::Literal, 5),
        };
        Ok(Some(Event { fact, place: Place::At(span), compact }))
    }
}

/// What the meter asks of a string, and its bytes in the compact text.
fn words(text: Text<'_>) -> (Words, usize) {
    let mut words = Words::default();
    // The quotes; `at` counts from the opening one.
    let mut compact = 2_usize;
    let mut at = 1_usize;
    for piece in text.pieces() {
        let source = match piece {
            // No byte of it is a control character or one that is escaped.
            Piece::Plain(plain) => {
                words.len = words.len.saturating_add(plain.len());
                compact = compact.saturating_add(plain.len());
                plain.len()
            }
            Piece::Escape(character, source) => {
                words.len = words.len.saturating_add(character.len_utf8());
                let byte = u8::try_from(character).ok().filter(u8::is_ascii);
                compact = compact.saturating_add(byte.map_or(character.len_utf8(), compact_len));
                if words.control.is_none() && byte.is_some_and(is_refused_control) {
                    words.control = Some((at, source));
                }
                source
            }
        };
        at = at.saturating_add(source);
    }
    (words, compact)
}
