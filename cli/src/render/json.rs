//! The report for machines. Positions count from 1, columns in characters; offsets are bytes.

use serde_json::{Value, json};

use super::{Lines, Report, confidence_name, severity_name};

pub(super) fn report(report: &Report) -> Value {
    let mut findings = Vec::new();
    for file in &report.files {
        let lines = Lines::new(&file.text);
        for finding in &file.findings {
            let info = finding.rule.info();
            let (start, end) = (lines.position(finding.span.start), lines.position(finding.span.end));
            findings.push(json!({
                "rule": info.id,
                "slug": info.slug,
                "severity": severity_name(info.severity),
                "confidence": confidence_name(info.confidence),
                "message": info.summary,
                "fix": info.fix,
                "file": file.name,
                "line": start.line,
                "column": start.column,
                "end_line": end.line,
                "end_column": end.column,
                "span": [finding.span.start, finding.span.end],
                "server": finding.server,
                "pointer": finding.pointer,
                "levels": finding.levels.iter().map(|level| level.name()).collect::<Vec<_>>(),
            }));
        }
    }
    let verdicts: Vec<_> = report
        .files
        .iter()
        .flat_map(|file| {
            file.verdicts.iter().map(|verdict| {
                json!({
                    "file": file.name,
                    "server": verdict.server,
                    "pointer": verdict.pointer,
                    "verdict": if verdict.refused.is_some() { "refuse" } else { "accept" },
                    "rule": verdict.refused.map(|rule| rule.id()),
                    "slug": verdict.refused.map(|rule| rule.slug()),
                    "dropped": verdict.dropped,
                })
            })
        })
        .collect();
    json!({
        "schema": "portcullis/v1",
        "version": env!("CARGO_PKG_VERSION"),
        "files": report.files.iter().map(|file| &file.name).collect::<Vec<_>>(),
        "servers": report.servers,
        "verdicts": verdicts,
        "findings": findings,
        "hidden": report.hidden,
    })
}
