//! What permissive refuses in a line that a shell runs: a catalogue of known payloads.
//!
//! The line is read as its shell reads it, into words without quotes and escapes, and each pattern looks
//! at words and operators: `echo rm -rf /` prints, and a folder may be called `rm`. No word is kept but
//! the one being read; a word that may matter later leaves a flag or a fingerprint. A list of known
//! payloads cannot be complete.

mod command;
mod path;
mod program;
#[cfg(test)]
mod tests;

use command::Commands;

use crate::bytes::cursor::Cursor;
use crate::limit;
use crate::reject::{Rejection, Sink, Span};
use crate::rule::Rule;

/// Whose syntax a line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// sh, bash, dash, zsh, ksh, fish.
    Posix,
    /// Windows PowerShell and PowerShell.
    PowerShell,
    /// `cmd`.
    Cmd,
}

/// Reads a line, in one piece or word by word.
#[derive(Debug)]
pub(crate) struct Payload {
    dialect: Dialect,
    /// The word being read, without quotes and escapes.
    word: heapless::Vec<u8, { limit::ARGUMENT }>,
    /// Where it starts; none between words.
    start: Option<usize>,
    /// Part of it was quoted: it is no keyword, assignment or number of a file descriptor.
    quoted: bool,
    /// The last thing read was a `(`.
    opened: bool,
    commands: Commands,
}

/// What the words and operators of a line are reported to.
struct Report<'s, S> {
    sink: &'s mut S,
    /// Where the text stands in the caller's word.
    base: usize,
}

impl<S: Sink> Report<'_, S> {
    fn refuse(&mut self, rule: Rule, start: usize, end: usize) {
        self.sink.refuse(Rejection::new(rule, Span::new(start, end).shift(self.base)));
    }
}

/// What parts two commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// `;`, `&`, `&&`, `||`, a parenthesis: the next command stands by itself.
    Sequence,
    /// `|`, `|&`: the next command reads what this one writes.
    Pipe,
}

impl Payload {
    pub(crate) const fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            word: heapless::Vec::new(),
            start: None,
            quoted: false,
            opened: false,
            commands: Commands::new(),
        }
    }

    /// Reports every pattern in a line that stands `at` bytes into the caller's word.
    pub(crate) fn audit(dialect: Dialect, line: &[u8], at: usize, sink: &mut impl Sink) {
        Self::new(dialect).text(line, &mut Report { sink, base: at });
    }

    /// Reads the next of several words that the shell joins by blanks. Spans count in this word.
    pub(crate) fn word(&mut self, word: &[u8], sink: &mut impl Sink) {
        self.text(word, &mut Report { sink, base: 0 });
    }

    fn text(&mut self, text: &[u8], report: &mut Report<'_, impl Sink>) {
        let mut cursor = Cursor::new(text);
        while let Some(byte) = cursor.peek() {
            let at = cursor.at();
            match byte {
                b' ' => self.end_word(at, report),
                b';' | b',' if self.dialect == Dialect::Cmd => self.end_word(at, report),
                b'|' | b'&' | b';' | b'(' | b')' | b'<' | b'>' => {
                    self.operator(&mut cursor, report);
                    continue;
                }
                b'{' | b'}' if self.dialect == Dialect::PowerShell => {
                    self.end_word(at, report);
                    self.commands.joint(Joint::Sequence);
                }
                _ => {
                    self.start.get_or_insert(at);
                    self.opened = false;
                    self.in_word(byte, &mut cursor, report);
                    continue;
                }
            }
            cursor.next();
        }
        self.end_word(text.len(), report);
    }

    /// A byte of a word, a quote or an escape.
    fn in_word(&mut self, byte: u8, cursor: &mut Cursor<'_>, report: &mut Report<'_, impl Sink>) {
        let at = cursor.at();
        cursor.next();
        match (byte, self.dialect) {
            (b'"', _) | (b'\'', Dialect::Posix | Dialect::PowerShell) => self.quoted(byte, cursor, report),
            (b'\\', Dialect::Posix) | (b'`', Dialect::PowerShell) | (b'^', Dialect::Cmd) => {
                self.push(cursor.next().unwrap_or(byte));
            }
            _ => {
                self.substitution(byte, at, cursor, false, report);
                self.push(byte);
            }
        }
    }

    /// The rest of a quoted part.
    fn quoted(&mut self, quote: u8, cursor: &mut Cursor<'_>, report: &mut Report<'_, impl Sink>) {
        let open = cursor.at().saturating_sub(1);
        self.quoted = true;
        loop {
            let at = cursor.at();
            let Some(byte) = cursor.next() else {
                return report.refuse(Rule::PayloadQuote, open, open.saturating_add(1));
            };
            let escapes = match self.dialect {
                Dialect::Posix => byte == b'\\' && matches!(cursor.peek(), Some(b'$' | b'`' | b'"' | b'\\')),
                Dialect::PowerShell => byte == b'`',
                Dialect::Cmd => false,
            };
            if byte == quote {
                return;
            } else if quote == b'"' && escapes {
                self.push(cursor.next().unwrap_or(byte));
            } else {
                if quote == b'"' {
                    self.substitution(byte, at, cursor, true, report);
                }
                self.push(byte);
            }
        }
    }

    /// An expansion that hides what will run.
    fn substitution(
        &self,
        byte: u8,
        at: usize,
        cursor: &Cursor<'_>,
        in_quotes: bool,
        report: &mut Report<'_, impl Sink>,
    ) {
        let next = cursor.peek();
        let hides = match self.dialect {
            Dialect::Cmd => false,
            Dialect::PowerShell => byte == b'$' && matches!(next, Some(b'(' | b'{')),
            Dialect::Posix => match byte {
                b'`' => true,
                b'$' => {
                    matches!(next, Some(b'(' | b'{' | b'['))
                        || cursor.rest().starts_with(b"IFS")
                        || (!in_quotes && matches!(next, Some(b'\'' | b'"')))
                }
                b'=' => !in_quotes && next == Some(b'('),
                _ => false,
            },
        };
        if hides {
            report.refuse(Rule::PayloadSubstitution, at, at.saturating_add(1));
        }
    }

    /// `;`, `&`, `|`, parentheses, redirections.
    fn operator(&mut self, cursor: &mut Cursor<'_>, report: &mut Report<'_, impl Sink>) {
        let at = cursor.at();
        let byte = cursor.next().unwrap_or_default();
        let next = cursor.peek();
        if matches!(byte, b'<' | b'>') && !self.quoted && self.word.iter().all(u8::is_ascii_digit) {
            // `2>file`: the number of a file descriptor.
            self.word.clear();
            self.start = None;
        }
        self.end_word(at, report);
        let opened = core::mem::take(&mut self.opened);
        match (byte, next) {
            (b'&', Some(b'>')) => {}
            (b'<' | b'>', Some(b'(')) => report.refuse(Rule::PayloadSubstitution, at, at.saturating_add(2)),
            (b'<', Some(b'<')) if self.dialect == Dialect::Posix => {
                report.refuse(Rule::PayloadHereDocument, at, at.saturating_add(2));
                cursor.next();
            }
            (b'<' | b'>', _) => {
                while matches!(cursor.peek(), Some(b'>' | b'&' | b'|')) {
                    cursor.next();
                }
                self.commands.redirect(byte == b'>');
            }
            (b'|', Some(b'|')) => {
                cursor.next();
                self.commands.joint(Joint::Sequence);
            }
            (b'|', _) => {
                if next == Some(b'&') {
                    cursor.next();
                }
                self.commands.joint(Joint::Pipe);
            }
            (b')', _) if opened && self.dialect == Dialect::Posix => {
                report.refuse(Rule::PayloadForkBomb, at.saturating_sub(1), at.saturating_add(1));
                self.commands.joint(Joint::Sequence);
            }
            _ => {
                self.opened = byte == b'(';
                self.commands.joint(Joint::Sequence);
            }
        }
    }

    fn push(&mut self, byte: u8) {
        // INVARIANT: callers refuse words above the limit, so that there is room.
        let _ = self.word.push(byte);
    }

    fn end_word(&mut self, end: usize, report: &mut Report<'_, impl Sink>) {
        if let Some(start) = self.start.take() {
            let plain = !core::mem::take(&mut self.quoted);
            if let Some(rule) = self.commands.word(&self.word, plain, self.dialect) {
                report.refuse(rule, start, end);
            }
            self.word.clear();
        }
    }
}
