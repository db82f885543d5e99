//! The command line's shape.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use portcullis::rule::Severity;

use crate::client::Dialect;
use crate::render::Format;

/// Checks what MCP configurations and tool calls put in front of an operating system, a network or a shell.
///
/// It never starts a server, never resolves a name unless told to, and never connects.
///
/// Exit codes: 0 nothing at or above the threshold, 1 findings, 2 usage, 3 nothing to check, 4 an input that
/// cannot be read, 70 internal error.
#[derive(Debug, Parser)]
#[command(version, about, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Audit configuration files.
    Check(CheckArguments),
    /// Answer checks from standard input, one JSON object a line, on standard output.
    ///
    /// Each line is `{"id": …, "kind": …, "policy": {…}, "input": …}`; each gets one line of answer, in
    /// order: a verdict, or an error that does not stop the run.
    Batch {
        /// Resolve names where a policy says `resolve_dns` and gives no `resolved_ips`.
        #[arg(long)]
        allow_network: bool,
    },
    /// Explain a rule, by its id or its name.
    Explain {
        /// `PC1001` or `control-character`.
        rule: String,
    },
    /// List every rule.
    Rules {
        #[arg(long, value_enum, default_value_t = RulesFormat::Plain)]
        format: RulesFormat,
    },
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Files, folders (searched for known files), or `-` for standard input. Default: the known files here.
    pub(crate) paths: Vec<PathBuf>,
    /// The least severity that is reported and that decides the exit code.
    #[arg(long, value_enum, default_value_t = Threshold::Low)]
    pub(crate) min_severity: Threshold,
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    pub(crate) format: Format,
    /// Whose file it is, where path and shape do not tell.
    #[arg(long, value_enum)]
    pub(crate) client: Option<Dialect>,
    /// The path that standard input is treated as.
    #[arg(long, value_name = "PATH")]
    pub(crate) stdin_filename: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    Plain,
    Json,
}

/// A severity as an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Threshold {
    Info,
    Low,
    Medium,
    High,
}

impl From<Threshold> for Severity {
    fn from(threshold: Threshold) -> Self {
        match threshold {
            Threshold::Info => Self::Info,
            Threshold::Low => Self::Low,
            Threshold::Medium => Self::Medium,
            Threshold::High => Self::High,
        }
    }
}
