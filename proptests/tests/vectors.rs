//! Every vector of the corpus, against the core.

use std::collections::BTreeMap;

use portcullis_proptests::Kind;
use portcullis_proptests::vectors::read_all;

#[test]
fn every_vector_has_its_verdict() {
    let vectors = read_all().unwrap_or_else(|problems| panic!("malformed corpus:\n{problems}"));
    let mut failures = Vec::new();
    let mut not_run = BTreeMap::new();
    let mut run = 0;
    for vector in &vectors {
        match vector.case.run() {
            // The command line's own tests run these.
            None if vector.case.kind == Kind::Document => {}
            None => *not_run.entry(vector.case.kind.name()).or_insert(0) += 1,
            Some(answer) => {
                run += 1;
                if let Err(problem) = vector.judge(&answer) {
                    failures.push(format!("{} {}: {problem} ({})", vector.place, vector.id, vector.note));
                }
            }
        }
    }
    println!("{run} vectors run");
    for (kind, count) in not_run {
        println!("NOT RUN: {count} vectors of kind {kind}, which this harness does not call yet");
    }
    assert!(failures.is_empty(), "{} of {run} vectors:\n{}", failures.len(), failures.join("\n"));
}
