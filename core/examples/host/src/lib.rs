//! A host that puts portcullis in front of `std::process::Command` and of an HTTP client.
//!
//! The order is the lesson: check the text, put the values in, *check again*, and use what the second
//! check returned. An entry that was accepted with `${TOKEN}` in it says nothing about the entry
//! that will run.

pub mod connect;
pub mod entry;

use portcullis::Rejection;

/// One line for the host's log, which can neither leak nor inject: a rule, a place, static text.
/// The server is a number, since its name is the file's to choose.
#[must_use]
pub fn log_line(server: usize, rejection: Rejection) -> String {
    format!("server #{server} refused: {rejection} [{}]", rejection.rule().slug())
}
