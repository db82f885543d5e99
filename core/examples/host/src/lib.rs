//! A host that puts portcullis in front of its HTTP client.

pub mod connect;
