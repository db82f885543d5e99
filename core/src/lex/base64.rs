//! Base64 (RFC 4648 4): with padding, without line breaks, in the one form that a text has.

/// The four characters of up to three bytes.
pub(crate) fn encode(bytes: [Option<u8>; 3]) -> [char; 4] {
    let [first, second, third] = bytes;
    let [a, b, c] = bytes.map(|byte| u32::from(byte.unwrap_or_default()));
    let bits = a.wrapping_shl(16) | b.wrapping_shl(8) | c;
    let letter = |shift: u32, there: bool| {
        let [.., sextet] = (bits.wrapping_shr(shift) & 63).to_be_bytes();
        if there { letter(sextet) } else { '=' }
    };
    [
        letter(18, first.is_some()),
        letter(12, first.is_some()),
        letter(6, second.is_some()),
        letter(0, third.is_some()),
    ]
}

/// The bytes of a text, each group by `take`; `None` where the text is not the one encoding of them.
pub(crate) fn decode(text: &[u8], mut take: impl FnMut(&[u8])) -> Option<()> {
    let mut ended = false;
    let groups = text.chunks_exact(4);
    if !groups.remainder().is_empty() {
        return None;
    }
    for group in groups {
        let &[a, b, c, d] = group else { return None };
        let padding = match (c, d) {
            (b'=', b'=') => 2,
            (_, b'=') => 1,
            _ => 0,
        };
        let zero_if_padded = |byte, padded| if padded { Some(0) } else { sextet(byte) };
        let bits = sextet(a)?.wrapping_shl(18)
            | sextet(b)?.wrapping_shl(12)
            | zero_if_padded(c, padding == 2)?.wrapping_shl(6)
            | zero_if_padded(d, padding > 0)?;
        let [_, first, second, third] = bits.to_be_bytes();
        let spare = match padding {
            0 => 0,
            1 => third,
            _ => second | third,
        };
        // Nothing after padding; no bits that no byte holds.
        if ended || spare != 0 {
            return None;
        }
        ended = padding > 0;
        match padding {
            0 => take(&[first, second, third]),
            1 => take(&[first, second]),
            _ => take(&[first]),
        }
    }
    Some(())
}

fn letter(sextet: u8) -> char {
    char::from(match sextet {
        0..=25 => b'A'.wrapping_add(sextet),
        26..=51 => b'a'.wrapping_add(sextet.wrapping_sub(26)),
        52..=61 => b'0'.wrapping_add(sextet.wrapping_sub(52)),
        62 => b'+',
        _ => b'/',
    })
}

fn sextet(letter: u8) -> Option<u32> {
    let sextet = match letter {
        b'A'..=b'Z' => letter.wrapping_sub(b'A'),
        b'a'..=b'z' => letter.wrapping_sub(b'a').wrapping_add(26),
        b'0'..=b'9' => letter.wrapping_sub(b'0').wrapping_add(52),
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(sextet))
}
