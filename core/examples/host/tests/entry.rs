//! An entry is checked again once the values are in it.

use portcullis::{Level, Rejection, Rule, ServerPolicy};
use portcullis_example_host::entry::{Admitted, admit};
use portcullis_example_host::log_line;

const STDIO: &str =
    r#"{"command": "sh", "args": ["${SCRIPT}"], "env": {"REGION": "${REGION}", "LD_PRELOAD": "/x.so"}}"#;
const HTTP: &str = r#"{"type": "http", "url": "https://${REGION}.example.com/mcp", "headers": {"Authorization": "Bearer ${TOKEN}"}}"#;

fn with(entry: &str, values: &[(&str, &str)]) -> Result<Admitted, Rejection> {
    let lookup =
        |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    admit(entry, &lookup, &ServerPolicy::strict().level(Level::Moderate))
}

#[test]
fn accepted_values_reach_the_process_and_the_rest_does_not() {
    let folder = std::env::temp_dir().join(format!("portcullis-host-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let script = folder.join("print.sh");
    std::fs::write(&script, "echo \"$REGION,${LD_PRELOAD-none},${HOME-none}\"\n").expect("a script");
    let admitted = with(STDIO, &[("SCRIPT", script.to_str().expect("text")), ("REGION", "eu")]);
    let Ok(Admitted::Start(mut command)) = admitted else { panic!("{admitted:?}") };
    // The host's own decision: where `sh` is looked for.
    let output = command.env("PATH", "/usr/bin:/bin").output().expect("started");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "eu,none,none\n");
    std::fs::remove_dir_all(&folder).expect("gone");
}

#[test]
fn a_value_that_makes_the_command_dangerous_is_refused() {
    let refused = |script: &str| with(STDIO, &[("SCRIPT", script), ("REGION", "eu")]).unwrap_err().rule();
    assert_eq!(refused("x.sh; id"), Rule::ArgumentMetacharacter);
    assert_eq!(refused("../../x.sh"), Rule::ArgumentParent);
    // Which of the two stands first depends on the order of keys that `serde_json` writes, and that on
    // a feature that another member of the workspace turns on.
    assert!(matches!(refused("-c"), Rule::LauncherShellInline | Rule::LauncherShellOption));
    let environment = with(STDIO, &[("SCRIPT", "x.sh"), ("REGION", "$(id)")]).unwrap_err();
    assert_eq!(environment.rule(), Rule::EnvValueSubstitution);
}

#[test]
fn a_value_that_leads_elsewhere_is_refused() {
    assert!(matches!(with(HTTP, &[("REGION", "eu"), ("TOKEN", "t")]), Ok(Admitted::Connect(..))));
    let refused = |region: &str| with(HTTP, &[("REGION", region), ("TOKEN", "t")]).unwrap_err().rule();
    assert_eq!(refused("169.254.169.254/"), Rule::AddressMetadata);
    assert_eq!(refused("evil.com#"), Rule::UrlFragment);
    assert_eq!(refused("evil.com\\@eu"), Rule::UrlBackslash);
    assert_eq!(refused("eu@evil.com/"), Rule::UrlUserinfo);
    let header = with(HTTP, &[("REGION", "eu"), ("TOKEN", "t\r\nHost: evil.com")]).unwrap_err();
    assert_eq!(header.rule(), Rule::ControlCharacter);
}

#[test]
fn a_value_is_not_expanded_again_and_an_unknown_name_is_refused_where_it_stands() {
    let nested = with(HTTP, &[("REGION", "${TOKEN}"), ("TOKEN", "evil")]).unwrap_err();
    assert_eq!(nested.rule(), Rule::HostCharacter);
    assert_eq!(with(HTTP, &[("TOKEN", "t")]).unwrap_err().rule(), Rule::HostCharacter);
}

#[test]
fn the_log_names_the_rule_and_not_the_value() {
    let rejection = with(STDIO, &[("SCRIPT", "hunter2; id"), ("REGION", "eu")]).unwrap_err();
    let line = log_line(1, rejection);
    assert!(line.contains(rejection.rule().id()) && line.contains("argument-metacharacter"), "{line}");
    assert!(!line.contains("hunter2"), "{line}");
}
