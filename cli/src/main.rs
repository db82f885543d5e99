//! `portcullis`: audits MCP configuration files, and answers batches of checks.
//!
//! It never starts a server, never resolves a name unless told to, and never connects.

mod args;
mod batch;
mod doc;
mod exit;
mod printable;

use clap::Parser as _;

use crate::args::{Arguments, Command};

fn main() -> std::process::ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Command::Batch => batch::run(),
    }
    .into()
}
