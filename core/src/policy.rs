//! What a caller decides: levels, lists, limits. Policies are `Copy`, borrowed, const-constructible,
//! strict by default, and fail closed.

use core::fmt;
use core::str::FromStr;

use crate::limit;
use crate::reject::{Rejection, Span};
use crate::rule::Rule;

/// How strict a check is. The order is that of strictness, the strictest first: what a level
/// accepts, every later one accepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "the reference defines exactly three")]
pub enum Level {
    /// The least that ordinary servers need.
    #[default]
    Strict,
    /// Common development patterns as well.
    Moderate,
    /// Trusted environments: a block list of known payloads, no more.
    Permissive,
}

impl Level {
    /// Every level, the strictest first.
    pub const ALL: [Self; 3] = [Self::Strict, Self::Moderate, Self::Permissive];

    /// The name that configurations use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Moderate => "moderate",
            Self::Permissive => "permissive",
        }
    }

    /// The level of this exact name, strict for any other text.
    ///
    /// This is the reference's reading of a level that comes as text; whoever wants to report an
    /// unknown name uses [`FromStr`], which refuses it.
    ///
    /// ```
    /// use portcullis::Level;
    /// assert_eq!(Level::normalize("moderate"), Level::Moderate);
    /// assert_eq!(Level::normalize("typo"), Level::Strict);
    /// assert!("Strict".parse::<Level>().is_err());
    /// ```
    #[must_use]
    pub fn normalize(name: &str) -> Self {
        name.parse().unwrap_or_default()
    }
}

impl FromStr for Level {
    type Err = Rejection;

    fn from_str(name: &str) -> Result<Self, Rejection> {
        Self::ALL
            .into_iter()
            .find(|level| level.name() == name)
            .ok_or_else(|| Rejection::new(Rule::PolicyLevelUnknown, Span::all(name.len())))
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The system that will run a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "the two ways a program is started")]
pub enum HostOs {
    /// `execve`: an argv reaches the program as it is.
    #[default]
    Posix,
    /// `CreateProcess`: one string, `.cmd` shims, drive letters.
    Windows,
}

/// `new` no larger than `cap`, or the refusal of the policy.
const fn within(new: usize, cap: usize) -> Result<usize, Rejection> {
    if new > cap { Err(Rejection::new(Rule::PolicyLimitAboveCap, Span::all(0))) } else { Ok(new) }
}

/// A limit setter that refuses a value above the documented hard cap.
macro_rules! limit_setters {
    ($($(#[$doc:meta])* $name:ident => $field:ident <= $cap:expr;)*) => {
        $(
            $(#[$doc])*
            ///
            /// # Errors
            /// [`Rule::PolicyLimitAboveCap`] above the hard cap; a limit is never clamped.
            pub const fn $name(mut self, limit: usize) -> Result<Self, Rejection> {
                match within(limit, $cap) {
                    Ok(limit) => {
                        self.$field = limit;
                        Ok(self)
                    }
                    Err(rejection) => Err(rejection),
                }
            }
        )*
    };
}

/// A setter for a field that any value may have.
macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident: $type:ty => $field:ident = $value:expr;)*) => {
        $(
            $(#[$doc])*
            pub const fn $name(mut self, $field: $type) -> Self {
                self.$field = $value;
                self
            }
        )*
    };
}

/// What `prepare_command` and `validate_argv` accept.
///
/// ```
/// use portcullis::{CommandPolicy, Level, validate_argv};
/// let policy = CommandPolicy::strict().level(Level::Moderate).allowed_executables(&["node"]);
/// assert!(validate_argv(b"node", &["server.js"], &policy).is_ok());
/// assert!(validate_argv(b"deno", &["run", "server.ts"], &policy).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct CommandPolicy<'a> {
    pub(crate) level: Level,
    pub(crate) allowed_executables: Option<&'a [&'a str]>,
    pub(crate) host_os: HostOs,
    pub(crate) max_length: usize,
}

impl<'a> CommandPolicy<'a> {
    /// Strict, the default executables, POSIX, the reference's limits.
    pub const fn strict() -> Self {
        Self {
            level: Level::Strict,
            allowed_executables: None,
            host_os: HostOs::Posix,
            max_length: limit::COMMAND,
        }
    }

    setters! {
        /// Another level.
        level: Level => level = level;
        /// These executables and no others. They replace the default list and lift no launcher rule;
        /// an empty list allows nothing.
        allowed_executables: &'a [&'a str] => allowed_executables = Some(allowed_executables);
        /// The system that will run the command.
        host_os: HostOs => host_os = host_os;
    }

    limit_setters! {
        /// The longest command string, in bytes.
        max_length => max_length <= limit::COMMAND;
    }
}

/// What `validate_url` accepts.
///
/// ```
/// use portcullis::{UrlPolicy, validate_url};
/// let policy = UrlPolicy::strict().allowed_hostnames(&["api.example.com"]);
/// assert!(validate_url(b"https://api.example.com/mcp", &policy).is_ok());
/// assert!(validate_url(b"https://malicious.com/mcp", &policy).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
#[expect(clippy::struct_excessive_bools, reason = "the reference's flags, one each")]
pub struct UrlPolicy<'a> {
    pub(crate) allow_private_ips: bool,
    pub(crate) allow_localhost: bool,
    pub(crate) require_https: bool,
    pub(crate) resolve_dns: bool,
    pub(crate) allowed_hostnames: Option<&'a [&'a str]>,
    pub(crate) max_length: usize,
}

impl<'a> UrlPolicy<'a> {
    /// Public hosts only.
    pub const fn strict() -> Self {
        Self {
            allow_private_ips: false,
            allow_localhost: false,
            require_https: false,
            resolve_dns: false,
            allowed_hostnames: None,
            max_length: limit::URL,
        }
    }

    setters! {
        /// RFC 1918 and `fc00::/7` addresses pass, less the metadata addresses.
        allow_private_ips: bool => allow_private_ips = allow_private_ips;
        /// `localhost`, 127/8 and `::1` pass.
        allow_localhost: bool => allow_localhost = allow_localhost;
        /// `http` is refused, except to an allowed localhost.
        require_https: bool => require_https = require_https;
        /// Every address that the name resolves to must pass as well.
        resolve_dns: bool => resolve_dns = resolve_dns;
        /// These hosts and no others: exact, ASCII case aside, no wildcards; an empty list allows nothing.
        allowed_hostnames: &'a [&'a str] => allowed_hostnames = Some(allowed_hostnames);
    }

    limit_setters! {
        /// The longest URL, in bytes.
        max_length => max_length <= limit::URL;
    }
}

/// Which variables pass when no class and no pattern decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "the reference defines exactly two")]
pub enum EnvMode {
    /// Everything but what is denied.
    #[default]
    Denylist,
    /// Nothing but what is listed.
    Allowlist,
}

impl FromStr for EnvMode {
    type Err = Rejection;

    /// `denylist` or `allowlist`; an unknown mode is an error, never a default.
    fn from_str(name: &str) -> Result<Self, Rejection> {
        match name {
            "denylist" => Ok(Self::Denylist),
            "allowlist" => Ok(Self::Allowlist),
            _ => Err(Rejection::new(Rule::PolicyModeUnknown, Span::all(name.len()))),
        }
    }
}

/// What becomes of a variable that the policy does not let through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "dropping and refusing is all there is")]
pub enum OnDenied {
    /// It is left out, and the result names the rule.
    #[default]
    Drop,
    /// The whole environment is refused.
    Reject,
}

/// What `validate_environment_variables` keeps, drops and refuses.
///
/// ```
/// use portcullis::{EnvMode, EnvPolicy, validate_environment_variables};
/// let policy = EnvPolicy::strict().mode(EnvMode::Allowlist).allowed_vars(&["DEBUG"]);
/// let env = [("API_KEY", "secret123"), ("DEBUG", "true")];
/// let checked = validate_environment_variables(&env, &policy).unwrap();
/// assert_eq!(checked.kept().collect::<Vec<_>>(), [("DEBUG", "true")]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct EnvPolicy<'a> {
    pub(crate) level: Level,
    pub(crate) mode: EnvMode,
    pub(crate) on_denied: OnDenied,
    pub(crate) allowed_vars: Option<&'a [&'a str]>,
    pub(crate) denied_vars: Option<&'a [&'a str]>,
    pub(crate) max_name: usize,
    pub(crate) max_value: usize,
}

impl<'a> EnvPolicy<'a> {
    /// Strict, denylist mode, dropping.
    pub const fn strict() -> Self {
        Self {
            level: Level::Strict,
            mode: EnvMode::Denylist,
            on_denied: OnDenied::Drop,
            allowed_vars: None,
            denied_vars: None,
            max_name: limit::ENV_NAME,
            max_value: limit::ENV_VALUE,
        }
    }

    setters! {
        /// Another level. What strict keeps, the looser levels keep. The reverse does not hold for
        /// refusals: values are judged only of what is kept, so that a variable that strict leaves out
        /// can be refused for its value at a looser level, which would have kept it.
        level: Level => level = level;
        /// Allowlist or denylist.
        mode: EnvMode => mode = mode;
        /// Drop or refuse what does not pass.
        on_denied: OnDenied => on_denied = on_denied;
        /// The user's explicit decision: these names pass in either mode (code-loading names only when permissive).
        allowed_vars: &'a [&'a str] => allowed_vars = Some(allowed_vars);
        /// These names are dropped, in place of strict's default names (`PATH`, `HOME`, …).
        denied_vars: &'a [&'a str] => denied_vars = Some(denied_vars);
    }

    limit_setters! {
        /// The longest name, in bytes.
        max_key_length => max_name <= limit::ENV_NAME;
        /// The longest value, in bytes.
        max_value_length => max_value <= limit::ENV_VALUE_CAP;
    }
}

/// What `validate_tool_arguments` accepts.
///
/// ```
/// use portcullis::{ArgumentsPolicy, validate_tool_arguments};
/// let policy = ArgumentsPolicy::strict().max_depth(2).unwrap();
/// assert!(validate_tool_arguments(br#"{"a":{"b":1}}"#, &policy).is_ok());
/// assert!(validate_tool_arguments(br#"{"a":{"b":{"c":1}}}"#, &policy).is_err());
/// assert!(ArgumentsPolicy::strict().max_depth(65).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct ArgumentsPolicy {
    pub(crate) level: Level,
    pub(crate) max_depth: usize,
    pub(crate) max_size: usize,
    pub(crate) max_keys: usize,
    pub(crate) max_items: usize,
    pub(crate) max_string: usize,
    pub(crate) big_integers: bool,
}

impl ArgumentsPolicy {
    /// Strict, with the reference's limits.
    pub const fn strict() -> Self {
        Self {
            level: Level::Strict,
            max_depth: limit::ARGUMENTS_DEPTH,
            max_size: limit::ARGUMENTS_SIZE,
            max_keys: limit::OBJECT_KEYS,
            max_items: limit::LIST_ITEMS,
            max_string: limit::STRING,
            big_integers: false,
        }
    }

    setters! {
        /// Another level.
        level: Level => level = level;
        /// Integers beyond ±(2^53 − 1), which some readers round, pass.
        big_integers: bool => big_integers = big_integers;
    }

    limit_setters! {
        /// The deepest nesting; the top object is depth 0.
        max_depth => max_depth <= limit::DEPTH_CAP;
        /// The largest compact JSON text, in bytes of UTF-8.
        max_size => max_size <= limit::ARGUMENTS_SIZE_CAP;
        /// The longest string or key, in bytes of UTF-8.
        max_string_length => max_string <= limit::ARGUMENTS_SIZE_CAP;
        /// The most keys of one object.
        max_dict_keys => max_keys <= limit::OBJECT_KEYS_CAP;
        /// The most items of one list.
        max_list_items => max_items <= limit::LIST_ITEMS;
    }
}

/// How far a server entry's own `security` block is honoured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a host must choose one of the three")]
pub enum SecurityBlock {
    /// As the reference does: the entry sets its own level and lists.
    Honour,
    /// It can make the caller's policy narrower, never wider.
    #[default]
    TightenOnly,
    /// It is read for form and changes nothing.
    Ignore,
}

/// A placeholder syntax that the client replaces before it uses the entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Placeholders {
    /// None: a `$` is an ordinary byte under the field's rules.
    #[default]
    None,
    /// `${NAME}`.
    Braces,
    /// `${NAME}` and `${NAME:-default}` (Claude Code).
    BracesDefault,
    /// `${input:id}`, `${env:NAME}`, `${workspaceFolder}` and their like (VS Code, Cursor).
    Editor,
}

/// What `validate_server_security` and `validate_config` accept: one policy a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct ServerPolicy<'a> {
    pub(crate) command: CommandPolicy<'a>,
    pub(crate) url: UrlPolicy<'a>,
    pub(crate) env: EnvPolicy<'a>,
    pub(crate) security_block: SecurityBlock,
    pub(crate) placeholders: Placeholders,
}

impl<'a> ServerPolicy<'a> {
    /// Strict in every field; the entry's own `security` block can only tighten.
    pub const fn strict() -> Self {
        Self {
            command: CommandPolicy::strict(),
            url: UrlPolicy::strict(),
            env: EnvPolicy::strict(),
            security_block: SecurityBlock::TightenOnly,
            placeholders: Placeholders::None,
        }
    }

    /// Another level, for commands and variables.
    pub const fn level(mut self, level: Level) -> Self {
        self.command = self.command.level(level);
        self.env = self.env.level(level);
        self
    }

    setters! {
        /// The policy of `command` and `args`.
        command: CommandPolicy<'a> => command = command;
        /// The policy of `url`.
        url: UrlPolicy<'a> => url = url;
        /// The policy of `env`.
        env: EnvPolicy<'a> => env = env;
        /// How far the entry's own `security` block is honoured.
        security_block: SecurityBlock => security_block = security_block;
        /// The placeholder syntax that the client replaces.
        placeholders: Placeholders => placeholders = placeholders;
    }
}

macro_rules! strict_by_default {
    ($($policy:ty),*) => { $(impl Default for $policy {
        fn default() -> Self {
            Self::strict()
        }
    })* };
}
strict_by_default!(CommandPolicy<'_>, UrlPolicy<'_>, EnvPolicy<'_>, ArgumentsPolicy, ServerPolicy<'_>);
