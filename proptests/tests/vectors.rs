//! Every vector of the corpus, against the core.

use portcullis_proptests::Kind;
use portcullis_proptests::vectors::read_all;

#[test]
fn every_vector_has_its_verdict() {
    let vectors = read_all().unwrap_or_else(|problems| panic!("malformed corpus:\n{problems}"));
    let mut failures = Vec::new();
    for vector in &vectors {
        match vector.case.run() {
            Some(answer) => {
                if let Err(problem) = vector.judge(&answer) {
                    failures.push(format!("{} {}: {problem} ({})", vector.place, vector.id, vector.note));
                }
            }
            // The command line's own tests run these.
            None => assert_eq!(vector.case.kind, Kind::Document, "{}: not run", vector.id),
        }
    }
    assert!(failures.is_empty(), "{} of {} vectors:\n{}", failures.len(), vectors.len(), failures.join("\n"));
}
