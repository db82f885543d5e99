//! Grammars: bytes in, borrowed views out. Knows no policy.

pub(crate) mod json;
pub(crate) mod separator;
pub(crate) mod text;
