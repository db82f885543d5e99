//! The report for people.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use portcullis::Rule;
use portcullis::rule::Severity;

use super::{File, Lines, Report, severity_name};
use crate::audit::Finding;
use crate::printable::{Printable, is_hidden};

/// Longer lines are named and not shown.
const WIDTH: usize = 400;
/// More lines of one finding are cut after its first.
const HEIGHT: usize = 6;

pub(super) fn write(report: &Report, output: &mut impl Write) -> io::Result<()> {
    let renderer = Renderer::styled();
    for file in &report.files {
        let lines = Lines::new(&file.text);
        let name = Printable(&file.name).to_string();
        for finding in &file.findings {
            let excerpt = Excerpt::of(file, &lines, finding.span.clone());
            let groups = [group(&lines, &name, finding, excerpt.as_ref())];
            writeln!(output, "{}\n", renderer.render(&groups))?;
        }
    }
    for file in &report.files {
        for verdict in &file.verdicts {
            let server = Printable(&verdict.server);
            match (verdict.refused, verdict.dropped) {
                (Some(rule), _) => writeln!(output, "refuse  {server}  {} {}", rule.id(), rule.slug())?,
                (None, 0) => writeln!(output, "accept  {server}")?,
                (None, dropped) => {
                    writeln!(output, "accept  {server}  less {}", plural(dropped, "variable"))?;
                }
            }
        }
    }
    summary(report, output)
}

fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn group<'a>(
    lines: &Lines<'_>,
    name: &'a str,
    finding: &'a Finding,
    excerpt: Option<&'a Excerpt>,
) -> Group<'a> {
    let info = finding.rule.info();
    let level = match info.severity {
        Severity::High => Level::ERROR.with_name("high"),
        Severity::Medium => Level::WARNING.with_name("medium"),
        Severity::Low => Level::NOTE.with_name("low"),
        Severity::Info => Level::INFO.with_name("info"),
    };
    let title = level.primary_title(info.summary).id(format!("{} {}", info.id, info.slug));
    let group = match excerpt {
        Some(excerpt) => {
            let annotation = AnnotationKind::Primary.span(excerpt.span.clone());
            let snippet =
                Snippet::source(&excerpt.text).line_start(excerpt.line).path(name).annotation(annotation);
            title.element(snippet)
        }
        None => {
            let at = lines.position(finding.span.start);
            title.element(Origin::path(name).line(at.line).char_column(at.column))
        }
    };
    let server = finding.server.as_ref().map(|server| format!("server {}", Printable(server)));
    let levels = match finding.levels.as_slice() {
        [] => None,
        levels => Some(levels.iter().map(|level| level.name()).collect::<Vec<_>>().join(", ")),
    };
    let note = match (server, levels) {
        (Some(server), Some(levels)) => Some(format!("{server}; refused at {levels}")),
        (Some(server), None) => Some(server),
        (None, levels) => levels.map(|levels| format!("refused at {levels}")),
    };
    group.elements(note.map(|note| Level::NOTE.message(note))).element(Level::HELP.message(info.fix))
}

/// One refusal of a text that was given on the command line.
pub(super) fn refusal(text: &str, rule: Rule, span: Range<usize>, output: &mut impl Write) -> io::Result<()> {
    let (server, pointer, levels) = (None, String::new(), Vec::new());
    let finding = Finding { rule, span, server, pointer, levels };
    let file = File {
        name: "input".into(),
        text: text.to_owned(),
        findings: Vec::new(),
        secrets: crate::secrets::concealed(text),
        verdicts: Vec::new(),
    };
    let lines = Lines::new(text);
    let excerpt = Excerpt::of(&file, &lines, finding.span.clone());
    let groups = [group(&lines, &file.name, &finding, excerpt.as_ref())];
    writeln!(output, "{}", Renderer::styled().render(&groups))
}

fn summary(report: &Report, output: &mut impl Write) -> io::Result<()> {
    let counts: Vec<_> = report
        .counts()
        .into_iter()
        .filter(|&(_, count)| count > 0)
        .map(|(severity, count)| format!("{count} {}", severity_name(severity)))
        .collect();
    let findings = if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") };
    write!(
        output,
        "{}, {}: {findings}",
        plural(report.files.len(), "file"),
        plural(report.servers, "server")
    )?;
    if report.hidden > 0 {
        write!(output, " ({} below {} not shown)", report.hidden, severity_name(report.threshold))?;
    }
    writeln!(output)
}

/// The lines of a finding as they may be shown: secrets masked, hidden characters written out.
#[derive(Debug)]
struct Excerpt {
    text: String,
    line: usize,
    span: Range<usize>,
}

impl Excerpt {
    /// `None` where lines are too long to be looked at.
    fn of(file: &File, lines: &Lines<'_>, span: Range<usize>) -> Option<Self> {
        let span = file.text.floor_char_boundary(span.start)..file.text.ceil_char_boundary(span.end);
        let first = lines.index(span.start);
        let last = lines.index(span.end.saturating_sub(1).max(span.start));
        let last = if last - first >= HEIGHT { first } else { last };
        let range = lines.range(first, last);
        if range.len() > HEIGHT * (WIDTH + 1) {
            return None;
        }
        let shown = file.text.get(range.clone())?;
        if shown.split('\n').any(|line| line.len() > WIDTH) {
            return None;
        }
        let mut excerpt = Self { text: String::with_capacity(shown.len()), line: first + 1, span: 0..0 };
        let end = span.end.min(range.end);
        for (offset, c) in shown.char_indices() {
            let at = range.start + offset;
            if at == span.start {
                excerpt.span.start = excerpt.text.len();
            }
            if at == end {
                excerpt.span.end = excerpt.text.len();
            }
            excerpt.show(
                c,
                file.secrets.iter().find(|secret| secret.contains(&at)).map(|secret| at - secret.start),
            );
        }
        if span.start >= range.end {
            excerpt.span.start = excerpt.text.len();
        }
        if end >= range.end {
            excerpt.span.end = excerpt.text.len();
        }
        excerpt.span.end = excerpt.span.end.max(excerpt.span.start);
        Some(excerpt)
    }

    /// Adds one character; `masked` is how far into a secret it stands.
    fn show(&mut self, c: char, masked: Option<usize>) {
        match masked {
            _ if c == '\n' => self.text.push('\n'),
            // The same stars for every secret, so that not even its length is told.
            Some(0) => self.text.push_str("********"),
            Some(_) => {}
            None if c == '\t' => self.text.push_str("    "),
            None if c == '\r' => {}
            None if is_hidden(c) => self.text.push_str(&Printable(c.encode_utf8(&mut [0; 4])).to_string()),
            None => self.text.push(c),
        }
    }
}
