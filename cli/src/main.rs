//! `portcullis`: audits MCP configuration files, and answers batches of checks.
//!
//! It never starts a server, never resolves a name unless told to, and never connects.

mod args;
mod audit;
mod batch;
mod canonical;
mod catalogue;
mod check;
mod client;
mod doc;
mod exit;
mod normalise;
mod one_shot;
mod policy;
mod printable;
mod read;
mod render;
mod rewrite;
mod secrets;
mod show;

use clap::Parser as _;

use crate::args::{Arguments, Task};

fn main() -> std::process::ExitCode {
    let arguments = Arguments::parse();
    match arguments.task {
        Task::Check(arguments) => check::run(&arguments),
        Task::Show { input, show_secrets } => show::run(&input, show_secrets),
        Task::Sanitize { input, level, policy } => rewrite::run(&input, level, &policy),
        Task::Batch { allow_network } => batch::run(allow_network),
        Task::Url { url, policy } => one_shot::url(&url, &policy),
        Task::Command { command, policy } => one_shot::command(&command, &policy),
        Task::Env { variables, policy } => one_shot::env(&variables, &policy),
        Task::Args { json, policy } => one_shot::args(json, &policy),
        Task::ToolName { tool, server } => one_shot::tool_name(&tool, &server),
        Task::Explain { rule } => catalogue::explain(&rule),
        Task::Rules { format } => catalogue::rules(format),
    }
    .into()
}
