//! Switches of shells: POSIX, PowerShell, `cmd`.

use super::grammar::{Does, Row, Table, Takes, names};
use super::{Expects, Launch, value};
use crate::bytes::cursor::split_once;
use crate::check::payload::{Dialect, Payload};
use crate::reject::{Sink, Span};
use crate::rule::Rule;

impl Launch<'_> {
    /// A word for a POSIX shell: options, then the line of `-c`, or a script.
    pub(super) fn shell_word(&mut self, table: &'static Table, word: &[u8], sink: &mut impl Sink) {
        match word {
            b"-" | b"--" => self.expects = Expects::Operands,
            [b'-', b'-', long @ ..] => self.shell_option(table, table.option(long), word, sink),
            [b'-' | b'+', letters @ ..] if !letters.is_empty() => {
                // bash knows its long options with one hyphen as well.
                match table.option(letters).filter(|_| letters.len() > 1) {
                    Some(row) => self.shell_option(table, Some(row), word, sink),
                    None => self.shell_letters(table, letters, word, sink),
                }
            }
            _ => self.shell_operand(word, sink),
        }
    }

    fn shell_option(&mut self, table: &'static Table, row: Option<&Row>, word: &[u8], sink: &mut impl Sink) {
        let Some(row) = row else { return self.unknown_option(table, true, word, sink) };
        self.presence(row.does, Span::all(word.len()), sink);
        if row.takes == Takes::Value {
            self.expects = Expects::ShellNames(1);
        }
    }

    /// `-euxo pipefail -c`: each `o` takes a word after this one.
    fn shell_letters(&mut self, table: &'static Table, letters: &[u8], word: &[u8], sink: &mut impl Sink) {
        let mut names = 0_u8;
        for &letter in letters {
            self.shell_option(table, table.letter(letter), word, sink);
            names = names.saturating_add(u8::from(self.expects == Expects::ShellNames(1)));
            self.expects = Expects::Options;
        }
        if names > 0 {
            self.expects = Expects::ShellNames(names);
        }
    }

    /// The name of a shell option. Shells differ on `-oc`, so that it is read as a line as well.
    pub(super) fn shell_name(&mut self, left: u8, word: &[u8], sink: &mut impl Sink) {
        self.expects = match left.saturating_sub(1) {
            0 => Expects::Options,
            left => Expects::ShellNames(left),
        };
        if self.shell_operand {
            Payload::audit(Dialect::Posix, word, 0, sink);
        }
    }

    /// The line of `-c`, or a script.
    pub(super) fn shell_operand(&mut self, word: &[u8], sink: &mut impl Sink) {
        if self.shell_operand {
            Payload::audit(Dialect::Posix, word, 0, sink);
        } else if value::script(word).is_some() {
            self.refuse(Rule::LauncherShellInline, Span::all(word.len()), sink);
        }
        self.operand_read = true;
        self.table = None;
    }

    /// A word for PowerShell.
    pub(super) fn powershell_word(&mut self, table: &'static Table, word: &[u8], sink: &mut impl Sink) {
        let span = Span::all(word.len());
        let Some(name) = parameter(word) else { return self.operand(table, word, sink) };
        let (name, value) = split_once(name, b':').map_or((name, None), |(name, value)| (name, Some(value)));
        let rows = table.options.iter().flat_map(|rows| rows.iter());
        let mut known = rows.filter(|row| names(row.names).any(|full| is_prefix(name, full)));
        let Some(row) = known.next() else {
            // On POSIX systems a slash starts a path.
            if word.starts_with(b"/") {
                return self.operand(table, word, sink);
            }
            return self.refuse(Rule::LauncherShellOption, span, sink);
        };
        self.presence(row.does, span, sink);
        match row.takes {
            Takes::Value if value.is_none() => {
                self.expects = Expects::Value { does: Does::Nothing, last: false }
            }
            Takes::Last if row.does == Does::ShellWords => {
                let mut line = Payload::new(Dialect::PowerShell);
                if let Some(value) = value {
                    line.word(value, sink);
                }
                self.line = Some(line);
                self.operand_read = true;
                self.table = None;
            }
            Takes::Last => {
                self.operand_read = true;
                self.table = None;
            }
            _ => {}
        }
    }

    /// A word for `cmd` before its `/c`: it looks for the slash of a switch anywhere.
    pub(super) fn cmd_word(&mut self, word: &[u8], sink: &mut impl Sink) {
        let span = Span::all(word.len());
        if !word.starts_with(b"/") {
            self.refuse(Rule::LauncherShellInline, span, sink);
        }
        let mut rest = word;
        while let Some((_, switch)) = split_once(rest, b'/') {
            rest = switch;
            let [letter, after @ ..] = switch else { break };
            match letter.to_ascii_lowercase() {
                // `/k` keeps the shell; a line in the same word is split by no rule that others share.
                b'k' => return self.cmd_line(after, true, span, sink),
                b'c' | b'r' => return self.cmd_line(after, !after.is_empty(), span, sink),
                // Delayed expansion: `!x!` is read in every word.
                b'v' if !after.eq_ignore_ascii_case(b":off") => {
                    self.refuse(Rule::LauncherPreload, span, sink);
                }
                _ => {}
            }
        }
    }

    /// What follows `/c`: in this word, and all later words.
    fn cmd_line(&mut self, rest: &[u8], inline: bool, span: Span, sink: &mut impl Sink) {
        let mut line = Payload::new(Dialect::Cmd);
        if inline {
            self.refuse(Rule::LauncherShellInline, span, sink);
        }
        if rest.is_empty() {
            self.expects = Expects::Program;
        } else {
            line.word(rest, sink);
            self.table = None;
        }
        self.operand_read = true;
        self.under_cmd = true;
        self.line = Some(line);
    }

    /// The characters that `cmd` reads in the words of its line, inside quotes as well.
    pub(super) fn audit_cmd_characters(&self, word: &[u8], sink: &mut impl Sink) {
        let active =
            |byte: &u8| matches!(byte, b'"' | b'%' | b'^' | b'&' | b'|' | b'<' | b'>' | b'!' | b'(' | b')');
        if let Some(at) = word.iter().position(active) {
            self.refuse(Rule::LauncherCmdCharacter, Span::byte(at), sink);
        }
    }
}

/// A parameter's name after `-`, `/`, or one of the dashes that PowerShell takes for it.
fn parameter(word: &[u8]) -> Option<&[u8]> {
    match word {
        [b'-', b'-', name @ ..] | [b'-' | b'/', name @ ..] => Some(name),
        // U+2013 to U+2015.
        [0xe2, 0x80, 0x93..=0x95, name @ ..] => Some(name),
        _ => None,
    }
}

fn is_prefix(name: &[u8], full: &[u8]) -> bool {
    let start = full.get(..name.len()).unwrap_or_default();
    !name.is_empty() && start.eq_ignore_ascii_case(name)
}
