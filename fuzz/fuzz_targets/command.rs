//! A command string to `prepare_command`.
#![cfg_attr(fuzzing, no_main)]
portcullis_fuzz::target!("command");
