//! Independent models: what the document says, slow and obvious, with tables of their own.

pub mod command;
pub mod env;
pub mod json;
pub mod launch;
pub mod pairs;
pub mod url;
