use super::{Node, Syntax, Value, is_json_number};

fn parse(syntax: Syntax, text: &str) -> Vec<Node> {
    syntax.parse(text).expect("readable")
}

/// The text of the file that a text's value stands at.
fn located<'t>(text: &'t str, node: &Node) -> &'t str {
    let value = node.as_text().expect("a text");
    &text[value.locate(0..value.value.len())]
}

#[test]
fn numbers_are_those_of_json() {
    for number in ["0", "-0", "12", "1.5", "1e9", "-1.5E-3"] {
        assert!(is_json_number(number), "{number}");
    }
    for text in ["", "-", "01", "+1", ".5", "5.", "0x1", "1e", "1_000", "nan"] {
        assert!(!is_json_number(text), "{text}");
    }
}

#[test]
fn comments_and_trailing_commas_are_read() {
    let text = "{ // one\n \"a\": [\"x\", /* two */ ], }";
    let root = &parse(Syntax::Json, text)[0];
    let item = &root.get("a").unwrap().as_list().unwrap()[0];
    assert_eq!(located(text, item), "x");
}

#[test]
fn duplicates_are_kept() {
    let root = &parse(Syntax::Json, r#"{"a":1,"a":2}"#)[0];
    assert_eq!(root.as_map().unwrap().len(), 2);
}

#[test]
fn yaml_scalars_have_their_types_and_places() {
    let text = "ä: {n: 12, t: true, z: ~, s: '12', d: \"x\\ty\", p: plain ü text}\n";
    let map = parse(Syntax::Yaml, text)[0].get("ä").unwrap().clone();
    assert!(matches!(&map.get("n").unwrap().value, Value::Number(n) if n == "12"));
    assert!(matches!(map.get("t").unwrap().value, Value::Bool(true)));
    assert!(matches!(map.get("z").unwrap().value, Value::Null));
    assert_eq!(located(text, map.get("s").unwrap()), "12");
    assert_eq!(map.get("d").unwrap().as_str(), Some("x\ty"));
    assert_eq!(located(text, map.get("p").unwrap()), "plain ü text");
}

#[test]
fn yaml_anchors_and_merge_keys_are_resolved() {
    let text = "base: &b {command: npx, cwd: /a}\nserver:\n  <<: *b\n  cwd: /b\n";
    let server = parse(Syntax::Yaml, text)[0].get("server").unwrap().clone();
    assert_eq!(server.get("command").and_then(Node::as_str), Some("npx"));
    assert_eq!(server.get("cwd").and_then(Node::as_str), Some("/b"));
}

#[test]
fn flow_collections_may_end_where_libyaml_lets_them() {
    let text = "server:\n  args: [\n    a,\n  b, ü\n  ]\n  cwd: /x\n";
    let server = parse(Syntax::Yaml, text)[0].get("server").unwrap().clone();
    assert_eq!(located(text, &server.get("args").unwrap().as_list().unwrap()[1]), "b");
    assert_eq!(located(text, server.get("cwd").unwrap()), "/x");
    let text = "a:\n  b: [\n    'c', # don't\n    it's, # 'x\n    # e\n    \"f # g\", # h\n]\nc: d]\n";
    let root = &parse(Syntax::Yaml, text)[0];
    let items = root.get("a").unwrap().get("b").unwrap().as_list().unwrap();
    assert_eq!(items.iter().map(|item| item.as_str().unwrap()).collect::<Vec<_>>(), ["c", "it's", "f # g"]);
    assert_eq!(root.get("c").and_then(Node::as_str), Some("d]"));
}

#[test]
fn aliases_cannot_grow_without_bound() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for i in 1..20 {
        let items = vec![format!("*a{}", i - 1); 10].join(", ");
        text += &format!("a{i}: &a{i} [{items}]\n");
    }
    assert!(Syntax::Yaml.parse(&text).is_err());
    assert!(Syntax::Yaml.parse("a: &a [*a]").is_err());
}

#[test]
fn toml_tables_and_strings_have_their_places() {
    let text = "[mcp_servers.\"a b\"]\ncommand = 'npx'\nargs = [\"-y\", \"\"\"pkg\"\"\"]\nport = 0x10\nwhen = 1979-05-27\n";
    let root = &parse(Syntax::Toml, text)[0];
    let server = root.get("mcp_servers").unwrap().get("a b").unwrap();
    assert_eq!(located(text, server.get("command").unwrap()), "npx");
    assert_eq!(located(text, &server.get("args").unwrap().as_list().unwrap()[1]), "pkg");
    assert!(matches!(&server.get("port").unwrap().value, Value::Number(n) if n == "16"));
    assert_eq!(server.get("when").and_then(Node::as_str), Some("1979-05-27"));
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let deep = 200_000;
    for (syntax, text) in [
        (Syntax::Json, "[".repeat(deep)),
        (Syntax::Json, "{\"a\":".repeat(deep)),
        (Syntax::Json, "[".repeat(101) + &"]".repeat(101) + "]"),
        (Syntax::Yaml, "[".repeat(deep)),
        (Syntax::Yaml, "- ".repeat(deep)),
        (Syntax::Yaml, "{a: ".repeat(deep)),
        (Syntax::Yaml, "? ".repeat(deep)),
        (Syntax::Toml, format!("a = {}", "[".repeat(deep))),
        (Syntax::Toml, format!("a = {}", "{a=".repeat(deep))),
        (Syntax::Toml, format!("[{}a]", "a.".repeat(deep))),
        (Syntax::Toml, format!("{}a = 1", "a.".repeat(deep))),
        (Syntax::Toml, format!("b = {{ {}a = 1 }}", "a.".repeat(deep))),
        (Syntax::Toml, format!("b = {{ {}a = 1 }}", "a\n.".repeat(deep))),
        (Syntax::Toml, format!("{}a = 1", "\"a\".".repeat(deep))),
        (Syntax::Toml, format!("a = {}{}", "[".repeat(deep), "]".repeat(deep))),
        (Syntax::Toml, format!("a = {}1{}", "{a=".repeat(deep), "}".repeat(deep))),
        (Syntax::Toml, format!("[{}a]", "\"a\".".repeat(deep))),
        (Syntax::Toml, format!("[[{}a]]", "'a'.".repeat(deep))),
        (Syntax::Toml, format!("b = {{ {}a = 1 }}", "\"a\".".repeat(deep))),
    ] {
        assert!(syntax.parse(&text).is_err(), "{syntax:?} {}", &text[..20]);
    }
}
