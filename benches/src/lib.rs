//! Inputs that the benchmarks share: generated, deterministic, realistic.
