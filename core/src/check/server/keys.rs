//! The keys of an entry: which are known, which must not be there, where their values stand.

use crate::check::arguments::PROTOTYPE_KEYS;
use crate::lex::json::keys::UniqueReader;
use crate::lex::json::text::Text;
use crate::lex::json::view::Value;
use crate::lex::json::{Event, Token};
use crate::limit;
use crate::reject::{Effect, Finding, Rejection, Sink, Span};
use crate::rule::Rule;

/// Keys of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Name,
    Type,
    Command,
    Args,
    Env,
    Cwd,
    Url,
    Headers,
    Timeout,
    HttpReadTimeout,
    Shell,
    Security,
}

pub(super) const ENTRY: [(&[u8], Key); 12] = [
    (b"name", Key::Name),
    (b"type", Key::Type),
    (b"command", Key::Command),
    (b"args", Key::Args),
    (b"env", Key::Env),
    (b"cwd", Key::Cwd),
    (b"url", Key::Url),
    (b"headers", Key::Headers),
    (b"timeout", Key::Timeout),
    (b"http_read_timeout", Key::HttpReadTimeout),
    (b"shell", Key::Shell),
    (b"security", Key::Security),
];

/// Reads a whole entry once: its grammar, its names and their number, the prototype keys at any depth.
/// False where it cannot be read to the end.
pub(super) fn read_through(json: &[u8], span: Span, sink: &mut impl Sink) -> bool {
    let mut reader = UniqueReader::within(json, span);
    let mut most = Most::new();
    loop {
        let token = match reader.next(most.names()) {
            Ok(Some(token)) => token,
            Ok(None) => break,
            Err(rejection) => {
                sink.refuse(rejection);
                return false;
            }
        };
        most.follow(&token);
        if let Event::Key(key) = token.event {
            if PROTOTYPE_KEYS.iter().any(|name| key.is(name)) {
                sink.refuse(Rejection::new(Rule::ServerPrototypeKey, token.span));
            }
        }
    }
    if let Some(span) = most.beyond() {
        sink.refuse(Rejection::new(Rule::JsonObjectKeys, span));
        return false;
    }
    true
}

/// How many names the objects of an entry may have: 100, where `args` of the entry itself does not
/// count, since a command string is handed out as `command` and `args`. An environment has a rule of
/// its own that counts.
struct Most {
    depth: usize,
    in_env: bool,
    /// Names of the entry itself but for `args`, and the place of the first that is too many.
    names: usize,
    beyond: Option<Span>,
}

impl Most {
    const fn new() -> Self {
        Self { depth: 0, in_env: false, names: 0, beyond: None }
    }

    /// The most names that the object may have whose name may come next.
    const fn names(&self) -> usize {
        match self.depth {
            1 => limit::OBJECT_KEYS.saturating_add(1),
            2 if self.in_env => limit::ENV_VARS.saturating_add(1),
            _ => limit::OBJECT_KEYS,
        }
    }

    fn follow(&mut self, token: &Token<'_>) {
        match token.event {
            Event::Open(_) => self.depth = self.depth.saturating_add(1),
            Event::Close(_) => self.depth = self.depth.saturating_sub(1),
            Event::Key(key) if self.depth == 1 => {
                self.in_env = key.is(b"env");
                if !key.is(b"args") {
                    self.names = self.names.saturating_add(1);
                }
                if self.names > limit::OBJECT_KEYS && self.beyond.is_none() {
                    self.beyond = Some(token.span);
                }
            }
            _ => {}
        }
    }

    const fn beyond(&self) -> Option<Span> {
        self.beyond
    }
}

/// The values of the known keys of an object.
#[derive(Clone, Debug)]
pub(super) struct Known<'a, K> {
    values: heapless::Vec<(K, Value<'a>), { ENTRY.len() }>,
}

impl<'a, K: Copy + PartialEq> Known<'a, K> {
    /// Finds the known keys, reports those that are known but for their case, and notes the others.
    pub(super) fn read(object: Value<'a>, names: &[(&[u8], K)], sink: &mut impl Sink) -> Self {
        let mut values = heapless::Vec::new();
        for member in object.members() {
            if let Some(&(_, key)) = names.iter().find(|(name, _)| member.key.is(name)) {
                // INVARIANT: no name repeats, and no table has more than `ENTRY`.
                let _ = values.push((key, member.value));
            } else if names.iter().any(|(name, _)| folds_to(member.key, name)) {
                sink.refuse(Rejection::new(Rule::ServerKeyCase, member.key_span));
            } else {
                let note = Rejection::new(Rule::ServerKeyUnknown, member.key_span);
                sink.finding(Finding::new(Effect::Note, note));
            }
        }
        Self { values }
    }

    pub(super) fn of(&self, key: K) -> Option<Value<'a>> {
        self.values.iter().find(|(other, _)| *other == key).map(|&(_, value)| value)
    }
}

/// Whether a reader that ignores case finds `name` in this key. Go's does, and folds as Unicode does:
/// `ſ` (U+017F) is an `s` and the Kelvin sign (U+212A) a `k`.
pub(in crate::check) fn folds_to(key: Text<'_>, name: &[u8]) -> bool {
    let folded = key.characters().map(|(character, _)| match character {
        '\u{17f}' => 's',
        '\u{212a}' => 'k',
        _ => character.to_ascii_lowercase(),
    });
    folded.eq(name.iter().map(|&byte| char::from(byte.to_ascii_lowercase())))
}
