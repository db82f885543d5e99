//! The catalogue itself: its texts are well formed, and no rule stands without its evidence.

use std::collections::HashSet;

use portcullis::Rule;
use portcullis_proptests::vectors::{Verdict, read_all};

#[test]
fn ids_slugs_and_texts_are_well_formed() {
    let mut slugs = HashSet::new();
    let mut problems = Vec::new();
    for &rule in Rule::ALL {
        let info = rule.info();
        let mut claim = |holds: bool, what: &str| {
            if !holds {
                problems.push(format!("{} {}: {what}", info.id, info.slug));
            }
        };
        claim(info.id == format!("PC{}", info.code), "the id is not PC and the code");
        claim((1000..=9999).contains(&info.code), "the code has not four digits");
        claim(slugs.insert(info.slug), "the slug stands twice");
        let words = info.slug.split('-');
        let word = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        claim(
            words.clone().count() > 1 && words.clone().all(word),
            "the slug is not words joined by hyphens",
        );
        let texts =
            [("summary", info.summary), ("why", info.why), ("fix", info.fix), ("source", info.source)];
        for (field, text) in texts {
            claim(!text.is_empty() && text.trim() == text, &format!("{field} is empty or has outer blanks"));
            claim(
                !text.contains(|letter: char| letter.is_control()),
                &format!("{field} has a control character"),
            );
            claim(!text.contains('|'), &format!("{field} has a `|`, which ends the cell of a table"));
            claim(text.is_ascii() || field != "source", &format!("{field} is not ASCII"));
        }
        claim(
            !info.summary.starts_with(|first: char| first.is_ascii_uppercase() && !acronym(info.summary)),
            "the summary starts with a capital",
        );
        claim(!info.summary.ends_with('.'), "the summary ends with a full stop");
        claim(info.why.ends_with('.'), "why does not end with a full stop");
        claim(info.fix.ends_with('.'), "fix does not end with a full stop");
        claim(info.since.split('.').count() == 3, "since is no version");
        claim(
            Rule::find(info.id) == Some(rule) && Rule::find(info.slug) == Some(rule),
            "find does not find it",
        );
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// `URL …`, `JSON …`: the first word is an acronym or a name.
fn acronym(summary: &str) -> bool {
    let first = summary.split(' ').next().unwrap_or_default();
    first.len() > 1 && first.bytes().filter(u8::is_ascii_uppercase).count() > 1
}

#[test]
fn every_rule_has_a_refusing_vector_and_a_near_miss() {
    let vectors = read_all().unwrap_or_else(|problems| panic!("malformed corpus:\n{problems}"));
    let mut missing = Vec::new();
    for &rule in Rule::ALL {
        let of_rule = || vectors.iter().filter(|vector| vector.rule == Some(rule));
        let acts = of_rule().any(|vector| vector.verdict != Verdict::Accept);
        let near = of_rule().any(|vector| vector.verdict == Verdict::Accept);
        if !acts {
            missing.push(format!("{}: no vector that it refuses, drops or tells of", rule.slug()));
        }
        if !near {
            missing.push(format!("{}: no accepted near miss", rule.slug()));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
