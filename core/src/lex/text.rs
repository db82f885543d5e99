//! Text: UTF-8, control characters, characters that nobody sees.

use crate::bytes::class::{Class, PRINTABLE};
use crate::reject::{Rejection, Sink, Span};
use crate::rule::Rule;

/// The rule that refuses this character in every name, command, URL, header and path.
///
/// C0, DEL and C1; the Unicode line and paragraph separators; bidirectional controls (UAX 9),
/// zero-width and filler characters, tags, interlinear annotation.
pub(crate) const fn forbidden(character: char) -> Option<Rule> {
    match character {
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' => Some(Rule::ControlCharacter),
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Some(Rule::HiddenCharacter),
        _ => None,
    }
}

/// Reports every character that no field may hold, and every sequence that is not UTF-8.
pub(crate) fn audit(bytes: &[u8], sink: &mut impl Sink) {
    if PRINTABLE.has_all(bytes) {
        return;
    }
    let mut at = 0_usize;
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            let next = at.saturating_add(character.len_utf8());
            if let Some(rule) = forbidden(character) {
                sink.refuse(Rejection::new(rule, Span::new(at, next)));
            }
            at = next;
        }
        if !chunk.invalid().is_empty() {
            let next = at.saturating_add(chunk.invalid().len());
            sink.refuse(Rejection::new(Rule::InvalidUtf8, Span::new(at, next)));
            at = next;
        }
    }
}

/// As [`audit`], for text of one class of ASCII bytes: also reports, by `rule`, the first character
/// outside the class that is not forbidden anyway. What the class holds passes.
pub(crate) fn audit_class(bytes: &[u8], class: &Class, rule: Rule, sink: &mut impl Sink) {
    if class.has_all(bytes) {
        return;
    }
    let mut rule = Some(rule);
    let mut at = 0_usize;
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            let next = at.saturating_add(character.len_utf8());
            if !u8::try_from(character).is_ok_and(|byte| byte.is_ascii() && class.has(byte)) {
                if let Some(rule) = forbidden(character).or_else(|| rule.take()) {
                    sink.refuse(Rejection::new(rule, Span::new(at, next)));
                }
            }
            at = next;
        }
        if !chunk.invalid().is_empty() {
            let next = at.saturating_add(chunk.invalid().len());
            sink.refuse(Rejection::new(Rule::InvalidUtf8, Span::new(at, next)));
            at = next;
        }
    }
}

/// The text of bytes that a check has accepted.
pub(crate) fn accepted(bytes: &[u8]) -> &str {
    core::str::from_utf8(bytes).unwrap_or_default()
}
