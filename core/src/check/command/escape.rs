//! Words written so that what is read is what will run.

use core::fmt::{self, Write};

use crate::bytes::class::{BARE, PRINTABLE};
use crate::check::executable::is_wrapper;
use crate::lex::text;

/// An argv, accepted or not, as one line of text for a person who has to consent to it.
///
/// Complete, one line, and unambiguous: each argv is written in its own way. Pasted into a POSIX
/// shell it is read as that argv again (words that hold other than printable ASCII and visible letters
/// need the `$'…'` of POSIX.1-2024, bash and zsh). Control, reordering and invisible characters,
/// odd blanks and bytes that are not UTF-8 are written as `\xHH`.
///
/// ```
/// use portcullis::Escaped;
/// let line = Escaped::new(b"node", &["server.js", "a b", "it's", "\u{202e}txt"]).to_string();
/// assert_eq!(line, r"node server.js 'a b' $'it\'s' $'\xe2\x80\xaetxt'");
/// ```
#[derive(Clone, Copy)]
pub struct Escaped<'a, A> {
    executable: &'a [u8],
    args: &'a [A],
}

impl<'a, A: AsRef<[u8]>> Escaped<'a, A> {
    /// The line of an executable and its arguments.
    #[must_use]
    pub const fn new(executable: &'a [u8], args: &'a [A]) -> Self {
        Self { executable, args }
    }
}

impl<A: AsRef<[u8]>> fmt::Display for Escaped<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_words(core::iter::once(self.executable).chain(self.args.iter().map(AsRef::as_ref)), f)
    }
}

impl<A> fmt::Debug for Escaped<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Escaped({} arguments)", self.args.len())
    }
}

/// Writes words, parted by one blank.
pub(super) fn write_words<'w>(
    words: impl Iterator<Item = &'w [u8]>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut first = true;
    for word in words {
        if !first {
            f.write_char(' ')?;
        }
        // A shell reads an assignment or a keyword in the first word, unless it is quoted.
        let special = first && (word.contains(&b'=') || is_wrapper(word));
        write_word(word, special, f)?;
        first = false;
    }
    Ok(())
}

fn write_word(word: &[u8], quote: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if !word.is_empty() && !quote && BARE.has_all(word) && word.first() != Some(&b'=') {
        return f.write_str(text::accepted(word));
    }
    let visible = core::str::from_utf8(word)
        .ok()
        .filter(|text| text.chars().all(|character| is_visible(character) && character != '\''));
    if let Some(visible) = visible {
        return write!(f, "'{visible}'");
    }
    f.write_str("$'")?;
    for chunk in word.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\'' | '\\' => write!(f, "\\{character}")?,
                // History of interactive shells.
                '!' => f.write_str("\\x21")?,
                _ if is_visible(character) => f.write_char(character)?,
                _ => write_bytes(character.encode_utf8(&mut [0; 4]).as_bytes(), f)?,
            }
        }
        write_bytes(chunk.invalid(), f)?;
    }
    f.write_char('\'')
}

fn write_bytes(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "\\x{byte:02x}"))
}

/// Printable ASCII, and beyond it letters and digits.
fn is_visible(character: char) -> bool {
    match u8::try_from(character) {
        Ok(byte) if byte.is_ascii() => PRINTABLE.has(byte),
        _ => text::forbidden(character).is_none() && character.is_alphanumeric(),
    }
}
