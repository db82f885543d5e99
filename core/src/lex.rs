//! Grammars: bytes in, borrowed views out. Knows no policy.

pub(crate) mod base64;
pub(crate) mod host;
pub(crate) mod ip;
pub(crate) mod json;
pub(crate) mod path;
mod punycode;
pub(crate) mod separator;
pub(crate) mod shell;
pub(crate) mod text;
pub(crate) mod url;
