//! Server and tool names, registries, working directories.
#![cfg_attr(fuzzing, no_main)]
portcullis_fuzz::target!("names");
