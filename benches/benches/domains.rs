//! Each domain over 256 distinct ordinary inputs, with what a user would reach for instead beside it.
//!
//! The peers check less (a parser has no policy); they say what reading the same bytes costs. Verdicts
//! are asserted before and inside the loop. `cargo bench -p portcullis-benches`

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use portcullis::{
    ArgumentsPolicy, CommandPolicy, EnvPolicy, Level, UrlPolicy, prepare_command, sanitize_tool_name,
    validate_argv, validate_environment_variables, validate_tool_arguments, validate_url,
};
use portcullis_benches::{calls, total};
use portcullis_proptests::{Case, Kind};

const COUNT: usize = 256;

/// One way to judge every input, by name.
type Way<'w> = (&'w str, &'w dyn Fn(&Case) -> bool);

/// Measures each way over the same inputs, all of which each must accept (or, refuse).
fn compare(criterion: &mut Criterion, name: &str, cases: &[Case], expected: bool, ways: &[Way<'_>]) {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(total(cases)));
    for (way, judge) in ways {
        for case in cases {
            assert_eq!(judge(case), expected, "{way}: {}", case.show());
        }
        group.bench_with_input(BenchmarkId::from_parameter(way), cases, |bencher, cases| {
            bencher.iter(|| cases.iter().all(|case| judge(black_box(case)) == expected));
        });
    }
    group.finish();
}

fn text(case: &Case) -> &str {
    std::str::from_utf8(&case.parts[0]).unwrap_or_default()
}

fn urls(criterion: &mut Criterion) {
    let policy = UrlPolicy::strict();
    let ours = |case: &Case| validate_url(&case.parts[0], &policy).is_ok();
    compare(
        criterion,
        "url, accepted",
        &calls(Kind::Url, true, COUNT),
        true,
        &[("portcullis", &ours), ("url::Url::parse", &|case| url::Url::parse(text(case)).is_ok())],
    );
    compare(criterion, "url, refused", &calls(Kind::Url, false, COUNT), false, &[("portcullis", &ours)]);
}

fn commands(criterion: &mut Criterion) {
    let policy = CommandPolicy::strict();
    let ours = |case: &Case| prepare_command(&case.parts[0], &policy).is_ok();
    compare(
        criterion,
        "command, accepted",
        &calls(Kind::Command, true, COUNT),
        true,
        &[("portcullis", &ours), ("shlex::split", &|case| shlex::split(text(case)).is_some())],
    );
    compare(
        criterion,
        "command, refused",
        &calls(Kind::Command, false, COUNT),
        false,
        &[("portcullis", &ours)],
    );
    let argv = |case: &Case| validate_argv(&case.parts[0], &case.parts[1..], &policy).is_ok();
    compare(criterion, "argv, accepted", &calls(Kind::Argv, true, COUNT), true, &[("portcullis", &argv)]);
}

fn environments(criterion: &mut Criterion) {
    for level in Level::ALL {
        let policy = EnvPolicy::strict().level(level);
        let ours = |case: &Case| {
            let pairs: Vec<_> = case.parts.chunks(2).map(|pair| (&pair[0], &pair[1])).collect();
            validate_environment_variables(&pairs, &policy).is_ok()
        };
        let cases = calls(Kind::Env, true, COUNT);
        let cases: Vec<Case> = cases.into_iter().filter(|case| ours(case)).collect();
        compare(criterion, &format!("environment, {level}"), &cases, true, &[("portcullis", &ours)]);
    }
}

fn names(criterion: &mut Criterion) {
    let ours = |case: &Case| sanitize_tool_name(&case.parts[0], &case.parts[1]).is_ok();
    compare(criterion, "tool name", &calls(Kind::ToolName, true, 32), true, &[("portcullis", &ours)]);
}

fn arguments(criterion: &mut Criterion) {
    let policy = ArgumentsPolicy::strict();
    compare(
        criterion,
        "tool arguments",
        &calls(Kind::ToolArgs, true, COUNT),
        true,
        &[
            ("portcullis", &|case| validate_tool_arguments(&case.parts[0], &policy).is_ok()),
            // The grammar alone.
            ("from_utf8 and serde_json IgnoredAny", &|case| {
                std::str::from_utf8(&case.parts[0])
                    .is_ok_and(|text| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok())
            }),
            ("serde_json::Value", &|case| {
                serde_json::from_slice::<serde_json::Value>(&case.parts[0]).is_ok()
            }),
        ],
    );
}

criterion_group!(benches, urls, commands, environments, names, arguments);
criterion_main!(benches);
