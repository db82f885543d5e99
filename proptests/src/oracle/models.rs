//! The core against the independent models.

use std::collections::BTreeSet;

use portcullis::{Effect, Finding, Level};

use crate::case::{Answer, Case, Kind, Subject};
use crate::model::{env, pairs};

type Rules = BTreeSet<&'static str>;

/// The rules that refuse are those of the model, for each part; and so are the drops.
pub(super) fn model(_: &Subject, case: &Case, answer: &Answer) -> Result<(), String> {
    let Some(findings) = &answer.findings else { return Ok(()) };
    // The models of this list leave characters beyond ASCII to the text rules, which have their own tests.
    let texts_only = matches!(case.kind, Kind::Env | Kind::Header | Kind::Cwd);
    if texts_only && !case.parts.iter().all(|part| part.is_ascii()) {
        return Ok(());
    }
    match case.kind {
        Kind::Env => environment(case, findings),
        Kind::Header => headers(case, findings),
        Kind::Cwd => {
            let cwd = String::from_utf8_lossy(&case.parts[0]);
            same("", &refusing(findings, 0), &pairs::cwd_problems(&cwd))
        }
        _ => Ok(()),
    }
}

/// The rules that refuse something in this part.
fn refusing(findings: &[Finding], part: usize) -> Rules {
    let refusals = findings.iter().filter(|finding| finding.effect == Effect::Refuse);
    let in_part = refusals.map(|finding| finding.rejection).filter(|found| found.part().index() == part);
    in_part.map(|found| found.rule().slug()).collect()
}

fn same(place: &str, core: &Rules, model: &Rules) -> Result<(), String> {
    if core == model { Ok(()) } else { Err(format!("{place}the core says {core:?}, the model {model:?}")) }
}

fn environment(case: &Case, findings: &[Finding]) -> Result<(), String> {
    let settings = &case.settings;
    // What the model does not know.
    let limits = settings.max_key_length.or(settings.max_value_length);
    if limits.is_some() || settings.on_denied.is_some() || case.parts.len() > 2 * 256 {
        return Ok(());
    }
    let policy = env::Policy {
        level: settings.level().unwrap_or(Level::Strict),
        allowlist: settings.mode.as_deref() == Some("allowlist"),
        allowed: settings.allowed_vars.clone(),
        denied: settings.denied_vars.clone(),
    };
    let pairs: Vec<_> = case.parts.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
    for (at, fate) in env::fates(&pairs, &policy).into_iter().enumerate() {
        let refusing = refusing(findings, at);
        let dropped = findings
            .iter()
            .any(|finding| finding.effect == Effect::Drop && finding.rejection.part().index() == at);
        let place = format!("variable {at}: ");
        match &fate {
            env::Fate::Refuse(rules) => same(&place, &refusing, rules)?,
            env::Fate::Keep | env::Fate::Drop(_) => same(&place, &refusing, &Rules::new())?,
        }
        if dropped != matches!(fate, env::Fate::Drop(_)) {
            return Err(format!("{place}the core drops it: {dropped}, the model says {fate:?}"));
        }
    }
    Ok(())
}

fn headers(case: &Case, findings: &[Finding]) -> Result<(), String> {
    // More headers than there may be are not looked at.
    if case.parts.len() > 2 * 64 {
        return Ok(());
    }
    for (at, pair) in case.parts.chunks(2).enumerate() {
        let mut refusing = refusing(findings, at);
        let earlier = case.parts.chunks(2).take(at).any(|other| other[0].eq_ignore_ascii_case(&pair[0]));
        let duplicate = refusing.remove("header-duplicate");
        if duplicate && !earlier {
            return Err(format!("header {at}: is no duplicate"));
        }
        same(&format!("header {at}: "), &refusing, &pairs::header_problems(&pair[0], &pair[1]))?;
    }
    Ok(())
}
