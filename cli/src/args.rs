//! The command line's shape.

use clap::{Parser, Subcommand};

/// Checks what MCP configurations and tool calls put in front of an operating system, a network or a shell.
#[derive(Debug, Parser)]
#[command(version, about, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Answer checks from standard input, one JSON object a line, on standard output.
    ///
    /// Each line is `{"id": …, "kind": …, "policy": {…}, "input": …}`; each gets one line of answer, in
    /// order: a verdict, or an error that does not stop the run.
    Batch,
}
