//! Output, to the letter. `BLESS=1 cargo test -p portcullis-cli` writes it anew.

mod common;

use std::collections::HashSet;

use common::{portcullis, repository};
use portcullis::Rule;
use serde_json::Value;

fn golden(name: &str, arguments: &[&str]) {
    let output = portcullis(arguments, b"");
    let got = String::from_utf8(output.stdout).expect("output is UTF-8");
    let path = repository().join("cli/tests/golden").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &got).expect("it can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(got, expected, "{arguments:?}");
}

#[test]
fn explanations() {
    golden("explain.txt", &["explain", "server-name-character"]);
    golden("explain-audit.txt", &["explain", "PC9041"]);
}

#[test]
fn reports() {
    let example = "corpus/examples/vscode-mcp.json";
    golden("check.txt", &["check", example]);
    golden("check.json", &["check", "--format", "json", example]);
    golden("check.sarif", &["check", "--format", "sarif", example]);
    golden("check.github", &["check", "--format", "github", example]);
}

#[test]
fn what_a_host_would_do() {
    let (desktop, massgen) = ("corpus/examples/claude_desktop_config.json", "corpus/examples/massgen.yaml");
    golden("enforce.txt", &["check", "--enforce", "strict", "corpus/examples/vscode-mcp.json"]);
    golden("enforce.json", &["check", "--enforce", "strict", "--format", "json", desktop]);
    golden("sanitize.json", &["sanitize", "--level", "moderate", massgen]);
    golden("show.txt", &["show", "corpus/examples/vscode-mcp.json"]);
    golden("show-massgen.txt", &["show", massgen]);
}

#[test]
fn one_shots() {
    golden("url.txt", &["url", "https://api.example.com/mcp"]);
    golden("url-refused.txt", &["url", "http://192.168.1.1:22/mcp"]);
    golden("command.txt", &["command", "npx -y pad@1.0.0"]);
    golden("command-refused.txt", &["command", "python; rm -rf /"]);
    golden("env.txt", &["env", "DEBUG=1", "GITHUB_TOKEN=x"]);
    golden("tool-name.txt", &["tool-name", "web-scraper", "web_tools"]);
    golden("args-refused.txt", &["args", "{\"a\":1,\"a\":2}"]);
}

#[test]
fn the_rules_are_the_catalogue() {
    let output = portcullis(&["rules", "--format", "json"], b"");
    let rules: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let ids: HashSet<_> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(ids, Rule::ALL.iter().map(|rule| rule.id()).collect());
    let table = String::from_utf8(portcullis(&["rules"], b"").stdout).expect("UTF-8");
    assert_eq!(table.lines().count(), Rule::ALL.len());
}
