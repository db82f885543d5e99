//! Pairs to `validate_environment_variables`.
#![cfg_attr(fuzzing, no_main)]
portcullis_fuzz::target!("env");
