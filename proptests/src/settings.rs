//! Policies as text, with the names of `portcullis batch`, and the core's policies made from them.

use std::net::IpAddr;

use portcullis::{
    ArgumentsPolicy, CommandPolicy, EnvMode, EnvPolicy, HostOs, Level, OnDenied, Placeholders, Rejection,
    SecurityBlock, ServerPolicy, UrlPolicy,
};

const HOST_OS: [(&str, HostOs); 2] = [("posix", HostOs::Posix), ("windows", HostOs::Windows)];
const ON_DENIED: [(&str, OnDenied); 2] = [("drop", OnDenied::Drop), ("reject", OnDenied::Reject)];
const SECURITY_BLOCK: [(&str, SecurityBlock); 3] = [
    ("honour", SecurityBlock::Honour),
    ("tighten-only", SecurityBlock::TightenOnly),
    ("ignore", SecurityBlock::Ignore),
];
const PLACEHOLDERS: [(&str, Placeholders); 4] = [
    ("none", Placeholders::None),
    ("braces", Placeholders::Braces),
    ("braces-default", Placeholders::BracesDefault),
    ("editor", Placeholders::Editor),
];

/// A policy of any entry point. What is `None` is left at the strict default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// `level`, as text: an unknown name is the core's to judge.
    pub level: Option<String>,
    /// `allowed_executables`
    pub allowed_executables: Option<Vec<String>>,
    /// `host_os`
    pub host_os: Option<HostOs>,
    /// `max_length`, of commands and URLs.
    pub max_length: Option<usize>,
    /// `allow_private_ips`
    pub allow_private_ips: bool,
    /// `allow_localhost`
    pub allow_localhost: bool,
    /// `require_https`
    pub require_https: bool,
    /// `resolve_dns`
    pub resolve_dns: bool,
    /// `resolved_ips`: what the resolver answers.
    pub resolved_ips: Option<Vec<IpAddr>>,
    /// `allowed_hostnames`
    pub allowed_hostnames: Option<Vec<String>>,
    /// `mode`, as text.
    pub mode: Option<String>,
    /// `on_denied`
    pub on_denied: Option<OnDenied>,
    /// `allowed_vars`
    pub allowed_vars: Option<Vec<String>>,
    /// `denied_vars`
    pub denied_vars: Option<Vec<String>>,
    /// `max_key_length`, of environments.
    pub max_key_length: Option<usize>,
    /// `max_value_length`, of environments.
    pub max_value_length: Option<usize>,
    /// `max_depth`, of tool arguments.
    pub max_depth: Option<usize>,
    /// `max_size`, of tool arguments.
    pub max_size: Option<usize>,
    /// `max_string_length`, of tool arguments.
    pub max_string_length: Option<usize>,
    /// `max_dict_keys`, of tool arguments.
    pub max_dict_keys: Option<usize>,
    /// `max_list_items`, of tool arguments.
    pub max_list_items: Option<usize>,
    /// `big_integers`
    pub big_integers: bool,
    /// `security_block`
    pub security_block: Option<SecurityBlock>,
    /// `placeholders`
    pub placeholders: Option<Placeholders>,
}

/// `value` read as a truth value; anything but the two words is an error.
fn flag(value: &str) -> Result<bool, String> {
    value.parse().map_err(|_| format!("`{value}` is neither true nor false"))
}

fn number(value: &str) -> Result<usize, String> {
    value.parse().map_err(|_| format!("`{value}` is no number"))
}

/// `a,b` as a list; the empty text is the empty list.
fn list(value: &str) -> Vec<String> {
    value.split(',').filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

fn one_of<T: Copy>(value: &str, words: &[(&str, T)]) -> Result<T, String> {
    let found = words.iter().find(|(word, _)| *word == value);
    found.map(|&(_, meaning)| meaning).ok_or_else(|| format!("unknown word `{value}`"))
}

fn word_of<T: PartialEq>(meaning: T, words: &[(&'static str, T)]) -> &'static str {
    words.iter().find(|(_, other)| *other == meaning).map_or("?", |(word, _)| word)
}

impl Settings {
    /// Settings parted by blanks, such as `level=moderate allowed_executables=docker,npx`; `-` for none.
    ///
    /// # Errors
    /// An unknown setting, one that stands twice, or a value of the wrong form.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut settings = Self::default();
        if text == "-" {
            return Ok(settings);
        }
        let mut seen = Vec::new();
        for item in text.split(' ') {
            let (name, value) = item.split_once('=').ok_or_else(|| format!("`{item}` is not name=value"))?;
            if seen.contains(&name) {
                return Err(format!("`{name}` stands twice"));
            }
            seen.push(name);
            settings.set(name, value).map_err(|problem| format!("{name}: {problem}"))?;
        }
        if settings.resolved_ips.is_some() && !settings.resolve_dns {
            return Err("resolved_ips without resolve_dns".to_owned());
        }
        Ok(settings)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        match name {
            "level" => self.level = Some(value.to_owned()),
            "allowed_executables" => self.allowed_executables = Some(list(value)),
            "host_os" => self.host_os = Some(one_of(value, &HOST_OS)?),
            "max_length" => self.max_length = Some(number(value)?),
            "allow_private_ips" => self.allow_private_ips = flag(value)?,
            "allow_localhost" => self.allow_localhost = flag(value)?,
            "require_https" => self.require_https = flag(value)?,
            "resolve_dns" => self.resolve_dns = flag(value)?,
            "resolved_ips" => {
                let addresses = list(value).iter().map(|text| text.parse()).collect::<Result<_, _>>();
                self.resolved_ips =
                    Some(addresses.map_err(|_| format!("`{value}` is no list of addresses"))?);
            }
            "allowed_hostnames" => self.allowed_hostnames = Some(list(value)),
            "mode" => self.mode = Some(value.to_owned()),
            "on_denied" => {
                self.on_denied =
                    Some(one_of(value, &[("drop", OnDenied::Drop), ("reject", OnDenied::Reject)])?);
            }
            "allowed_vars" => self.allowed_vars = Some(list(value)),
            "denied_vars" => self.denied_vars = Some(list(value)),
            "max_key_length" => self.max_key_length = Some(number(value)?),
            "max_value_length" => self.max_value_length = Some(number(value)?),
            "max_depth" => self.max_depth = Some(number(value)?),
            "max_size" => self.max_size = Some(number(value)?),
            "max_string_length" => self.max_string_length = Some(number(value)?),
            "max_dict_keys" => self.max_dict_keys = Some(number(value)?),
            "max_list_items" => self.max_list_items = Some(number(value)?),
            "big_integers" => self.big_integers = flag(value)?,
            "security_block" => self.security_block = Some(one_of(value, &SECURITY_BLOCK)?),
            "placeholders" => self.placeholders = Some(one_of(value, &PLACEHOLDERS)?),
            _ => return Err("unknown setting".to_owned()),
        }
        Ok(())
    }

    /// Every setting that is not the default, by name.
    #[must_use]
    pub fn items(&self) -> Vec<(&'static str, String)> {
        let join = |list: &Option<Vec<String>>| list.as_ref().map(|list| list.join(","));
        let number = |value: &Option<usize>| value.map(|value| value.to_string());
        let flag = |value: bool| value.then(|| "true".to_owned());
        let word = |value: Option<&str>| value.map(str::to_owned);
        let addresses = self.resolved_ips.as_ref().map(|addresses| {
            let addresses: Vec<String> = addresses.iter().map(ToString::to_string).collect();
            addresses.join(",")
        });
        let items = [
            ("level", self.level.clone()),
            ("allowed_executables", join(&self.allowed_executables)),
            ("host_os", word(self.host_os.map(|os| word_of(os, &HOST_OS)))),
            ("max_length", number(&self.max_length)),
            ("allow_private_ips", flag(self.allow_private_ips)),
            ("allow_localhost", flag(self.allow_localhost)),
            ("require_https", flag(self.require_https)),
            ("resolve_dns", flag(self.resolve_dns)),
            ("resolved_ips", addresses),
            ("allowed_hostnames", join(&self.allowed_hostnames)),
            ("mode", self.mode.clone()),
            ("on_denied", word(self.on_denied.map(|on_denied| word_of(on_denied, &ON_DENIED)))),
            ("allowed_vars", join(&self.allowed_vars)),
            ("denied_vars", join(&self.denied_vars)),
            ("max_key_length", number(&self.max_key_length)),
            ("max_value_length", number(&self.max_value_length)),
            ("max_depth", number(&self.max_depth)),
            ("max_size", number(&self.max_size)),
            ("max_string_length", number(&self.max_string_length)),
            ("max_dict_keys", number(&self.max_dict_keys)),
            ("max_list_items", number(&self.max_list_items)),
            ("big_integers", flag(self.big_integers)),
            ("security_block", word(self.security_block.map(|block| word_of(block, &SECURITY_BLOCK)))),
            ("placeholders", word(self.placeholders.map(|syntax| word_of(syntax, &PLACEHOLDERS)))),
        ];
        items.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The same settings at another level.
    #[must_use]
    pub fn at(&self, level: Level) -> Self {
        Self { level: Some(level.name().to_owned()), ..self.clone() }
    }

    /// The level, read strictly.
    ///
    /// # Errors
    /// The core's refusal of an unknown name.
    pub fn level(&self) -> Result<Level, Rejection> {
        self.level.as_deref().map_or(Ok(Level::Strict), str::parse)
    }

    /// The settings, with their lists in the form that the core borrows.
    #[must_use]
    pub fn lists(&self) -> Lists<'_> {
        Lists {
            settings: self,
            allowed_executables: words(self.allowed_executables.as_deref()),
            allowed_hostnames: words(self.allowed_hostnames.as_deref()),
            allowed_vars: words(self.allowed_vars.as_deref()),
            denied_vars: words(self.denied_vars.as_deref()),
        }
    }
}

fn words(list: Option<&[String]>) -> Option<Vec<&str>> {
    list.map(|list| list.iter().map(String::as_str).collect())
}

/// [`Settings`] that policies can borrow from.
#[derive(Clone, Debug)]
pub struct Lists<'s> {
    settings: &'s Settings,
    allowed_executables: Option<Vec<&'s str>>,
    allowed_hostnames: Option<Vec<&'s str>>,
    allowed_vars: Option<Vec<&'s str>>,
    denied_vars: Option<Vec<&'s str>>,
}

/// Applies setters whose value is optional; after `try`, those that the core may refuse.
macro_rules! apply {
    ($policy:ident: $($setter:ident($value:expr)),* ; try $($limit:ident($number:expr)),*) => {
        $(if let Some(value) = $value {
            $policy = $policy.$setter(value);
        })*
        $(if let Some(value) = $number {
            $policy = $policy.$limit(value)?;
        })*
    };
}

impl Lists<'_> {
    /// The policy of `prepare_command` and `validate_argv`.
    ///
    /// # Errors
    /// What the core refuses to make a policy of.
    pub fn command(&self) -> Result<CommandPolicy<'_>, Rejection> {
        let settings = self.settings;
        let mut policy = CommandPolicy::strict().level(settings.level()?);
        apply! { policy:
            allowed_executables(self.allowed_executables.as_deref()),
            host_os(settings.host_os);
            try max_length(settings.max_length)
        }
        Ok(policy)
    }

    /// The policy of `validate_url`.
    ///
    /// # Errors
    /// What the core refuses to make a policy of.
    pub fn url(&self) -> Result<UrlPolicy<'_>, Rejection> {
        let settings = self.settings;
        settings.level()?;
        let mut policy = UrlPolicy::strict()
            .allow_private_ips(settings.allow_private_ips)
            .allow_localhost(settings.allow_localhost)
            .require_https(settings.require_https)
            .resolve_dns(settings.resolve_dns);
        apply! { policy:
            allowed_hostnames(self.allowed_hostnames.as_deref());
            try max_length(settings.max_length)
        }
        Ok(policy)
    }

    /// The policy of `validate_environment_variables`.
    ///
    /// # Errors
    /// What the core refuses to make a policy of.
    pub fn env(&self) -> Result<EnvPolicy<'_>, Rejection> {
        let settings = self.settings;
        let mut policy = EnvPolicy::strict().level(settings.level()?);
        apply! { policy:
            mode(settings.mode.as_deref().map(str::parse::<EnvMode>).transpose()?),
            on_denied(settings.on_denied),
            allowed_vars(self.allowed_vars.as_deref()),
            denied_vars(self.denied_vars.as_deref());
            try max_key_length(settings.max_key_length), max_value_length(settings.max_value_length)
        }
        Ok(policy)
    }

    /// The policy of `validate_tool_arguments`.
    ///
    /// # Errors
    /// What the core refuses to make a policy of.
    pub fn arguments(&self) -> Result<ArgumentsPolicy, Rejection> {
        let settings = self.settings;
        let mut policy =
            ArgumentsPolicy::strict().level(settings.level()?).big_integers(settings.big_integers);
        apply! { policy:
            ;
            try max_depth(settings.max_depth), max_size(settings.max_size), max_string_length(settings.max_string_length), max_dict_keys(settings.max_dict_keys), max_list_items(settings.max_list_items)
        }
        Ok(policy)
    }

    /// The policy of `validate_server_security`.
    ///
    /// # Errors
    /// What the core refuses to make a policy of.
    pub fn server(&self) -> Result<ServerPolicy<'_>, Rejection> {
        let mut policy = ServerPolicy::strict().command(self.command()?).url(self.url()?).env(self.env()?);
        apply! { policy:
            security_block(self.settings.security_block),
            placeholders(self.settings.placeholders);
            try
        }
        Ok(policy)
    }
}
