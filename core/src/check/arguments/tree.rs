//! Tool arguments from a tree that somebody else parsed.

use core::fmt::{Display, Write as _};

use super::{Event, Fact, PROTOTYPE_KEYS, Place, Source, Stop, Words, compact_len, is_refused_control};
use crate::lex::json::keys::{OpenKeys, fingerprint};
use crate::lex::json::number::Number;
use crate::lex::json::{Container, FRAMES};
use crate::limit;
use crate::rule::Rule;

/// A value of a parsed JSON document: a cheap reference into some tree.
///
/// ```
/// use portcullis::{ArgumentsPolicy, Node, NodeView, Rule, validate_tool_arguments_tree};
///
/// /// An object of flags.
/// #[derive(Clone, Copy)]
/// enum Flags<'t> { Object(&'t [(&'t str, bool)]), Flag(bool) }
///
/// impl<'t> Node<'t> for Flags<'t> {
///     type Number = u8;
///     type Items = core::iter::Empty<Self>;
///     type Entries = std::vec::IntoIter<(&'t str, Self)>;
///     fn view(self) -> NodeView<'t, Self> {
///         match self {
///             Self::Flag(flag) => NodeView::Boolean(flag),
///             Self::Object(flags) => {
///                 let entries: Vec<_> = flags.iter().map(|&(key, flag)| (key, Self::Flag(flag))).collect();
///                 NodeView::Object(entries.into_iter())
///             }
///         }
///     }
/// }
///
/// let policy = ArgumentsPolicy::strict();
/// let measure = validate_tool_arguments_tree(Flags::Object(&[("all", true)]), &policy).unwrap();
/// assert_eq!(measure.size(), r#"{"all":true}"#.len());
/// let rejection = validate_tool_arguments_tree(Flags::Flag(true), &policy).unwrap_err();
/// assert_eq!(rejection.rule(), Rule::ArgumentsNotObject);
/// ```
pub trait Node<'t>: Copy {
    /// A number; it prints its JSON text.
    type Number: Display;
    /// The items of a list.
    type Items: Iterator<Item = Self>;
    /// The names and values of an object.
    type Entries: Iterator<Item = (&'t str, Self)>;

    /// What the value is.
    fn view(self) -> NodeView<'t, Self>;
}

/// The six kinds of JSON values.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_enums, reason = "JSON has six kinds of values")]
pub enum NodeView<'t, N: Node<'t>> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(N::Number),
    /// A string.
    Text(&'t str),
    /// A list.
    List(N::Items),
    /// An object.
    Object(N::Entries),
}

/// What is left of an open container.
enum Rest<'t, N: Node<'t>> {
    List(N::Items),
    Object(N::Entries),
}

/// The events of a tree.
pub(super) struct Events<'t, N: Node<'t>> {
    /// The value that comes next, at the start and after a key.
    pending: Option<N>,
    open: heapless::Vec<Rest<'t, N>, FRAMES>,
    keys: OpenKeys<&'t str>,
}

impl<'t, N: Node<'t>> Events<'t, N> {
    pub(super) const fn new(root: N) -> Self {
        Self { pending: Some(root), open: heapless::Vec::new(), keys: OpenKeys::new() }
    }

    fn value(&mut self, node: N) -> Result<Event, Stop> {
        let (fact, compact) = match node.view() {
            NodeView::Null | NodeView::Boolean(true) => (Fact::Literal, 4),
            NodeView::Boolean(false) => (Fact::Literal, 5),
            NodeView::Number(number) => number_fact(&number)?,
            NodeView::Text(text) => {
                let (words, compact) = words(text);
                (Fact::Text(words), compact)
            }
            NodeView::List(items) => (self.container(Rest::List(items))?, 1),
            NodeView::Object(entries) => {
                let fact = self.container(Rest::Object(entries))?;
                self.keys.open();
                (fact, 1)
            }
        };
        Ok(next(fact, compact))
    }

    fn container(&mut self, rest: Rest<'t, N>) -> Result<Fact, Stop> {
        let container = match rest {
            Rest::List(_) => Container::List,
            Rest::Object(_) => Container::Object,
        };
        self.open.push(rest).map_err(|_| Stop { rule: Rule::JsonDepth, place: Place::Next(1) })?;
        Ok(Fact::Open(container))
    }

    fn key(&mut self, name: &'t str, value: N) -> Result<Event, Stop> {
        let (words, compact) = words(name);
        self.keys
            .add(fingerprint(name.bytes()), name, limit::OBJECT_KEYS_CAP, |other| other == name)
            .map_err(|rule| Stop { rule, place: Place::Next(compact) })?;
        self.pending = Some(value);
        let prototype = PROTOTYPE_KEYS.contains(&name.as_bytes());
        Ok(next(Fact::Key(Words { prototype, ..words }), compact))
    }

    fn close(&mut self) -> Event {
        if let Some(Rest::Object(_)) = self.open.pop() {
            self.keys.close();
        }
        next(Fact::Close, 1)
    }
}

impl<'t, N: Node<'t>> Source for Events<'t, N> {
    fn next(&mut self) -> Result<Option<Event>, Stop> {
        if let Some(node) = self.pending.take() {
            return self.value(node).map(Some);
        }
        match self.open.last_mut() {
            None => Ok(None),
            Some(Rest::List(items)) => match items.next() {
                Some(node) => self.value(node).map(Some),
                None => Ok(Some(self.close())),
            },
            Some(Rest::Object(entries)) => match entries.next() {
                Some((name, value)) => self.key(name, value).map(Some),
                None => Ok(Some(self.close())),
            },
        }
    }
}

const fn next(fact: Fact, compact: usize) -> Event {
    Event { fact, place: Place::Next(compact), compact }
}

/// Reads the text that a number prints by the grammar of RFC 8259, as it would be read from a file.
fn number_fact(number: &impl Display) -> Result<(Fact, usize), Stop> {
    let mut read = Number::new();
    let printed = write!(read, "{number}").is_ok();
    let rule = if !printed || !read.is_complete() {
        Rule::JsonNumber
    } else if read.is_out_of_range() {
        Rule::JsonNumberRange
    } else {
        return Ok((Fact::Number(read), read.len()));
    };
    Err(Stop { rule, place: Place::Next(read.len()) })
}

/// What the meter asks of a string, and its bytes in the compact text.
fn words(text: &str) -> (Words, usize) {
    let mut control = None;
    // The quotes; the text starts after the first.
    let mut compact = 2_usize;
    for byte in text.bytes() {
        if control.is_none() && is_refused_control(byte) {
            control = Some((compact.saturating_sub(1), compact_len(byte)));
        }
        compact = compact.saturating_add(compact_len(byte));
    }
    (Words { len: text.len(), control, prototype: false }, compact)
}

#[cfg(feature = "serde_json")]
mod serde {
    use super::{Node, NodeView};
    use serde_json::{Number, Value, map};

    type Entry<'t> = (&'t alloc::string::String, &'t Value);

    impl<'t> Node<'t> for &'t Value {
        type Number = &'t Number;
        type Items = core::slice::Iter<'t, Value>;
        type Entries = core::iter::Map<map::Iter<'t>, fn(Entry<'t>) -> (&'t str, &'t Value)>;

        fn view(self) -> NodeView<'t, Self> {
            match self {
                Value::Null => NodeView::Null,
                Value::Bool(flag) => NodeView::Boolean(*flag),
                Value::Number(number) => NodeView::Number(number),
                Value::String(text) => NodeView::Text(text),
                Value::Array(items) => NodeView::List(items.iter()),
                Value::Object(entries) => {
                    let entry: fn(Entry<'t>) -> (&'t str, &'t Value) = |(name, value)| (name, value);
                    NodeView::Object(entries.iter().map(entry))
                }
            }
        }
    }
}
