//! One call of the core: an entry point, a policy, the bytes; and what came of it.

mod command;
mod json;
mod name;
mod pairs;
mod url;

use std::fmt;
use std::str::FromStr;

use portcullis::{Effect, Finding, Rejection};

use crate::settings::Settings;

/// An entry point, by the name that vectors and `portcullis batch` use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `prepare_command`
    Command,
    /// `validate_argv`; parts are the executable and the arguments.
    Argv,
    /// `resolve_executable_in`; parts are the name and a folder of this repository.
    Resolve,
    /// `validate_url`, with a resolver where the settings have `resolved_ips`.
    Url,
    /// `check_redirect`; parts are where it comes from and where it leads.
    Redirect,
    /// `validate_ip`
    Ip,
    /// `validate_environment_variables`; parts are name, value, name, value, …
    Env,
    /// `validate_header`, or `validate_headers` for more than one; parts as for `env`.
    Header,
    /// `validate_server_name`
    ServerName,
    /// `sanitize_tool_name`; parts are the tool and the server.
    ToolName,
    /// `ToolNames::add` of each pair, in a registry of four; parts are tool, server, tool, server, …
    ToolNames,
    /// `validate_tool_arguments`
    ToolArgs,
    /// `validate_cwd`
    Cwd,
    /// `inspect_text`
    Text,
    /// `validate_server_security`
    Server,
    /// `validate_config`
    Config,
    /// The command line's audit of a client's file; the core has no such function.
    Document,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::Command,
        Self::Argv,
        Self::Resolve,
        Self::Url,
        Self::Redirect,
        Self::Ip,
        Self::Env,
        Self::Header,
        Self::ServerName,
        Self::ToolName,
        Self::ToolNames,
        Self::ToolArgs,
        Self::Cwd,
        Self::Text,
        Self::Server,
        Self::Config,
        Self::Document,
    ];

    /// Its name in the corpus.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Argv => "argv",
            Self::Resolve => "resolve",
            Self::Url => "url",
            Self::Redirect => "redirect",
            Self::Ip => "ip",
            Self::Env => "env",
            Self::Header => "header",
            Self::ServerName => "server_name",
            Self::ToolName => "tool_name",
            Self::ToolNames => "tool_names",
            Self::ToolArgs => "tool_args",
            Self::Cwd => "cwd",
            Self::Text => "text",
            Self::Server => "server",
            Self::Config => "config",
            Self::Document => "document",
        }
    }

    /// Whether an input of this kind can have this many parts.
    #[must_use]
    pub const fn takes(self, parts: usize) -> bool {
        match self {
            Self::Argv => parts >= 1,
            Self::Env => parts.is_multiple_of(2),
            Self::Header | Self::ToolNames => parts >= 2 && parts.is_multiple_of(2),
            Self::ToolName | Self::Redirect | Self::Resolve => parts == 2,
            _ => parts == 1,
        }
    }

    /// Whether the verdict depends on the level.
    #[must_use]
    pub const fn has_levels(self) -> bool {
        matches!(self, Self::Command | Self::Argv | Self::Env | Self::ToolArgs | Self::Server | Self::Config)
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| format!("unknown kind `{name}`"))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The entry point.
    pub kind: Kind,
    /// The policy.
    pub settings: Settings,
    /// The inputs.
    pub parts: Vec<Vec<u8>>,
}

/// What an accepted input gave the caller to use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The result in bytes: words of an argv, parts of a URL, kept pairs, a final name.
    pub output: Vec<Vec<u8>>,
    /// The variables that were left out, in their order.
    pub dropped: Vec<Rejection>,
    /// What `{:?}` of the result prints; lengths, never contents.
    pub printed: String,
    /// A call that must be accepted again and give the same output.
    pub again: Option<Box<Case>>,
}

/// What came of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Of the `validate_*` form.
    pub verdict: Result<Accepted, Rejection>,
    /// Of the `audit_*` form; `None` where the policy itself was refused, or no such form exists.
    pub findings: Option<Vec<Finding>>,
}

impl Answer {
    fn refused(rejection: Rejection) -> Self {
        Self { verdict: Err(rejection), findings: None }
    }
}

/// The first finding with this effect, in the order of first problems.
#[must_use]
pub fn first(findings: &[Finding], effect: Effect) -> Option<Rejection> {
    let matching =
        findings.iter().filter(|finding| finding.effect == effect).map(|finding| finding.rejection);
    matching.reduce(|first, next| if next.before(first) { next } else { first })
}

/// Something that answers a call: the core, or in the oracles' own tests a double of it.
pub type Subject = dyn Fn(Kind, &Settings, &[&[u8]]) -> Option<Answer>;

impl Case {
    /// A call under the strict default.
    #[must_use]
    pub fn new(kind: Kind, parts: Vec<Vec<u8>>) -> Self {
        Self { kind, settings: Settings::default(), parts }
    }

    /// The same call under other settings.
    #[must_use]
    pub fn under(&self, settings: Settings) -> Self {
        Self { settings, ..self.clone() }
    }

    /// The inputs as slices.
    #[must_use]
    pub fn slices(&self) -> Vec<&[u8]> {
        self.parts.iter().map(Vec::as_slice).collect()
    }

    /// Runs the case against the core. `None` where the core has no such function.
    ///
    /// # Panics
    /// When the number of parts is not one that the kind takes.
    #[must_use]
    pub fn run(&self) -> Option<Answer> {
        assert!(self.kind.takes(self.parts.len()), "{} does not take {} parts", self.kind, self.parts.len());
        core(self.kind, &self.settings, &self.slices())
    }
}

/// The core's answer; `None` where it has no such function.
#[must_use]
pub fn core(kind: Kind, settings: &Settings, parts: &[&[u8]]) -> Option<Answer> {
    Some(call(kind, settings, parts)?.unwrap_or_else(Answer::refused))
}

/// The answer, or the refusal of the policy.
fn call(kind: Kind, settings: &Settings, parts: &[&[u8]]) -> Option<Result<Answer, Rejection>> {
    let only = parts.first().copied().unwrap_or_default();
    Some(match kind {
        Kind::Command => command::string(settings, only),
        Kind::Argv => command::argv(settings, parts),
        Kind::Resolve => Ok(command::resolve(only, parts[1])),
        Kind::Url => url::url(settings, only),
        Kind::Redirect => url::redirect(settings, only, parts[1]),
        Kind::Ip => url::ip(settings, only),
        Kind::Env => pairs::environment(settings, parts),
        Kind::Header => Ok(pairs::headers(parts)),
        Kind::ServerName => Ok(name::server(only)),
        Kind::ToolName => Ok(name::tool(only, parts[1])),
        Kind::ToolNames => Ok(name::tools(parts)),
        Kind::ToolArgs => json::tool_arguments(settings, only),
        Kind::Cwd => Ok(name::cwd(only)),
        Kind::Text => Ok(name::text(only)),
        Kind::Server => json::server(settings, only),
        Kind::Config => json::config(settings, only),
        _ => return None,
    })
}

/// Collects what an `audit_*` function reports.
fn collect(audit: impl FnOnce(&mut dyn FnMut(Finding))) -> Option<Vec<Finding>> {
    let mut findings = Vec::new();
    audit(&mut |finding| findings.push(finding));
    Some(findings)
}
