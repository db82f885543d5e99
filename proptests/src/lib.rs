//! What judges the core: vectors, generators, independent models, oracles.
//!
//! Nothing here shares code or tables with the core; a model is written from the specification, slow
//! and obvious.
