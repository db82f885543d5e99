//! Exit codes. Findings, bad usage and unreadable input never share one.

use std::process::ExitCode;

/// How a run ended. The order is that of precedence when several things happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Nothing at or above the threshold.
    Clean = 0,
    /// Something could not be written or another thing failed that is not the user's doing.
    Internal = 70,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
