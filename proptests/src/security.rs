//! The generated parts of SECURITY.md: rules, limits, advisories.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use portcullis::rule::{Confidence, Info, Severity};
use portcullis::{Level, Rule};

use crate::oracle::escape;
use crate::vectors::{Vector, Verdict, read_all};

/// Every generated block of SECURITY.md, by the name in its markers.
///
/// # Panics
/// When the corpus or `limit.rs` cannot be read.
#[must_use]
pub fn blocks() -> Vec<(&'static str, String)> {
    let vectors = read_all().unwrap_or_else(|problems| panic!("{problems}"));
    let limits = fs::read_to_string(crate::repository().join("core/src/limit.rs")).expect("limit.rs");
    vec![("rules", rules()), ("limits", limits_of(&limits)), ("advisories", advisories(&vectors))]
}

/// Puts the blocks between their markers, `<!-- begin NAME -->` and `<!-- end NAME -->`.
///
/// # Errors
/// A block without its markers.
pub fn render(document: &str, blocks: &[(&str, String)]) -> Result<String, String> {
    let mut document = document.to_owned();
    for (name, body) in blocks {
        let (begin, end) = (format!("<!-- begin {name} -->\n"), format!("<!-- end {name} -->\n"));
        let parts =
            document.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?)));
        let (before, (_, after)) = parts.ok_or_else(|| format!("no markers for `{name}`"))?;
        document = format!("{before}{begin}{body}{end}{after}");
    }
    Ok(document)
}

/// One row a rule, in the order of the codes.
fn rules() -> String {
    let mut table = String::from(
        "| id | rule | what is refused | levels | audit | source |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for rule in Rule::ALL {
        let Info { id, slug, summary, source, .. } = rule.info();
        let (levels, grade) = (levels(*rule), grade(rule.info()));
        let _ = writeln!(table, "| {id} | `{slug}` | {summary} | {levels} | {grade} | {source} |");
    }
    table
}

fn levels(rule: Rule) -> String {
    let acts: Vec<&str> =
        Level::ALL.into_iter().filter(|&level| rule.info().levels.contains(level)).map(Level::name).collect();
    match acts.len() {
        0 => "audit only".to_owned(),
        3 => "all".to_owned(),
        _ => acts.join(", "),
    }
}

fn grade(info: &Info) -> String {
    let severity = match info.severity {
        Severity::Info => "info",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
    };
    match info.confidence {
        Confidence::High => severity.to_owned(),
        Confidence::Medium => format!("{severity}, likely"),
        Confidence::Low => format!("{severity}, unsure"),
    }
}

/// One row a constant of `limit.rs`: its documentation and its value.
fn limits_of(source: &str) -> String {
    let mut table = String::from("| limit | value | what for |\n| --- | --- | --- |\n");
    let mut documentation = String::new();
    for line in source.lines() {
        if let Some(text) = line.strip_prefix("/// ") {
            documentation += if documentation.is_empty() { "" } else { " " };
            documentation += text;
        } else if let Some(constant) = line.strip_prefix("pub const ") {
            let (name, value) = constant.split_once(": ").unwrap_or((constant, ""));
            let value = value.split_once(" = ").map_or("", |(_, value)| value.trim_end_matches(';'));
            let _ = writeln!(
                table,
                "| `{name}` | {} | {documentation} |",
                value.replace('*', "×").replace('_', ",")
            );
            documentation.clear();
        }
    }
    table
}

/// One row an advisory that a vector names as its source: the inputs that stand for it, and what
/// refuses them.
fn advisories(vectors: &[Vector]) -> String {
    let mut rows: BTreeMap<String, Vec<&Vector>> = BTreeMap::new();
    for vector in vectors.iter().filter(|vector| vector.verdict != Verdict::Accept) {
        for id in advisory_ids(&vector.source) {
            rows.entry(id).or_default().push(vector);
        }
    }
    let mut table = String::from(
        "| advisory | for example | which is | rules | vectors |\n| --- | --- | --- | --- | --- |\n",
    );
    for (id, vectors) in rows {
        let mut rules: Vec<String> = vectors
            .iter()
            .filter_map(|vector| vector.rule)
            .map(|rule| format!("`{}`", rule.slug()))
            .collect();
        rules.sort();
        rules.dedup();
        let ids: Vec<&str> = vectors.iter().map(|vector| vector.id.as_str()).collect();
        // The shortest says most.
        let Some(example) = vectors.iter().min_by_key(|vector| vector.case.parts.concat().len()) else {
            continue;
        };
        let parts: Vec<String> = example.case.parts.iter().map(|part| escape(part)).collect();
        let cell = |text: &str| text.replace('|', "\\|");
        let (input, note) = (cell(&parts.join("¦")), cell(&example.note));
        let (rules, ids) = (rules.join(" "), ids.join(" "));
        let _ = writeln!(table, "| {id} | `` {input} `` | {note} | {rules} | {ids} |");
    }
    table
}

/// The CVE and GHSA ids of a source column.
fn advisory_ids(source: &str) -> Vec<String> {
    let words = source.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'));
    words.filter(|word| word.starts_with("CVE-") || word.starts_with("GHSA-")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_go_between_their_markers() {
        let document = "a\n<!-- begin x -->\nold\n<!-- end x -->\nz\n";
        let rendered = render(document, &[("x", "new\n".to_owned())]);
        assert_eq!(rendered.as_deref(), Ok("a\n<!-- begin x -->\nnew\n<!-- end x -->\nz\n"));
        assert!(render(document, &[("y", String::new())]).is_err());
    }

    #[test]
    fn limits_have_their_documentation() {
        let source = "/// Longest\n/// name.\npub const NAME: usize = 32 * 1_024;\n";
        assert!(limits_of(source).ends_with("| `NAME` | 32 × 1,024 | Longest name. |\n"));
    }

    #[test]
    fn advisories_are_found_in_sources() {
        assert_eq!(
            advisory_ids("Go issue; CVE-2024-24576, CWE-88 (GHSA-q455)"),
            ["CVE-2024-24576", "GHSA-q455"]
        );
    }
}
