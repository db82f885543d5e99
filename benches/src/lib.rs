//! Inputs that the benchmarks share: generated, deterministic, realistic.

use portcullis_proptests::generate::shape;
use portcullis_proptests::{Case, Kind};

/// Bytes from a xorshift generator: the same on every machine.
#[must_use]
pub fn random_bytes(seed: u64, len: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    (0..len.div_ceil(8)).flat_map(|_| next()).take(len).collect()
}

/// At least `count` distinct calls of a kind with the verdict that was asked for, of ordinary shape.
///
/// # Panics
/// When a hundred times as many calls do not hold that many, or the core has no such function.
#[must_use]
pub fn calls(kind: Kind, accepted: bool, count: usize) -> Vec<Case> {
    let mut calls: Vec<Case> = Vec::new();
    for seed in 0..count as u64 * 1000 {
        let bytes = random_bytes(seed, 512);
        let mut source = arbitrary::Unstructured::new(&bytes);
        let Ok(parts) = shape::parts(kind, &mut source) else { continue };
        let case = Case::new(kind, parts);
        let answer = case.run().expect("the core has this function");
        if answer.verdict.is_ok() == accepted && !calls.iter().any(|other| other.parts == case.parts) {
            calls.push(case);
            if calls.len() == count {
                return calls;
            }
        }
    }
    panic!("only {} distinct calls of {kind}", calls.len());
}

/// The bytes of all calls together.
#[must_use]
pub fn total(cases: &[Case]) -> u64 {
    cases.iter().flat_map(|case| &case.parts).map(|part| part.len() as u64).sum()
}
