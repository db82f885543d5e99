//! Placeholders: text that a client replaces before it uses an entry.

use crate::lex::json::text::{Characters, Text};
use crate::limit;
use crate::policy::Placeholders;

/// What a placeholder without a default is judged as: a character that a word, a path, a host label
/// and a port can hold.
const STAND_IN: char = '8';

/// A name between `${` and what ends it.
pub(super) type Name = heapless::Vec<u8, { limit::ENV_NAME }>;

/// A placeholder at the start of some text.
struct Match {
    name: Name,
    /// What was read up to the end, or up to where the default begins, and its bytes in the source.
    characters: usize,
    source: usize,
    default: bool,
}

/// The text of a field as the checks see it: decoded, and each placeholder that the policy names
/// replaced by its default or by [`STAND_IN`]. Each character comes with the bytes it takes in the source.
#[derive(Clone, Debug)]
pub(super) struct Units<'a> {
    characters: Characters<'a>,
    syntax: Placeholders,
    in_default: bool,
    /// Bytes of the source that belong to the next character.
    pending: usize,
}

impl<'a> Units<'a> {
    pub(super) fn new(text: Text<'a>, syntax: Placeholders) -> Self {
        Self { characters: text.characters(), syntax, in_default: false, pending: 0 }
    }
}

impl Iterator for Units<'_> {
    type Item = (char, usize);

    fn next(&mut self) -> Option<(char, usize)> {
        loop {
            if !self.in_default {
                if let Some(found) = find(self.characters.clone(), self.syntax) {
                    self.characters.nth(found.characters.saturating_sub(1));
                    self.pending = self.pending.saturating_add(found.source);
                    self.in_default = found.default;
                    if !found.default {
                        return Some((STAND_IN, core::mem::take(&mut self.pending)));
                    }
                }
            }
            let (character, source) = self.characters.next()?;
            let source = source.saturating_add(core::mem::take(&mut self.pending));
            if self.in_default && character == '}' {
                self.in_default = false;
                self.pending = source;
            } else {
                return Some((character, source));
            }
        }
    }
}

/// The names of the placeholders of a text.
pub(super) fn names(text: Text<'_>, syntax: Placeholders) -> impl Iterator<Item = Name> {
    let mut characters = text.characters();
    core::iter::from_fn(move || {
        loop {
            let found = find(characters.clone(), syntax);
            characters.next()?;
            if let Some(found) = found {
                return Some(found.name);
            }
        }
    })
}

/// The placeholder that the text begins with. Reads at most the longest name, and so takes constant time.
fn find(characters: Characters<'_>, syntax: Placeholders) -> Option<Match> {
    let mut read = Read { characters, count: 0, source: 0 };
    if syntax == Placeholders::None || read.next()? != '$' || read.next()? != '{' {
        return None;
    }
    let mut name = Name::new();
    loop {
        let character = read.next()?;
        let byte = u8::try_from(character).ok()?;
        let prefix = !name.is_empty() && name.iter().all(u8::is_ascii_alphabetic);
        match byte {
            b'}' if !name.is_empty() => {
                return Some(Match { name, characters: read.count, source: read.source, default: false });
            }
            b':' if syntax == Placeholders::BracesDefault && !name.is_empty() => {
                return (read.next()? == '-' && read.has_end()).then_some(Match {
                    name,
                    characters: read.count,
                    source: read.source,
                    default: true,
                });
            }
            // `env:NAME`, `input:id`: the name is what follows.
            b':' if syntax == Placeholders::Editor && prefix => name.clear(),
            b'-' | b'.' if syntax == Placeholders::Editor && !name.is_empty() => name.push(byte).ok()?,
            b'0'..=b'9' if !name.is_empty() => name.push(byte).ok()?,
            b'A'..=b'Z' | b'a'..=b'z' | b'_' => name.push(byte).ok()?,
            _ => return None,
        }
    }
}

struct Read<'a> {
    characters: Characters<'a>,
    count: usize,
    source: usize,
}

impl Read<'_> {
    fn next(&mut self) -> Option<char> {
        let (character, source) = self.characters.next()?;
        self.count = self.count.saturating_add(1);
        self.source = self.source.saturating_add(source);
        Some(character)
    }

    /// Whether a `}` ends the default, which is no longer than the longest value.
    fn has_end(&self) -> bool {
        let mut ahead = self.characters.clone().take(limit::ENV_VALUE.saturating_add(1));
        ahead.any(|(character, _)| character == '}')
    }
}
