//! An argv to `validate_argv`.
#![cfg_attr(fuzzing, no_main)]
portcullis_fuzz::target!("argv");
