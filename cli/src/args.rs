//! The command line's shape.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use portcullis::rule::Severity;
use portcullis::{Level, Rule};

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
    pub(crate) task: Task,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Audit configuration files.
    Check(CheckArguments),
    /// Show what each server starts or connects to: complete, and with nothing hidden.
    Show {
        #[command(flatten)]
        input: OneInput,
        /// Show credentials as well.
        #[arg(long)]
        show_secrets: bool,
    },
    /// Write the accepted servers again: commands as argvs, environments filtered.
    Sanitize {
        #[command(flatten)]
        input: OneInput,
        #[arg(long, value_enum, default_value_t)]
        level: LevelArgument,
        #[command(flatten)]
        policy: ServerArguments,
    },
    /// Answer checks from standard input, one JSON object a line, on standard output.
    ///
    /// `input_text` or `input_hex` stand in place of `input` for
    /// raw text or bytes. Kinds: command (string), argv (list, executable first), url, ip, env (object), header
    /// ({name, value}), server_name, tool_name ({tool_name, server_name}), tool_args, cwd, text, server (one entry),
    /// document (a client's file). Policy: level, allowed_executables, host_os, allow_private_ips, allow_localhost,
    /// allowed_hostnames, require_https, resolve_dns, resolved_ips, mode, on_denied, allowed_vars, denied_vars,
    /// max_length, max_depth, max_size, security_block, placeholders.
    ///
    /// Each line is `{"id": …, "kind": …, "policy": {…}, "input": …}`; each gets one line of answer, in
    /// order: a verdict, or an error that does not stop the run.
    Batch {
        /// Resolve names where a policy says `resolve_dns` and gives no `resolved_ips`.
        #[arg(long)]
        allow_network: bool,
    },
    /// Check one URL, and say what to connect to.
    Url {
        url: String,
        #[command(flatten)]
        policy: UrlArguments,
    },
    /// Check one command string, and split it into its words.
    Command {
        command: String,
        #[command(flatten)]
        policy: CommandArguments,
    },
    /// Check an environment, and say which variables to keep.
    Env {
        /// `NAME=value`.
        #[arg(required = true, value_name = "NAME=VALUE", value_parser = variable)]
        variables: Vec<(String, String)>,
        #[command(flatten)]
        policy: EnvArguments,
    },
    /// Check the arguments of a tool call.
    Args {
        /// A JSON object, or `-` for standard input.
        json: String,
        #[command(flatten)]
        policy: ArgsArguments,
    },
    /// Make the final name of a tool.
    ToolName {
        tool: String,
        /// The name of its server.
        server: String,
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
    /// Leave out a rule, by its id or its name; may be given several times.
    #[arg(long, value_name = "RULE", value_parser = rule, conflicts_with = "enforce")]
    pub(crate) ignore: Vec<Rule>,
    /// Exit with 0 where there are findings, as `--format sarif` always does.
    #[arg(long)]
    pub(crate) exit_zero: bool,
    /// Whose file it is, where path and shape do not tell.
    #[arg(long, value_enum)]
    pub(crate) client: Option<Dialect>,
    /// The path that standard input is treated as.
    #[arg(long, value_name = "PATH")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// Say what a host at this level would do with each server, instead of an audit.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) enforce: Option<LevelArgument>,
    #[command(flatten)]
    pub(crate) policy: ServerArguments,
}

/// One file.
#[derive(Debug, Args)]
pub(crate) struct OneInput {
    /// A configuration file, or `-` for standard input.
    pub(crate) path: PathBuf,
    /// Whose file it is, where path and shape do not tell.
    #[arg(long, value_enum)]
    pub(crate) client: Option<Dialect>,
}

/// The policy of a host.
#[derive(Debug, Args)]
#[command(next_help_heading = "Policy")]
pub(crate) struct ServerArguments {
    /// Let this program be started and no other; may be given several times.
    #[arg(long = "allowed-executable", value_name = "NAME")]
    pub(crate) allowed_executables: Option<Vec<String>>,
    /// Let this host be reached and no other; may be given several times.
    #[arg(long = "allowed-hostname", value_name = "HOST")]
    pub(crate) allowed_hostnames: Option<Vec<String>>,
    /// Let `localhost` and loopback addresses pass.
    #[arg(long)]
    pub(crate) allow_localhost: bool,
    /// Let private addresses pass.
    #[arg(long)]
    pub(crate) allow_private_ips: bool,
    /// The placeholders that the client replaces.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) placeholders: PlaceholdersArgument,
    /// How far an entry's own `security` block counts.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) security_block: BlockArgument,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlaceholdersArgument {
    #[default]
    None,
    /// `${NAME}`
    Braces,
    /// `${NAME}` and `${NAME:-default}`
    BracesDefault,
    /// `${input:id}`, `${env:NAME}`, `${workspaceFolder}`
    Editor,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum BlockArgument {
    /// It sets its own level and lists.
    Honour,
    /// It can only make the policy narrower.
    #[default]
    TightenOnly,
    /// It changes nothing.
    Ignore,
}

/// A security level as an argument; a typing error is a usage error here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelArgument {
    #[default]
    Strict,
    Moderate,
    Permissive,
}

impl From<LevelArgument> for Level {
    fn from(level: LevelArgument) -> Self {
        match level {
            LevelArgument::Strict => Self::Strict,
            LevelArgument::Moderate => Self::Moderate,
            LevelArgument::Permissive => Self::Permissive,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct UrlArguments {
    /// Let `localhost` and loopback addresses pass.
    #[arg(long)]
    pub(crate) allow_localhost: bool,
    /// Let private addresses pass.
    #[arg(long)]
    pub(crate) allow_private_ips: bool,
    /// Let this host pass and no other; may be given several times.
    #[arg(long = "allowed-hostname", value_name = "HOST")]
    pub(crate) allowed_hostnames: Option<Vec<String>>,
    /// Refuse plain http.
    #[arg(long)]
    pub(crate) require_https: bool,
    /// Resolve the name, with the system's resolver, and check each address.
    #[arg(long)]
    pub(crate) resolve: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CommandArguments {
    #[arg(long, value_enum, default_value_t)]
    pub(crate) level: LevelArgument,
    /// Let this program pass and no other; may be given several times.
    #[arg(long = "allowed-executable", value_name = "NAME")]
    pub(crate) allowed_executables: Option<Vec<String>>,
}

#[derive(Debug, Args)]
pub(crate) struct EnvArguments {
    #[arg(long, value_enum, default_value_t)]
    pub(crate) level: LevelArgument,
    /// Keep this variable; may be given several times.
    #[arg(long = "allowed-var", value_name = "NAME")]
    pub(crate) allowed_vars: Option<Vec<String>>,
    /// Drop this variable; may be given several times.
    #[arg(long = "denied-var", value_name = "NAME")]
    pub(crate) denied_vars: Option<Vec<String>>,
    /// Keep what is allowed by name and nothing else.
    #[arg(long)]
    pub(crate) allowlist: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ArgsArguments {
    #[arg(long, value_enum, default_value_t)]
    pub(crate) level: LevelArgument,
    /// The deepest nesting.
    #[arg(long)]
    pub(crate) max_depth: Option<usize>,
    /// The largest size, in bytes of compact JSON.
    #[arg(long)]
    pub(crate) max_size: Option<usize>,
}

fn rule(name: &str) -> Result<Rule, String> {
    Rule::find(name).ok_or_else(|| "no such rule; `portcullis rules` lists them".to_owned())
}

fn variable(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("there is no `=`")?;
    Ok((name.to_owned(), value.to_owned()))
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
