//! Launchers: against models of their own option readers, and what must hold for every launcher.

use std::collections::BTreeSet;

use portcullis::{CommandPolicy, Finding, Level, Rule, audit_argv};
use portcullis_proptests::model::launch::{Asked, bash, npx, python};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Cases from a fixed seed; `PROPTEST_CASES=N` asks for N others, from a fresh seed.
fn config(cases: u32) -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return config;
    }
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(1303), ..config }
}

/// The rules of launchers and payloads that an argv meets, with the argument that meets them.
fn rules(level: Level, executable: &str, words: &[&str]) -> BTreeSet<(usize, Rule)> {
    let allowed = [executable];
    let policy = CommandPolicy::strict().level(level).allowed_executables(&allowed);
    let mut found = BTreeSet::new();
    audit_argv(executable.as_bytes(), words, &policy, &mut |finding: Finding| {
        let rejection = finding.rejection;
        if matches!(rejection.rule().code() / 100, 13 | 14) {
            found.insert((rejection.part().index(), rejection.rule()));
        }
    });
    found
}

fn has(found: &BTreeSet<(usize, Rule)>, rule: Rule) -> bool {
    found.iter().any(|&(_, other)| other == rule)
}

/// Every sequence of up to `longest` of these words.
fn each<'w>(pieces: &[&'w str], longest: usize, mut check: impl FnMut(&[&'w str])) {
    let mut sequences: Vec<Vec<&str>> = vec![Vec::new()];
    for _ in 0..longest {
        let mut longer = Vec::new();
        for sequence in &sequences {
            check(sequence);
            longer.extend(pieces.iter().map(|piece| [&sequence[..], &[piece]].concat()));
        }
        sequences = longer;
    }
    sequences.iter().for_each(|sequence| check(sequence));
}

const PYTHON: [&str; 22] = [
    "-c",
    "-Ic",
    "-cx",
    "-m",
    "-mrunpy",
    "-W",
    "-Wx",
    "-WBc",
    "-X",
    "-Xx",
    "-u",
    "-ui",
    "-x",
    "--",
    "-",
    "a.py",
    "-B",
    "-OO",
    "--check-hash-based-pycs",
    "default",
    "timeit",
    "/dev/stdin",
];

fn compare_python(words: &[&str]) {
    let Some(asked) = python(words) else { return };
    let found = rules(Level::Strict, "python3", words);
    let own = (has(&found, Rule::LauncherInlineCode), has(&found, Rule::LauncherPreload));
    assert_eq!(own, (asked.code, asked.preload), "{words:?}: {asked:?} {found:?}");
    assert!(
        rules(Level::Moderate, "python3", words).is_empty() != asked.preload,
        "moderate takes code and no preload: {words:?}"
    );
    if let Some(program) = asked.program {
        assert!(found.iter().all(|&(word, _)| word <= program + 1), "{words:?}: {found:?}");
    }
}

#[test]
fn every_short_argv_of_python_is_read_as_cpython_does() {
    each(&PYTHON, 3, compare_python);
}

const BASH: [&str; 17] = [
    "-c", "-x", "-euxo", "pipefail", "-o", "+c", "-lc", "--", "-", "-s", "sudo x", "-O", "extglob", "a.sh",
    "-oc", "-ceo", "+x",
];

fn compare_bash(words: &[&str]) {
    let Some(asked) = bash(words) else { return };
    let found = rules(Level::Permissive, "bash", words);
    let runs_sudo = asked.lines.iter().any(|&line| words[line] == "sudo x");
    assert_eq!(!found.is_empty(), runs_sudo, "{words:?}: {asked:?} {found:?}");
    let moderate = rules(Level::Moderate, "bash", words);
    // A script, and nothing before it but the end of options.
    let plain = asked.program.is_some_and(|at| words[..at].iter().all(|word| ["-", "--"].contains(word)));
    assert_eq!(moderate.is_empty(), plain, "{words:?}: {asked:?} {moderate:?}");
    assert_eq!(
        has(&moderate, Rule::LauncherShellInline),
        !asked.lines.is_empty()
            || words.iter().take(asked.program.unwrap_or(words.len())).any(|word| is_inline(word)),
        "{words:?}: {asked:?} {moderate:?}"
    );
}

/// `-s` reads the standard input; `-c` counts wherever it stands among the options.
fn is_inline(word: &str) -> bool {
    word.starts_with(['-', '+']) && word.contains(['c', 's'])
}

#[test]
fn every_short_argv_of_bash_is_read_as_bash_does() {
    each(&BASH, 3, compare_bash);
}

const NPX: [&str; 19] = [
    "-y",
    "--yes",
    "-c",
    "--call",
    "--call=sudo x",
    "-c=sudo x",
    "sudo x",
    "-p",
    "--package",
    "--package=a",
    "pkg",
    "--node-options=x",
    "--userconfig",
    "--loglevel",
    "--tag",
    "--prefer-offline",
    "--other",
    "--other=x",
    "--",
];

fn compare_npx(words: &[&str]) {
    let Some(asked) = npx(words) else { return };
    let found = rules(Level::Moderate, "npx", words);
    assert_eq!(has(&found, Rule::LauncherPreload), asked.preload, "{words:?}: {asked:?} {found:?}");
    let lines = !asked.lines.is_empty();
    assert_eq!(has(&found, Rule::LauncherShellInline), lines, "{words:?}: {asked:?} {found:?}");
    let sudo = asked.lines.iter().any(|&line| words[line].ends_with("sudo x"));
    let permissive = rules(Level::Permissive, "npx", words);
    assert_eq!(!permissive.is_empty(), sudo, "{words:?}: {asked:?} {permissive:?}");
    if let Some(program) = asked.program {
        assert!(found.iter().all(|&(word, _)| word <= program + 1), "{words:?}: {found:?}");
    }
}

#[test]
fn every_short_argv_of_npx_is_read_as_npx_does() {
    each(&NPX, 3, compare_npx);
}

/// Starts whose last word is the script, module, package or image.
const STARTS: [&str; 22] = [
    "python app.py",
    "python -u -m app",
    "py -3 app.py",
    "node --enable-source-maps app.js",
    "npx -y @scope/pkg@1.2.3",
    "npx --package=a b",
    "uvx --from a b",
    "uvx -qq a@latest",
    "uv --directory x run --with a app.py",
    "uv tool run a",
    "pipx run a",
    "bunx --bun a",
    "bun run app.ts",
    "deno run --allow-net npm:a",
    "java -Xmx1g -jar app.jar",
    "ruby -w app.rb",
    "perl -w app.pl",
    "php app.php",
    "go run ./cmd/x",
    "cargo run --release --",
    "docker run -i --rm -e A img",
    "dotnet run --project x --",
];

fn tail() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        "-{1,2}[a-zA-Z]{1,12}(=[a-z:/.]{0,8})?",
        prop::sample::select(vec![
            "-c",
            "-e",
            "--eval",
            "-r",
            "--require",
            "--call",
            "--index-url",
            "http://x.example/",
            "-v",
            "/:/x",
            "--privileged",
            "git+ssh://x/y",
            "exec",
            "-",
            "--",
            "--with",
            "./x",
            "install",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 0..8)
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn what_follows_the_program_is_the_servers(tail in tail()) {
        for start in STARTS {
            let mut words: Vec<&str> = start.split(' ').collect();
            words.extend(tail.iter().map(String::as_str));
            let (executable, arguments) = words.split_first().unwrap();
            for level in Level::ALL {
                let found = rules(level, executable, arguments);
                prop_assert!(found.is_empty(), "{words:?}: {found:?}");
            }
        }
    }

    #[test]
    fn longer_argv_are_read_as_their_programs_do(
        python in prop::collection::vec(prop::sample::select(PYTHON.to_vec()), 0..8),
        bash in prop::collection::vec(prop::sample::select(BASH.to_vec()), 0..8),
        npx in prop::collection::vec(prop::sample::select(NPX.to_vec()), 0..8),
    ) {
        compare_python(&python);
        compare_bash(&bash);
        compare_npx(&npx);
    }

    #[test]
    fn what_a_level_accepts_every_looser_one_accepts(words in tail(), start in 0..STARTS.len()) {
        let first: Vec<&str> = STARTS[start].split(' ').collect();
        for taken in 1..=first.len() {
            let words: Vec<&str> = first[1..taken].iter().copied().chain(words.iter().map(String::as_str)).collect();
            let [strict, moderate, permissive] = Level::ALL.map(|level| rules(level, first[0], &words));
            // Launchers judge interpreters by the level, and nothing else.
            prop_assert!(strict.is_superset(&moderate), "{words:?}: {strict:?} {moderate:?}");
            prop_assert!(moderate.is_superset(&permissive), "{words:?}: {moderate:?} {permissive:?}");
        }
    }

    #[test]
    fn a_cluster_is_its_letters(
        (executable, letters) in prop::sample::select(vec![
            ("python", "BEIOPSbdiqsuvx"), ("bash", "aefhklmnpstuvxBCEHPTc"), ("perl", "wWtTnpleaE0"),
            ("docker", "dDit"), ("npx", "yqfgs"),
        ])
        .prop_flat_map(|(executable, letters)| {
            let letter = prop::sample::select(letters.chars().collect::<Vec<_>>());
            (Just(executable), prop::collection::vec(letter, 1..6))
        }),
    ) {
        let before: &[&str] = if executable == "docker" { &["run"] } else { &[] };
        // A letter that takes a value ends a cluster.
        let last = letters.iter().position(|letter| executable == "perl" && "eE".contains(*letter));
        let letters = &letters[..last.map_or(letters.len(), |at| at + 1)];
        let one = format!("-{}", letters.iter().collect::<String>());
        let each: Vec<String> = letters.iter().map(|letter| format!("-{letter}")).collect();
        let clustered: Vec<&str> = before.iter().copied().chain([one.as_str(), "x", "y"]).collect();
        let spelled: Vec<&str> =
            before.iter().copied().chain(each.iter().map(String::as_str)).chain(["x", "y"]).collect();
        for level in Level::ALL {
            let names = |words: &[&str]| -> BTreeSet<Rule> {
                rules(level, executable, words).into_iter().map(|(_, rule)| rule).collect()
            };
            prop_assert_eq!(names(&clustered), names(&spelled), "{:?}", clustered);
        }
    }
}

#[test]
fn the_models_read_what_their_manuals_say() {
    let asked = |code, preload, program| Asked { code, preload, lines: Vec::new(), program };
    assert_eq!(python(&["-u", "-m", "app", "-c"]), Some(asked(false, false, Some(2))));
    assert_eq!(python(&["-W", "-c", "app.py"]), Some(asked(false, false, Some(2))));
    assert_eq!(python(&["-Ic", "x"]), Some(asked(true, false, None)));
    assert_eq!(bash(&["-euxo", "pipefail", "-c", "id"]).unwrap().lines, [3]);
    assert_eq!(bash(&["a.sh", "-c"]).unwrap().program, Some(0));
    assert_eq!(npx(&["--other", "x", "-c", "id"]).unwrap().lines, [3]);
    assert_eq!(npx(&["-y", "pkg", "-c"]).unwrap().program, Some(1));
}
