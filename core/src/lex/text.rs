//! Text: UTF-8, control characters, characters that nobody sees.

use crate::bytes::class::{Class, PRINTABLE};
use crate::bytes::cursor::cut;
use crate::reject::{Rejection, Sink, Span};
use crate::rule::Rule;

/// The rule that refuses this character in every name, command, URL, header and path.
///
/// C0, DEL and C1; the Unicode line and paragraph separators; bidirectional controls (UAX 9),
/// zero-width and filler characters, tags: what Unicode calls `Default_Ignorable_Code_Point`, less the
/// first variation selectors; interlinear annotation.
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
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Some(Rule::HiddenCharacter),
        _ => None,
    }
}

/// Private use (Unicode 23.5): means what a font or a reader makes of it.
pub(crate) const fn is_private_use(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Variation selectors (Unicode 23.4), without the Mongolian ones, which [`forbidden`] has.
pub(crate) const fn is_variation_selector(character: char) -> bool {
    matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether the character before has variants that this selector could choose: ideographs for the
/// supplement; signs, digits and `#` `*` of keycaps for the first sixteen.
pub(crate) fn has_variants(before: Option<char>, selector: char) -> bool {
    let ideograph = |before| matches!(before, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    before.is_some_and(|before| match (selector, before) {
        ('\u{e0100}'..='\u{e01ef}', _) => ideograph(before),
        ('\u{fe0e}' | '\u{fe0f}', '#' | '*' | '0'..='9') => true,
        (_, '\u{a9}' | '\u{ae}') => true,
        (_, '\u{1000}'..) => {
            !is_variation_selector(before) && !is_private_use(before) && forbidden(before).is_none()
        }
        _ => false,
    })
}

/// ZERO WIDTH NON-JOINER and JOINER.
pub(crate) const fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// Whether a joiner stands where writing needs one: between letters of the scripts from Arabic to
/// Mongolian (RFC 5892 A.1, A.2, less exact), or, ZWJ alone, between two emoji (UTS 51 ED-16).
pub(crate) fn joins(before: Option<char>, joiner: char, after: Option<char>) -> bool {
    let joining = |letter| matches!(letter, '\u{600}'..='\u{1cff}') && forbidden(letter).is_none();
    let emoji = |sign| matches!(sign, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    let (Some(before), Some(after)) = (before, after) else { return false };
    let in_emoji = joiner == '\u{200d}' && emoji(before) && emoji(after);
    in_emoji || joining(before) && joining(after)
}

/// How many bytes at the start of `text` are the tags of a flag (UTS 51 ED-14a): only the black flag
/// has any, and only those of England, Scotland and Wales are in use.
pub(crate) fn flag_len(before: Option<char>, text: &str) -> Option<usize> {
    const FLAGS: [&str; 3] = [
        "\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        "\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
    ];
    let tags = FLAGS.into_iter().find(|tags| text.starts_with(tags))?;
    (before == Some('\u{1f3f4}')).then_some(tags.len())
}

/// How many bytes at the start of `text` are an escape that a terminal acts on (ECMA-48 5.3, 5.4, 5.6):
/// a control sequence, a control string with its end, or an introducer alone.
///
/// A string is looked through to the next control character only, so that reading one escape after
/// another stays linear.
pub(crate) fn escape_len(text: &str) -> Option<usize> {
    let mut characters = text.chars();
    let sequence = match characters.next()? {
        '\u{9b}' => true,
        '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => false,
        '\x1b' => match characters.next() {
            Some('[') => true,
            Some(']' | 'P' | 'X' | '^' | '_') => false,
            Some(' '..='~') => return Some(2),
            _ => return Some(1),
        },
        _ => return None,
    };
    let body = characters.as_str();
    let rest = if sequence {
        let parameters = body.trim_start_matches(|character| matches!(character, '0'..='?'));
        let end = parameters.trim_start_matches(|character| matches!(character, ' '..='/'));
        end.strip_prefix(|character| matches!(character, '@'..='~')).unwrap_or(end)
    } else {
        let end = body.trim_start_matches(|character: char| !character.is_control());
        let terminators = ["\x07", "\u{9c}", "\x1b\\"];
        terminators.into_iter().find_map(|terminator| end.strip_prefix(terminator)).unwrap_or(body)
    };
    Some(text.len().saturating_sub(rest.len()))
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

/// The first character of a text: the rule that forbids it, and its length in bytes.
pub(crate) fn leading(bytes: &[u8]) -> (Option<Rule>, usize) {
    let Some(chunk) = bytes.utf8_chunks().next() else { return (None, 0) };
    match chunk.valid().chars().next() {
        Some(character) => (forbidden(character), character.len_utf8()),
        None => (Some(Rule::InvalidUtf8), chunk.invalid().len()),
    }
}

/// The refusal of the first character outside a class of ASCII bytes: by the rule that names it best, or
/// else by `rule`.
pub(crate) fn first_outside(bytes: &[u8], class: &Class, rule: Rule) -> Option<Rejection> {
    let at = class.first_outside(bytes)?;
    // The longest character has four bytes.
    let chunk = cut(bytes, at, at.saturating_add(4).min(bytes.len())).utf8_chunks().next()?;
    let (rule, len) = match chunk.valid().chars().next() {
        Some(character) => (forbidden(character).unwrap_or(rule), character.len_utf8()),
        None => (Rule::InvalidUtf8, chunk.invalid().len()),
    };
    Some(Rejection::new(rule, Span::new(at, at.saturating_add(len))))
}

/// The text of bytes that a check has accepted.
pub(crate) fn accepted(bytes: &[u8]) -> &str {
    core::str::from_utf8(bytes).unwrap_or_default()
}
