//! Every entry point, on its worst inputs, in a thread with little stack: recursion anywhere in the
//! core, or a large buffer, would end the process.
//!
//! The ceilings of an optimised build stand in `core/probe/stack.tsv`; here an unoptimised build has
//! to do with 128 KiB, harness included.

use portcullis::Level;
use portcullis_proptests::{Case, Kind, Settings, vectors};

const STACK: usize = 128 * 1024;

fn in_a_small_thread(case: Case) {
    let name = format!("{} in a small thread", case.kind);
    let run = move || {
        let _ = case.run();
        case
    };
    let thread = std::thread::Builder::new().name(name).stack_size(STACK).spawn(run).expect("a thread");
    thread.join().expect("no panic");
}

/// Inputs that would make a recursive or a buffering reader use the most.
fn worst(kind: Kind) -> Vec<Vec<Vec<u8>>> {
    let nested = |open: &str, inner: &str, close: &str, depth: usize| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth)).into_bytes()
    };
    match kind {
        Kind::ToolArgs | Kind::Server | Kind::Config => [1, 5, 6, 63, 64, 65, 5_000]
            .into_iter()
            .flat_map(|depth| {
                [
                    vec![nested("{\"a\":", "1", "}", depth)],
                    vec![nested("[", "1", "]", depth)],
                    vec![nested("{\"mcpServers\":{\"a\":{\"env\":", "{}", "}}}", depth)],
                    vec![nested("{\"a\":[", "", "", depth)],
                ]
            })
            .collect(),
        Kind::Argv => vec![vec![b"a".to_vec(); 51], vec![vec![b'('; 500]; 51], vec![vec![b'a'; 500]; 2]],
        Kind::Env | Kind::Header => {
            let names = (0..600).flat_map(|at| [format!("N{at}").into_bytes(), b"v".to_vec()]);
            vec![names.collect(), vec![vec![b'A'; 100], b"${".repeat(500)]]
        }
        Kind::Resolve => vec![vec![vec![b'a'; 500], b"core".to_vec()]],
        Kind::Redirect => vec![vec![b"https://example.com/".to_vec(), b"/..".repeat(600)]],
        Kind::ToolName | Kind::ToolNames => vec![vec![vec![b'a'; 100], vec![b'b'; 50]]],
        Kind::Command => [&b"( "[..], b"a ", b"'a' ", b"\"", b"$(", b"\\"]
            .map(|unit| vec![unit.repeat(1000 / unit.len())])
            .to_vec(),
        _ => {
            [&b"a."[..], b"/..", b"%2e", b"[", b"a"].map(|unit| vec![unit.repeat(2048 / unit.len())]).to_vec()
        }
    }
}

#[test]
fn worst_inputs_need_little_stack() {
    for kind in Kind::ALL {
        for parts in worst(kind) {
            for level in Level::ALL {
                let settings = Settings { max_depth: Some(64), ..Settings::default() }.at(level);
                in_a_small_thread(Case { kind, settings, parts: parts.clone() });
            }
        }
    }
}

#[test]
fn vectors_need_little_stack() {
    let cases: Vec<Case> = vectors::read_all().unwrap().into_iter().map(|vector| vector.case).collect();
    let run = move || cases.iter().filter_map(Case::run).count();
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run).expect("a thread");
    assert!(thread.join().expect("no panic") > 0);
}
