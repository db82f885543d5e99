//! What must hold for every call, whatever the input.
//!
//! Each oracle gets a [`Subject`], not the core itself, so that `tests/planted.rs` can show that it
//! notices a subject that is wrong.

mod models;

use portcullis::{Effect, Finding, Level, Rejection};

use crate::case::{Accepted, Answer, Case, Kind, Subject, core, first};
use crate::settings::Settings;

/// An oracle: `Err` says what does not hold.
pub type Oracle = fn(&Subject, &Case, &Answer) -> Result<(), String>;

/// Every oracle, by name.
pub const ORACLES: [(&str, Oracle); 7] = [
    ("spans", spans),
    ("determinism", determinism),
    ("audit", audit),
    ("rule levels", rule_levels),
    ("monotone levels", monotone_levels),
    ("idempotence", idempotence),
    ("model", models::model),
];

/// Judges a case by every oracle.
///
/// # Errors
/// The first oracle that does not hold, and why.
pub fn judge_with(subject: &Subject, case: &Case) -> Result<(), String> {
    let Some(answer) = ask(subject, case) else { return Ok(()) };
    for (name, oracle) in ORACLES {
        oracle(subject, case, &answer).map_err(|problem| format!("{name}: {problem}"))?;
    }
    Ok(())
}

/// Judges a case, run against the core.
///
/// # Panics
/// When an oracle does not hold: how fuzz targets and property tests report it.
pub fn judge(case: &Case) {
    if let Err(problem) = judge_with(&core, case) {
        panic!("{problem}\n{}", case.show());
    }
}

fn ask(subject: &Subject, case: &Case) -> Option<Answer> {
    subject(case.kind, &case.settings, &case.slices())
}

/// Every span lies in the part that it names, on the borders of characters.
fn spans(_: &Subject, case: &Case, answer: &Answer) -> Result<(), String> {
    // The refusal of a policy speaks of a setting's text.
    let Some(findings) = &answer.findings else { return Ok(()) };
    let refused = answer.verdict.as_ref().err();
    for rejection in findings.iter().map(|finding| &finding.rejection).chain(refused) {
        let (part, span) = (rejection.part(), rejection.span());
        let index = match case.kind {
            Kind::Env | Kind::Header => 2 * part.index() + usize::from(part.is_value()),
            // These name the pair or the server, but count in the one document.
            Kind::Server | Kind::Config => 0,
            _ if part.is_value() => return Err(format!("{rejection} speaks of a value")),
            _ => part.index(),
        };
        let empty = Vec::new();
        // An empty environment has no part to speak of, and nothing to say.
        let text = match case.parts.get(index) {
            Some(text) => text,
            None if index == 0 => &empty,
            None => return Err(format!("{rejection} speaks of part {index} of {}", case.parts.len())),
        };
        let (start, end) = (span.start(), span.end());
        if start > end || end > text.len() {
            return Err(format!(
                "{start}-{end} ({rejection}) is not in part {index} of {} bytes",
                text.len()
            ));
        }
        let border = |at| std::str::from_utf8(text).map_or(true, |text| text.is_char_boundary(at));
        if !border(start) || !border(end) {
            return Err(format!("{start}-{end} ({rejection}) cuts a character of part {index}"));
        }
    }
    Ok(())
}

/// The same bytes at another address, with other bytes around them, get the same answer.
fn determinism(subject: &Subject, case: &Case, answer: &Answer) -> Result<(), String> {
    for (offset, around) in [(1, b'\''), (7, 0), (13, b'/')] {
        let padded: Vec<Vec<u8>> = case
            .parts
            .iter()
            .map(|part| {
                let around = vec![around; offset];
                [&around[..], part, &around[..]].concat()
            })
            .collect();
        let inner: Vec<&[u8]> = padded.iter().map(|part| &part[offset..part.len() - offset]).collect();
        if subject(case.kind, &case.settings, &inner).as_ref() != Some(answer) {
            return Err(format!("another answer {offset} bytes into a buffer of {around:#04x}"));
        }
    }
    Ok(())
}

/// The verdict is the first refusal of the audit, the dropped variables are the audit's drops.
fn audit(_: &Subject, case: &Case, answer: &Answer) -> Result<(), String> {
    let Some(findings) = &answer.findings else { return Ok(()) };
    let first = first(findings, Effect::Refuse);
    match (&answer.verdict, first) {
        (Err(refused), Some(first)) if *refused == first => {}
        (Ok(accepted), None) => return drops(case.kind, accepted, findings),
        (verdict, first) => {
            let verdict = verdict.as_ref().map(|_| "accepted");
            return Err(format!("the verdict is {verdict:?}, the audit's first refusal {first:?}"));
        }
    }
    Ok(())
}

fn drops(kind: Kind, accepted: &Accepted, findings: &[Finding]) -> Result<(), String> {
    // The variables of an entry stand in one text; elsewhere each is a part of its own.
    let variable = |rejection: &Rejection| match kind {
        Kind::Server | Kind::Config => rejection.span().start(),
        _ => rejection.part().index(),
    };
    let dropped = findings.iter().filter(|finding| finding.effect == Effect::Drop);
    let mut dropped: Vec<Rejection> = dropped.map(|finding| finding.rejection).collect();
    dropped.sort_by_key(|rejection| (rejection.part(), rejection.span(), rejection.rule()));
    // A variable can be dropped for several reasons; the result names the first.
    dropped.dedup_by_key(|rejection| variable(rejection));
    let named: Vec<_> = accepted.dropped.iter().map(variable).collect();
    let found: Vec<_> = dropped.iter().map(variable).collect();
    if named == found { Ok(()) } else { Err(format!("dropped {named:?}, but the audit drops {found:?}")) }
}

/// A rule acts only at the levels that the catalogue gives it.
fn rule_levels(_: &Subject, case: &Case, answer: &Answer) -> Result<(), String> {
    // An entry's own `security` block may set another level than the caller's.
    if matches!(case.kind, Kind::Server | Kind::Config) {
        return Ok(());
    }
    let Some(findings) = &answer.findings else { return Ok(()) };
    let level = case.settings.level().unwrap_or_default();
    for finding in findings.iter().filter(|finding| finding.effect != Effect::Note) {
        let levels = finding.rejection.rule().info().levels;
        let acts = if case.kind.has_levels() { levels.contains(level) } else { levels == ALL_LEVELS };
        if !acts {
            return Err(format!("{} acts at {level}, which its levels do not contain", finding.rejection));
        }
    }
    Ok(())
}

const ALL_LEVELS: portcullis::rule::Levels = portcullis::rule::Levels::ALL;

/// What a level accepts, every looser one accepts; what it keeps, every looser one keeps.
fn monotone_levels(subject: &Subject, case: &Case, answer: &Answer) -> Result<(), String> {
    if !case.kind.has_levels() {
        return Ok(());
    }
    let (Ok(level), Ok(accepted)) = (case.settings.level(), &answer.verdict) else { return Ok(()) };
    for looser in Level::ALL.into_iter().filter(|&other| other > level) {
        let mut case = case.under(case.settings.at(looser));
        let mut verdict = ask(subject, &case).map(|answer| answer.verdict);
        if let Some(Err(rejection)) = verdict
            && of_dropped(case.kind, accepted, rejection)
        {
            // The promise is about what the stricter level keeps.
            if case.kind != Kind::Env {
                continue;
            }
            case.parts = accepted.output.clone();
            verdict = ask(subject, &case).map(|answer| answer.verdict);
        }
        match verdict {
            Some(Ok(other)) => monotone_output(case.kind, accepted, &other)
                .map_err(|problem| format!("{level} against {looser}: {problem}"))?,
            Some(Err(rejection)) => return Err(format!("{level} accepts, {looser} refuses by {rejection}")),
            None => {}
        }
    }
    Ok(())
}

/// Only the values of kept variables are judged: a looser level may refuse one that the stricter
/// level dropped unread. (In an entry the spans do not say which variable that is.)
fn of_dropped(kind: Kind, strict: &Accepted, rejection: Rejection) -> bool {
    let mut dropped = strict.dropped.iter().map(|dropped| dropped.part().index());
    match kind {
        Kind::Env => dropped.any(|index| index == rejection.part().index()),
        Kind::Server | Kind::Config => dropped.next().is_some(),
        _ => false,
    }
}

fn monotone_output(kind: Kind, strict: &Accepted, loose: &Accepted) -> Result<(), String> {
    match kind {
        // Variables that were dropped come back as the level loosens.
        Kind::Env => {
            let kept = |pair: &[Vec<u8>]| loose.output.chunks(2).any(|other| other == pair);
            if strict.output.chunks(2).all(kept) { Ok(()) } else { Err("keeps less".to_owned()) }
        }
        Kind::Server | Kind::Config => Ok(()),
        _ if strict.output == loose.output => Ok(()),
        _ => Err("gives another result".to_owned()),
    }
}

/// What was handed out is accepted again, unchanged.
fn idempotence(subject: &Subject, _: &Case, answer: &Answer) -> Result<(), String> {
    let Ok(Accepted { output, again: Some(again), .. }) = &answer.verdict else { return Ok(()) };
    match ask(subject, again).map(|answer| answer.verdict) {
        Some(Ok(second)) if second.output == *output => Ok(()),
        Some(Ok(_)) => Err(format!("the result comes back changed\n{}", again.show())),
        Some(Err(rejection)) => Err(format!("the result is refused by {rejection}\n{}", again.show())),
        None => Ok(()),
    }
}

impl Case {
    /// The case as a line of the corpus would write it.
    #[must_use]
    pub fn show(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(|part| escape(part)).collect();
        format!("kind {}\npolicy {}\ninput {}", self.kind, self.settings.show(), parts.join("¦"))
    }
}

/// Bytes as the corpus writes them.
#[must_use]
pub fn escape(bytes: &[u8]) -> String {
    let byte = |byte: &u8| match byte {
        b'\\' => r"\\".to_owned(),
        0x20..=0x7e => char::from(*byte).to_string(),
        _ => format!(r"\x{byte:02x}"),
    };
    bytes.iter().map(byte).collect()
}

impl Settings {
    /// The settings as text: what [`Settings::parse`] reads.
    #[must_use]
    pub fn show(&self) -> String {
        let items: Vec<String> =
            self.items().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        if items.is_empty() { "-".to_owned() } else { items.join(" ") }
    }
}
