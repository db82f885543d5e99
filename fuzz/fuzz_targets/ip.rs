//! An address literal to `validate_ip`.
#![cfg_attr(fuzzing, no_main)]
portcullis_fuzz::target!("ip");
