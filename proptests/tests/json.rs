//! JSON text and tool arguments: against a model, against `serde_json`, text against tree, and every
//! short text over the alphabets of the grammar.

use portcullis::{
    ArgumentsPolicy, Level, Measure, Rejection, Rule, validate_tool_arguments, validate_tool_arguments_tree,
};
use portcullis_proptests::model::json::{Limits, Numbers, accept};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

/// Two thousand cases from a fixed seed; `PROPTEST_CASES=N` asks for N others, from a fresh seed.
fn config() -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return config;
    }
    ProptestConfig { cases: 2_000, rng_seed: RngSeed::Fixed(8259), ..config }
}

const LIMITS: Limits = Limits {
    level: Level::Strict,
    depth: 5,
    size: 10_000,
    keys: 100,
    items: 1000,
    string: 10_000,
    big_integers: false,
};

fn policy(limits: &Limits) -> ArgumentsPolicy {
    let policy = ArgumentsPolicy::strict().level(limits.level).big_integers(limits.big_integers);
    let policy = policy.max_depth(limits.depth).and_then(|policy| policy.max_size(limits.size));
    let policy = policy.and_then(|policy| policy.max_dict_keys(limits.keys));
    let policy = policy.and_then(|policy| policy.max_list_items(limits.items));
    policy.and_then(|policy| policy.max_string_length(limits.string)).expect("below the caps")
}

fn numbers(measure: Measure) -> Numbers {
    [measure.size(), measure.depth(), measure.keys(), measure.items(), measure.longest_string()]
}

/// Refusals of ours that are no refusals of RFC 8259 alone.
const DELIBERATE: [Rule; 14] = [
    Rule::ControlCharacter,
    Rule::JsonDepth,
    Rule::JsonNumberRange,
    Rule::JsonDuplicateKey,
    Rule::JsonObjectKeys,
    Rule::JsonOpenKeys,
    Rule::ArgumentsNotObject,
    Rule::ArgumentsSize,
    Rule::ArgumentsDepth,
    Rule::ArgumentsKeys,
    Rule::ArgumentsItems,
    Rule::ArgumentsString,
    Rule::ArgumentsBigInteger,
    Rule::ArgumentsPrototypeKey,
];

/// The core against the model, and against `serde_json` apart from [`DELIBERATE`].
fn compare(text: &[u8], limits: &Limits) -> Result<Measure, Rejection> {
    let verdict = validate_tool_arguments(text, &policy(limits));
    let shown = || String::from_utf8_lossy(text).into_owned();
    assert_eq!(verdict.ok().map(numbers), accept(text, limits), "{verdict:?} {limits:?}\n{}", shown());
    let parsed = serde_json::from_slice::<Value>(text);
    match (verdict, parsed) {
        (Ok(_), Err(error)) => panic!("serde_json refuses: {error}\n{}", shown()),
        (Err(rejection), Ok(_)) => {
            assert!(DELIBERATE.contains(&rejection.rule()), "{rejection}\n{}", shown());
        }
        _ => {}
    }
    verdict
}

/// Every text of up to `most` of the letters, in a frame.
fn exhaust(letters: &[&str], most: u32, before: &str, after: &str) {
    let (mut texts, mut accepted) = (0_u32, 0_u32);
    for len in 0..=most {
        for mut number in 0..letters.len().pow(len) {
            let mut text = before.to_owned();
            for _ in 0..len {
                text.push_str(letters[number % letters.len()]);
                number /= letters.len();
            }
            text.push_str(after);
            texts += 1;
            accepted += u32::from(compare(text.as_bytes(), &LIMITS).is_ok());
        }
    }
    println!("report: {accepted} of {texts} texts accepted, up to {most} of {letters:?} in {before}…{after}");
    assert!(accepted > 0 && accepted < texts);
}

#[test]
fn every_short_structure() {
    exhaust(&["{", "}", "[", "]", "\"", ":", ",", "1"], 6, "", "");
    exhaust(&["{", "}", "[", "]", "\"a\"", ":", ",", "1", " "], 5, "{\"k\":", "}");
}

#[test]
fn every_short_number() {
    exhaust(&["0", "1", "9", "-", "+", ".", "e", "E"], 6, "{\"k\":", "}");
    exhaust(&["0", "3", "8", "-", ".", "e"], 6, "{\"k\":1", "07}");
}

#[test]
fn every_short_string() {
    exhaust(&["\\", "u", "d8", "dc", "00", "\"", "n", "\u{e9}", "\t"], 5, "{\"k\":\"", "\"}");
    exhaust(&["\\ud83d", "\\udca9", "\\u0041", "\\", "u", "d", "8", "\u{1f4a9}"], 5, "{\"", "\":0}");
}

#[test]
fn every_two_bytes_in_a_string_and_around_a_value() {
    for first in 0..=255_u8 {
        for second in 0..=255_u8 {
            for (before, after) in [("{\"k\":\"", "\"}"), ("{\"k\":", "}"), ("", "{}"), ("{}", "")] {
                let text = [before.as_bytes(), &[first, second], after.as_bytes()].concat();
                let _ = compare(&text, &LIMITS);
            }
        }
    }
}

#[test]
fn every_limit_is_exact() {
    let check = |text: &str, limits: Limits, narrower: Limits, rule: Rule| {
        assert!(compare(text.as_bytes(), &limits).is_ok(), "{text}");
        let refused = compare(text.as_bytes(), &narrower).expect_err("one less is refused");
        assert_eq!(refused.rule(), rule);
        let tree: Value = serde_json::from_str(text).expect("JSON");
        assert!(validate_tool_arguments_tree(&tree, &policy(&limits)).is_ok());
        let refused = validate_tool_arguments_tree(&tree, &policy(&narrower)).expect_err("refused as well");
        assert_eq!(refused.rule(), rule);
    };
    for n in 1..40 {
        let nested = format!("{{\"k\":{}{}}}", "[".repeat(n), "]".repeat(n));
        let at = |depth| Limits { depth, ..LIMITS };
        check(&nested, at(n), at(n - 1), Rule::ArgumentsDepth);
        let list = format!("{{\"k\":[{}0]}}", "0,".repeat(n - 1));
        let at = |items| Limits { items, ..LIMITS };
        check(&list, at(n), at(n - 1), Rule::ArgumentsItems);
        let keys: Vec<String> = (0..n).map(|n| format!("\"{n}\":0")).collect();
        let at = |keys| Limits { keys, ..LIMITS };
        check(&format!("{{{}}}", keys.join(",")), at(n), at(n - 1), Rule::ArgumentsKeys);
        let text = format!("{{\"k\":\"{}\"}}", "\u{e9}".repeat(n));
        let at = |string| Limits { string, ..LIMITS };
        check(&text, at(2 * n), at(2 * n - 1), Rule::ArgumentsString);
        let at = |size| Limits { size, ..LIMITS };
        check(&text, at(8 + 2 * n), at(7 + 2 * n), Rule::ArgumentsSize);
    }
}

/// A value, and texts as odd as a caller can send.
fn tree() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[a-c]{0,3}",
        "[\\x00-\\x7f]{0,12}",
        "\\PC{0,6}",
        Just("__proto__".to_owned()),
        "[\"\\\\\t\n\r]{1,4}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-9_007_199_254_740_993..9_007_199_254_740_993_i64).prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(7, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::vec((text.clone(), inner), 0..8)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    });
    prop::collection::vec(("[a-z]{0,4}", value), 0..6)
        .prop_map(|entries| Value::Object(entries.into_iter().collect()))
}

fn limits() -> impl Strategy<Value = Limits> {
    (
        prop::sample::select(Level::ALL.to_vec()),
        0..9_usize,
        2..400_usize,
        0..8_usize,
        0..8_usize,
        any::<bool>(),
    )
        .prop_map(|(level, depth, size, keys, items, big_integers)| Limits {
            level,
            depth,
            size,
            keys,
            items,
            string: size / 4,
            big_integers,
        })
}

proptest! {
    #![proptest_config(config())]

    /// One meter: the same verdict, numbers and places from the tree as from its compact text.
    #[test]
    fn text_and_tree_agree(tree in tree(), limits in limits()) {
        let text = serde_json::to_string(&tree).unwrap();
        let of_text = compare(text.as_bytes(), &limits);
        let of_tree = validate_tool_arguments_tree(&tree, &policy(&limits));
        match (of_text, of_tree) {
            (Err(of_text), Err(of_tree)) => {
                prop_assert_eq!(of_text.rule(), of_tree.rule());
                // `serde_json` writes \b and \f in two bytes; the meter's text has no short form of them.
                let same_text = !text.contains("\\b") && !text.contains("\\f");
                if same_text && of_text.rule() != Rule::ArgumentsSize {
                    prop_assert_eq!(of_text.span(), of_tree.span());
                }
            }
            (of_text, of_tree) => prop_assert_eq!(of_text, of_tree),
        }
    }

    /// Blanks, escapes and damage: the core and the model say the same.
    #[test]
    fn damaged_text_and_model_agree(
        tree in tree(),
        limits in limits(),
        pretty in any::<bool>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), piece()), 0..3),
    ) {
        let text = if pretty { serde_json::to_string_pretty(&tree) } else { serde_json::to_string(&tree) };
        let mut text = text.unwrap().into_bytes();
        for (at, piece) in damage {
            let at = at.index(text.len());
            text.splice(at..=at, piece);
        }
        let _ = compare(&text, &limits);
    }
}

/// What a damaged text may hold in place of one of its bytes.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        any::<u8>().prop_map(|byte| vec![byte]),
        prop::sample::select(vec![
            "",
            "\\u0000",
            "\\ud800",
            "\\n",
            "\"",
            ",",
            "1e308",
            "-0",
            "{\"a\":1,\"\\u0061\":2}",
            "[[[[[[",
            "\u{feff}",
            "9007199254740992",
            "//",
            "\\x41",
            "01",
            "null",
            "\"__proto__\":0,",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ]
}
