//! Environments, headers and working directories against their models.

use std::collections::BTreeSet;

use portcullis::{
    Effect, EnvMode, EnvPolicy, Finding, Level, Part, Rule, audit_cwd, audit_environment_variables,
    audit_headers, decode_header_value, encode_header_value, validate_cwd, validate_environment_variables,
    validate_header, validate_headers,
};
use portcullis_proptests::model::env::{Fate, Policy, fates, is_secret, rows, words};
use portcullis_proptests::model::pairs::{base64, cwd_problems, header_problems};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

/// Two thousand cases from a fixed seed; `PROPTEST_CASES=N` asks for N others, from a fresh seed.
fn config() -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return config;
    }
    ProptestConfig { cases: 2_000, rng_seed: RngSeed::Fixed(9110), ..config }
}

type Pair = (Vec<u8>, Vec<u8>);

fn core_policy<'a>(policy: &Policy, allowed: &'a [&'a str], denied: &'a [&'a str]) -> EnvPolicy<'a> {
    let mode = if policy.allowlist { EnvMode::Allowlist } else { EnvMode::Denylist };
    let mut core = EnvPolicy::strict().level(policy.level).mode(mode);
    if policy.allowed.is_some() {
        core = core.allowed_vars(allowed);
    }
    if policy.denied.is_some() {
        core = core.denied_vars(denied);
    }
    core
}

/// The core's findings in the model's words.
fn core_fates(pairs: &[Pair], policy: &Policy) -> Vec<Fate> {
    let list = |list: &Option<Vec<String>>| -> Vec<String> { list.iter().flatten().cloned().collect() };
    let (allowed, denied) = (list(&policy.allowed), list(&policy.denied));
    let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
    let denied: Vec<&str> = denied.iter().map(String::as_str).collect();
    let core = core_policy(policy, &allowed, &denied);
    let mut fates = vec![Fate::Keep; pairs.len()];
    audit_environment_variables(pairs, &core, &mut |finding: Finding| {
        let fate = &mut fates[finding.rejection.part().index()];
        let rule = finding.rejection.rule();
        match (finding.effect, fate) {
            (Effect::Drop, fate @ Fate::Keep) => *fate = Fate::Drop(reason(rule)),
            (Effect::Refuse, Fate::Refuse(rules)) => {
                rules.insert(rule.slug());
            }
            (Effect::Refuse, fate @ Fate::Keep) => *fate = Fate::Refuse(BTreeSet::from([rule.slug()])),
            (effect, fate) => panic!("{effect:?} after {fate:?}"),
        }
    });
    // The view partitions what the audit speaks of.
    let refused = fates.iter().any(|fate| matches!(fate, Fate::Refuse(_)));
    match validate_environment_variables(pairs, &core) {
        Err(_) => assert!(refused),
        Ok(environment) => {
            assert!(!refused);
            let dropped: Vec<_> = environment
                .dropped()
                .map(|(name, why)| {
                    assert_eq!(pairs[why.part().index()].0, name.as_bytes());
                    (why.part().index(), reason(why.rule()))
                })
                .collect();
            let expected = fates.iter().enumerate().filter_map(|(at, fate)| match fate {
                Fate::Drop(why) => Some((at, *why)),
                _ => None,
            });
            assert_eq!(dropped, expected.collect::<Vec<_>>());
            let kept = pairs.iter().zip(&fates).filter(|(_, fate)| **fate == Fate::Keep);
            let kept: Vec<_> = kept.map(|((name, value), _)| (&name[..], &value[..])).collect();
            let handed: Vec<_> = environment.kept().map(|(n, v)| (n.as_bytes(), v.as_bytes())).collect();
            assert_eq!(handed, kept);
            assert_eq!(environment.to_map().len(), kept.len());
        }
    }
    fates
}

fn reason(rule: Rule) -> &'static str {
    match rule {
        Rule::EnvCodeLoading | Rule::EnvToolOverride => "X",
        Rule::EnvSearchPath => "L",
        Rule::EnvPluginPath => "C",
        Rule::EnvPackageSource => "I",
        Rule::EnvTlsTrust => "T",
        Rule::EnvSideFile => "F",
        Rule::EnvNetworkPath => "N",
        Rule::EnvSensitiveName => "secret",
        Rule::EnvDefaultName => "default",
        Rule::EnvDenied => "denied",
        Rule::EnvUnlisted => "unlisted",
        _ => panic!("{} drops nothing", rule.slug()),
    }
}

fn plain(level: Level) -> Policy {
    Policy { level, allowlist: false, allowed: None, denied: None }
}

/// Row names (with something for each `*`), words of the lists, ordinary names, all of them cut, joined
/// and turned to other cases.
fn name() -> impl Strategy<Value = Vec<u8>> {
    let rows: Vec<&str> = rows().map(|(_, row)| row).chain(words()).collect();
    let part = prop_oneof![
        4 => select(rows).prop_map(str::to_owned),
        2 => select(vec!["NAME", "log", "Level", "MONKEY", "x", "API", "Client", "PATH_", "2", "_", ".", "("])
            .prop_map(str::to_owned),
        1 => "[A-Za-z_]{1,8}",
    ];
    let joint = select(vec!["_", "", "", ".", "-", "__"]);
    let fill = select(vec!["", "X", "FOO_BAR", "1"]);
    let text = (proptest::collection::vec((part, joint), 1..3), fill, 0..5_u8, any::<u16>());
    text.prop_map(|(parts, fill, shape, at)| {
        let mut name: String = parts.iter().flat_map(|(part, joint)| [joint, part.as_str()]).collect();
        name = name.trim_start_matches(['-', '.']).replace('*', fill);
        match shape {
            0 => name = name.to_lowercase(),
            1 => name = name.to_uppercase(),
            2 => drop(name.pop()),
            _ => {}
        }
        let mut name = name.into_bytes();
        // Now and then one byte that is anything.
        if at % 32 == 0 && !name.is_empty() {
            let place = usize::from(at) % name.len();
            name[place] = (at >> 8) as u8;
        }
        name
    })
}

fn value() -> impl Strategy<Value = Vec<u8>> {
    let parts = vec![
        "a",
        "key",
        "=",
        ";",
        "&",
        "|",
        " ",
        "://",
        "https://h.example",
        "?x=1",
        "$",
        "{",
        "}",
        "${A}",
        "${A:-b}",
        "$(",
        "`",
        "() {",
        "\n",
        "\r",
        "\t",
        "\0",
        "\u{1b}",
        "\u{7f}",
        "\u{e9}",
        "\u{85}",
        "A=1",
        ";B=2",
        "User ID=",
        "rm -rf",
        "=?base64?",
        "?=",
        "/",
        ":",
        "-",
        ".",
        "_",
    ];
    let bytes = proptest::collection::vec(select(parts), 0..7).prop_map(|parts| parts.concat().into_bytes());
    prop_oneof![8 => bytes, 1 => proptest::collection::vec(any::<u8>(), 0..6)]
}

fn lists() -> impl Strategy<Value = Option<Vec<String>>> {
    let names: Vec<String> = rows().map(|(_, row)| row.replace('*', "X").to_lowercase()).collect();
    let name = prop_oneof![
        select(names),
        select(vec!["PATH".to_owned(), "API_KEY".to_owned(), "NAME".to_owned(), "TOKEN".to_owned()])
    ];
    proptest::option::of(proptest::collection::vec(name, 0..40))
}

fn policy() -> impl Strategy<Value = Policy> {
    (select(&Level::ALL[..]), any::<bool>(), lists(), lists())
        .prop_map(|(level, allowlist, allowed, denied)| Policy { level, allowlist, allowed, denied })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn environments_fare_as_the_model_says(
        pairs in proptest::collection::vec((name(), value()), 0..6),
        mut policy in policy(),
        take in any::<u8>(),
    ) {
        // Lists that name what is there, in another case.
        for (at, (name, _)) in pairs.iter().enumerate() {
            let Ok(name) = std::str::from_utf8(name) else { continue };
            let list = if take & 1 == 0 { &mut policy.allowed } else { &mut policy.denied };
            if take >> at & 2 != 0 {
                list.get_or_insert_default().push(name.to_ascii_lowercase());
            }
        }
        prop_assert_eq!(core_fates(&pairs, &policy), fates(&pairs, &policy));
    }

    #[test]
    fn what_a_stricter_level_keeps_every_looser_one_keeps(
        pairs in proptest::collection::vec((name(), value()), 1..6),
        policy in policy(),
    ) {
        let mut stricter: Option<Vec<Fate>> = None;
        for level in Level::ALL {
            let fates = core_fates(&pairs, &Policy { level, ..policy.clone() });
            if let Some(stricter) = stricter {
                for (before, now) in stricter.iter().zip(&fates) {
                    prop_assert!(*before != Fate::Keep || *now == Fate::Keep, "{before:?} then {now:?} at {level}");
                }
            }
            stricter = Some(fates);
        }
    }

    #[test]
    fn headers_fare_as_the_model_says(name in header_name(), value in value()) {
        let hidden = String::from_utf8_lossy(&name).contains('\u{200b}');
        prop_assume!(!hidden);
        let mut rules = BTreeSet::new();
        audit_headers(&[(&name, &value)], &mut |finding: Finding| {
 rules.insert(finding.rejection.rule().slug());
 });
        prop_assert_eq!(&rules, &header_problems(&name, &value));
        prop_assert_eq!(validate_header(&name, &value).is_ok(), rules.is_empty());
    }

    #[test]
    fn header_values_of_any_text_come_back(text in any::<String>(), plain in "[ -~]{0,8}") {
        for text in [text, plain.clone(), format!("=?base64?{plain}?=")] {
            let written = encode_header_value(&text).to_string();
            prop_assert!(validate_header(b"X-Text", written.as_bytes()).is_ok());
            let read = decode_header_value(written.as_bytes()).unwrap();
            prop_assert_eq!(read.as_str(), text);
        }
    }

    #[test]
    fn base64_is_read_as_the_model_reads_it(body in "[A-Za-d0-3+/=]{0,12}[=*]{0,3}") {
        let value = format!("=?base64?{body}?=");
        let read = decode_header_value(value.as_bytes());
        let text = base64(&body).and_then(|bytes| String::from_utf8(bytes).ok());
        prop_assert_eq!(read.ok().map(|value| value.as_str().to_owned()), text);
    }

    #[test]
    fn folders_fare_as_the_model_says(cwd in cwd()) {
        let mut rules = BTreeSet::new();
        audit_cwd(cwd.as_bytes(), &mut |finding: Finding| {
 rules.insert(finding.rejection.rule().slug());
 });
        prop_assert_eq!(&rules, &cwd_problems(&cwd));
        prop_assert_eq!(validate_cwd(cwd.as_bytes()).is_ok(), rules.is_empty());
    }
}

fn header_name() -> impl Strategy<Value = Vec<u8>> {
    let known = vec![
        "Host",
        "connection",
        "Keep-Alive",
        "TE",
        "trailer",
        "Upgrade",
        "HTTP2-Settings",
        "Proxy-",
        "Content-Length",
        "transfer-encoding",
        "Expect",
        "Mcp-Session-Id",
        "MCP-Protocol-Version",
        "Mcp-Param-",
        "Origin",
        "X-",
        "a",
        "Last-Event-ID",
        "Mcp-Method",
        "Mcp-Name",
        "",
        "Accept",
        "-",
        "_",
    ];
    let other = proptest::collection::vec(any::<u8>(), 0..3);
    (select(known), prop_oneof![3 => Just(Vec::new()), 1 => other])
        .prop_map(|(known, other)| [known.as_bytes(), &other].concat())
}

fn cwd() -> impl Strategy<Value = String> {
    let parts = vec![
        "/", "\\", "..", ".", "proc", "sys", "dev", "~", ":", "C", "file", " ", "a", "srv", "+", "\u{e9}",
        "\n", "x.y",
    ];
    proptest::collection::vec(select(parts), 0..7).prop_map(|parts| parts.concat())
}

#[test]
fn every_row_in_any_case_and_its_neighbours() {
    for (class, row) in rows() {
        for filler in ["", "X", "A_B"] {
            let name = row.replace('*', filler);
            let variants = [
                name.clone(),
                name.to_lowercase(),
                format!("{name}Q"),
                format!("Q{name}"),
                name[..name.len() - 1].into(),
            ];
            for (at, variant) in variants.iter().enumerate() {
                let pairs = [(variant.clone().into_bytes(), b"v".to_vec())];
                for level in Level::ALL {
                    let core = core_fates(&pairs, &plain(level));
                    assert_eq!(core, fates(&pairs, &plain(level)), "{variant} at {level}");
                    if at == 0 && level == Level::Strict && !row.contains('*') {
                        assert_eq!(core, [Fate::Drop(class)], "{variant}");
                    }
                }
            }
        }
    }
}

#[test]
fn sensitive_words_in_every_place() {
    for word in words() {
        for name in [
            word.to_owned(),
            format!("A_{word}"),
            format!("{word}_B"),
            format!("A.{word}1"),
            format!("a{word}"),
        ] {
            for name in [name.to_uppercase(), name.to_lowercase(), name] {
                let pairs = [(name.clone().into_bytes(), b"v".to_vec())];
                for level in Level::ALL {
                    assert_eq!(
                        core_fates(&pairs, &plain(level)),
                        fates(&pairs, &plain(level)),
                        "{name} at {level}"
                    );
                }
                // What moderate drops for its name, strict drops.
                assert!(!is_secret(&name, Level::Moderate) || is_secret(&name, Level::Strict), "{name}");
            }
        }
    }
}

#[test]
fn all_256_bytes_in_names_and_values() {
    for byte in 0..=255_u8 {
        for (name, value) in [
            (vec![byte], b"v".to_vec()),
            (vec![b'A', byte], b"v".to_vec()),
            (vec![b'A', byte, b'B'], b"v".to_vec()),
            (b"A".to_vec(), vec![byte]),
            (b"A".to_vec(), vec![b'x', byte, b'y']),
            (b"A".to_vec(), vec![b'$', byte, b'y', b'}']),
        ] {
            let pairs = [(name, value)];
            for level in Level::ALL {
                assert_eq!(
                    core_fates(&pairs, &plain(level)),
                    fates(&pairs, &plain(level)),
                    "{byte:#04x} at {level}"
                );
            }
            let (name, value) = &pairs[0];
            let mut rules = BTreeSet::new();
            audit_headers(&pairs, &mut |finding: Finding| {
                rules.insert(finding.rejection.rule().slug());
            });
            assert_eq!(rules, header_problems(name, value), "{byte:#04x} in a header");
        }
    }
}

#[test]
fn limits_are_exact() {
    let pairs =
        |count: usize| -> Vec<(String, &str)> { (0..count).map(|at| (format!("V{at}"), "x")).collect() };
    let policy = EnvPolicy::strict();
    assert_eq!(validate_environment_variables(&pairs(256), &policy).unwrap().kept().count(), 256);
    assert_eq!(validate_environment_variables(&pairs(257), &policy).unwrap_err().rule(), Rule::EnvCount);
    assert!(validate_headers(&pairs(64)).is_ok());
    assert_eq!(validate_headers(&pairs(65)).unwrap_err().rule(), Rule::HeaderCount);
    for len in [1, 8, 99, 100] {
        let policy = EnvPolicy::strict().max_key_length(len).unwrap();
        for (length, fits) in [(len, true), (len + 1, false)] {
            let pair = [("N".repeat(length), "x")];
            assert_eq!(
                validate_environment_variables(&pair, &policy).is_ok(),
                fits,
                "name of {length}, limit {len}"
            );
        }
    }
    for len in [0, 1, 1000, 32 * 1024] {
        let policy = EnvPolicy::strict().max_value_length(len).unwrap();
        for (length, fits) in [(len, true), (len + 1, false)] {
            let pair = [("N", "x".repeat(length))];
            assert_eq!(
                validate_environment_variables(&pair, &policy).is_ok(),
                fits,
                "value of {length}, limit {len}"
            );
        }
    }
    assert!(EnvPolicy::strict().max_key_length(101).is_err());
    assert!(EnvPolicy::strict().max_value_length(32 * 1024 + 1).is_err());
    assert!(
        validate_cwd("d".repeat(500).as_bytes()).is_ok() && validate_cwd("d".repeat(501).as_bytes()).is_err()
    );
}

#[test]
fn a_duplicate_is_found_at_any_distance() {
    for first in [0, 1, 127, 254] {
        let mut pairs: Vec<(String, &str)> = (0..256).map(|at| (format!("V{at}"), "x")).collect();
        pairs[255].0 = format!("v{first}");
        let rejection = validate_environment_variables(&pairs, &EnvPolicy::strict()).unwrap_err();
        assert_eq!((rejection.rule(), rejection.part()), (Rule::EnvNameDuplicate, Part::new(255)));
    }
}

#[test]
fn views_show_nothing_of_what_they_hold() {
    let policy = EnvPolicy::strict();
    let pairs = [("SOME_NAME", "some value")];
    let environment = validate_environment_variables(&pairs, &policy).unwrap();
    let header = validate_header(b"X-Some-Name", b"some value").unwrap();
    let headers = validate_headers(&pairs).unwrap();
    for shown in [format!("{environment:?}"), format!("{header:?}"), format!("{headers:?}")] {
        assert!(!shown.to_lowercase().contains("some"), "{shown}");
    }
}

#[test]
fn the_references_examples_come_out_as_it_says() {
    let kept = |pairs: &[(&str, &str)], policy: EnvPolicy<'_>| -> Result<Vec<String>, Rule> {
        let environment = validate_environment_variables(pairs, &policy);
        environment.map(|environment| environment.to_map().into_keys().collect()).map_err(|why| why.rule())
    };
    let strict = EnvPolicy::strict();
    let names =
        |names: &[&str]| -> Result<Vec<String>, Rule> { Ok(names.iter().map(|&name| name.into()).collect()) };
    assert_eq!(
        kept(
            &[("API_KEY", "secret123"), ("DEBUG", "true"), ("PATH", "/usr/bin"), ("LOG_LEVEL", "INFO")],
            strict.mode(EnvMode::Allowlist).allowed_vars(&["DEBUG", "LOG_LEVEL", "CONFIG_PATH"]),
        ),
        names(&["DEBUG", "LOG_LEVEL"])
    );
    assert_eq!(
        kept(
            &[("API_KEY", "secret"), ("DEBUG", "true"), ("USER", "admin"), ("PASSWORD", "123")],
            strict.denied_vars(&["API_KEY", "PASSWORD", "SECRET"]),
        ),
        names(&["DEBUG", "USER"])
    );
    assert_eq!(
        kept(&[("GITHUB_TOKEN", "secret"), ("DEBUG", "true"), ("AWS_SECRET", "key")], strict),
        names(&["DEBUG"])
    );
    assert_eq!(kept(&[(&"A".repeat(200), "value")], strict), Err(Rule::EnvNameLength));
    let listed = strict.mode(EnvMode::Allowlist).allowed_vars(&["SAFE_VAR"]);
    assert_eq!(kept(&[("SAFE_VAR", "value; rm -rf /")], listed), Err(Rule::EnvValueSeparator));
    let listed =
        strict.mode(EnvMode::Allowlist).allowed_vars(&["LOG_LEVEL", "CONFIG_PATH", "PYTHONPATH", "HOME"]);
    assert_eq!(kept(&[("PYTHONPATH", "src"), ("HOME", "/srv")], listed), names(&["HOME", "PYTHONPATH"]));
    let reject = strict.on_denied(portcullis::OnDenied::Reject);
    assert_eq!(kept(&[("API_SECRET", "x")], reject), Err(Rule::EnvSensitiveName));
}
