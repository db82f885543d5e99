//! Tool arguments: one meter over events, from JSON text or from an already parsed tree.

mod text;
mod tree;

use crate::lex::json::number::Number;
use crate::lex::json::{Container, FRAMES};
use crate::limit;
use crate::policy::{ArgumentsPolicy, Level};
use crate::reject::{First, Rejection, Sink, Span};
use crate::rule::Rule;

pub use tree::{Node, NodeView};

/// Property names by which data reaches the prototype of a JavaScript object (CWE-1321).
pub(crate) const PROTOTYPE_KEYS: [&[u8]; 3] = [b"__proto__", b"prototype", b"constructor"];

/// Accepts the JSON text of a tool call's arguments and says how large they are.
///
/// The text is one object by RFC 8259, read alike by every parser: UTF-8 without byte order mark, no
/// lone surrogate, no name twice in an object, no number that a double does not hold (integers beyond
/// ±(2^53 − 1) where the policy has [`big_integers`](ArgumentsPolicy::big_integers)). Strings and
/// names hold no control character but TAB, LF and CR, escaped or not; strict also refuses the names
/// `__proto__`, `prototype` and `constructor`. The limits are the policy's; the text itself, with
/// its blanks and escapes, has at most 8 MiB. Spans count in the text.
///
/// Linear in the text: a name is compared with the names of its own object, of which there are at
/// most 1,000.
///
/// ```
/// use portcullis::{ArgumentsPolicy, Rule, validate_tool_arguments};
/// let policy = ArgumentsPolicy::strict();
/// let measure = validate_tool_arguments(br#"{"path": "notes.txt", "lines": [1, 20]}"#, &policy).unwrap();
/// assert_eq!((measure.size(), measure.depth(), measure.keys(), measure.items()), (35, 2, 2, 2));
///
/// let rejection = validate_tool_arguments(br#"{"a":1,"\u0061":2}"#, &policy).unwrap_err();
/// assert_eq!((rejection.rule(), rejection.span().start()), (Rule::JsonDuplicateKey, 7));
/// ```
///
/// # Errors
/// The first problem: a rule of the `json-*` or `arguments-*` family, or of the text family.
pub fn validate_tool_arguments(json: &[u8], policy: &ArgumentsPolicy) -> Result<Measure, Rejection> {
    let mut first = First::default();
    let measure = audit_tool_arguments(json, policy, &mut first);
    first.verdict(measure)
}

/// Reports every problem of the JSON text of tool arguments, up to the first place where it cannot be
/// read on, and returns what was measured; see [`validate_tool_arguments`].
pub fn audit_tool_arguments(json: &[u8], policy: &ArgumentsPolicy, sink: &mut impl Sink) -> Measure {
    let all = Span::all(json.len());
    if json.len() > limit::ARGUMENTS_TEXT {
        sink.refuse(Rejection::new(Rule::ArgumentsSize, all));
        return Measure::default();
    }
    Meter::new(policy, Some(all)).run(&mut text::Events::new(json), sink)
}

/// Accepts the arguments of a tool call that are already parsed: the same limits and verdicts as
/// [`validate_tool_arguments`] on their compact JSON text, in which spans count.
///
/// With the feature `serde_json`, `&serde_json::Value` is a [`Node`]. A parser that merged repeated
/// names before has hidden them; whoever has the text should check the text. Linear in the tree.
///
/// # Errors
/// As [`validate_tool_arguments`], less what only a text can show.
pub fn validate_tool_arguments_tree<'t>(
    root: impl Node<'t>,
    policy: &ArgumentsPolicy,
) -> Result<Measure, Rejection> {
    let mut first = First::default();
    let measure = audit_tool_arguments_tree(root, policy, &mut first);
    first.verdict(measure)
}

/// Reports every problem of parsed tool arguments; see [`validate_tool_arguments_tree`].
pub fn audit_tool_arguments_tree<'t>(
    root: impl Node<'t>,
    policy: &ArgumentsPolicy,
    sink: &mut impl Sink,
) -> Measure {
    Meter::new(policy, None).run(&mut tree::Events::new(root), sink)
}

/// How large tool arguments are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Measure {
    size: usize,
    depth: usize,
    keys: usize,
    items: usize,
    longest: usize,
}

impl Measure {
    /// Bytes of the compact JSON text in UTF-8: no blanks, two bytes for each of `\" \\ \t \n \r`,
    /// numbers as written.
    #[must_use]
    pub const fn size(self) -> usize {
        self.size
    }

    /// The deepest value: 0 is the top object, and a value is one deeper than what holds it.
    #[must_use]
    pub const fn depth(self) -> usize {
        self.depth
    }

    /// Keys of all objects.
    #[must_use]
    pub const fn keys(self) -> usize {
        self.keys
    }

    /// Items of all lists.
    #[must_use]
    pub const fn items(self) -> usize {
        self.items
    }

    /// Bytes of the longest string or key, decoded.
    #[must_use]
    pub const fn longest_string(self) -> usize {
        self.longest
    }
}

/// Where the meter's events come from.
trait Source {
    /// The next event, `None` after the last.
    fn next(&mut self) -> Result<Option<Event>, Stop>;
}

/// One event, reduced to what the meter asks of it.
struct Event {
    fact: Fact,
    place: Place,
    /// Its bytes in the compact text, without the `,` or `:` around it.
    compact: usize,
}

enum Fact {
    Open(Container),
    Close,
    Key(Words),
    Text(Words),
    Number(Number),
    Literal,
}

/// Where something stands.
#[derive(Clone, Copy)]
enum Place {
    /// In the text that is read.
    At(Span),
    /// Next in the compact text of a tree, with this many bytes.
    Next(usize),
}

/// Why a source cannot go on.
struct Stop {
    rule: Rule,
    place: Place,
}

/// What the meter asks of a string or key.
#[derive(Clone, Copy, Default)]
struct Words {
    /// Bytes, decoded.
    len: usize,
    /// The first control character other than TAB, LF and CR: its offset and length as written,
    /// counted from the opening quote.
    control: Option<(usize, usize)>,
    /// Whether it is one of [`PROTOTYPE_KEYS`].
    prototype: bool,
}

/// An open container.
#[derive(Clone, Copy)]
struct Frame {
    container: Container,
    /// Keys or items so far.
    count: usize,
}

/// Counts, and compares with the policy.
///
/// INVARIANT: `measure.size` is the length of the compact text of what was read.
struct Meter<'p> {
    policy: &'p ArgumentsPolicy,
    /// The whole of the text that is read, where there is one.
    all: Option<Span>,
    measure: Measure,
    frames: heapless::Vec<Frame, FRAMES>,
}

impl<'p> Meter<'p> {
    const fn new(policy: &'p ArgumentsPolicy, all: Option<Span>) -> Self {
        let measure = Measure { size: 0, depth: 0, keys: 0, items: 0, longest: 0 };
        Self { policy, all, measure, frames: heapless::Vec::new() }
    }

    /// Reads until the end, an error of the source, or the size limit.
    fn run(mut self, source: &mut impl Source, sink: &mut impl Sink) -> Measure {
        loop {
            match source.next() {
                Ok(None) => return self.measure,
                Ok(Some(event)) => {
                    if !self.take(&event, sink) {
                        return self.measure;
                    }
                }
                Err(Stop { rule, place }) => {
                    sink.refuse(Rejection::new(rule, self.span(place)));
                    return self.measure;
                }
            }
        }
    }

    /// False where the meter stops.
    fn take(&mut self, event: &Event, sink: &mut impl Sink) -> bool {
        let depth = self.frames.len();
        if depth == 0 && !matches!(event.fact, Fact::Open(Container::Object) | Fact::Close) {
            sink.refuse(Rejection::new(Rule::ArgumentsNotObject, self.span(event.place)));
            return false;
        }
        let over = self.count(&event.fact);
        let span = self.span(event.place);
        if let Some(rule) = over {
            sink.refuse(Rejection::new(rule, span));
        }
        if !matches!(event.fact, Fact::Close | Fact::Key(_)) {
            self.measure.depth = self.measure.depth.max(depth);
            // What lies deeper is inside of something that was refused already.
            if depth == self.policy.max_depth.saturating_add(1) {
                sink.refuse(Rejection::new(Rule::ArgumentsDepth, span));
            }
        }
        match event.fact {
            Fact::Open(container) => {
                // INVARIANT of the sources: no more than `FRAMES` containers are open.
                let _ = self.frames.push(Frame { container, count: 0 });
            }
            Fact::Close => {
                self.frames.pop();
            }
            Fact::Key(words) => {
                self.words(words, span, sink);
                if words.prototype && self.policy.level == Level::Strict {
                    sink.refuse(Rejection::new(Rule::ArgumentsPrototypeKey, span));
                }
                // The colon.
                self.measure.size = self.measure.size.saturating_add(1);
            }
            Fact::Text(words) => self.words(words, span, sink),
            Fact::Number(number) => {
                if number.is_big_integer() && !self.policy.big_integers {
                    sink.refuse(Rejection::new(Rule::ArgumentsBigInteger, span));
                }
            }
            Fact::Literal => {}
        }
        self.measure.size = self.measure.size.saturating_add(event.compact);
        if self.measure.size > self.policy.max_size {
            let all = self.all.unwrap_or(Span::all(self.measure.size));
            sink.refuse(Rejection::new(Rule::ArgumentsSize, all));
            return false;
        }
        true
    }

    /// Counts a key or an item, with the comma before it; the rule of a container that is now too
    /// large by one.
    fn count(&mut self, fact: &Fact) -> Option<Rule> {
        let frame = self.frames.last_mut()?;
        let (total, most, rule) = match (fact, frame.container) {
            (Fact::Close, _) => return None,
            (Fact::Key(_), _) => (&mut self.measure.keys, self.policy.max_keys, Rule::ArgumentsKeys),
            (_, Container::Object) => return None,
            (_, Container::List) => (&mut self.measure.items, self.policy.max_items, Rule::ArgumentsItems),
        };
        if frame.count > 0 {
            self.measure.size = self.measure.size.saturating_add(1);
        }
        frame.count = frame.count.saturating_add(1);
        *total = total.saturating_add(1);
        (frame.count == most.saturating_add(1)).then_some(rule)
    }

    /// A string or key.
    fn words(&mut self, words: Words, span: Span, sink: &mut impl Sink) {
        self.measure.longest = self.measure.longest.max(words.len);
        if words.len > self.policy.max_string {
            sink.refuse(Rejection::new(Rule::ArgumentsString, span));
        }
        if let Some((at, len)) = words.control {
            let at = span.start().saturating_add(at);
            sink.refuse(Rejection::new(Rule::ControlCharacter, Span::new(at, at.saturating_add(len))));
        }
    }

    const fn span(&self, place: Place) -> Span {
        match place {
            Place::At(span) => span,
            Place::Next(len) => Span::all(len).shift(self.measure.size),
        }
    }
}

/// Bytes that a character of a string takes in compact JSON text.
const fn compact_len(byte: u8) -> usize {
    match byte {
        b'"' | b'\\' | b'\t' | b'\n' | b'\r' => 2,
        0..=0x1f => 6,
        _ => 1,
    }
}

/// NUL and the other C0 controls but TAB, LF and CR.
const fn is_refused_control(byte: u8) -> bool {
    matches!(byte, 0..=0x1f) && !matches!(byte, b'\t' | b'\n' | b'\r')
}
