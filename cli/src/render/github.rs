//! Workflow commands. What comes from the file under audit is escaped, or it could add commands.

use std::io::{self, Write};

use portcullis::rule::Severity;

use super::{Lines, Report};

pub(super) fn write(report: &Report, output: &mut impl Write) -> io::Result<()> {
    for file in &report.files {
        let lines = Lines::new(&file.text);
        for finding in &file.findings {
            let info = finding.rule.info();
            let command = match info.severity {
                Severity::High => "error",
                Severity::Medium => "warning",
                Severity::Low | Severity::Info => "notice",
            };
            let (start, end) = (lines.position(finding.span.start), lines.position(finding.span.end));
            let server = finding.server.as_ref().map_or(String::new(), |server| format!("server {server}: "));
            writeln!(
                output,
                "::{command} file={},line={},col={},endLine={},title={}::{}",
                property(&file.name),
                start.line,
                start.column,
                end.line,
                property(&format!("{} {}", info.id, info.slug)),
                message(&format!("{server}{}. {}", info.summary, info.fix)),
            )?;
        }
    }
    Ok(())
}

fn message(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    crate::printable::Printable(&text).to_string()
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
