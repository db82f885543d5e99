//! Command strings: the words that every splitter reads in the same way.
//!
//! POSIX `sh`, bash, dash, zsh, fish, Python's and Rust's `shlex`, `shell-words` agree on bare words
//! of an alphabet without any special byte, parted by blanks, and on quotes around a whole word or
//! behind `flag=`. They disagree on nearly everything else (backslashes, an empty quote before `=` or
//! `~`, brackets, braces, `#`), so that nothing else is a word here.

use crate::bytes::class::{BARE, PRINTABLE};
use crate::bytes::cursor::Cursor;
use crate::lex::text;
use crate::reject::{Rejection, Span};
use crate::rule::Rule;

/// The two kinds of quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quote {
    Single,
    Double,
}

/// One word: a bare part, a quoted part, or a bare part that ends with `=` and then a quoted part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'a> {
    /// Where the word starts in the command.
    pub(crate) start: usize,
    pub(crate) bare: &'a [u8],
    /// What stands between the quotes.
    pub(crate) quoted: Option<(Quote, &'a [u8])>,
}

impl Word<'_> {
    /// How many bytes the word has without its quotes.
    pub(crate) fn len(&self) -> usize {
        self.bare.len().saturating_add(self.quoted.map_or(0, |(_, text)| text.len()))
    }

    /// Where the text between the quotes starts in the command.
    pub(crate) const fn quoted_start(&self) -> usize {
        self.start.saturating_add(self.bare.len()).saturating_add(1)
    }

    /// The place in the command of a range of the word's text, which has no quotes any more.
    pub(crate) const fn locate(&self, span: Span) -> Span {
        let bare = self.bare.len();
        let start = self.offset(span.start(), span.start() >= bare);
        let end = self.offset(span.end(), span.end() > bare);
        Span::new(start, end)
    }

    /// What stands behind the opening quote stands one byte later.
    const fn offset(&self, at: usize, behind: bool) -> usize {
        let at = self.start.saturating_add(at);
        if behind && self.quoted.is_some() { at.saturating_add(1) } else { at }
    }
}

/// The words of a command string, up to the first error.
#[derive(Clone, Debug)]
pub(crate) struct Words<'a> {
    cursor: Cursor<'a>,
    failed: bool,
}

impl<'a> Words<'a> {
    pub(crate) const fn new(command: &'a [u8]) -> Self {
        Self { cursor: Cursor::new(command), failed: false }
    }

    fn word(&mut self) -> Result<Word<'a>, Rejection> {
        let start = self.cursor.at();
        if self.cursor.peek() == Some(b'=') {
            // zsh replaces `=ls` by the path of `ls`.
            return Err(Rejection::new(Rule::CommandEquals, Span::byte(start)));
        }
        let bare = self.cursor.take_until(|byte| !BARE.has(byte));
        let quote = match self.cursor.peek() {
            None | Some(b' ') => return Ok(Word { start, bare, quoted: None }),
            Some(b'\'') => Quote::Single,
            Some(b'"') => Quote::Double,
            Some(_) => return Err(self.stray()),
        };
        let open = self.cursor.at();
        if !bare.is_empty() && !bare.ends_with(b"=") {
            return Err(Rejection::new(Rule::CommandQuotePlace, Span::byte(open)));
        }
        self.cursor.next();
        let quoted = self.cursor.take_until(|byte| !PRINTABLE.has(byte) || ends_or_expands(quote, byte));
        match self.cursor.peek() {
            None => return Err(Rejection::new(Rule::CommandQuoteOpen, Span::new(open, self.cursor.at()))),
            Some(b'\'' | b'"') => self.cursor.next(),
            Some(byte) if PRINTABLE.has(byte) => {
                return Err(Rejection::new(Rule::CommandQuoteExpansion, Span::byte(self.cursor.at())));
            }
            Some(_) => return Err(self.stray()),
        };
        match self.cursor.peek() {
            None | Some(b' ') => Ok(Word { start, bare, quoted: Some((quote, quoted)) }),
            // zsh reads `''=x` and `''~x`, and under RC_QUOTES `'a''b'`, in its own way.
            Some(byte) if PRINTABLE.has(byte) => {
                Err(Rejection::new(Rule::CommandQuotePlace, Span::byte(self.cursor.at())))
            }
            Some(_) => Err(self.stray()),
        }
    }

    /// What is wrong with the byte at the cursor.
    fn stray(&self) -> Rejection {
        let (at, rest) = (self.cursor.at(), self.cursor.rest());
        let rule = match rest {
            _ if starts_command(rest) => Rule::CommandOperator,
            [b'$' | b'<' | b'>' | b'(' | b')', ..] => Rule::CommandMetacharacter,
            [0x20..=0x7e, ..] => Rule::CommandCharacter,
            _ => {
                let (rule, len) = text::leading(rest);
                let rule = rule.unwrap_or(Rule::CommandNotAscii);
                return Rejection::new(rule, Span::new(at, at.saturating_add(len)));
            }
        };
        Rejection::new(rule, Span::byte(at))
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Result<Word<'a>, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        self.cursor.take_until(|byte| byte != b' ');
        self.cursor.peek()?;
        let word = self.word();
        self.failed = word.is_err();
        Some(word)
    }
}

impl core::iter::FusedIterator for Words<'_> {}

/// Whether a quoted part cannot go on with this printable byte: it closes the quotes, or shells
/// expand it inside them (POSIX XCU 2.2.3; `!` is the history of interactive shells; fish reads
/// backslashes in single quotes, which the levels decide).
const fn ends_or_expands(quote: Quote, byte: u8) -> bool {
    match quote {
        Quote::Single => byte == b'\'',
        Quote::Double => matches!(byte, b'"' | b'$' | b'`' | b'\\' | b'!'),
    }
}

/// Whether a shell starts another command here: `;`, `&`, `|`, a backtick, `$(`, `<(`, `>(`.
pub(crate) const fn starts_command(text: &[u8]) -> bool {
    matches!(text, [b';' | b'&' | b'|' | b'`', ..] | [b'$' | b'<' | b'>', b'(', ..])
}
