//! SARIF 2.1.0 as GitHub's code scanning reads it.

use std::collections::BTreeSet;

use portcullis::Rule;
use portcullis::rule::{Confidence, Severity};
use serde_json::{Value, json};

use super::{File, Lines, Report};
use crate::audit::Finding;

pub(super) fn report(report: &Report) -> Value {
    let of_file = |file: &File| file.findings.iter().map(|finding| finding.rule).collect::<Vec<_>>();
    let rules: BTreeSet<Rule> = report.files.iter().flat_map(of_file).collect();
    let results: Vec<Value> = report
        .files
        .iter()
        .flat_map(|file| {
            let lines = Lines::new(&file.text);
            file.findings.iter().map(|finding| result(file, &lines, finding)).collect::<Vec<_>>()
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "portcullis",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(rule: Rule) -> Value {
    let info = rule.info();
    json!({
        "id": info.id,
        "name": info.slug,
        "shortDescription": { "text": info.summary },
        "fullDescription": { "text": info.why },
        "help": {
            "text": format!("{} {} Source: {}.", info.why, info.fix, info.source),
            "markdown": format!("{}\n\n**Mend:** {}\n\nSource: {}.", info.why, info.fix, info.source),
        },
        "defaultConfiguration": { "level": level(info.severity) },
        "properties": {
            "tags": ["security", "mcp"],
            "precision": match info.confidence {
                Confidence::Low => "low",
                Confidence::Medium => "medium",
                Confidence::High => "high",
            },
            "problem.severity": match info.severity {
                Severity::High => "error",
                Severity::Medium => "warning",
                Severity::Low | Severity::Info => "recommendation",
            },
            "security-severity": match info.severity {
                Severity::High => "8.0",
                Severity::Medium => "5.5",
                Severity::Low => "2.0",
                Severity::Info => "0.0",
            },
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

fn result(file: &File, lines: &Lines<'_>, finding: &Finding) -> Value {
    let info = finding.rule.info();
    let (start, end) = (lines.position(finding.span.start), lines.position(finding.span.end));
    let server = finding.server.as_ref().map_or(String::new(), |server| format!(" (server {server})"));
    json!({
        "ruleId": info.id,
        "level": level(info.severity),
        "message": { "text": format!("{}{server}. {}", info.summary, info.fix) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&file.name) },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        } }],
        "partialFingerprints": { "portcullis/v1": fingerprint(file, finding) },
    })
}

/// The same for the same problem, wherever in the file its lines have moved: FNV-1a of what is wrong.
fn fingerprint(file: &File, finding: &Finding) -> String {
    let found = file.text.get(finding.span.clone()).unwrap_or_default();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in [finding.rule.id(), &finding.pointer, found] {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// A path as a relative reference (RFC 3986 4.2).
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::new();
    for byte in path.trim_start_matches("./").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/@+".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    uri
}
