//! Policies: views in, accepted or refused. One file for each field of a configuration.

pub(crate) mod address;
pub(crate) mod arguments;
pub(crate) mod command;
pub(crate) mod config;
pub(crate) mod cwd;
pub(crate) mod env;
pub(crate) mod executable;
pub(crate) mod header;
pub(crate) mod launch;
pub(crate) mod name;
mod pairs;
mod payload;
pub(crate) mod server;
pub(crate) mod text;
pub(crate) mod url;
