//! `inspect_text`, character by character, and what it costs.

use portcullis::{Finding, Rule, audit_text, inspect_text, validate_cwd};

/// `Default_Ignorable_Code_Point` of the Unicode character database (DerivedCoreProperties.txt).
const IGNORABLE: [(u32, u32); 17] = [
    (0xad, 0xad),
    (0x34f, 0x34f),
    (0x61c, 0x61c),
    (0x115f, 0x1160),
    (0x17b4, 0x17b5),
    (0x180b, 0x180f),
    (0x200b, 0x200f),
    (0x202a, 0x202e),
    (0x2060, 0x206f),
    (0x3164, 0x3164),
    (0xfe00, 0xfe0f),
    (0xfeff, 0xfeff),
    (0xffa0, 0xffa0),
    (0xfff0, 0xfff8),
    (0x1bca0, 0x1bca3),
    (0x1d173, 0x1d17a),
    (0xe0000, 0xe0fff),
];
const PRIVATE: [(u32, u32); 3] = [(0xe000, 0xf8ff), (0xf0000, 0xfffff), (0x10_0000, 0x10_ffff)];

fn within(code: u32, ranges: &[(u32, u32)]) -> bool {
    ranges.iter().any(|&(first, last)| (first..=last).contains(&code))
}

#[test]
fn every_character_between_two_letters() {
    for character in (0..=0x10_ffff).filter_map(char::from_u32) {
        let code = u32::from(character);
        let escapes = code == 0x1b || matches!(code, 0x90 | 0x98 | 0x9b | 0x9d..=0x9f);
        let selects = matches!(code, 0xfe00..=0xfe0f | 0xe0100..=0xe01ef);
        let expected = match code {
            0x09 | 0x0a | 0x0d => None,
            _ if escapes => Some(Rule::TerminalEscape),
            0x2028 | 0x2029 => Some(Rule::ControlCharacter),
            _ if character.is_control() => Some(Rule::ControlCharacter),
            _ if selects => Some(Rule::StrayVariationSelector),
            0xfff9..=0xfffb => Some(Rule::HiddenCharacter),
            _ if within(code, &IGNORABLE) => Some(Rule::HiddenCharacter),
            _ if within(code, &PRIVATE) => Some(Rule::PrivateUseCharacter),
            _ => None,
        };
        let text = format!("a{character}z");
        let found = inspect_text(text.as_bytes());
        assert_eq!(found.err().map(|rejection| rejection.rule()), expected, "U+{code:04X}");

        // Names, paths and their like: the same table, less what depends on the neighbours.
        let in_path =
            validate_cwd(format!("a{character}z").as_bytes()).err().map(|rejection| rejection.rule());
        let table = match code {
            0xfe00..=0xfe0f => None,
            0xe0100..=0xe01ef => Some(Rule::HiddenCharacter),
            _ if character.is_control() => Some(Rule::ControlCharacter),
            _ if within(code, &PRIVATE) => None,
            _ => expected,
        };
        let table = if code == u32::from(':') { Some(Rule::CwdScheme) } else { table };
        assert_eq!(in_path, table, "U+{code:04X} in a path");
    }
}

#[test]
fn spans_cover_what_is_refused_and_nothing_else() {
    // Hidden runs of any length between visible text of any length: as many findings as runs.
    for visible in 1..4 {
        for hidden in 1..4 {
            let text = format!("{}{}", "v".repeat(visible), "\u{200b}".repeat(hidden)).repeat(3);
            let mut spans = Vec::new();
            audit_text(text.as_bytes(), &mut |finding: Finding| spans.push(finding.rejection.span()));
            assert_eq!(spans.len(), 3);
            let refused: String = spans.iter().map(|span| &text[span.start()..span.end()]).collect();
            assert_eq!(refused, "\u{200b}".repeat(3 * hidden));
        }
    }
}

#[test]
fn long_runs_of_openings_are_read_in_one_pass() {
    for opening in ["\u{9d}", "\x1b]", "\x1b[", "\x1b", "\u{1f3f4}\u{e0067}", "\u{9b}0", "\x1bP0"] {
        let text = opening.repeat(400_000);
        let mut findings = 0_usize;
        audit_text(text.as_bytes(), &mut |_: Finding| findings += 1);
        assert!(findings > 0, "{opening:?}");
    }
}
