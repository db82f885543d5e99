//! Command strings and argv: against the model, and against the shells and splitters of this machine.

use std::process::{Command, Stdio};

use portcullis::{
    CommandPolicy, Escaped, Finding, HostOs, Level, Rejection, Rule, audit_argv, audit_command,
    prepare_command, validate_argv,
};
use portcullis_proptests::model::command::{Rules, argv, command, folders, is_batch, judges_parents, names};
use portcullis_proptests::{Case, Kind};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Cases from a fixed seed; `PROPTEST_CASES=N` asks for N others, from a fresh seed.
fn config(cases: u32) -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return config;
    }
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(1103), ..config }
}

fn policy<'a>(rules: Rules<'a>) -> CommandPolicy<'a> {
    let host = if rules.windows { HostOs::Windows } else { HostOs::Posix };
    let mut policy = CommandPolicy::strict().level(rules.level).host_os(host);
    if let Some(allowed) = rules.allowed {
        policy = policy.allowed_executables(allowed);
    }
    policy
}

fn rules(level: Level, allowed: Option<&[&'static str]>) -> Rules<'static> {
    let allowed = allowed.map(|list| &*Vec::leak(list.to_vec()));
    Rules { level, allowed, windows: false, longest: 1000 }
}

/// Whether the model knows a refusal: what a launcher is asked to do, and the program that it is asked to
/// start, are none of its affair.
fn is_known(rejection: Rejection, executable: &str, of_argument: bool, rules: Rules<'_>) -> bool {
    match rejection.rule() {
        Rule::ArgumentParent => judges_parents(executable, rules.level),
        Rule::BatchCharacter => is_batch(executable, rules.windows),
        rule if rule.code() / 100 == 12 => !of_argument,
        rule => !matches!(rule.code() / 100, 13 | 14),
    }
}

/// The core and the model say the same of a command string.
fn compare_string(text: &[u8], rules: Rules<'_>) -> Result<(), String> {
    let policy = policy(rules);
    let model = command(text, rules);
    let lossy = String::from_utf8_lossy(text);
    let executable = lossy.trim_start_matches(' ').split(' ').next().unwrap_or_default();
    let end = text.len() - text.trim_ascii_start().len() + executable.len();
    let mut passes = true;
    audit_command(text, &policy, &mut |finding: Finding| {
        let of_argument = finding.rejection.span().start() > end;
        passes &= !is_known(finding.rejection, executable, of_argument, rules);
    });
    if passes != model.is_some() {
        return Err(format!(
            "{rules:?} {:?}: the core {passes}, the model {model:?}",
            text.escape_ascii().to_string()
        ));
    }
    if let (Ok(argv), Some(words)) = (prepare_command(text, &policy), model)
        && !argv.words().eq(words.iter())
    {
        return Err(format!("{:?}: the words differ", text.escape_ascii().to_string()));
    }
    Ok(())
}

fn compare_argv(words: &[&[u8]], rules: Rules<'_>) -> Result<(), String> {
    let policy = policy(rules);
    let executable = String::from_utf8_lossy(words[0]);
    let mut passes = true;
    audit_argv(words[0], &words[1..], &policy, &mut |finding: Finding| {
        let of_argument = finding.rejection.part().index() > 0;
        passes &= !is_known(finding.rejection, &executable, of_argument, rules);
    });
    if passes == argv(words, rules) {
        return Ok(());
    }
    let words: Vec<String> = words.iter().map(|word| word.escape_ascii().to_string()).collect();
    Err(format!("{rules:?} {words:?}: the core {passes}"))
}

/// Every string of up to `longest` of these letters, behind a prefix.
fn exhaust(prefix: &str, letters: &[&str], longest: usize, mut check: impl FnMut(&[u8])) -> usize {
    let mut count = 0;
    for length in 0..=longest {
        let mut digits = vec![0; length];
        loop {
            let mut text = prefix.as_bytes().to_vec();
            digits.iter().for_each(|&digit: &usize| text.extend_from_slice(letters[digit].as_bytes()));
            check(&text);
            count += 1;
            let Some(at) = digits.iter().rposition(|&digit| digit + 1 < letters.len()) else { break };
            digits[at] += 1;
            digits[at + 1..].fill(0);
        }
    }
    count
}

/// One letter of every class that the grammar of words tells apart.
const WORD_LETTERS: [&str; 17] =
    ["a", " ", "=", "'", "\"", ".", "/", ":", ",", "\\", "$", ";", "(", "!", "*", "\t", "\u{e9}"];

#[test]
fn every_short_argument_string_agrees_with_the_model() {
    for level in Level::ALL {
        let rules = rules(level, Some(&["x"]));
        let count = exhaust("x ", &WORD_LETTERS, 4, |text| compare_string(text, rules).unwrap());
        assert_eq!(count, (0..=4).map(|length| WORD_LETTERS.len().pow(length)).sum::<usize>());
    }
}

#[test]
fn every_short_first_word_agrees_with_the_model() {
    let letters = ["a", "A", ".", "/", "-", "=", ":", "\\", "'", "\"", " ", "%", "+", ".exe", "tmp/"];
    for level in Level::ALL {
        let rules = rules(level, Some(&["a", "a.exe", "/a"]));
        exhaust("", &letters, 4, |text| compare_string(text, rules).unwrap());
    }
}

#[test]
fn every_short_executable_of_an_argv_agrees_with_the_model() {
    let letters = [
        "a", "C:", ".", "/", "\\", "-", "=", " ", "%", "&", "$", "<", "(", ".bat", "tmp", "\u{e9}",
        "\u{200b}",
    ];
    for level in Level::ALL {
        for windows in [false, true] {
            let rules = Rules { windows, ..rules(level, Some(&["a", "aa", "/tmp"])) };
            exhaust("", &letters, 3, |text| compare_argv(&[text, b"x"], rules).unwrap());
        }
    }
}

#[test]
fn every_short_argument_of_an_argv_agrees_with_the_model() {
    let letters =
        ["a", "=", ";", "&", "|", "://", " ", ".", "/", ":", "\\", "$", "(", "\"", "%", "\n", "\u{e9}"];
    for level in Level::ALL {
        for executable in ["a", "a.cmd"] {
            let rules = rules(level, Some(&["a"]));
            exhaust("", &letters, 3, |text| compare_argv(&[executable.as_bytes(), text], rules).unwrap());
        }
    }
}

#[test]
fn separators_agree_with_the_model_in_urls_and_connection_strings() {
    let letters = ["a", "=", ";", "&", "|", "://", " ", "-", "."];
    let rules = rules(Level::Moderate, Some(&["a"]));
    for prefix in ["a=a;a=", "a a=1;a", "a://a", "x a://a;", "a=1;"] {
        exhaust(prefix, &letters, 4, |text| compare_argv(&[b"a", text], rules).unwrap());
    }
}

#[test]
fn every_name_and_its_neighbours_agree_with_the_model() {
    for name in names() {
        let longer = format!("{name}x");
        let shorter = &name[..name.len() - 1];
        let upper = name.to_uppercase();
        for level in Level::ALL {
            for word in
                [&name, &longer, shorter, &upper, &format!("/bin/{name}.EXE"), &format!("{name}.exe.ps1")]
            {
                compare_argv(&[word.as_bytes()], rules(level, None)).unwrap();
                let listed = [word];
                let rules = Rules { level, allowed: Some(&listed), windows: false, longest: 1000 };
                compare_argv(&[word.as_bytes()], rules).unwrap();
                compare_string(word.as_bytes(), rules).unwrap();
            }
        }
    }
}

#[test]
fn every_folder_and_its_neighbours_agree_with_the_model() {
    for folder in folders() {
        for (prefix, suffix) in [
            ("/", "/node"),
            ("/", "/a/b/node"),
            ("/", "x/node"),
            ("/x", "/node"),
            ("", "/node"),
            ("C:/", "/node"),
        ] {
            let path = format!("{prefix}{folder}{suffix}");
            for path in [path.to_uppercase(), path.replace('/', "\\"), path] {
                for level in Level::ALL {
                    for windows in [false, true] {
                        let rules = Rules { windows, ..rules(level, None) };
                        compare_argv(&[path.as_bytes()], rules).unwrap();
                    }
                }
            }
        }
        let last = folder.rsplit('/').next().unwrap();
        let rules = Rules { level: Level::Strict, allowed: Some(&[last]), windows: false, longest: 1000 };
        compare_argv(&[format!("/{folder}").as_bytes()], rules).unwrap();
    }
    for variable in ["%TEMP%", "%tmp%", "%Public%", "%TMPDIR%", "%TEMPO%", "x%TEMP%"] {
        for level in Level::ALL {
            let rules = Rules { windows: true, ..rules(level, None) };
            compare_argv(&[format!("{variable}\\node.exe").as_bytes()], rules).unwrap();
        }
    }
}

#[test]
fn every_byte_agrees_with_the_model_at_every_place() {
    for level in Level::ALL {
        for byte in 0..=255_u8 {
            let mut double = b"x \"a".to_vec();
            let places: [&[u8]; 9] = [b"", b"x", b"x ", b"x a", b"x 'a", b"x '", b"x a=", b"x a='", b"x 'a'"];
            let rules = rules(level, Some(&["x"]));
            for place in places {
                let close = place.contains(&b'\'') && !place.ends_with(b"a'");
                let text = [place, &[byte], if close { b"b'" } else { b"" }].concat();
                compare_string(&text, rules).unwrap();
                let text = [place, &[byte], if close { b"'" } else { b"b y" }].concat();
                compare_string(&text, rules).unwrap();
            }
            double.extend([byte, b'"']);
            compare_string(&double, rules).unwrap();
            compare_argv(&[b"x", &[b'a', byte, b'b'], &[byte]], rules).unwrap();
            compare_argv(&[&[byte]], rules).unwrap();
            compare_argv(&[&[b'/', byte, b'/', b'x']], rules).unwrap();
        }
    }
}

#[test]
fn limits_are_exact() {
    let strict = CommandPolicy::strict();
    let rule = |text: &str| prepare_command(text.as_bytes(), &strict).err().map(|rejection| rejection.rule());
    assert_eq!(rule(&format!("node{}", " a".repeat(49))), None);
    assert_eq!(rule(&format!("node{}", " a".repeat(50))), Some(Rule::ArgumentCount));
    assert_eq!(rule(&format!("node {}", "a".repeat(500))), None);
    assert_eq!(rule(&format!("node {}", "a".repeat(501))), Some(Rule::ArgumentLength));
    assert_eq!(rule(&format!("node x='{}'", "a".repeat(498))), None);
    assert_eq!(rule(&format!("node x='{}'", "a".repeat(499))), Some(Rule::ArgumentLength));
    assert_eq!(rule(&format!("node{}", " ".repeat(996))), None);
    assert_eq!(rule(&format!("node{}", " ".repeat(997))), Some(Rule::CommandLength));
    for limit in 0..=1000 {
        let policy = strict.max_length(limit).unwrap();
        assert!(
            prepare_command(format!("node{}", " ".repeat(limit.saturating_sub(4))).as_bytes(), &policy)
                .is_ok()
                == (limit >= 4)
        );
        let rejection = prepare_command(&vec![b'a'; limit + 1], &policy).unwrap_err();
        assert_eq!((rejection.rule(), rejection.span().end()), (Rule::CommandLength, limit + 1));
    }
    assert_eq!(strict.max_length(1001).unwrap_err().rule(), Rule::PolicyLimitAboveCap);

    let words = vec!["a"; 51];
    assert!(validate_argv(b"node", &words[..50], &strict).is_ok());
    let rejection = validate_argv(b"node", &words, &strict).unwrap_err();
    assert_eq!((rejection.rule(), rejection.part().index()), (Rule::ArgumentCount, 51));
    // However many there are, one finding says so.
    let mut count = 0;
    audit_argv(b"node", &vec!["*"; 5000], &strict, &mut |_: Finding| count += 1);
    assert_eq!(count, 51);
}

/// Words as they occur, and pieces that break them.
const PIECES: [&str; 40] = [
    "node",
    "npx",
    "git",
    "curl",
    "a",
    "-y",
    "--x=",
    "@s/p@1.2",
    "/tmp/",
    "../",
    "..",
    "./",
    "C:\\",
    "\\",
    "'",
    "'",
    "\"",
    "\"",
    " ",
    " ",
    " ",
    "=",
    ";",
    "&",
    "|",
    "$(",
    "`",
    "<",
    ">",
    "https://h/?a=1&b=2",
    "A=1;B=2",
    "!",
    "%",
    "*",
    "\u{e9}",
    "\u{200b}",
    "\n",
    "sudo",
    ".cmd",
    ".exe",
];

fn pieces() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..10).prop_map(|pieces| pieces.concat())
}

fn any_rules() -> impl Strategy<Value = Rules<'static>> {
    const LISTS: [Option<&[&str]>; 5] = [
        None,
        Some(&[]),
        Some(&["node", "a", "npx.cmd"]),
        Some(&["/tmp/node", "NODE.EXE"]),
        Some(&["sudo", "git"]),
    ];
    let level = proptest::sample::select(&Level::ALL[..]);
    let allowed = proptest::sample::select(&LISTS[..]);
    (level, allowed, any::<bool>()).prop_map(|(level, allowed, windows)| Rules {
        level,
        allowed,
        windows,
        longest: 1000,
    })
}

proptest! {
    #![proptest_config(config(5_000))]

    #[test]
    fn strings_agree_with_the_model(text in pieces(), rules in any_rules()) {
        compare_string(text.as_bytes(), rules).map_err(TestCaseError::fail)?;
        compare_string(format!("node {text}").as_bytes(), rules).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn argv_agree_with_the_model(words in proptest::collection::vec(pieces(), 1..4), rules in any_rules()) {
        let words: Vec<&[u8]> = words.iter().map(String::as_bytes).collect();
        compare_argv(&words, rules).map_err(TestCaseError::fail)?;
        compare_argv(&[&[&b"node"[..]], &words[..]].concat(), rules).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn generated_calls_agree_with_the_model(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for kind in [Kind::Command, Kind::Argv] {
            let case = Case::from_bytes(kind, &bytes);
            let Ok(level) = case.settings.level() else { continue };
            let allowed = case.settings.allowed_executables.as_ref();
            let allowed: Option<Vec<&str>> = allowed.map(|list| list.iter().map(String::as_str).collect());
            let windows = case.settings.host_os == Some(HostOs::Windows);
            let rules = Rules { level, allowed: allowed.as_deref(), windows, longest: 1000 };
            let compared = match kind {
                Kind::Command => compare_string(&case.parts[0], rules),
                _ => compare_argv(&case.slices(), rules),
            };
            compared.map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn findings_lie_in_the_words_that_they_speak_of(text in pieces()) {
        // A word that is refused as an argument is refused at the same letter of the string.
        let policy = CommandPolicy::strict().level(Level::Permissive);
        let string = format!("node --x='{}'", text.replace(['\'', '\n'], ""));
        audit_command(string.as_bytes(), &policy, &mut |finding: Finding| {
            let span = finding.rejection.span();
            if finding.rejection.rule() == Rule::ArgumentParent {
                assert_eq!(&string[span.start()..span.end()], "..");
            }
        });
    }
}

/// Command strings that are accepted: every printable byte, and every pair of those that quotes tell
/// apart, bare and in each place of a quoted part.
fn accepted_strings() -> Vec<String> {
    let letters =
        ["a", " ", "=", "'", "\"", "\\", "#", "~", "!", "{a,b}", "*", "$HOME", "^", "]", ";", "`x`", "/"];
    let mut contents: Vec<String> =
        (' '..='~').flat_map(|letter| [letter.to_string(), format!("a{letter}b")]).collect();
    exhaust("", &letters, 2, |text| contents.push(String::from_utf8(text.to_vec()).unwrap()));
    let mut strings = Vec::new();
    for text in contents {
        strings.extend([
            format!("node {text} y"),
            format!("  node '{text}'  "),
            format!("node \"{text}\" --x=''"),
            format!("node a='{text}' \"\" b=\"{text}\""),
        ]);
    }
    let policy = CommandPolicy::strict().level(Level::Permissive);
    strings.retain(|text| prepare_command(text.as_bytes(), &policy).is_ok());
    assert!(strings.len() > 1_000, "only {} strings are left", strings.len());
    strings
}

fn words_of(text: &str) -> Vec<String> {
    let policy = CommandPolicy::strict().level(Level::Permissive);
    prepare_command(text.as_bytes(), &policy).unwrap().words().map(str::to_owned).collect()
}

#[test]
fn splitters_of_rust_agree() {
    for text in accepted_strings() {
        let words = words_of(&text);
        assert_eq!(shlex::split(&text).as_ref(), Some(&words), "shlex: {text}");
        assert_eq!(shell_words::split(&text).ok(), Some(words), "shell-words: {text}");
    }
}

/// Runs a script on this interpreter in an empty folder; `None`, and a line about it, where there is none.
fn run(program: &str, args: &[&str], script: &str) -> Option<Vec<u8>> {
    let folder = std::env::temp_dir().join(format!("portcullis-{}-{program}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("script");
    std::fs::write(&path, script).unwrap();
    let home = folder.join("home");
    std::fs::create_dir_all(&home).unwrap();
    let output =
        Command::new(program).args(args).arg("../script").current_dir(&home).stdin(Stdio::null()).output();
    std::fs::remove_dir_all(&folder).unwrap();
    match output {
        Ok(output) => {
            assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
            Some(output.stdout)
        }
        Err(problem) => {
            println!("SKIPPED: {program} is not installed ({problem})");
            None
        }
    }
}

/// The argv that a script has printed, each word ended by NUL, each argv by a line feed after that.
fn printed(output: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let lines = output.split(|&byte| byte == b'\x02');
    let mut argv: Vec<Vec<Vec<u8>>> = lines
        .map(|line| {
            let mut words: Vec<Vec<u8>> = line.split(|&byte| byte == 0).map(<[u8]>::to_vec).collect();
            words.pop();
            words
        })
        .collect();
    argv.pop();
    argv
}

/// `node` prints its argv, then 0x02.
const NODE: &str = "node() { printf '%s\\0' node \"$@\"; printf '\\002'; }\n";

fn shell_agrees(program: &str, args: &[&str]) {
    let strings = accepted_strings();
    let Some(output) = run(program, args, &format!("{NODE}{}\n", strings.join("\n"))) else { return };
    let argv = printed(&output);
    assert_eq!(argv.len(), strings.len(), "{program} ran another number of commands");
    for (text, argv) in strings.iter().zip(argv) {
        let argv: Vec<String> = argv.into_iter().map(|word| String::from_utf8(word).unwrap()).collect();
        assert_eq!(argv, words_of(text), "{program}: {text}");
    }
    println!("{program}: {} strings", strings.len());
}

#[test]
fn bash_agrees() {
    shell_agrees("bash", &["--norc"]);
}

#[test]
fn dash_agrees() {
    shell_agrees("dash", &[]);
}

#[test]
fn zsh_agrees() {
    shell_agrees("zsh", &["-f"]);
}

#[test]
fn busybox_agrees() {
    shell_agrees("busybox", &["ash"]);
}

#[test]
fn python_agrees() {
    let strings = accepted_strings();
    let script = format!(
        "import shlex, sys\nfor line in {:?}.split('\\n'):\n    sys.stdout.write(''.join(w + '\\0' for w in shlex.split(line)) + '\\x02')\n",
        strings.join("\n")
    );
    let Some(output) = run("python3", &["-I"], &script) else { return };
    let argv = printed(&output);
    assert_eq!(argv.len(), strings.len());
    for (text, argv) in strings.iter().zip(argv) {
        let argv: Vec<String> = argv.into_iter().map(|word| String::from_utf8(word).unwrap()).collect();
        assert_eq!(argv, words_of(text), "python3: {text}");
    }
    println!("python3: {} strings", strings.len());
}

/// Argv of every kind of byte but NUL, which no argv can hold.
fn rendered() -> Vec<Vec<Vec<u8>>> {
    let mut argv: Vec<Vec<Vec<u8>>> = Vec::new();
    for byte in 1..=255_u8 {
        argv.push([&[byte][..], &[b'a', byte, b'1'], &[byte, b'\'', b'!']].map(<[u8]>::to_vec).to_vec());
    }
    let letters = ["a", "'", "\\", "!", "=", "~", " ", "\n", "\u{e9}", "\u{200b}", "$x", "{a,b}"];
    exhaust("", &letters, 2, |text| argv.push(vec![text.to_vec(), Vec::new(), b"x".to_vec()]));
    argv
}

#[test]
fn bash_reads_what_was_rendered() {
    let argv = rendered();
    let lines: Vec<String> = argv.iter().map(|words| Escaped::new(b"node", words).to_string()).collect();
    for line in &lines {
        assert!(!line.contains(|letter: char| letter.is_control() || letter == '\u{200b}'), "{line:?}");
    }
    let mut unique = lines.clone();
    unique.sort();
    unique.dedup();
    let mut different = argv.clone();
    different.sort();
    different.dedup();
    assert_eq!(unique.len(), different.len(), "each argv has a line of its own");
    let Some(output) = run("bash", &["--norc"], &format!("{NODE}{}\n", lines.join("\n"))) else { return };
    let mut expected = Vec::new();
    for words in &argv {
        for word in [&b"node"[..]].into_iter().chain(words.iter().map(Vec::as_slice)) {
            expected.extend_from_slice(word);
            expected.push(0);
        }
        expected.push(2);
    }
    assert_eq!(output.escape_ascii().to_string(), expected.escape_ascii().to_string());
}
