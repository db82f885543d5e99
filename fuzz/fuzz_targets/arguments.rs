//! JSON text to `validate_tool_arguments`.
#![cfg_attr(fuzzing, no_main)]
portcullis_fuzz::target!("arguments");
