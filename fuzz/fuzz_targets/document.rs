//! A whole document to `validate_config`.
#![cfg_attr(fuzzing, no_main)]
portcullis_fuzz::target!("document");
