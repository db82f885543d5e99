//! Grammars: bytes in, borrowed views out. Knows no policy.

pub(crate) mod host;
pub(crate) mod ip;
pub(crate) mod json;
mod punycode;
pub(crate) mod separator;
pub(crate) mod text;
pub(crate) mod url;
