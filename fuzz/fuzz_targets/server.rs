//! A server entry to `validate_server_security`.
#![cfg_attr(fuzzing, no_main)]
portcullis_fuzz::target!("server");
