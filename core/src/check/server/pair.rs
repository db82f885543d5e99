//! Names and values: variables and headers.

use super::field::{Place, Walk};
use crate::lex::json::text::Text;
use crate::limit;
use crate::reject::{Finding, Sink, Span};

/// Longer than the name of a variable or header may be.
pub(in crate::check) type NameBuffer = heapless::Vec<u8, { limit::ENV_NAME + 1 }>;
const _: () = assert!(limit::HEADER_NAME <= limit::ENV_NAME, "the buffer holds both");

/// Where the names of the pairs stand that were read so far.
#[derive(Debug)]
pub(in crate::check) struct Names<'a, const N: usize> {
    json: &'a [u8],
    quotes: heapless::Vec<u32, N>,
}

impl<'a, const N: usize> Names<'a, N> {
    pub(in crate::check) const fn new(json: &'a [u8]) -> Self {
        Self { json, quotes: heapless::Vec::new() }
    }

    /// Adds the next name; one beyond `N` is refused for that, and never compared with.
    pub(in crate::check) fn add(&mut self, name: Span) {
        let _ = self.quotes.push(u32::try_from(name.start()).unwrap_or(u32::MAX));
    }

    /// Whether name number `index` is this one, ASCII case aside.
    pub(in crate::check) fn same(&self, index: usize, name: Text<'_>) -> bool {
        let other = self.quotes.get(index).and_then(|&quote| Text::at(self.json, quote));
        other.is_some_and(|other| {
            let folded = |text: Text<'a>| text.bytes().map(|byte| byte.to_ascii_lowercase());
            folded(other).eq(name.bytes().map(|byte| byte.to_ascii_lowercase()))
        })
    }
}

/// Hands findings about a pair on, with spans in the JSON text.
pub(in crate::check) struct InPair<'s, 'n, 'v, S> {
    sink: &'s mut S,
    name: Walk<'s, 'n>,
    value: Walk<'s, 'v>,
}

impl<'s, 'n, 'v, S> InPair<'s, 'n, 'v, S> {
    pub(in crate::check) fn new(name: &'s Place<'n>, value: &'s Place<'v>, sink: &'s mut S) -> Self {
        Self { sink, name: name.walk(), value: value.walk() }
    }
}

impl<S: Sink> Sink for InPair<'_, '_, '_, S> {
    fn finding(&mut self, finding: Finding) {
        let in_value = finding.rejection.part().is_value();
        self.sink.finding(if in_value { self.value.finding(finding) } else { self.name.finding(finding) });
    }
}
