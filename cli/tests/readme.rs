//! What README prints is what the program prints. `BLESS=1 cargo test -p portcullis-cli --test readme`
//! renders it anew.

mod common;

use std::fmt::Write as _;

use common::{portcullis, repository};
use portcullis::{
    ArgumentsPolicy, CommandPolicy, EnvPolicy, Rejection, UrlPolicy, prepare_command, sanitize_tool_name,
    validate_argv, validate_environment_variables, validate_tool_arguments, validate_url,
};

/// README with the text between `<!-- begin NAME -->` and `<!-- end NAME -->` replaced.
fn with_section(readme: &str, name: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- begin {name} -->\n"), format!("<!-- end {name} -->"));
    let (before, rest) = readme.split_once(&begin).expect("the section begins");
    let (_, after) = rest.split_once(&end).expect("the section ends");
    format!("{before}{begin}{text}{end}{after}")
}

fn fenced(text: &str) -> String {
    format!("\n```text\n{}```\n\n", text)
}

/// The output of the first command of README.
fn output(readme: &str) -> String {
    let command = readme.lines().find(|line| line.starts_with("cargo run")).expect("a command to run");
    let (_, arguments) = command.split_once(" -- ").expect("arguments of the program");
    let arguments: Vec<_> = arguments.split(' ').collect();
    fenced(&String::from_utf8(portcullis(&arguments, b"").stdout).expect("UTF-8"))
}

fn verdicts() -> String {
    let command = |text: &str| prepare_command(text.as_bytes(), &CommandPolicy::strict()).map(|_| ());
    let url = |text: &str| validate_url(text.as_bytes(), &UrlPolicy::strict()).map(|_| ());
    let argv = |words: &[&str]| {
        validate_argv(words[0].as_bytes(), &words[1..], &CommandPolicy::strict()).map(|_| ())
    };
    let env = [("LD_PRELOAD", "/tmp/x.so")];
    let env_policy = EnvPolicy::strict();
    let dropped = validate_environment_variables(&env, &env_policy).expect("accepted").dropped().next();
    let rows: [(&str, Result<(), Rejection>); 11] = [
        ("`npx -y @scope/notes --port 8000`", command("npx -y @scope/notes --port 8000")),
        ("`python; rm -rf /`", command("python; rm -rf /")),
        ("`npx`, `-yc`, `id`", argv(&["npx", "-yc", "id"])),
        ("`/tmp/node server.js`", command("/tmp/node server.js")),
        ("`https://api.example.com/mcp`", url("https://api.example.com/mcp")),
        ("`http://169.254.169.254/latest/`", url("http://169.254.169.254/latest/")),
        ("`http://127.1/`", url("http://127.1/")),
        ("`https://good.com\\@evil.com/`", url("https://good.com\\@evil.com/")),
        ("tool `data.get` of `crm`", sanitize_tool_name(b"data.get", b"crm").map(|_| ())),
        (
            r#"arguments `{"a":1,"\u0061":2}`"#,
            validate_tool_arguments(br#"{"a":1,"\u0061":2}"#, &ArgumentsPolicy::strict()).map(|_| ()),
        ),
        ("variable `LD_PRELOAD=/tmp/x.so`", dropped.map_or(Ok(()), |(_, why)| Err(why))),
    ];
    let mut table = String::from("| value | verdict at strict | rule |\n| --- | --- | --- |\n");
    for (value, verdict) in rows {
        let (word, rule) = match verdict {
            Ok(()) => ("accepted", String::new()),
            Err(rejection) => {
                let word = if value.starts_with("variable") { "dropped" } else { "refused" };
                (word, format!("{}: {}", rejection.rule().id(), rejection.rule().summary()))
            }
        };
        writeln!(table, "| {value} | {word} | {rule} |").expect("a String takes any text");
    }
    table
}

fn batch() -> String {
    let requests = [
        r#"{"id":1,"kind":"command","policy":{"level":"moderate"},"input":"python -m server --port 8000"}"#,
        r#"{"id":2,"kind":"url","policy":{"allow_localhost":true},"input":"http://localhost:22/"}"#,
        r#"{"id":3,"kind":"env","input":{"DEBUG":"1","API_KEY":"x"}}"#,
    ];
    let answers = portcullis(&["batch"], (requests.join("\n") + "\n").as_bytes()).stdout;
    let answers = String::from_utf8(answers).expect("UTF-8");
    let pairs = requests.iter().zip(answers.lines());
    fenced(&pairs.map(|(request, answer)| format!("> {request}\n{answer}\n")).collect::<String>())
}

#[test]
fn readme_shows_what_happens() {
    let path = repository().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md");
    let mut rendered = with_section(&readme, "output", &output(&readme));
    rendered = with_section(&rendered, "verdicts", &verdicts());
    rendered = with_section(&rendered, "batch", &batch());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &rendered).expect("it can be written");
        return;
    }
    assert!(
        rendered == readme,
        "README.md is out of date: BLESS=1 cargo test -p portcullis-cli --test readme"
    );
}
