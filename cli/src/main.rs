//! `portcullis`: audits MCP configuration files, and answers batches of checks.
//!
//! It never starts a server, never resolves a name unless told to, and never connects.

mod args;
mod audit;
mod batch;
#[cfg_attr(not(test), expect(dead_code, reason = "the core does not judge server entries so far"))]
mod canonical;
mod catalogue;
mod check;
mod client;
mod doc;
mod exit;
mod normalise;
mod one_shot;
mod printable;
mod read;
mod render;
mod secrets;

use clap::Parser as _;

use crate::args::{Arguments, Command};

fn main() -> std::process::ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Batch { allow_network } => batch::run(allow_network),
        Command::Url { url, policy } => one_shot::url(&url, &policy),
        Command::Command { command, policy } => one_shot::command(&command, &policy),
        Command::Env { variables, policy } => one_shot::env(&variables, &policy),
        Command::Args { json, policy } => one_shot::args(json, &policy),
        Command::ToolName { tool, server } => one_shot::tool_name(&tool, &server),
        Command::Explain { rule } => catalogue::explain(&rule),
        Command::Rules { format } => catalogue::rules(format),
    }
    .into()
}
