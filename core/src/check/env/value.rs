//! Values of the variables that are kept.

use crate::bytes::class::{ENV_NAME, ENV_VALUE_PLAIN};
use crate::bytes::cursor::{Cursor, cut};
use crate::lex::separator;
use crate::policy::Level;
use crate::reject::{Rejection, Sink, Span};
use crate::rule::Rule;

/// How bash before the repair of CVE-2014-6271 recognised an exported function.
const FUNCTION: &[u8] = b"() {";

/// Reports every problem of a value; spans count in it.
pub(super) fn audit(value: &[u8], level: Level, max: usize, sink: &mut impl Sink) {
    let mut refuse = |rule, start, end| sink.refuse(Rejection::new(rule, Span::new(start, end)));
    if value.len() > max {
        return refuse(Rule::EnvValueLength, 0, value.len());
    }
    if value.starts_with(FUNCTION) {
        refuse(Rule::EnvValueFunction, 0, FUNCTION.len());
    }
    if ENV_VALUE_PLAIN.has_all(value) {
        return;
    }
    audit_characters(value, level, &mut refuse);
    audit_expansions(value, level, &mut refuse);
    let separator = match level {
        Level::Strict => value.iter().position(|&byte| separator::is_separator(byte)),
        Level::Moderate => separator::first_bare(value),
        Level::Permissive => None,
    };
    if let Some(at) = separator {
        refuse(Rule::EnvValueSeparator, at, at.saturating_add(1));
    }
}

/// C0 but TAB, LF and CR, DEL, bytes that are not UTF-8; in strict LF and CR as well.
fn audit_characters(value: &[u8], level: Level, refuse: &mut impl FnMut(Rule, usize, usize)) {
    let mut at = 0_usize;
    for chunk in value.utf8_chunks() {
        for byte in chunk.valid().bytes() {
            let next = at.saturating_add(1);
            match byte {
                b'\n' | b'\r' if level == Level::Strict => refuse(Rule::EnvValueLineBreak, at, next),
                b'\t' | b'\n' | b'\r' => {}
                0..=0x1f | 0x7f => refuse(Rule::ControlCharacter, at, next),
                _ => {}
            }
            at = next;
        }
        if !chunk.invalid().is_empty() {
            let next = at.saturating_add(chunk.invalid().len());
            refuse(Rule::InvalidUtf8, at, next);
            at = next;
        }
    }
}

/// Command substitution at every level; `${…}` that does more than name a variable up to moderate.
fn audit_expansions(value: &[u8], level: Level, refuse: &mut impl FnMut(Rule, usize, usize)) {
    let mut rest = Cursor::new(value);
    // The next `}`: it is looked for again only once the reader has passed it, so that a value of
    // `${${${…` is read twice and not once for each `${`.
    let mut close = Cursor::new(value);
    close.take_until(|byte| byte == b'}');
    loop {
        rest.take_until(|byte| matches!(byte, b'$' | b'`'));
        let at = rest.at();
        let Some(byte) = rest.next() else { return };
        match (byte, rest.peek()) {
            (b'`', _) => refuse(Rule::EnvValueSubstitution, at, at.saturating_add(1)),
            (_, Some(b'(')) => refuse(Rule::EnvValueSubstitution, at, at.saturating_add(2)),
            (_, Some(b'{')) if level != Level::Permissive => {
                // Not moved past: what stands between the braces is looked at as well.
                while close.at() < at && close.next().is_some() {
                    close.take_until(|byte| byte == b'}');
                }
                let name = cut(value, at.saturating_add(2), close.at());
                let closed = close.peek().is_some();
                if !(closed && is_name(name)) {
                    let end = close.at().saturating_add(usize::from(closed));
                    refuse(Rule::EnvValueExpansion, at, end);
                }
            }
            _ => {}
        }
    }
}

fn is_name(name: &[u8]) -> bool {
    ENV_NAME.has_all(name) && cut(name, 0, 1).iter().any(|byte| !byte.is_ascii_digit())
}
