//! Texts of an entry, as the checks of their fields see them, and the way back from the spans that
//! those checks report to the JSON text.

use super::placeholder::Units;
use crate::lex::json::text::Text;
use crate::policy::Placeholders;
use crate::reject::{Finding, Rejection, Sink, Span};

/// Reads texts of fields.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) struct Fields {
    pub(in crate::check) placeholders: Placeholders,
}

impl Fields {
    /// The text decoded and with its placeholders replaced, borrowed where that is the text itself.
    /// What does not fit into the buffer is left out; the buffer holds more than the field may.
    pub(in crate::check) fn decode<'b, const N: usize>(
        self,
        text: Text<'b>,
        buffer: &'b mut heapless::Vec<u8, N>,
    ) -> Decoded<'b> {
        if self.is_plain(text) {
            return Decoded { bytes: text.body(), place: Place::plain(text) };
        }
        buffer.clear();
        let place = Place { text, units: Some(Units::new(text, self.placeholders)), len: 0 };
        for (character, _) in Units::new(text, self.placeholders) {
            let mut coded = [0; 4];
            // What no longer fits does not matter: the text is too long, and the checks see as much.
            if character.encode_utf8(&mut coded).bytes().any(|byte| buffer.push(byte).is_err()) {
                break;
            }
        }
        let bytes = buffer.as_slice();
        Decoded { bytes, place: Place { len: bytes.len(), ..place } }
    }

    fn is_plain(self, text: Text<'_>) -> bool {
        !text.is_escaped() && (self.placeholders == Placeholders::None || !text.body().contains(&b'$'))
    }
}

/// A text as a check sees it.
pub(in crate::check) struct Decoded<'b> {
    pub(in crate::check) bytes: &'b [u8],
    pub(in crate::check) place: Place<'b>,
}

/// Where a decoded text stands in the JSON text.
#[derive(Clone, Debug)]
pub(in crate::check) struct Place<'a> {
    text: Text<'a>,
    /// None where decoded and written text are the same.
    units: Option<Units<'a>>,
    /// Bytes of the decoded text.
    len: usize,
}

impl<'a> Place<'a> {
    /// The place of a text that is seen as it is written.
    const fn plain(text: Text<'a>) -> Self {
        Self { text, units: None, len: text.body().len() }
    }

    /// Hands findings about the text on, with spans in the JSON text.
    pub(in crate::check) fn sink<'s, S: Sink>(&'s self, sink: &'s mut S) -> InText<'s, 'a, S> {
        InText { sink, walk: self.walk() }
    }

    pub(in crate::check) fn walk(&self) -> Walk<'_, 'a> {
        Walk { place: self, units: self.units.clone(), decoded: 0, source: self.text.start() }
    }
}

/// Turns spans in a decoded text into spans in the JSON text.
pub(in crate::check) struct InText<'s, 'a, S> {
    sink: &'s mut S,
    walk: Walk<'s, 'a>,
}

impl<S: Sink> Sink for InText<'_, '_, S> {
    fn finding(&mut self, finding: Finding) {
        self.sink.finding(self.walk.finding(finding));
    }
}

/// A position in a decoded text and in its source. Checks report from left to right, so that all
/// spans of a text cost about as much as reading it once.
#[derive(Clone, Debug)]
pub(in crate::check) struct Walk<'s, 'a> {
    place: &'s Place<'a>,
    units: Option<Units<'a>>,
    decoded: usize,
    source: usize,
}

impl Walk<'_, '_> {
    /// The finding with its span in the JSON text.
    pub(in crate::check) fn finding(&mut self, finding: Finding) -> Finding {
        let span = finding.rejection.span();
        let start = self.offset(span.start());
        let span = Span::new(start, self.offset(span.end()));
        Finding::new(finding.effect, Rejection::new(finding.rejection.rule(), span))
    }

    fn offset(&mut self, decoded: usize) -> usize {
        let Place { text, units, len } = self.place;
        // The end is known, even of a text that was cut.
        if decoded >= *len {
            return text.end();
        }
        if decoded < self.decoded {
            (self.units, self.decoded, self.source) = (units.clone(), 0, text.start());
        }
        let Some(units) = &mut self.units else { return text.start().saturating_add(decoded) };
        while self.decoded < decoded {
            let Some((character, source)) = units.next() else { break };
            self.decoded = self.decoded.saturating_add(character.len_utf8());
            self.source = self.source.saturating_add(source);
        }
        self.source
    }
}
