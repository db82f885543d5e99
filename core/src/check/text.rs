//! Text that a server hands to a model: tool names, descriptions, instructions.

use crate::lex::text;
use crate::reject::{First, Rejection, Sink, Span};
use crate::rule::Rule;

/// Accepts text of any length in which people see what models read.
///
/// UTF-8 with TAB, LF and CR, without other control characters, terminal escapes, bidirectional
/// controls, zero-width, filler, tag and private-use characters. A joiner passes between letters of
/// scripts that join and inside emoji, a variation selector behind a sign that has variants, the tags
/// of the three flags of Unicode behind their flag. Linear in the length.
///
/// ```
/// use portcullis::{Rule, inspect_text};
/// assert!(inspect_text("Reads a file.\n\t👩‍💻 می‌خواهم ❤️".as_bytes()).is_ok());
/// let rejection = inspect_text("Adds.\u{e0041}\u{e0042}".as_bytes()).unwrap_err();
/// assert_eq!((rejection.rule(), rejection.span().start(), rejection.span().end()), (Rule::HiddenCharacter, 5, 13));
/// assert_eq!(inspect_text(b"\x1b[8mhidden").unwrap_err().rule(), Rule::TerminalEscape);
/// ```
///
/// # Errors
/// The first problem: a rule of the text family.
pub fn inspect_text(text: &[u8]) -> Result<&str, Rejection> {
    let mut first = First::default();
    audit_text(text, &mut first);
    first.verdict(text::accepted(text))
}

/// Reports every run of characters that [`inspect_text`] refuses: one finding for neighbours that the
/// same rule refuses.
pub fn audit_text(text: &[u8], sink: &mut impl Sink) {
    let mut run = Run { sink, open: None };
    let mut base = 0_usize;
    for chunk in text.utf8_chunks() {
        audit_valid(chunk.valid(), base, &mut run);
        base = base.saturating_add(chunk.valid().len());
        if !chunk.invalid().is_empty() {
            let end = base.saturating_add(chunk.invalid().len());
            run.refuse(Rule::InvalidUtf8, base, end);
            base = end;
        }
    }
    run.close();
}

fn audit_valid(text: &str, base: usize, run: &mut Run<'_, impl Sink>) {
    let mut before = None;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let at = base.saturating_add(text.len().saturating_sub(rest.len()));
        let (rule, len) = if let Some(len) = text::escape_len(rest) {
            (Some(Rule::TerminalEscape), len)
        } else if let Some(len) = text::flag_len(before, rest) {
            (None, len)
        } else {
            let len = character.len_utf8();
            let after = rest.get(len..).unwrap_or_default().chars().next();
            (problem(before, character, after), len)
        };
        if let Some(rule) = rule {
            run.refuse(rule, at, at.saturating_add(len));
        }
        before = Some(character);
        rest = rest.get(len..).unwrap_or_default();
    }
}

/// The rule that refuses a character between its neighbours.
fn problem(before: Option<char>, character: char, after: Option<char>) -> Option<Rule> {
    match character {
        '\t' | '\n' | '\r' => None,
        _ if text::is_joiner(character) && text::joins(before, character, after) => None,
        _ if text::is_variation_selector(character) => {
            (!text::has_variants(before, character)).then_some(Rule::StrayVariationSelector)
        }
        _ if text::is_private_use(character) => Some(Rule::PrivateUseCharacter),
        _ => text::forbidden(character),
    }
}

/// Neighbours that the same rule refuses, as one finding.
struct Run<'s, S> {
    sink: &'s mut S,
    open: Option<(Rule, usize, usize)>,
}

impl<S: Sink> Run<'_, S> {
    fn refuse(&mut self, rule: Rule, start: usize, end: usize) {
        self.open = match self.open {
            Some((same, from, to)) if same == rule && to == start => Some((rule, from, end)),
            _ => {
                self.close();
                Some((rule, start, end))
            }
        };
    }

    fn close(&mut self) {
        if let Some((rule, start, end)) = self.open.take() {
            self.sink.refuse(Rejection::new(rule, Span::new(start, end)));
        }
    }
}
