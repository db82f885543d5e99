//! Byte classes. Each grammar class is defined once, by a predicate on a byte; its table is computed
//! from that predicate at compile time, and a test compares the two for all 256 values.

/// Bytes that are looked at together.
const BLOCK: usize = 16;

/// A set of bytes as a table of 256 flags.
#[derive(Debug)]
pub(crate) struct Class([bool; 256]);

impl Class {
    /// Whether the class holds this byte: one load.
    #[inline]
    pub(crate) fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or(false)
    }

    /// Where the first byte outside the class stands.
    #[inline]
    pub(crate) fn first_outside(&self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0_usize;
        let (blocks, rest) = (bytes.chunks_exact(BLOCK), bytes.chunks_exact(BLOCK).remainder());
        for block in blocks {
            // One bit a byte, the first byte's the lowest: three instructions each, and one branch a block.
            let outside =
                block.iter().rev().fold(0_u32, |bits, &byte| (bits << 1) | u32::from(!self.has(byte)));
            if outside != 0 {
                let before = usize::try_from(outside.trailing_zeros()).unwrap_or(BLOCK);
                return Some(at.saturating_add(before));
            }
            at = at.saturating_add(BLOCK);
        }
        rest.iter().position(|&byte| !self.has(byte)).map(|before| at.saturating_add(before))
    }

    /// Whether every byte is in the class.
    #[inline]
    pub(crate) fn has_all(&self, bytes: &[u8]) -> bool {
        self.first_outside(bytes).is_none()
    }
}

/// Defines classes from predicates: `NAME, predicate = |byte| pattern`.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident, $predicate:ident = |$byte:ident| $definition:expr;)*) => {
        $(
            $(#[$doc])*
            pub(crate) static $name: Class = Class({
                let mut table = [false; 256];
                let mut rest: &mut [bool] = &mut table;
                let mut byte = 0_u8;
                while let Some((flag, tail)) = rest.split_first_mut() {
                    *flag = $predicate(byte);
                    rest = tail;
                    byte = byte.wrapping_add(1);
                }
                table
            });

            const fn $predicate($byte: u8) -> bool {
                $definition
            }
        )*

        #[cfg(test)]
        const DEFINITIONS: &[(&str, &Class, fn(u8) -> bool)] = &[$((stringify!($name), &$name, $predicate)),*];
    };
}

classes! {
    /// `ALPHA / DIGIT` (RFC 5234 B.1).
    ALPHANUMERIC, is_alphanumeric = |b| b.is_ascii_alphanumeric();
    /// What terminals show and every reader keeps: 0x20 to 0x7E.
    PRINTABLE, is_printable = |b| matches!(b, 0x20..=0x7e);
    // Numbers.
    /// `DIGIT` (RFC 5234 B.1).
    DIGIT, is_digit = |b| b.is_ascii_digit();
    /// `HEXDIG` (RFC 5234 B.1), in either case.
    HEX_DIGIT, is_hex_digit = |b| b.is_ascii_hexdigit();
    // URLs (RFC 3986).
    /// What a URL may hold at all: visible ASCII.
    VISIBLE, is_visible = |b| b.is_ascii_graphic();
    /// What `scheme` holds (3.1).
    SCHEME, is_scheme = |b| is_alphanumeric(b) || matches!(b, b'+' | b'-' | b'.');
    /// Names of hosts: letters, digits, hyphens, dots (RFC 952, RFC 1123 2.1).
    HOST_NAME, is_host_name = |b| is_alphanumeric(b) || matches!(b, b'-' | b'.');
    /// `pchar`, `/` and `?` (3.3, 3.4), the `%` of `pct-encoded` included.
    TARGET, is_target = |b| is_alphanumeric(b)
        || matches!(b, b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' | b':' | b'@' | b'/' | b'?' | b'%');
    // Launchers.
    /// Version ranges of npm (node-semver) and PEP 440 without blanks.
    PACKAGE_VERSION, is_package_version =
        |b| is_alphanumeric(b) || matches!(b, b'.' | b'_' | b'-' | b'+' | b'^' | b'~' | b'*' | b'<' | b'>' | b'=');
    // Names.
    /// Server names: letters, digits, `_`, `-`.
    SERVER_NAME, is_server_name = |b| is_alphanumeric(b) || matches!(b, b'_' | b'-');
    /// Tool names: letters, digits, `_`, `.`, `-` (MCP specification, server/tools).
    TOOL_NAME, is_tool_name = |b| is_server_name(b) || b == b'.';
    // Commands.
    /// What no splitter of command strings treats specially at any place of a word but its start,
    /// and what cmd.exe and interactive shells leave alone: Python's `shlex.quote` set less `%`.
    BARE, is_bare = |b| is_alphanumeric(b)
        || matches!(b, b'@' | b'+' | b'=' | b':' | b',' | b'.' | b'/' | b'_' | b'-');
    /// What quotes hold in strict, and the words of a strict argv.
    BARE_OR_BLANK, is_bare_or_blank = |b| is_bare(b) || b == b' ';
    /// The reference's nine shell metacharacters.
    METACHARACTER, is_metacharacter = |b|
        matches!(b, b';' | b'|' | b'&' | b'$' | b'`' | b'(' | b')' | b'<' | b'>');
    /// What quotes hold in moderate: fish reads a backslash even in single quotes.
    QUOTED_MODERATE, is_quoted_moderate = |b| is_printable(b) && !is_metacharacter(b) && b != b'\\';
    /// Bytes of a strict argv that no other rule looks at.
    ARGUMENT_STRICT, is_argument_strict = |b| is_bare_or_blank(b) || is_metacharacter(b);
    /// Bytes of the path of a strict executable that no other rule looks at.
    EXECUTABLE_STRICT, is_executable_strict = |b| is_bare_or_blank(b) || b == b'\\'
        || is_metacharacter(b) && !matches!(b, b'(' | b')');
    /// What a word for a batch file can hold: cmd.exe reads the others, inside quotes as well
    /// (CVE-2024-24576).
    BATCH, is_batch = |b| is_printable(b)
        && !matches!(b, b'"' | b'%' | b'^' | b'&' | b'|' | b'<' | b'>' | b'!');
    // Environment.
    /// Variable names in strict: `NAME` of POSIX XBD 3.216, in either case.
    ENV_NAME, is_env_name = |b| is_alphanumeric(b) || b == b'_';
    /// Variable names of JVM and Windows programs as well: `jdbc.password`, `ProgramFiles(x86)`.
    ENV_NAME_WIDE, is_env_name_wide = |b| is_env_name(b) || matches!(b, b'.' | b'(' | b')');
    /// Values that no rule has to look at: printable, nothing that a shell expands or separates by.
    ENV_VALUE_PLAIN, is_env_value_plain = |b| is_printable(b) && !matches!(b, b'$' | b'`' | b'&' | b';' | b'|');
    // Headers.
    /// `tchar` (RFC 9110 5.6.2).
    TOKEN, is_token = |b| is_alphanumeric(b)
        || matches!(b, b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~');
    /// `field-content` without `obs-text` (RFC 9110 5.5): visible ASCII, blank, TAB.
    FIELD_VALUE, is_field_value = |b| is_printable(b) || b == b'\t';
}

#[cfg(test)]
mod tests {
    use super::DEFINITIONS;

    #[test]
    fn every_table_equals_its_definition_for_all_256_bytes() {
        assert!(!DEFINITIONS.is_empty());
        for (name, class, definition) in DEFINITIONS {
            for byte in 0..=255 {
                assert_eq!(class.has(byte), definition(byte), "{name} at {byte:#04x}");
            }
        }
    }

    #[test]
    fn first_outside_finds_every_position() {
        for len in 0..40 {
            for at in 0..len {
                let mut bytes = [b'a'; 40];
                bytes[at] = b' ';
                assert_eq!(super::ALPHANUMERIC.first_outside(&bytes[..len]), Some(at));
            }
        }
    }
}
