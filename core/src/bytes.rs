//! Bytes: the class tables, the one place that cuts slices, the `memchr` paths.

pub(crate) mod class;
#[allow(dead_code, reason = "the readers that use it land next")]
pub(crate) mod cursor;
pub(crate) mod scan;
