//! Replay of fuzzing inputs on a stable compiler.
