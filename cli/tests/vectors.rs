//! The corpus through `portcullis batch`: the same verdicts, rules and spans as the core's own.

mod common;

use common::batch;
use portcullis::{Placeholders, Rule, SecurityBlock};
use portcullis_proptests::Kind;
use portcullis_proptests::settings::Settings;
use portcullis_proptests::vectors::{Vector, Verdict, read_all};
use serde_json::{Map, Value, json};

fn text(bytes: &[u8]) -> Option<Value> {
    str::from_utf8(bytes).ok().map(Value::from)
}

fn hex(bytes: &[u8]) -> Value {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into()
}

/// The request of a vector; `None` where the protocol has no words for it.
fn request(vector: &Vector) -> Option<Value> {
    let parts = &vector.case.parts;
    let kind = vector.case.kind.name();
    let pairs = |parts: &[Vec<u8>]| {
        let members: Option<Vec<_>> =
            parts.chunks(2).map(|pair| Some(format!("{}:{}", text(&pair[0])?, text(&pair[1])?))).collect();
        members.map(|members| format!("{{{}}}", members.join(",")))
    };
    let (key, value) = match vector.case.kind {
        Kind::Config | Kind::Redirect | Kind::Resolve | Kind::ToolNames => return None,
        Kind::Argv => ("input_hex", Value::Array(parts.iter().map(|part| hex(part)).collect())),
        Kind::Env => ("input_text", pairs(parts)?.into()),
        Kind::Header if parts.len() == 2 => {
            ("input", json!({"name": text(&parts[0])?, "value": text(&parts[1])?}))
        }
        Kind::Header => return None,
        Kind::ToolName => ("input", json!({"tool_name": text(&parts[0])?, "server_name": text(&parts[1])?})),
        _ => ("input_hex", hex(&parts[0])),
    };
    Some(json!({"id": vector.id, "kind": kind, "policy": policy(&vector.case.settings), key: value}))
}

fn policy(settings: &Settings) -> Value {
    let mut policy = Map::new();
    let mut set = |name: &str, value: Value| {
        if !value.is_null() {
            policy.insert(name.to_owned(), value);
        }
    };
    set("level", json!(settings.level));
    set("allowed_executables", json!(settings.allowed_executables));
    set("host_os", settings.host_os.map_or(Value::Null, |host| format!("{host:?}").to_lowercase().into()));
    set("max_length", json!(settings.max_length));
    for (name, flag) in [
        ("allow_private_ips", settings.allow_private_ips),
        ("allow_localhost", settings.allow_localhost),
        ("require_https", settings.require_https),
        ("resolve_dns", settings.resolve_dns),
        ("big_integers", settings.big_integers),
    ] {
        set(name, if flag { json!(true) } else { Value::Null });
    }
    set("resolved_ips", json!(settings.resolved_ips));
    set("allowed_hostnames", json!(settings.allowed_hostnames));
    set("mode", json!(settings.mode));
    set(
        "on_denied",
        settings.on_denied.map_or(Value::Null, |denied| format!("{denied:?}").to_lowercase().into()),
    );
    set("allowed_vars", json!(settings.allowed_vars));
    set("denied_vars", json!(settings.denied_vars));
    set("max_key_length", json!(settings.max_key_length));
    set("max_value_length", json!(settings.max_value_length));
    set("max_depth", json!(settings.max_depth));
    set("max_size", json!(settings.max_size));
    set("max_string_length", json!(settings.max_string_length));
    set("max_dict_keys", json!(settings.max_dict_keys));
    set("max_list_items", json!(settings.max_list_items));
    set(
        "security_block",
        settings.security_block.map_or(Value::Null, |block| match block {
            SecurityBlock::Honour => "honour".into(),
            SecurityBlock::TightenOnly => "tighten-only".into(),
            SecurityBlock::Ignore => "ignore".into(),
        }),
    );
    set(
        "placeholders",
        settings.placeholders.map_or(Value::Null, |syntax| match syntax {
            Placeholders::Braces => "braces".into(),
            Placeholders::BracesDefault => "braces-default".into(),
            Placeholders::Editor => "editor".into(),
            _ => "none".into(),
        }),
    );
    Value::Object(policy)
}

/// What is wrong with the answer to a vector.
fn judge(vector: &Vector, answer: &Value) -> Option<String> {
    let rule = vector.rule.map(|rule| rule.slug());
    if vector.case.kind == Kind::Document {
        return judge_document(vector, answer, rule);
    }
    // A policy that the core refuses is an error of the request here.
    if let Some(error) = answer["error"].as_str() {
        let is_policy =
            vector.rule.is_some_and(|rule| error.starts_with("policy: ") && error.contains(rule.id()));
        return (!is_policy).then(|| format!("error: {error}"));
    }
    // An unknown level is read as strict and told.
    if vector.rule == Some(Rule::PolicyLevelUnknown) {
        let told = answer["notes"][0]["slug"] == Rule::PolicyLevelUnknown.slug();
        return (told != (vector.verdict == Verdict::Refuse)).then(|| format!("{answer}"));
    }
    let dropped = |slug| {
        let dropped = answer["output"]["dropped"].as_array();
        dropped.is_some_and(|dropped| dropped.iter().any(|dropped| dropped["rule"] == slug))
    };
    let holds = match (vector.verdict, rule) {
        (Verdict::Accept | Verdict::Note, _) => answer["verdict"] == "accept",
        (Verdict::Refuse, Some(slug)) => answer["verdict"] == "reject" && answer["slug"] == slug,
        (Verdict::Drop, Some(slug)) => answer["verdict"] == "accept" && dropped(slug),
        (_, None) => false,
    };
    if !holds {
        return Some(format!("{answer}"));
    }
    // Elsewhere spans count in one part, or in the JSON text that this test has made of the parts.
    let whole = !matches!(vector.case.kind, Kind::Env);
    let (_, span) = vector.place_of_problem.filter(|_| whole && vector.verdict == Verdict::Refuse)?;
    (answer["span"] != json!([span.start(), span.end()])).then(|| format!("span: {answer}"))
}

fn judge_document(vector: &Vector, answer: &Value, rule: Option<&str>) -> Option<String> {
    let findings = answer["output"]["findings"].as_array().cloned().unwrap_or_default();
    let spans: Vec<_> = findings
        .iter()
        .filter(|finding| rule.is_some_and(|slug| finding["slug"] == slug))
        .map(|finding| finding["span"].clone())
        .collect();
    match vector.place_of_problem {
        Some((_, span)) => (!spans.contains(&json!([span.start(), span.end()])))
            .then(|| format!("not at its span: {answer}")),
        None => (!spans.is_empty()).then(|| format!("reported: {answer}")),
    }
}

#[test]
fn batch_gives_the_verdicts_of_the_corpus() {
    let vectors = read_all().unwrap_or_else(|problems| panic!("malformed corpus:\n{problems}"));
    let (asked, requests): (Vec<_>, Vec<_>) =
        vectors.iter().filter_map(|vector| Some((vector, request(vector)?.to_string()))).unzip();
    let answers = batch(&requests);
    assert_eq!(answers.len(), asked.len());
    let failures: Vec<_> = asked
        .iter()
        .zip(&answers)
        .filter_map(|(vector, answer)| {
            assert_eq!(answer["id"], vector.id.as_str(), "answers come in order");
            judge(vector, answer).map(|problem| format!("{} {}: {problem}", vector.place, vector.id))
        })
        .collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), asked.len(), failures.join("\n"));
}
