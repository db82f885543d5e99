//! Text from inputs on its way to a terminal or a log.

use std::fmt::{self, Write as _};
use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// Displays text with everything that a terminal would act on, or a reader would not see, as `\u{…}`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Printable<'a>(pub(crate) &'a str);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if is_hidden(c) {
                write!(f, "\\u{{{:x}}}", u32::from(c))?;
            } else {
                f.write_char(c)?;
            }
        }
        Ok(())
    }
}

/// JSON on one line whose strings hold `\u` escapes where a terminal would act or a reader not see.
pub(crate) fn json(value: &impl Serialize) -> io::Result<String> {
    let mut text = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut text, Visible))?;
    String::from_utf8(text).map_err(io::Error::other)
}

/// Writes compact JSON and escapes what [`is_hidden`] names.
struct Visible;

impl Formatter for Visible {
    fn write_raw_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        // In JSON text such characters stand in strings alone.
        self.write_string_fragment(writer, fragment)
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| is_hidden(c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

/// Controls, line and paragraph separators, bidirectional controls, zero-width and tag characters.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{Printable, json};

    #[test]
    fn what_a_terminal_acts_on_is_written_out() {
        assert_eq!(Printable("a\u{1b}[2J\u{202e}\r\nb").to_string(), "a\\u{1b}[2J\\u{202e}\\u{d}\\u{a}b");
        assert_eq!(Printable("plain – ü").to_string(), "plain – ü");
        let text = "a\u{9b}\u{202e}\n\u{e0041}ü";
        let shown = json(&text).expect("no input or output is involved");
        assert_eq!(shown, r#""a\u009b\u202e\n\udb40\udc41ü""#);
        assert_eq!(serde_json::from_str::<String>(&shown).expect("it is JSON"), text);
    }
}
