//! `portcullis batch`: every kind, every way to be malformed, and the bounds.

mod common;

use common::{batch, portcullis};
use serde_json::{Value, json};

/// The answer to one line.
fn answer(line: &str) -> Value {
    let mut answers = batch(&[line]);
    assert_eq!(answers.len(), 1, "one answer a line: {line}");
    answers.remove(0)
}

fn ask(kind: &str, policy: Value, input: Value) -> Value {
    answer(&json!({"id": 1, "kind": kind, "policy": policy, "input": input}).to_string())
}

#[test]
fn each_kind_answers_with_what_a_host_uses() {
    for (kind, policy, input, output) in [
        ("command", json!({}), json!("python -m 'notes server'"), json!(["python", "-m", "notes server"])),
        ("argv", json!({}), json!(["npx", "-y", "pad@1.0.0"]), json!(["npx", "-y", "pad@1.0.0"])),
        ("ip", json!({}), json!("198.41.0.4"), json!("198.41.0.4")),
        (
            "url",
            json!({}),
            json!("https://api.example.com:8443/mcp?x=1"),
            json!({"scheme": "https", "host": "api.example.com", "port": 8443, "path": "/mcp", "query": "x=1", "addresses": []}),
        ),
        (
            "env",
            json!({"mode": "allowlist", "allowed_vars": ["DEBUG"]}),
            json!({"API_KEY": "x", "DEBUG": "1"}),
            json!({"kept": {"DEBUG": "1"}, "dropped": [{"name": "API_KEY", "rule": "env-unlisted"}]}),
        ),
        (
            "header",
            json!({}),
            json!({"name": "X-Region", "value": "eu"}),
            json!({"name": "X-Region", "value": "eu"}),
        ),
        ("server_name", json!({}), json!("notes"), json!("notes")),
        ("tool_name", json!({}), json!({"tool_name": "a.b", "server_name": "s"}), json!("mcp__s__a_b")),
        ("cwd", json!({}), json!("/srv/notes"), json!("/srv/notes")),
        ("text", json!({}), json!("Adds two numbers."), json!("Adds two numbers.")),
    ] {
        let got = ask(kind, policy, input);
        let expected = json!({"id": 1, "verdict": "accept", "output": output});
        assert_eq!(got, expected, "{kind}");
    }
    let arguments = ask("tool_args", json!({}), json!({"a": [1, 2]}));
    assert_eq!((&arguments["verdict"], &arguments["output"]["size"]), (&json!("accept"), &json!(11)));
    let document =
        ask("document", json!({}), json!({"mcpServers": {"a": {"command": "node", "args": ["a.js"]}}}));
    assert_eq!((&document["verdict"], &document["output"]["servers"]), (&json!("accept"), &json!(1)));
}

#[test]
fn refusals_name_rule_place_and_part() {
    let refused = ask("tool_name", json!({}), json!({"tool_name": "ok", "server_name": "a;b"}));
    let expected = json!({"id": 1, "verdict": "reject", "rule": "PC5003", "slug": "server-name-character",
        "part": "server_name", "span": [1, 2]});
    assert_eq!(refused, expected);
    let argv = ask("argv", json!({}), json!(["npx", "a", "b;c"]));
    assert_eq!((&argv["part"], &argv["span"]), (&json!(2), &json!([1, 2])));
    let header = ask("header", json!({}), json!({"name": "X", "value": "a\r\nB: c"}));
    assert_eq!((&header["part"], &header["span"][0]), (&json!("value"), &json!(1)));
}

#[test]
fn spans_of_documents_count_in_the_line_as_it_stands() {
    let line = r#"{"id":1,"kind":"env","policy":{"level":"permissive"},"input":{ "B" : "\u0061\u0000" }}"#;
    let refused = answer(line);
    let value = &line[line.find("\"input\":").unwrap() + 8..];
    let at = value.find("\\u0000").unwrap();
    assert_eq!(refused["span"], json!([at, at + 6]), "{refused}");
    // A reader that keeps one of two members would never see this.
    let twice = answer(r#"{"id":1,"kind":"env","input":{"A":"1","A":"2"}}"#);
    assert_eq!((&twice["verdict"], &twice["span"]), (&json!("reject"), &json!([10, 11])), "{twice}");
    let twice = answer(r#"{"id":1,"kind":"tool_args","input":{"a":1,"a":2}}"#);
    assert_eq!(twice["verdict"], "reject");
}

#[test]
fn the_three_notations_say_the_same() {
    for input in [r#""input":"a b""#, r#""input_text":"a b""#, r#""input_hex":"612062""#] {
        let refused = answer(&format!(r#"{{"id":1,"kind":"server_name",{input}}}"#));
        assert_eq!(
            (&refused["slug"], &refused["span"]),
            (&json!("server-name-character"), &json!([1, 2])),
            "{input}"
        );
    }
    assert_eq!(answer(r#"{"kind":"tool_args","input_text":"{\"a\":1}"}"#)["verdict"], "accept");
    assert_eq!(answer(r#"{"kind":"tool_args","input_hex":"7b7d"}"#)["verdict"], "accept");
    assert_eq!(answer(r#"{"kind":"argv","input_hex":["6e7078","61"]}"#)["output"], json!(["npx", "a"]));
    let lone = answer(r#"{"kind":"server_name","input":"\ud800"}"#);
    assert_eq!(lone["slug"], "invalid-utf8", "a lone surrogate is no text");
}

#[test]
fn names_resolve_to_what_the_policy_assumes() {
    let resolve = |addresses: Value| {
        ask("url", json!({"resolve_dns": true, "resolved_ips": addresses}), json!("https://api.example.com/"))
    };
    assert_eq!(resolve(json!(["198.41.0.4"]))["output"]["addresses"], json!(["198.41.0.4"]));
    assert_eq!(resolve(json!(["198.41.0.4", "127.0.0.1"]))["verdict"], "reject");
    assert_eq!(resolve(json!([]))["verdict"], "reject");
    let unasked = ask("url", json!({"resolve_dns": true}), json!("https://api.example.com/"));
    assert_eq!(unasked["slug"], "resolution-missing", "no network unless the run allows it");
}

#[test]
fn what_is_malformed_gets_an_error_and_its_id() {
    for (line, id, part) in [
        ("", Value::Null, "EOF"),
        ("{", Value::Null, "EOF"),
        ("[]", Value::Null, "expected an object"),
        (r#"[1,"url",{},"x"]"#, Value::Null, "expected an object"),
        (r#"{"id":7,"kind":"url","policy":[],"input":"x"}"#, json!(7), "expected an object"),
        (r#"{"id":7,"kind":"header","input":["A","b"]}"#, json!(7), "expected an object"),
        (r#"{"id":7}"#, json!(7), "kind"),
        (r#"{"id":7,"kind":"socket","input":""}"#, json!(7), "unknown variant `socket`"),
        (r#"{"id":7,"kind":"url"}"#, json!(7), "exactly one"),
        (r#"{"id":7,"kind":"url","input":"x","input_text":"x"}"#, json!(7), "exactly one"),
        (r#"{"id":7,"kind":"url","input":"x","extra":1}"#, json!(7), "unknown field `extra`"),
        (r#"{"id":7,"kind":"url","kind":"ip","input":"x"}"#, json!(7), "duplicate field"),
        (r#"{"id":7,"kind":"url","input":5}"#, json!(7), "expected a string"),
        (r#"{"id":7,"kind":"url","input":null}"#, json!(7), "expected a string"),
        (r#"{"id":7,"kind":"url","input_hex":"6"}"#, json!(7), "hexadecimal"),
        (r#"{"id":7,"kind":"argv","input":[]}"#, json!(7), "executable"),
        (r#"{"id":7,"kind":"argv","input":["a",1]}"#, json!(7), "expected a string"),
        (r#"{"id":7,"kind":"env","input":[]}"#, json!(7), "expected an object"),
        (r#"{"id":7,"kind":"env","input":{"A":1}}"#, json!(7), "expected a string"),
        (r#"{"id":7,"kind":"header","input":{"name":"A"}}"#, json!(7), "value"),
        (r#"{"id":7,"kind":"url","policy":null,"input":"x"}"#, json!(7), "policy"),
        (
            r#"{"id":7,"kind":"url","policy":{"alow_localhost":true},"input":"x"}"#,
            json!(7),
            "unknown field `alow_localhost`",
        ),
        (
            r#"{"id":7,"kind":"url","policy":{"allow_localhost":"no"},"input":"x"}"#,
            json!(7),
            "expected a boolean",
        ),
        (r#"{"id":7,"kind":"url","policy":{"allow_localhost":null},"input":"x"}"#, json!(7), "null"),
        (r#"{"id":7,"kind":"url","policy":{"level":3},"input":"x"}"#, json!(7), "expected a string"),
        (r#"{"id":7,"kind":"env","policy":{"mode":"whitelist"},"input":{}}"#, json!(7), "PC8002"),
        (r#"{"id":7,"kind":"url","policy":{"max_length":5000},"input":"x"}"#, json!(7), "PC8003"),
        (r#"{"id":7,"kind":"cwd","policy":{"max_length":5},"input":"x"}"#, json!(7), "max_length"),
        (r#"{"id":[7],"kind":"url","input":5}"#, Value::Null, "expected a string"),
    ] {
        let got = answer(line);
        assert_eq!(got["id"], id, "{line}: {got}");
        assert!(got["error"].as_str().is_some_and(|error| error.contains(part)), "{line}: {got}");
        assert!(got.get("verdict").is_none(), "{line}: {got}");
    }
}

#[test]
fn errors_quote_no_values() {
    for line in [
        r#"{"id":1,"kind":"env","input":{"A":["hunter2"]}}"#,
        r#"{"id":1,"kind":"env","input":"hunter2"}"#,
        r#"{"id":1,"kind":"url","policy":{"allow_localhost":"hunter2"},"input":"x"}"#,
        r#"{"id":1,"kind":"env","policy":{"mode":"hunter2"},"input":{}}"#,
    ] {
        let got = answer(line).to_string();
        assert!(!got.contains("hunter2"), "{got}");
    }
}

#[test]
fn an_unknown_level_is_strict_and_told() {
    let got = ask("command", json!({"level": "Permissive"}), json!("./server"));
    assert_eq!(
        (&got["verdict"], &got["notes"][0]["slug"]),
        (&json!("reject"), &json!("policy-level-unknown"))
    );
}

#[test]
fn a_broken_line_does_not_stop_the_run() {
    let good = r#"{"id":"x","kind":"server_name","input":"a"}"#.as_bytes();
    let invalid = b"\xff\xfe".as_slice();
    let long = vec![b'a'; 4 * 1024 * 1024 + 1];
    let deep =
        format!(r#"{{"id":1,"kind":"tool_args","input":{}}}"#, "[".repeat(100_000) + &"]".repeat(100_000));
    let answers = batch(&[good, invalid, &long, deep.as_bytes(), good]);
    assert_eq!(answers.len(), 5);
    assert_eq!((&answers[0]["verdict"], &answers[4]["verdict"]), (&json!("accept"), &json!("accept")));
    assert!(answers[1]["error"].is_string() && answers[2]["error"].is_string());
    assert_eq!(answers[3]["verdict"], "reject");
}

#[test]
fn the_longest_line_is_4_mib() {
    let line = |length: usize| {
        let frame = r#"{"id":1,"kind":"server_name","input":""}"#.len();
        format!(r#"{{"id":1,"kind":"server_name","input":"{}"}}"#, "a".repeat(length - frame))
    };
    let limit = 4 * 1024 * 1024;
    assert_eq!(answer(&line(limit))["slug"], "server-name-length");
    assert!(answer(&line(limit + 1))["error"].is_string());
}

#[test]
fn a_last_line_needs_no_line_feed_and_no_input_is_no_answer() {
    let output = portcullis(&["batch"], br#"{"id":1,"kind":"server_name","input":"a"}"#);
    assert_eq!(output.stdout.iter().filter(|&&byte| byte == b'\n').count(), 1);
    assert!(portcullis(&["batch"], b"").stdout.is_empty());
}

#[test]
fn a_pretty_entry_comes_back_compact() {
    let request = r#"{"id":1,"kind":"server","input_text":"{\n  \"command\": \"node\",\n  \"args\": [\n    \"a \\\"b\"\n  ]\n}"}"#;
    let answers = batch(&[request]);
    let expected = serde_json::json!({"command": "node", "args": ["a \"b"]});
    // Strict takes no quote in an argument; moderate does.
    assert_eq!(answers[0]["verdict"], "reject");
    let answers = batch(&[request.replace("\"kind\"", "\"policy\":{\"level\":\"moderate\"},\"kind\"")]);
    assert_eq!(answers[0]["output"]["entry"], expected);
}
