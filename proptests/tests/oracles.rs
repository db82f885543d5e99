//! Every oracle over generated calls, and over the vectors.

use portcullis_proptests::{Case, Kind, oracle, vectors};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

/// Two thousand calls from a fixed seed, so that a build's result depends on nothing but the source;
/// `PROPTEST_CASES=N` asks for N others, from a fresh seed.
fn runner() -> TestRunner {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return TestRunner::new(config);
    }
    let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(ProptestConfig { cases: 2_000, ..config }, seed)
}

fn generated(kind: Kind) {
    let mut runner = runner();
    let bytes = proptest::collection::vec(any::<u8>(), 0..400);
    let judged = runner.run(&bytes, |bytes| {
        let case = Case::from_bytes(kind, &bytes);
        oracle::judge_with(&portcullis_proptests::case::core, &case)
            .map_err(|problem| TestCaseError::fail(format!("{problem}\n{}", case.show())))
    });
    if let Err(problem) = judged {
        panic!("{problem}");
    }
}

macro_rules! kinds {
    ($($name:ident $kind:ident)*) => { $(#[test] fn $name() { generated(Kind::$kind); })* };
}

kinds! {
    command Command
    argv Argv
    url Url
    redirect Redirect
    ip Ip
    env Env
    header Header
    server_name ServerName
    tool_name ToolName
    tool_names ToolNames
    tool_args ToolArgs
    cwd Cwd
    text Text
    server Server
    config Config
}

#[test]
fn vectors_satisfy_every_oracle() {
    let vectors = vectors::read_all().unwrap();
    let mut failures = Vec::new();
    for vector in vectors {
        if let Err(problem) = oracle::judge_with(&portcullis_proptests::case::core, &vector.case) {
            failures.push(format!("{} {}: {problem}", vector.place, vector.id));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The generators reach what they are made to test: nine of ten of the core's rules in a fixed number of
/// calls. (Rules of documents are the command line's; the others need more than a call of ordinary size.)
#[test]
fn generated_calls_reach_most_rules() {
    let mut reached = std::collections::BTreeSet::new();
    for kind in Kind::ALL {
        for seed in 0..1_000_u64 {
            let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
            let next = |_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state.to_le_bytes()[0]
            };
            let bytes: Vec<u8> = (0..300).map(next).collect();
            let Some(answer) = Case::from_bytes(kind, &bytes).run() else { continue };
            reached.extend(answer.verdict.err().map(|rejection| rejection.rule()));
            reached.extend(answer.findings.iter().flatten().map(|finding| finding.rejection.rule()));
        }
    }
    let core: Vec<_> = portcullis::Rule::ALL.iter().filter(|rule| rule.code() < 9000).collect();
    let missed: Vec<_> = core.iter().filter(|rule| !reached.contains(rule)).map(|rule| rule.slug()).collect();
    println!("{} of {} rules reached; not {missed:?}", core.len() - missed.len(), core.len());
    assert!(
        missed.len() * 10 <= core.len(),
        "{} of {} rules not reached: {missed:?}",
        missed.len(),
        core.len()
    );
}
