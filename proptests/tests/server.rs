//! Server entries: what their `security` block can change, that neither the order of keys nor escapes
//! matter, what the sanitised entry keeps.

use std::collections::BTreeSet;

use portcullis::{
    Effect, Finding, Rule, SecurityBlock, ServerPolicy, audit_server_security, validate_server_security,
};
use portcullis_proptests::{Case, Kind};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value};

/// Two thousand cases from a fixed seed; `PROPTEST_CASES=N` asks for N others, from a fresh seed.
fn config() -> ProptestConfig {
    let config = ProptestConfig {
        failure_persistence: None,
        max_global_rejects: 100_000,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return config;
    }
    ProptestConfig { cases: 2_000, rng_seed: RngSeed::Fixed(7001), ..config }
}

/// A generated entry and policy, where the entry is JSON.
fn entry() -> impl Strategy<Value = (Case, Map<String, Value>)> {
    prop::collection::vec(any::<u8>(), 0..400).prop_filter_map("not JSON", |bytes| {
        let case = Case::from_bytes(Kind::Server, &bytes);
        let Ok(Value::Object(entry)) = serde_json::from_slice(&case.parts[0]) else { return None };
        Some((case, entry))
    })
}

fn findings(json: &str, policy: &ServerPolicy<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    audit_server_security(json.as_bytes(), policy, &mut |finding: Finding| findings.push(finding));
    findings
}

/// What findings say of the texts that they point at, whatever their places are.
fn said(json: &str, findings: &[Finding]) -> Vec<(Rule, String)> {
    let text = |finding: &Finding| {
        let span = finding.rejection.span();
        (finding.rejection.rule(), unescaped(&json[span.start()..span.end()]))
    };
    let mut said: Vec<_> = findings.iter().map(text).collect();
    said.sort();
    said
}

/// Undoes escapes in a stretch of JSON text, which need not be a whole string.
fn unescaped(text: &str) -> String {
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some(code) = rest.strip_prefix("\\u").and_then(|digits| digits.get(..4)) {
            units.push(u16::from_str_radix(code, 16).unwrap());
            rest = &rest[6..];
        } else if let Some(short) = rest.strip_prefix('\\').and_then(|rest| rest.chars().next()) {
            let meaning = match short {
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                other => other,
            };
            units.push(u16::try_from(u32::from(meaning)).unwrap());
            rest = &rest[2..];
        } else {
            units.extend(letter.encode_utf16(&mut [0; 2]).iter());
            rest = &rest[letter.len_utf8()..];
        }
    }
    String::from_utf16_lossy(&units)
}

/// JSON text with every string escaped throughout.
fn escaped(value: &Value) -> String {
    let text = |text: &str| {
        let units: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        format!("\"{units}\"")
    };
    match value {
        Value::String(string) => text(string),
        Value::Array(items) => format!("[{}]", items.iter().map(escaped).collect::<Vec<_>>().join(",")),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(name, value)| format!("{}:{}", text(name), escaped(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

/// The members of an entry as text, in the order given; `security` never escaped.
fn written<'e>(members: impl Iterator<Item = (&'e String, &'e Value)>, escape: bool) -> String {
    let members = members.map(|(name, value)| {
        let value = if escape && name != "security" { escaped(value) } else { value.to_string() };
        format!("{}:{value}", Value::from(name.as_str()))
    });
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

proptest! {
    #![proptest_config(config())]

    /// An entry that may only tighten is accepted only where it would be without its block, and gets
    /// no variable that it would not get then.
    #[test]
    fn a_block_that_tightens_never_widens((case, entry) in entry()) {
        let lists = case.settings.lists();
        let Ok(policy) = lists.server() else { return Ok(()) };
        let json = written(entry.iter(), false);
        let tighten = policy.security_block(SecurityBlock::TightenOnly);
        let ignore = policy.security_block(SecurityBlock::Ignore);
        if let Ok(tight) = validate_server_security(json.as_bytes(), &tighten) {
            let loose = validate_server_security(json.as_bytes(), &ignore);
            prop_assert!(loose.is_ok(), "{:?}\n{}", loose, json);
            let loose = loose.unwrap();
            let names = |entry: &portcullis::ServerEntry<'_>| -> BTreeSet<String> {
                entry.env().map(|(name, _)| name.to_string()).collect()
            };
            prop_assert!(names(&tight).is_subset(&names(&loose)), "{}", json);
            prop_assert!(tight.words().map(|word| word.to_string()).eq(loose.words().map(|word| word.to_string())));
        }
    }

    /// Keys come in any order.
    #[test]
    fn the_order_of_keys_does_not_matter((case, entry) in entry()) {
        let lists = case.settings.lists();
        let Ok(policy) = lists.server() else { return Ok(()) };
        let (forward, backward) = (written(entry.iter(), false), written(entry.iter().rev(), false));
        let rules = |json: &str| {
            let mut rules: Vec<_> = findings(json, &policy).iter().map(|f| (f.rejection.rule(), f.effect as u8)).collect();
            rules.sort();
            rules
        };
        prop_assert_eq!(rules(&forward), rules(&backward), "{}", forward);
    }

    /// Escapes change nothing but places, and the places lead to the same text.
    #[test]
    fn escapes_do_not_matter((case, entry) in entry()) {
        let lists = case.settings.lists();
        let Ok(policy) = lists.server() else { return Ok(()) };
        let (plain, escaped) = (written(entry.iter(), false), written(entry.iter(), true));
        let of_plain = said(&plain, &findings(&plain, &policy));
        prop_assert_eq!(of_plain, said(&escaped, &findings(&escaped, &policy)), "{}", plain);
    }

    /// The sanitised entry is the entry, but for its command, arguments and environment.
    #[test]
    fn sanitising_keeps_the_rest((case, entry) in entry()) {
        let lists = case.settings.lists();
        let Ok(policy) = lists.server() else { return Ok(()) };
        let json = written(entry.iter(), true);
        let Ok(accepted) = validate_server_security(json.as_bytes(), &policy) else { return Ok(()) };
        let mut text = String::new();
        accepted.write_sanitized(&mut text).unwrap();
        let sanitized: Map<String, Value> = serde_json::from_str(&text).unwrap();
        for (name, value) in &entry {
            match name.as_str() {
                "command" => {
                    let words: Vec<String> = accepted.words().map(|word| word.to_string()).collect();
                    prop_assert_eq!(&sanitized["command"], &words[0]);
                    prop_assert_eq!(&sanitized["args"], &Value::from(words[1..].to_vec()));
                }
                "args" => {}
                "env" => {
                    let kept: Map<String, Value> = accepted.env()
                        .map(|(name, value)| (name.to_string(), Value::from(value.to_string()))).collect();
                    prop_assert!(kept.iter().all(|(name, text)| value[name] == *text));
                    prop_assert_eq!(kept.len() + accepted.dropped().count(), value.as_object().unwrap().len());
                    prop_assert_eq!(&sanitized["env"], &Value::Object(kept));
                }
                _ => prop_assert_eq!(&sanitized[name], value),
            }
        }
    }
}

#[test]
fn timeouts_are_seconds_above_0_and_up_to_300() {
    let letters = ["0", "1", "3", "9", ".", "e", "-"];
    let (mut accepted, mut texts) = (0, 0);
    for len in 1..=6_u32 {
        for mut number in 0..letters.len().pow(len) {
            let mut text = String::new();
            for _ in 0..len {
                text.push_str(letters[number % letters.len()]);
                number /= letters.len();
            }
            let Ok(value) = serde_json::from_str::<f64>(&text) else { continue };
            texts += 1;
            let json = format!("{{\"command\":\"npx\",\"timeout\":{text}}}");
            let verdict = validate_server_security(json.as_bytes(), &ServerPolicy::strict());
            assert_eq!(verdict.is_ok(), value > 0.0 && value <= 300.0, "{text} {verdict:?}");
            accepted += u32::from(verdict.is_ok());
        }
    }
    println!("report: {accepted} of {texts} numbers are timeouts");
}

#[test]
fn notes_refuse_nothing() {
    let json = r#"{"command":"npx","tools":[],"security":{"level":"typo","note":1}}"#;
    let found: Vec<_> = findings(json, &ServerPolicy::strict())
        .iter()
        .map(|finding| (finding.effect, finding.rejection.rule()))
        .collect();
    let note = |rule| (Effect::Note, rule);
    assert_eq!(
        found,
        [note(Rule::ServerKeyUnknown), note(Rule::ServerKeyUnknown), note(Rule::PolicyLevelUnknown)]
    );
    assert!(validate_server_security(json.as_bytes(), &ServerPolicy::strict()).is_ok());
}

#[test]
fn a_secret_to_an_unlisted_host_is_noted() {
    let json =
        r#"{"type":"http","url":"https://api.example.com/","headers":{"X-A":"${MY_TOKEN} ${REGION}"}}"#;
    let policy = ServerPolicy::strict().placeholders(portcullis::Placeholders::Braces);
    let rules = |policy: &ServerPolicy<'_>| -> Vec<Rule> {
        findings(json, policy).iter().map(|finding| finding.rejection.rule()).collect()
    };
    assert_eq!(rules(&policy), [Rule::ServerSecretSent]);
    let listed = portcullis::UrlPolicy::strict().allowed_hostnames(&["api.example.com"]);
    assert_eq!(rules(&policy.url(listed)), []);
    // Without a syntax the text is ordinary bytes.
    assert_eq!(rules(&ServerPolicy::strict()), []);
}
