//! Text from inputs on its way to a terminal or a log.

use std::fmt::{self, Write as _};

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
    use super::Printable;

    #[test]
    fn what_a_terminal_acts_on_is_written_out() {
        assert_eq!(Printable("a\u{1b}[2J\u{202e}\r\nb").to_string(), "a\\u{1b}[2J\\u{202e}\\u{d}\\u{a}b");
        assert_eq!(Printable("plain – ü").to_string(), "plain – ü");
    }
}
