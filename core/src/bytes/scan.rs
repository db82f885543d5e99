//! The `memchr` paths, each beside its plain definition; a test compares the two.

/// Where the first `"` or `\` stands, or else the length: the end of a plain stretch of a JSON string.
#[inline]
pub(crate) fn quote_or_backslash(bytes: &[u8]) -> usize {
    memchr::memchr2(b'"', b'\\', bytes).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::quote_or_backslash;

    #[test]
    fn fast_paths_equal_their_definitions_at_every_place_and_length() {
        let plain = |bytes: &[u8]| bytes.iter().take_while(|byte| !matches!(byte, b'"' | b'\\')).count();
        for len in 0..100 {
            for at in 0..=len {
                for byte in 0..=255 {
                    let mut bytes = [b'a'; 100];
                    if at < len {
                        bytes[at] = byte;
                        bytes[len - 1] = byte.rotate_left(1);
                    }
                    let bytes = &bytes[..len];
                    assert_eq!(quote_or_backslash(bytes), plain(bytes), "{byte:#04x} at {at} of {len}");
                }
            }
        }
    }
}
