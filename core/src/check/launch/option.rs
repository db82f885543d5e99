//! Option words of most launchers: clusters, long names, glued values.

use super::grammar::{Operand, Row, Style, Table, Takes, Unknown, name_and_value};
use super::{Expects, Launch};
use crate::bytes::cursor::Cursor;
use crate::reject::{Sink, Span};

impl Launch<'_> {
    /// An option of a launcher, or its operand.
    pub(super) fn option_word(&mut self, table: &'static Table, word: &[u8], sink: &mut impl Sink) {
        match word {
            b"--" => {
                self.doubtful = false;
                self.expects = Expects::Operands;
            }
            [b'-', b'-', ..] => self.long_option(table, word, sink),
            [b'-', _, ..] => match table.style {
                Style::Words | Style::Nopt => self.long_option(table, word, sink),
                _ => self.letters(table, word, sink),
            },
            _ => self.operand(table, word, sink),
        }
    }

    /// `--name`, `--name=value`, and `-name` where one hyphen is as good as two.
    fn long_option(&mut self, table: &'static Table, word: &[u8], sink: &mut impl Sink) {
        let (name, value) = name_and_value(word, table.style);
        match table.option(name) {
            Some(row) => self.known_option(row, value, word, sink),
            None if table.style == Style::Nopt && !word.starts_with(b"--") && is_cluster(table, name) => {
                self.letters(table, word, sink);
            }
            None => self.unknown_option(table, value.is_some(), word, sink),
        }
    }

    /// `-abc`: each letter is an option, until one takes the rest of the word, or the next word, as its value.
    fn letters(&mut self, table: &'static Table, word: &[u8], sink: &mut impl Sink) {
        self.doubtful = false;
        let mut letters = Cursor::new(word);
        letters.next();
        while let Some(letter) = letters.next() {
            let Some(row) = table.letter(letter) else {
                if table.unknown == Unknown::Alone {
                    continue;
                }
                return self.unknown_option(table, false, word, sink);
            };
            if row.takes == Takes::Nothing {
                self.presence(row.does, Span::all(word.len()), sink);
                continue;
            }
            let value = match (table.style, letters.rest()) {
                (_, []) => None,
                (Style::Getopt, rest) => Some(rest),
                (_, rest) => Some(rest.strip_prefix(b"=").unwrap_or(rest)),
            };
            return self.known_option(row, value, word, sink);
        }
    }

    /// An option that the table knows, with the value that stands at the end of its word.
    fn known_option(&mut self, row: &Row, value: Option<&[u8]>, word: &[u8], sink: &mut impl Sink) {
        self.doubtful = false;
        self.presence(row.does, Span::all(word.len()), sink);
        match (row.takes, value) {
            (Takes::Nothing, _) | (Takes::Glued, None) => {}
            (Takes::Value | Takes::Last, None) => {
                self.expects = Expects::Value { does: row.does, last: row.takes == Takes::Last };
            }
            (Takes::Value | Takes::Glued | Takes::Last, Some(value)) => {
                let at = word.len().saturating_sub(value.len());
                self.value(row.does, value, at, sink);
                if row.takes == Takes::Last {
                    self.server_or(row.does, value);
                }
            }
        }
    }

    /// An option that no row names.
    pub(super) fn unknown_option(
        &mut self,
        table: &'static Table,
        has_value: bool,
        word: &[u8],
        sink: &mut impl Sink,
    ) {
        match table.unknown {
            Unknown::Refuse(rule) => self.refuse(rule, Span::all(word.len()), sink),
            Unknown::Alone => {}
            Unknown::Doubtful => self.doubtful = !has_value && takes_part(table),
        }
    }
}

/// Whether it matters which word is the operand.
const fn takes_part(table: &Table) -> bool {
    !matches!(table.operand, Operand::Sources(_) | Operand::Skip)
}

/// Whether `nopt` reads these letters as one option each.
fn is_cluster(table: &Table, letters: &[u8]) -> bool {
    letters.iter().all(|&letter| table.letter(letter).is_some())
}
