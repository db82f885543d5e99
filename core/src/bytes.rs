//! Bytes: the class tables, the one place that cuts slices, the `memchr` paths.

pub(crate) mod class;
pub(crate) mod cursor;
pub(crate) mod scan;
