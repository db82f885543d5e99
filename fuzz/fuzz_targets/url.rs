//! A URL to `validate_url`.
#![cfg_attr(fuzzing, no_main)]
portcullis_fuzz::target!("url");
