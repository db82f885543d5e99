//! The `policy` of a request, by the reference's names. What is absent is strict; what is not known,
//! not of its type, or null is an error.

use std::net::IpAddr;

use portcullis::{
    ArgumentsPolicy, CommandPolicy, EnvMode, EnvPolicy, HostOs, Level, OnDenied, Placeholders, Rejection,
    Rule, SecurityBlock, ServerPolicy, UrlPolicy,
};
use serde::Deserialize;

use super::request::{Kind, given};

/// A settings table: each field may be missing, none may be null.
macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)*) => {
        /// The settings as they were given.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub(super) struct Policy {
            $($(#[$doc])* #[serde(deserialize_with = "given")] $name: Option<$type>,)*
        }
    };
}

settings! {
    level: String,
    host_os: Host,
    allowed_executables: Vec<String>,
    max_length: usize,
    allow_private_ips: bool,
    allow_localhost: bool,
    allowed_hostnames: Vec<String>,
    require_https: bool,
    resolve_dns: bool,
    resolved_ips: Vec<IpAddr>,
    mode: String,
    on_denied: Denied,
    allowed_vars: Vec<String>,
    denied_vars: Vec<String>,
    max_key_length: usize,
    max_value_length: usize,
    max_depth: usize,
    max_size: usize,
    max_string_length: usize,
    max_dict_keys: usize,
    max_list_items: usize,
    big_integers: bool,
    security_block: Block,
    placeholders: Syntax,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Host {
    Posix,
    Windows,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Denied {
    Drop,
    Reject,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Block {
    Honour,
    TightenOnly,
    Ignore,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Syntax {
    None,
    Braces,
    BracesDefault,
    Editor,
}

/// The lists of a policy in the form that the core borrows.
#[derive(Debug)]
pub(super) struct Lists<'p> {
    executables: Option<Vec<&'p str>>,
    hostnames: Option<Vec<&'p str>>,
    allowed_vars: Option<Vec<&'p str>>,
    denied_vars: Option<Vec<&'p str>>,
}

/// One policy a field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Policies<'p> {
    pub(super) command: CommandPolicy<'p>,
    pub(super) url: UrlPolicy<'p>,
    pub(super) env: EnvPolicy<'p>,
    pub(super) arguments: ArgumentsPolicy,
    pub(super) server: ServerPolicy<'p>,
}

impl Policy {
    /// What to tell about a policy that was understood.
    pub(super) fn notes(&self) -> Vec<Rule> {
        let unknown = self.level.as_deref().is_some_and(|name| name.parse::<Level>().is_err());
        if unknown { vec![Rule::PolicyLevelUnknown] } else { Vec::new() }
    }

    /// The addresses to assume for every name. Who gives them wants them checked.
    pub(super) fn addresses(&self) -> Option<&[IpAddr]> {
        self.resolved_ips.as_deref()
    }

    /// Whether names are to be resolved.
    pub(super) fn resolves(&self) -> bool {
        self.resolve_dns == Some(true)
    }

    pub(super) fn lists(&self) -> Lists<'_> {
        Lists {
            executables: borrow(self.allowed_executables.as_deref()),
            hostnames: borrow(self.allowed_hostnames.as_deref()),
            allowed_vars: borrow(self.allowed_vars.as_deref()),
            denied_vars: borrow(self.denied_vars.as_deref()),
        }
    }

    /// The core's policies for a check of this kind.
    ///
    /// # Errors
    /// A limit above its hard cap, an unknown mode, or a `max_length` where nothing has that limit.
    pub(super) fn build<'p>(&self, kind: Kind, lists: &'p Lists<'_>) -> Result<Policies<'p>, String> {
        if self.max_length.is_some() && !matches!(kind, Kind::Command | Kind::Url) {
            return Err("max_length is a limit of commands and URLs".into());
        }
        self.policies(kind, lists).map_err(|rejection| rejection.to_string())
    }

    fn policies<'p>(&self, kind: Kind, lists: &'p Lists<'_>) -> Result<Policies<'p>, Rejection> {
        let level = self.level.as_deref().map_or(Level::Strict, Level::normalize);
        let max_length = |own| self.max_length.filter(|_| kind == own);
        let command = self.command(level, max_length(Kind::Command), lists)?;
        let url = self.url(max_length(Kind::Url), lists)?;
        let (env, arguments) = (self.env(level, lists)?, self.arguments(level)?);
        let server = ServerPolicy::strict()
            .command(command)
            .url(url)
            .env(env)
            .security_block(match self.security_block {
                None | Some(Block::TightenOnly) => SecurityBlock::TightenOnly,
                Some(Block::Honour) => SecurityBlock::Honour,
                Some(Block::Ignore) => SecurityBlock::Ignore,
            })
            .placeholders(match self.placeholders {
                None | Some(Syntax::None) => Placeholders::None,
                Some(Syntax::Braces) => Placeholders::Braces,
                Some(Syntax::BracesDefault) => Placeholders::BracesDefault,
                Some(Syntax::Editor) => Placeholders::Editor,
            });
        Ok(Policies { command, url, env, arguments, server })
    }

    fn command<'p>(
        &self,
        level: Level,
        max_length: Option<usize>,
        lists: &'p Lists<'_>,
    ) -> Result<CommandPolicy<'p>, Rejection> {
        let mut policy = CommandPolicy::strict().level(level).host_os(match self.host_os {
            None | Some(Host::Posix) => HostOs::Posix,
            Some(Host::Windows) => HostOs::Windows,
        });
        if let Some(list) = &lists.executables {
            policy = policy.allowed_executables(list);
        }
        match max_length {
            Some(limit) => policy.max_length(limit),
            None => Ok(policy),
        }
    }

    fn url<'p>(&self, max_length: Option<usize>, lists: &'p Lists<'_>) -> Result<UrlPolicy<'p>, Rejection> {
        let mut policy = UrlPolicy::strict()
            .allow_private_ips(self.allow_private_ips == Some(true))
            .allow_localhost(self.allow_localhost == Some(true))
            .require_https(self.require_https == Some(true))
            .resolve_dns(self.resolve_dns == Some(true));
        if let Some(list) = &lists.hostnames {
            policy = policy.allowed_hostnames(list);
        }
        match max_length {
            Some(limit) => policy.max_length(limit),
            None => Ok(policy),
        }
    }

    fn env<'p>(&self, level: Level, lists: &'p Lists<'_>) -> Result<EnvPolicy<'p>, Rejection> {
        let mut policy = EnvPolicy::strict().level(level);
        if let Some(mode) = &self.mode {
            policy = policy.mode(mode.parse::<EnvMode>()?);
        }
        policy = policy.on_denied(match self.on_denied {
            None | Some(Denied::Drop) => OnDenied::Drop,
            Some(Denied::Reject) => OnDenied::Reject,
        });
        if let Some(list) = &lists.allowed_vars {
            policy = policy.allowed_vars(list);
        }
        if let Some(list) = &lists.denied_vars {
            policy = policy.denied_vars(list);
        }
        if let Some(limit) = self.max_key_length {
            policy = policy.max_key_length(limit)?;
        }
        if let Some(limit) = self.max_value_length {
            policy = policy.max_value_length(limit)?;
        }
        Ok(policy)
    }

    fn arguments(&self, level: Level) -> Result<ArgumentsPolicy, Rejection> {
        let mut policy = ArgumentsPolicy::strict().level(level).big_integers(self.big_integers == Some(true));
        if let Some(limit) = self.max_depth {
            policy = policy.max_depth(limit)?;
        }
        if let Some(limit) = self.max_size {
            policy = policy.max_size(limit)?;
        }
        if let Some(limit) = self.max_string_length {
            policy = policy.max_string_length(limit)?;
        }
        if let Some(limit) = self.max_dict_keys {
            policy = policy.max_dict_keys(limit)?;
        }
        if let Some(limit) = self.max_list_items {
            policy = policy.max_list_items(limit)?;
        }
        Ok(policy)
    }
}

fn borrow(list: Option<&[String]>) -> Option<Vec<&str>> {
    list.map(|list| list.iter().map(String::as_str).collect())
}
