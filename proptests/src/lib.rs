//! What judges the core: vectors, generators, independent models, oracles.
//!
//! Nothing here shares code or tables with the core; a model is written from the specification, slow
//! and obvious.
//!
//! Every driver (vectors, property tests, fuzz targets, regressions, benches) speaks of a [`Case`]: an
//! entry point, a policy and the bytes. [`case`] runs one against the core, [`vectors`] reads those of
//! the corpus, [`generate`] makes others from random bytes, [`oracle`] says what must hold for all.

pub mod case;
pub mod generate;
pub mod model;
pub mod oracle;
pub mod security;
pub mod settings;
pub mod vectors;

pub use case::{Accepted, Answer, Case, Kind};
pub use settings::Settings;

use std::path::PathBuf;

/// The repository's root, seen from this package.
#[must_use]
pub fn repository() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The integration that README shows, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
