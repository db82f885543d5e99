//! What a check answers: a rule and a place, or a finding for a sink.
//!
//! Nothing here holds input. A [`Rejection`] is 12 bytes, `Copy`, the same in every build, and its
//! text is static, so that it can be logged without leaking or injecting anything.

use core::fmt;

use crate::rule::Rule;

/// A half-open range of byte offsets into the value that the caller passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The range `start..end`. An end before the start is read as an empty range at `start`;
    /// offsets beyond `u32::MAX` saturate (every input is refused for its length long before).
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        let start = offset(start);
        let end = offset(end);
        Self { start, end: if end < start { start } else { end } }
    }

    /// The one byte at `at`.
    #[must_use]
    pub const fn byte(at: usize) -> Self {
        Self::new(at, at.saturating_add(1))
    }

    /// The whole of a value of `len` bytes.
    #[must_use]
    pub const fn all(len: usize) -> Self {
        Self::new(0, len)
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        widen(self.start)
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        widen(self.end)
    }

    /// The same range, `by` bytes later.
    #[must_use]
    pub const fn shift(self, by: usize) -> Self {
        Self::new(self.start().saturating_add(by), self.end().saturating_add(by))
    }
}

#[expect(clippy::as_conversions, reason = "lossless after the comparison; `try_from` is not const")]
const fn offset(value: usize) -> u32 {
    if value > widen(u32::MAX) { u32::MAX } else { value as u32 }
}

#[expect(clippy::as_conversions, reason = "usize has at least 32 bits (asserted below); `from` is not const")]
const fn widen(value: u32) -> usize {
    value as usize
}

const _: () = assert!(usize::BITS >= 32, "portcullis needs offsets of at least 32 bits");

/// Which of several inputs a span counts in: an argument, a pair, a header, a server.
///
/// An argv counts its executable as 0 and its arguments from 1. A pair (variable or header) has two
/// texts: spans count in its name, or in its value where [`Part::is_value`] says so.
/// Functions with a single input use [`Part::ONLY`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part(u16);

impl Part {
    /// The one input of a function that takes one.
    pub const ONLY: Self = Self(0);

    /// Input number `index` of several, counted from 0. Indices beyond 32,767 saturate.
    #[must_use]
    pub const fn new(index: usize) -> Self {
        Self(clamp_index(index) << 1)
    }

    /// The value of pair number `index`.
    #[must_use]
    pub const fn value(index: usize) -> Self {
        Self((clamp_index(index) << 1) | 1)
    }

    /// The position among the inputs, counted from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        widen_index(self.0 >> 1)
    }

    /// Whether the span counts in the value of a name/value pair.
    #[must_use]
    pub const fn is_value(self) -> bool {
        self.0 & 1 == 1
    }
}

#[expect(clippy::as_conversions, reason = "lossless after the comparison; `try_from` is not const")]
const fn clamp_index(index: usize) -> u16 {
    if index > 0x7fff { 0x7fff } else { index as u16 }
}

#[expect(clippy::as_conversions, reason = "widening; `from` is not const")]
const fn widen_index(index: u16) -> usize {
    index as usize
}

/// Why something was refused: the rule, and where.
///
/// ```
/// use portcullis::{Rule, validate_server_name};
/// let rejection = validate_server_name(b"srv;id").unwrap_err();
/// assert_eq!(rejection.rule(), Rule::ServerNameCharacter);
/// assert_eq!(rejection.span().start(), 3);
/// assert_eq!(
///     rejection.to_string(),
///     "PC5003 at byte 3: server name has a character other than letters, digits, `_` and `-`",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub struct Rejection {
    rule: Rule,
    part: Part,
    span: Span,
}

const _: () = assert!(size_of::<Rejection>() == 12, "a rejection is 12 bytes");
const _: () = assert!(size_of::<Result<(), Rejection>>() == 12, "and so is a verdict");

impl Rejection {
    /// The refusal of a function's only input.
    pub const fn new(rule: Rule, span: Span) -> Self {
        Self { rule, part: Part::ONLY, span }
    }

    /// The same refusal, said of one of several inputs.
    pub const fn in_part(self, part: Part) -> Self {
        Self { rule: self.rule, part, span: self.span }
    }

    /// The rule that refused.
    #[must_use]
    pub const fn rule(self) -> Rule {
        self.rule
    }

    /// The input that the span counts in.
    #[must_use]
    pub const fn part(self) -> Part {
        self.part
    }

    /// The bytes that the rule refused.
    #[must_use]
    pub const fn span(self) -> Span {
        self.span
    }

    /// The order of first problems: input, then offset, then rule code.
    #[must_use]
    pub fn before(self, other: Self) -> bool {
        self.key() < other.key()
    }

    const fn key(self) -> (Part, u32, u16) {
        (self.part, self.span.start, self.rule.code())
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}: {}", self.rule.id(), self.span.start, self.rule.summary())
    }
}

impl core::error::Error for Rejection {}

/// What becomes of the thing that a finding speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a host must decide on each of the three")]
pub enum Effect {
    /// The input as a whole is refused.
    Refuse,
    /// This variable is left out; the rest is accepted.
    Drop,
    /// Nothing; somebody may want to know.
    Note,
}

/// One result of an `audit_*` function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Finding {
    /// What becomes of it.
    pub effect: Effect,
    /// The rule and the place.
    pub rejection: Rejection,
}

impl Finding {
    /// A finding with this effect.
    #[must_use]
    pub const fn new(effect: Effect, rejection: Rejection) -> Self {
        Self { effect, rejection }
    }
}

/// Receives the findings of an `audit_*` function. Any `FnMut(Finding)` is a sink.
///
/// Findings come in the order in which the checks meet them. [`Findings`] keeps them in the order of
/// first problems, in which the first refusal is the answer of the `validate_*` function.
///
/// ```
/// use portcullis::{Finding, UrlPolicy, audit_url};
/// let mut rules = Vec::new();
/// audit_url(b"http://10.0.0.1:22/", &UrlPolicy::strict(), &mut |finding: Finding| {
///     rules.push(finding.rejection.rule().slug());
/// });
/// assert_eq!(rules, ["address-private", "port-refused"]);
/// ```
pub trait Sink {
    /// Takes one finding.
    fn finding(&mut self, finding: Finding);

    /// Takes a refusal.
    fn refuse(&mut self, rejection: Rejection) {
        self.finding(Finding::new(Effect::Refuse, rejection));
    }
}

impl<F: FnMut(Finding)> Sink for F {
    fn finding(&mut self, finding: Finding) {
        self(finding);
    }
}

/// Keeps the first refusal in the defined order: how a `validate_*` is made from its `audit_*`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct First(Option<Rejection>);

impl First {
    /// The verdict, given what to return when nothing was refused.
    pub(crate) fn verdict<T>(self, accepted: T) -> Result<T, Rejection> {
        self.0.map_or(Ok(accepted), Err)
    }
}

impl Sink for First {
    fn finding(&mut self, finding: Finding) {
        if finding.effect == Effect::Refuse && self.0.is_none_or(|first| finding.rejection.before(first)) {
            self.0 = Some(finding.rejection);
        }
    }
}

/// Hands findings on as findings about one part of a larger input.
#[derive(Debug)]
pub(crate) struct InPart<'s, S> {
    pub(crate) sink: &'s mut S,
    pub(crate) part: Part,
    /// Added to every offset: where the text stands in the larger input.
    pub(crate) base: usize,
}

impl<S: Sink> Sink for InPart<'_, S> {
    fn finding(&mut self, finding: Finding) {
        let Finding { effect, rejection } = finding;
        let moved = Rejection::new(rejection.rule(), rejection.span().shift(self.base)).in_part(self.part);
        self.sink.finding(Finding::new(effect, moved));
    }
}

/// A bounded collector of findings that allocates nothing and counts what it had no room for.
///
/// ```
/// use portcullis::{Findings, audit_server_name};
/// let mut findings = Findings::<8>::new();
/// audit_server_name(b"-srv;id__x", &mut findings);
/// let rules: Vec<_> = findings.sorted().iter().map(|f| f.rejection.rule().slug()).collect();
/// assert_eq!(rules, ["server-name-hyphen", "server-name-character", "server-name-separator"]);
/// assert_eq!(findings.dropped(), 0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Findings<const N: usize> {
    kept: heapless::Vec<Finding, N>,
    dropped: u32,
}

impl<const N: usize> Findings<N> {
    /// An empty collector for `N` findings.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: heapless::Vec::new(), dropped: 0 }
    }

    /// The findings in the order of first problems (input, offset, rule).
    #[must_use]
    pub fn sorted(&self) -> &[Finding] {
        &self.kept
    }

    /// How many findings there was no room for.
    #[must_use]
    pub const fn dropped(&self) -> u32 {
        self.dropped
    }
}

impl<const N: usize> Sink for Findings<N> {
    /// Inserts in order: the new finding changes places with each later one, and the last moves out
    /// to the end, or is dropped when there is no room.
    fn finding(&mut self, finding: Finding) {
        let mut moved = finding;
        for kept in &mut self.kept {
            if moved.rejection.before(kept.rejection) {
                core::mem::swap(kept, &mut moved);
            }
        }
        if self.kept.push(moved).is_err() {
            self.dropped = self.dropped.saturating_add(1);
        }
    }
}
