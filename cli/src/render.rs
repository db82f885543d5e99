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

/// Where the lines of a text start.
#[derive(Debug)]
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let after = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after).collect() }
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
        let before = self.text.get(start..at).map_or(0, |before| before.chars().count());
        Position { line: line + 1, column: before + 1 }
    }
}
