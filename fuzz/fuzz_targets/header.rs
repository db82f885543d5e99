//! Pairs to `validate_headers`.
#![cfg_attr(fuzzing, no_main)]
portcullis_fuzz::target!("header");
