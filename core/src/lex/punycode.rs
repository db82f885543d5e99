//! Punycode (RFC 3492), as far as a check needs it: whether a label decodes.

use crate::lex::text;

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;

/// Whether the rest of an `xn--` label decodes to text with at least one character beyond ASCII, and
/// none that no label can have.
///
/// The characters themselves are not put in their places, so that no storage is needed: what a
/// sequence of insertions decodes to has that encoding alone (each number has one representation,
/// and insertions are ordered by character and place), so a label that decodes survives the way
/// back. A property test does it. Linear in the length.
pub(crate) fn decodes(label: &[u8]) -> bool {
    insertions(label).is_some_and(|count| count > 0)
}

/// The decoder of RFC 3492 6.2: how many characters it inserts, `None` where it fails.
fn insertions(label: &[u8]) -> Option<u32> {
    // A delimiter with nothing before it is no delimiter.
    let basic = label.iter().rposition(|&byte| byte == b'-').unwrap_or(0);
    let (_, extended) = label.split_at_checked(basic)?;
    let mut digits = extended.strip_prefix(b"-").filter(|_| basic > 0).unwrap_or(extended).iter();
    let basic = u32::try_from(basic).ok()?;
    let (mut character, mut at, mut bias, mut count) = (INITIAL_N, 0_u32, INITIAL_BIAS, 0_u32);
    // INVARIANT: each turn takes at least one digit.
    while !digits.as_slice().is_empty() {
        let before = at;
        let (mut weight, mut k) = (1_u32, BASE);
        loop {
            let digit = digit_value(*digits.next()?)?;
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE.saturating_sub(threshold))?;
            k = k.saturating_add(BASE);
        }
        count = count.saturating_add(1);
        let len = basic.saturating_add(count);
        bias = adapt(at.saturating_sub(before), len, before == 0);
        character = character.checked_add(at.checked_div(len)?)?;
        at = at.checked_rem(len)?.saturating_add(1);
        if !may_stand_in_a_label(char::from_u32(character)?) {
            return None;
        }
    }
    Some(count)
}

/// Whether a character can come out of a label that a registry gave out.
///
/// No full test of validity, which takes the tables of UTS 46: some readers make it and refuse more, and
/// none then reads another host. What is named here is hidden, unassigned or private, or another
/// spelling of other characters, so that a reader that maps what it decodes would see another name.
const fn may_stand_in_a_label(character: char) -> bool {
    let compatibility = matches!(
        character,
        // Enclosed letters and digits, ideographic full stop, enclosed and squared East Asian forms.
        '\u{2460}'..='\u{24ff}' | '\u{3002}' | '\u{3200}'..='\u{33ff}'
        // Arabic presentation forms; small, halfwidth and fullwidth forms; specials.
        | '\u{fb50}'..='\u{fdff}' | '\u{fe30}'..='\u{ffff}'
    );
    let private = matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{40000}'..);
    !compatibility && !private && text::forbidden(character).is_none()
}

/// `a` to `z` are 0 to 25, `0` to `9` are 26 to 35 (RFC 3492 5).
fn digit_value(byte: u8) -> Option<u32> {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Some(u32::from(byte.to_ascii_lowercase().wrapping_sub(b'a'))),
        b'0'..=b'9' => Some(u32::from(byte.wrapping_sub(b'0')).saturating_add(26)),
        _ => None,
    }
}

/// The next bias (RFC 3492 6.1).
fn adapt(delta: u32, len: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta = delta.saturating_add(delta.checked_div(len).unwrap_or(0));
    let mut k = 0_u32;
    // INVARIANT: each turn divides `delta` by 35.
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k = k.saturating_add(BASE);
    }
    let top = delta.saturating_mul(BASE - T_MIN + 1);
    k.saturating_add(top.checked_div(delta.saturating_add(SKEW)).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::decodes;

    #[test]
    fn labels_that_registries_gave_out_decode() {
        // RFC 3492 7.1 has more; these are in use.
        for label in
            ["mgba", "bcher-kva", "rksmrgs-5wao1o", "fiqs8s", "j6w193g", "3e0b707e", "80akhbyknj4f", "i-7iq"]
        {
            assert!(decodes(label.as_bytes()), "{label}");
            assert!(decodes(label.to_ascii_uppercase().as_bytes()), "{label} in upper case");
        }
    }

    #[test]
    fn what_is_no_encoding_does_not() {
        let overflow = "9".repeat(60);
        let cases = [
            "",      // nothing
            "iana-", // nothing inserted
            "-mgba", // a delimiter that delimits nothing
            "a",     // a number that does not end
            "a_b",   // no digit
            "99999999", &overflow, "1ug",  // U+200D, a joiner
            "si7c", // U+FF47, fullwidth
            "0y0c", // U+E000, private
            "zn7c", // U+FFFD
        ];
        for label in cases {
            assert!(!decodes(label.as_bytes()), "{label}");
        }
    }
}
