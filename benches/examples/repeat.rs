//! Judges one input of a given size a given number of times: for `.ci/instructions`, which counts.
//!
//! usage: `repeat CASE SIZE TIMES`

use std::hint::black_box;

use portcullis::{
    ArgumentsPolicy, CommandPolicy, EnvPolicy, Finding, Level, ServerPolicy, UrlPolicy, audit_argv,
    audit_command, audit_config, audit_cwd, audit_environment_variables, audit_headers, audit_server_name,
    audit_server_security, audit_tool_name, audit_url, validate_tool_arguments,
};

/// Ordinary and adversarial inputs of about `size` bytes, by name, with the call that judges them.
fn call(case: &str, size: usize) -> Box<dyn Fn()> {
    match case {
        "server_name" => with(vec![b'a'; size], |name| audit_server_name(name, &mut discard)),
        "tool_name" => with(vec![b'_'; size], |name| audit_tool_name(name, b"server", &mut discard)),
        "cwd" => with(b"/a.".repeat(size / 3), |cwd| audit_cwd(cwd, &mut discard)),
        "command_words" => {
            with(format!("npx {}", "ab ".repeat(size / 3).trim_end()), |text| command(text, Level::Strict))
        }
        "command_quoted" => {
            with(format!("npx '{}'", "a ".repeat(size / 2)), |text| command(text, Level::Permissive))
        }
        "command_unclosed" => {
            with(format!("npx {}", "a='".repeat(size / 3)), |text| command(text, Level::Permissive))
        }
        "argv_words" => with(vec!["a=b".repeat(size / 150); 50], |words| argv("npx", words, Level::Strict)),
        "argv_urls" => with(vec!["x://a;b".repeat(size / 7)], |words| argv("npx", words, Level::Moderate)),
        "payload_pipes" => payload("a|", size),
        "payload_quotes" => payload("'a'\"b\"", size),
        "payload_redirections" => payload("a>b<", size),
        "payload_downloads" => payload("curl x;", size),
        "payload_nested" => payload("sh -c ", size),
        "payload_assignments" => payload("A=1 ", size),
        "payload_joined" => {
            let mut words = vec!["-c".to_owned()];
            words.extend(std::iter::repeat_n("curl|a ;".repeat(size / 8), 48));
            with(words, |words| argv("sh", words, Level::Permissive))
        }
        "env_value" => with(vec![("NAME", "${A".repeat(size / 3))], |pairs| {
            audit_environment_variables(pairs, &EnvPolicy::strict(), &mut discard);
        }),
        "env_pairs" => {
            with((0..size / 8).map(|at| (format!("V{at:05}"), "1")).collect(), |pairs: &Vec<_>| {
                audit_environment_variables(pairs, &EnvPolicy::strict(), &mut discard);
            })
        }
        "headers" => with((0..size / 8).map(|at| (format!("X-{at:04}"), "1")).collect(), |pairs: &Vec<_>| {
            audit_headers(pairs, &mut discard);
        }),
        "url_labels" => with(format!("https://{}com/", "a.".repeat(size / 2)), url),
        "url_hyphens" => with(format!("https://xn--{}.com/", "a".repeat(size)), url),
        "url_path" => with(format!("https://example.com/{}", "%41/".repeat(size / 4)), url),
        "url_query" => with(format!("https://example.com/?{}", "a=b&".repeat(size / 4)), url),
        "arguments_flat" => with(format!("{{\"a\":\"{}\"}}", "x".repeat(size)), arguments),
        "arguments_lists" => with(format!("{{\"a\":[{}0]}}", "0,".repeat(size / 2)), arguments),
        "arguments_keys" => {
            let keys: Vec<String> = (0..size / 8).map(|at| format!("\"{at:03}\":1")).collect();
            with(format!("{{{}}}", keys.join(",")), arguments)
        }
        "server_env" => {
            let pairs: Vec<String> = (0..size / 16).map(|at| format!("\"VAR{at:04}\":\"v\"")).collect();
            with(format!("{{\"command\":\"npx\",\"env\":{{{}}}}}", pairs.join(",")), server)
        }
        "server_args" => {
            let words = vec![format!("\"{}\"", "a\\u0062".repeat(size / 400)); 50];
            with(format!("{{\"command\":\"npx\",\"args\":[{}]}}", words.join(",")), server)
        }
        "server_unknown" => {
            with(format!("{{\"command\":\"npx\",\"x\":[{}0]}}", "[0],".repeat(size / 4)), server)
        }
        "config_servers" => {
            let servers: Vec<String> = (0..size / 64)
                .map(|at| format!("\"server{at:04}\":{{\"command\":\"npx\",\"args\":[\"-y\",\"package\"]}}"))
                .collect();
            with(format!("{{\"mcpServers\":{{{}}}}}", servers.join(",")), |text| {
                audit_config(text.as_bytes(), &ServerPolicy::strict(), &mut discard);
            })
        }
        _ => panic!("no case `{case}`"),
    }
}

fn arguments(text: &String) {
    let _ = black_box(validate_tool_arguments(text.as_bytes(), &ArgumentsPolicy::strict()));
}

fn command(text: &str, level: Level) {
    audit_command(text.as_bytes(), &CommandPolicy::strict().level(level), &mut discard);
}

fn argv(executable: &str, words: &[String], level: Level) {
    audit_argv(executable.as_bytes(), words, &CommandPolicy::strict().level(level), &mut discard);
}

/// `sh -c` with a payload of this unit, as permissive reads it.
fn payload(unit: &str, size: usize) -> Box<dyn Fn()> {
    let words = vec!["-c".to_owned(), unit.repeat(size / unit.len())];
    with(words, |words| argv("sh", words, Level::Permissive))
}

fn url(text: &String) {
    audit_url(text.as_bytes(), &UrlPolicy::strict(), &mut discard);
}

fn server(text: &String) {
    audit_server_security(text.as_bytes(), &ServerPolicy::strict(), &mut discard);
}

fn discard(finding: Finding) {
    black_box(finding);
}

fn with<T: 'static>(input: T, judge: impl Fn(&T) + 'static) -> Box<dyn Fn()> {
    Box::new(move || judge(black_box(&input)))
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().expect("usage: repeat CASE SIZE TIMES");
    let (case, size, times) = (next(), next(), next());
    let call = call(&case, size.parse().expect("a size"));
    for _ in 0..times.parse::<usize>().expect("a number") {
        call();
    }
}
