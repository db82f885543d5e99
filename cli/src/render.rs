//! Reports: for people, for machines, for GitHub.

mod github;
mod json;
mod plain;
mod sarif;

use std::io::{self, Write};
use std::ops::Range;

use portcullis::Rule;
use portcullis::rule::{Confidence, Severity};

use crate::audit::{Finding, Verdict};
use crate::printable;

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Text with excerpts, for a terminal.
    Plain,
    /// One JSON object (`portcullis/v1`).
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands that GitHub shows beside the lines.
    Github,
}

/// One file's part of a report.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
    /// Those at or above the threshold.
    pub(crate) findings: Vec<Finding>,
    /// Places that no report may quote.
    pub(crate) secrets: Vec<Range<usize>>,
    /// What a host would do with each server, where that was asked.
    pub(crate) verdicts: Vec<Verdict>,
}

/// A report on several files.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) files: Vec<File>,
    pub(crate) servers: usize,
    /// Findings below the threshold.
    pub(crate) hidden: usize,
    pub(crate) threshold: Severity,
}

impl Report {
    /// Writes the report to standard output.
    ///
    /// # Errors
    /// Those of standard output.
    pub(crate) fn print(&self, format: Format) -> io::Result<()> {
        let mut output = anstream::stdout().lock();
        match format {
            Format::Plain => plain::write(self, &mut output)?,
            Format::Json => writeln!(output, "{}", printable::json(&json::report(self))?)?,
            Format::Sarif => writeln!(output, "{}", printable::json(&sarif::report(self))?)?,
            Format::Github => github::write(self, &mut output)?,
        }
        output.flush()
    }

    /// How many findings there are of each severity, the worst first.
    fn counts(&self) -> [(Severity, usize); 4] {
        [Severity::High, Severity::Medium, Severity::Low, Severity::Info].map(|severity| {
            let of_file =
                |file: &File| file.findings.iter().filter(|finding| finding.severity() == severity).count();
            (severity, self.files.iter().map(of_file).sum())
        })
    }
}

/// Prints why a text was refused.
///
/// # Errors
/// Those of standard output.
pub(crate) fn refusal(text: &str, rule: Rule, span: Range<usize>) -> io::Result<()> {
    plain::refusal(text, rule, span, &mut anstream::stdout().lock())
}

/// The word for a severity.
pub(crate) const fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
    }
}

/// The word for a confidence.
pub(crate) const fn confidence_name(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

/// A place as people count: lines from 1, columns from 1 in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Position {
    line: usize,
    column: usize,
}

/// Where the lines of a text start, and how many characters come before a byte.
#[derive(Debug)]
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// The characters before each block of bytes: a line may be the whole of a large file.
    characters: Vec<usize>,
}

/// Bytes of a block.
const BLOCK: usize = 1024;

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let after = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        let mut before = 0;
        let mut characters: Vec<usize> = text
            .as_bytes()
            .chunks(BLOCK)
            .map(|block| {
                let first = before;
                before += characters_in(block);
                first
            })
            .collect();
        // A place at the very end may be the first of a block that is not there.
        characters.push(before);
        Self { text, starts: std::iter::once(0).chain(after).collect(), characters }
    }

    /// The index of the line that holds a byte.
    fn index(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// The bytes of lines `first..=last`, without the last line's end.
    fn range(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.starts.get(first).copied().unwrap_or(self.text.len());
        let end = self.starts.get(last + 1).map_or(self.text.len(), |next| next - 1);
        start..end.max(start)
    }

    fn position(&self, at: usize) -> Position {
        let line = self.index(at);
        let start = self.starts.get(line).copied().unwrap_or_default();
        Position { line: line + 1, column: self.characters_before(at) - self.characters_before(start) + 1 }
    }

    fn characters_before(&self, at: usize) -> usize {
        let block = at / BLOCK;
        let whole = self.characters.get(block).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(block * BLOCK..at);
        whole + rest.map_or(0, characters_in)
    }
}

/// How many characters start in these bytes of UTF-8.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Lines, Position};

    #[test]
    fn positions_count_lines_and_characters() {
        let text = format!("a\u{fc}b\n{}x\n", "\u{fc}".repeat(BLOCK));
        let lines = Lines::new(&text);
        for (at, line, column) in [(0, 1, 1), (3, 1, 3), (4, 1, 4), (5, 2, 1), (5 + 2 * BLOCK, 2, BLOCK + 1)]
        {
            assert_eq!(lines.position(at), Position { line, column }, "{at}");
        }
        assert_eq!(lines.position(text.len()), Position { line: 3, column: 1 });
        assert_eq!(Lines::new("").position(0), Position { line: 1, column: 1 });
        let block = "a".repeat(BLOCK);
        assert_eq!(Lines::new(&block).position(BLOCK), Position { line: 1, column: BLOCK + 1 });
    }
}
