//! The names of the objects that are open, so that a name that repeats is seen.
//!
//! One stack for all open objects. A name is kept as a fingerprint and a handle by which the caller
//! finds it again; only equal fingerprints are compared exactly. A name is compared with at most
//! `limit::OBJECT_KEYS_CAP` others of its object, so that the work is at most that many steps a byte
//! even where somebody made all fingerprints equal.

use super::text::Text;
use super::{Container, Event, FRAMES, Reader, Token};
use crate::limit;
use crate::reject::{Rejection, Span};
use crate::rule::Rule;

/// The names of all open objects, innermost last; `H` leads back to a name.
#[derive(Debug)]
pub(crate) struct OpenKeys<H> {
    keys: heapless::Vec<(u32, H), { limit::OPEN_KEYS }>,
    /// How many names were open when each open object began.
    objects: heapless::Vec<usize, FRAMES>,
}

impl<H: Copy> OpenKeys<H> {
    pub(crate) const fn new() -> Self {
        Self { keys: heapless::Vec::new(), objects: heapless::Vec::new() }
    }

    /// An object begins.
    pub(crate) fn open(&mut self) {
        // INVARIANT of the readers: no more than `FRAMES` containers are open.
        let _ = self.objects.push(self.keys.len());
    }

    /// The innermost object ends, and its names are free again.
    pub(crate) fn close(&mut self) {
        self.keys.truncate(self.objects.pop().unwrap_or_default());
    }

    /// Adds a name to the innermost object, which takes `most`.
    pub(crate) fn add(
        &mut self,
        fingerprint: u32,
        key: H,
        most: usize,
        mut same: impl FnMut(H) -> bool,
    ) -> Result<(), Rule> {
        let base = self.objects.last().copied().unwrap_or_default();
        let siblings = self.keys.get(base..).unwrap_or_default();
        if siblings.iter().any(|&(print, other)| print == fingerprint && same(other)) {
            return Err(Rule::JsonDuplicateKey);
        }
        if siblings.len() >= most {
            return Err(Rule::JsonObjectKeys);
        }
        self.keys.push((fingerprint, key)).map_err(|_| Rule::JsonOpenKeys)
    }
}

/// FNV-1a over the bytes of a decoded name. Collisions cost a comparison, never a verdict.
pub(crate) fn fingerprint(name: impl Iterator<Item = u8>) -> u32 {
    name.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A [`Reader`] that refuses names that repeat in an object.
#[derive(Debug)]
pub(crate) struct UniqueReader<'a> {
    json: &'a [u8],
    reader: Reader<'a>,
    keys: OpenKeys<u32>,
}

impl<'a> UniqueReader<'a> {
    /// Reads a whole text.
    pub(crate) const fn new(json: &'a [u8]) -> Self {
        Self { json, reader: Reader::new(json), keys: OpenKeys::new() }
    }

    /// Reads the value that stands at `span` of a longer text.
    pub(crate) fn within(json: &'a [u8], span: Span) -> Self {
        Self { json, reader: Reader::within(json, span), keys: OpenKeys::new() }
    }

    /// The next event, `None` after the end of the text; a name that comes is one of at most `most`
    /// of its object. An error is final.
    pub(crate) fn next(&mut self, most: usize) -> Result<Option<Token<'a>>, Rejection> {
        let token = self.reader.next()?;
        match token {
            Some(Token { event: Event::Open(Container::Object), .. }) => self.keys.open(),
            Some(Token { event: Event::Close(Container::Object), .. }) => self.keys.close(),
            Some(Token { event: Event::Key(key), span }) => {
                let at = u32::try_from(span.start()).unwrap_or(u32::MAX);
                let same = |other| Text::at(self.json, other).is_some_and(|other| other.same(key));
                self.keys
                    .add(fingerprint(key.bytes()), at, most, same)
                    .map_err(|rule| Rejection::new(rule, span))?;
            }
            _ => {}
        }
        Ok(token)
    }
}
