//! Exit codes. Findings, bad usage and unreadable input never share one.

use std::io;
use std::process::ExitCode;

/// How a run ended. The order is that of precedence when several things happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Nothing at or above the threshold.
    Clean = 0,
    /// Findings, or a refusal.
    Findings = 1,
    /// A usage or policy error; `clap` exits with the same code.
    Usage = 2,
    /// Nothing to judge.
    NoInput = 3,
    /// An input could not be read or parsed.
    Unreadable = 4,
    /// Something failed that is not the user's doing.
    Internal = 70,
}

impl Exit {
    /// What an error of standard output comes to. Whoever closes it has seen enough.
    pub(crate) fn from_output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Clean;
        }
        anstream::eprintln!("portcullis: standard output: {}", error.kind());
        Self::Internal
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
