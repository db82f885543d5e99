//! Each oracle notices a subject that is wrong in the way it looks for.
//!
//! The subject is the core with one fault planted in its answers; an oracle that stays silent over
//! all these inputs would stay silent over a real fault as well.

use portcullis::{Effect, Finding, Level, Part, Rejection, Rule, Span};
use portcullis_proptests::case::{Answer, Subject, core};
use portcullis_proptests::generate::generate;
use portcullis_proptests::oracle::{ORACLES, judge_with};
use portcullis_proptests::{Case, Kind, Settings};

/// Vectors of these kinds, and some generated calls of each.
fn cases(kinds: &[Kind]) -> Vec<Case> {
    let vectors = portcullis_proptests::vectors::read_all().unwrap();
    let known = vectors.into_iter().map(|vector| vector.case).filter(|case| kinds.contains(&case.kind));
    let generated = kinds.iter().flat_map(|&kind| {
        (0..64_u8).map(move |seed| {
            let bytes: Vec<u8> = (0..200)
                .map(|at: u8| at.wrapping_mul(31).wrapping_add(seed).wrapping_mul(seed | 1))
                .collect();
            generate(kind, &bytes)
        })
    });
    known.chain(generated).collect()
}

/// The oracles that complain of a subject over these calls.
fn complaints(subject: &Subject, kinds: &[Kind]) -> Vec<&'static str> {
    let problems: Vec<String> =
        cases(kinds).iter().filter_map(|case| judge_with(subject, case).err()).collect();
    let named = ORACLES.iter().map(|(name, _)| *name);
    named.filter(|name| problems.iter().any(|problem| problem.starts_with(&format!("{name}: ")))).collect()
}

/// The core with a change to each answer.
fn changed(change: impl Fn(&[&[u8]], &Settings, &mut Answer) + 'static) -> Box<Subject> {
    Box::new(move |kind, settings, parts| {
        let mut answer = core(kind, settings, parts)?;
        change(parts, settings, &mut answer);
        Some(answer)
    })
}

/// Makes an answer refuse, in both of its forms.
fn refuse(answer: &mut Answer, rejection: Rejection) {
    answer.verdict = Err(rejection);
    answer.findings = Some(vec![Finding::new(Effect::Refuse, rejection)]);
}

const NAMES: [Kind; 2] = [Kind::ServerName, Kind::ToolName];

#[test]
fn nobody_complains_of_the_core() {
    assert_eq!(complaints(&core, &NAMES), [""; 0]);
    assert_eq!(complaints(&core, &[Kind::Env, Kind::Header]), [""; 0]);
}

#[test]
fn a_span_beyond_the_input() {
    let subject = changed(|parts, _, answer| {
        if answer.verdict.is_err() {
            let len = parts[0].len();
            refuse(answer, Rejection::new(Rule::ControlCharacter, Span::new(len, len + 1)));
        }
    });
    assert_eq!(complaints(&*subject, &NAMES), ["spans"]);
}

#[test]
fn a_span_that_cuts_a_character() {
    let subject = changed(|_, _, answer| {
        if answer.verdict.as_ref().is_err_and(|rejection| rejection.rule() == Rule::HiddenCharacter) {
            let Err(rejection) = answer.verdict else { return };
            refuse(
                answer,
                Rejection::new(rejection.rule(), Span::byte(rejection.span().start()))
                    .in_part(rejection.part()),
            );
        }
    });
    assert_eq!(complaints(&*subject, &NAMES), ["spans"]);
}

#[test]
fn a_part_that_does_not_exist() {
    let subject = changed(|parts, _, answer| {
        if answer.verdict.is_err() {
            refuse(
                answer,
                Rejection::new(Rule::ControlCharacter, Span::all(0)).in_part(Part::new(parts.len())),
            );
        }
    });
    assert_eq!(complaints(&*subject, &NAMES), ["spans"]);
}

#[test]
fn an_answer_that_depends_on_the_address() {
    let subject = changed(|parts, _, answer| {
        if parts[0].as_ptr().addr() % 2 == 1 {
            refuse(answer, Rejection::new(Rule::ControlCharacter, Span::all(0)));
        }
    });
    assert!(complaints(&*subject, &NAMES).contains(&"determinism"));
}

#[test]
fn a_validate_that_forgets_a_finding() {
    let subject = changed(|_, _, answer| {
        if answer.verdict.as_ref().is_err_and(|rejection| rejection.rule() == Rule::ServerNameReserved) {
            answer.verdict = Ok(portcullis_proptests::Accepted::default());
        }
    });
    assert_eq!(complaints(&*subject, &NAMES), ["audit"]);
}

#[test]
fn a_validate_that_names_a_later_problem() {
    let subject = changed(|_, _, answer| {
        if let (Err(rejection), Some(findings)) = (&mut answer.verdict, &answer.findings) {
            let last = findings.iter().map(|finding| finding.rejection);
            *rejection =
                last.reduce(|last, next| if last.before(next) { next } else { last }).unwrap_or(*rejection);
        }
    });
    assert_eq!(complaints(&*subject, &NAMES), ["audit"]);
}

#[test]
fn a_variable_that_is_dropped_in_silence() {
    let subject = changed(|_, _, answer| {
        if let Ok(accepted) = &mut answer.verdict {
            accepted.dropped.clear();
        }
    });
    assert!(complaints(&*subject, &[Kind::Env]).contains(&"audit"));
}

#[test]
fn a_rule_outside_its_levels() {
    let outside = |level: Level| Rule::ALL.iter().copied().find(|rule| !rule.info().levels.contains(level));
    let subject = changed(move |_, settings, answer| {
        let rule = outside(settings.level().unwrap_or_default());
        if let (Err(_), Some(rule)) = (&answer.verdict, rule) {
            refuse(answer, Rejection::new(rule, Span::all(0)));
        }
    });
    assert!(complaints(&*subject, &[Kind::Env]).contains(&"rule levels"));
}

#[test]
fn a_looser_level_that_accepts_less() {
    let subject = changed(|_, settings, answer| {
        if settings.level() == Ok(Level::Permissive) {
            refuse(answer, Rejection::new(Rule::ControlCharacter, Span::all(0)));
        }
    });
    assert!(complaints(&*subject, &[Kind::Env]).contains(&"monotone levels"));
}

#[test]
fn a_looser_level_that_keeps_less() {
    let subject = changed(|_, settings, answer| {
        if let (Ok(Level::Moderate), Ok(accepted)) = (settings.level(), &mut answer.verdict) {
            accepted.output.clear();
        }
    });
    assert!(complaints(&*subject, &[Kind::Env]).contains(&"monotone levels"));
}

#[test]
fn a_result_that_is_refused_again() {
    let subject = changed(|parts, _, answer| {
        if parts[0].starts_with(b"mcp__") {
            refuse(answer, Rejection::new(Rule::ToolNameEmpty, Span::all(0)));
        }
    });
    assert_eq!(complaints(&*subject, &[Kind::ToolName]), ["idempotence"]);
}

#[test]
fn a_result_that_grows_when_it_is_checked_again() {
    let subject = changed(|parts, _, answer| {
        if let Ok(accepted) = &mut answer.verdict {
            accepted.output.push(vec![u8::from(parts[0].starts_with(b"mcp__"))]);
        }
    });
    assert_eq!(complaints(&*subject, &[Kind::ToolName]), ["idempotence"]);
}

#[test]
fn a_rule_that_refuses_what_it_should_not() {
    let subject = changed(|parts, _, answer| {
        if answer.verdict.is_ok() && parts[0].starts_with(b"/srv") {
            refuse(answer, Rejection::new(Rule::CwdParent, Span::all(0)));
        }
    });
    assert_eq!(complaints(&*subject, &[Kind::Cwd]), ["model"]);
}

#[test]
fn a_rule_that_is_left_out() {
    let subject = changed(|_, _, answer| {
        let Some(findings) = &mut answer.findings else { return };
        findings.retain(|finding| finding.rejection.rule() != Rule::EnvValueSubstitution);
        let first = portcullis_proptests::case::first(findings, Effect::Refuse);
        if answer.verdict.as_ref().is_err_and(|rejection| rejection.rule() == Rule::EnvValueSubstitution) {
            answer.verdict = first.map_or_else(|| Ok(portcullis_proptests::Accepted::default()), Err);
        }
    });
    assert!(complaints(&*subject, &[Kind::Env]).contains(&"model"));
}

#[test]
fn another_reading_of_a_url() {
    let subject = changed(|_, _, answer| {
        if let Ok(accepted) = &mut answer.verdict {
            accepted.output[3] = b"1".to_vec();
        }
    });
    assert_eq!(complaints(&*subject, &[Kind::Url]), ["model"]);
}

#[test]
fn another_reading_of_a_command() {
    let subject = changed(|_, _, answer| {
        if let Ok(accepted) = &mut answer.verdict {
            accepted.output.push(b"more".to_vec());
            accepted.again = None;
        }
    });
    assert_eq!(complaints(&*subject, &[Kind::Command]), ["model"]);
}

#[test]
fn tool_arguments_that_pass_although_a_key_stands_twice() {
    let subject = changed(|_, _, answer| {
        if answer.verdict.as_ref().is_err_and(|rejection| rejection.rule() == Rule::JsonDuplicateKey) {
            answer.verdict = Ok(portcullis_proptests::Accepted::default());
            answer.findings = Some(Vec::new());
        }
    });
    assert_eq!(complaints(&*subject, &[Kind::ToolArgs]), ["model"]);
}
