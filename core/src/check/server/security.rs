//! The `security` block of an entry, and the policies that follow from it and the caller's.

use super::keys::Known;
use crate::lex::json::text::Text;
use crate::lex::json::view::{Kind, Value};
use crate::limit;
use crate::policy::{CommandPolicy, EnvMode, EnvPolicy, Level, SecurityBlock, ServerPolicy, UrlPolicy};
use crate::reject::{Effect, Finding, Rejection, Sink, Span};
use crate::rule::Rule;

/// The names of one list.
type List<'a> = heapless::Vec<&'a str, { limit::SECURITY_LIST }>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Level,
    AllowedExecutables,
    AllowedHostnames,
    AllowPrivateIps,
    AllowLocalhost,
    ResolveDns,
    Env,
}

const BLOCK: [(&[u8], Key); 7] = [
    (b"level", Key::Level),
    (b"allowed_executables", Key::AllowedExecutables),
    (b"allowed_hostnames", Key::AllowedHostnames),
    (b"allow_private_ips", Key::AllowPrivateIps),
    (b"allow_localhost", Key::AllowLocalhost),
    (b"resolve_dns", Key::ResolveDns),
    (b"env", Key::Env),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EnvKey {
    Level,
    Mode,
    AllowedVars,
    DeniedVars,
}

const ENV: [(&[u8], EnvKey); 4] = [
    (b"level", EnvKey::Level),
    (b"mode", EnvKey::Mode),
    (b"allowed_vars", EnvKey::AllowedVars),
    (b"denied_vars", EnvKey::DeniedVars),
];

/// What a block says. What it leaves out is `None`.
#[derive(Clone, Debug, Default)]
pub(super) struct Block<'a> {
    level: Option<Level>,
    allowed_executables: Option<List<'a>>,
    allowed_hostnames: Option<List<'a>>,
    allow_private_ips: Option<bool>,
    allow_localhost: Option<bool>,
    resolve_dns: Option<bool>,
    env_level: Option<Level>,
    mode: Option<EnvMode>,
    allowed_vars: Option<List<'a>>,
    denied_vars: Option<List<'a>>,
}

impl<'a> Block<'a> {
    /// Reads a block, and refuses every value that is not of its form.
    pub(super) fn read(value: Option<Value<'a>>, sink: &mut impl Sink) -> Self {
        let mut block = Self::default();
        let Some(value) = value.filter(|&value| is_object(value, sink)) else { return block };
        let known = Known::read(value, &BLOCK, sink);
        block.level = known.of(Key::Level).and_then(|value| level(value, sink));
        block.allowed_executables = known.of(Key::AllowedExecutables).map(|value| list(value, sink));
        block.allowed_hostnames = known.of(Key::AllowedHostnames).map(|value| list(value, sink));
        block.allow_private_ips = known.of(Key::AllowPrivateIps).and_then(|value| flag(value, sink));
        block.allow_localhost = known.of(Key::AllowLocalhost).and_then(|value| flag(value, sink));
        block.resolve_dns = known.of(Key::ResolveDns).and_then(|value| flag(value, sink));
        if let Some(env) = known.of(Key::Env).filter(|&value| is_object(value, sink)) {
            let known = Known::read(env, &ENV, sink);
            block.env_level = known.of(EnvKey::Level).and_then(|value| level(value, sink));
            block.mode = known.of(EnvKey::Mode).and_then(|value| mode(value, sink));
            block.allowed_vars = known.of(EnvKey::AllowedVars).map(|value| list(value, sink));
            block.denied_vars = known.of(EnvKey::DeniedVars).map(|value| list(value, sink));
        }
        block
    }

    /// The policies of the entry's fields.
    pub(super) fn policies<'p>(
        &'p self,
        caller: &ServerPolicy<'p>,
        both: &'p mut Option<List<'a>>,
    ) -> Policies<'p> {
        match caller.security_block {
            SecurityBlock::Honour => self.honoured(caller),
            SecurityBlock::TightenOnly => self.tightened(caller, both),
            SecurityBlock::Ignore => Policies::of(caller),
        }
    }

    /// The entry sets its own level, flags and lists.
    fn honoured<'p>(&'p self, caller: &ServerPolicy<'p>) -> Policies<'p> {
        let mut policies = Policies::of(caller);
        let Policies { command, url, env, .. } = &mut policies;
        command.level = self.level.unwrap_or(command.level);
        command.allowed_executables = words(&self.allowed_executables).or(command.allowed_executables);
        url.allow_private_ips = self.allow_private_ips.unwrap_or(url.allow_private_ips);
        url.allow_localhost = self.allow_localhost.unwrap_or(url.allow_localhost);
        url.resolve_dns = self.resolve_dns.unwrap_or(url.resolve_dns);
        url.allowed_hostnames = words(&self.allowed_hostnames).or(url.allowed_hostnames);
        env.level = self.env_level.or(self.level).unwrap_or(env.level);
        env.mode = self.mode.unwrap_or(env.mode);
        env.allowed_vars = words(&self.allowed_vars).or(env.allowed_vars);
        env.denied_vars = words(&self.denied_vars).or(env.denied_vars);
        policies
    }

    /// The caller's policies, made narrower. A list that the caller has as well, or for which the
    /// caller has a default, is not handed on, where it could exempt; it is asked afterwards.
    fn tightened<'p>(&'p self, caller: &ServerPolicy<'p>, both: &'p mut Option<List<'a>>) -> Policies<'p> {
        let mut policies = Policies::of(caller);
        let Policies { command, url, env, also } = &mut policies;
        command.level = command.level.min(self.level.unwrap_or(command.level));
        url.allow_private_ips &= self.allow_private_ips.unwrap_or(true);
        url.allow_localhost &= self.allow_localhost.unwrap_or(true);
        url.resolve_dns |= self.resolve_dns.unwrap_or(false);
        env.level = env.level.min(self.env_level.or(self.level).unwrap_or(env.level));
        if let (Some(callers), Some(own)) = (env.allowed_vars, &self.allowed_vars) {
            let both = both.insert(List::new());
            for name in own.iter().filter(|name| names(callers, name.as_bytes())) {
                // INVARIANT: no more names than the list that they are from.
                let _ = both.push(name);
            }
            env.allowed_vars = Some(both.as_slice());
        }
        also.executables = words(&self.allowed_executables);
        also.hostnames = words(&self.allowed_hostnames);
        also.denied_vars = words(&self.denied_vars).unwrap_or_default();
        if self.mode == Some(EnvMode::Allowlist) {
            also.only_vars = Some(words(&self.allowed_vars).unwrap_or_default());
        }
        policies
    }
}

/// The policies of an entry's fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Policies<'p> {
    pub(super) command: CommandPolicy<'p>,
    pub(super) url: UrlPolicy<'p>,
    pub(super) env: EnvPolicy<'p>,
    pub(super) also: Also<'p>,
}

/// What a block adds under [`SecurityBlock::TightenOnly`]: asked of what the policies accept.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Also<'p> {
    pub(super) executables: Option<&'p [&'p str]>,
    pub(super) hostnames: Option<&'p [&'p str]>,
    only_vars: Option<&'p [&'p str]>,
    denied_vars: &'p [&'p str],
}

impl<'p> Policies<'p> {
    fn of(caller: &ServerPolicy<'p>) -> Self {
        Self { command: caller.command, url: caller.url, env: caller.env, also: Also::default() }
    }
}

impl Also<'_> {
    /// The rule that drops this variable.
    pub(super) fn denied(&self, name: &[u8]) -> Option<Rule> {
        if names(self.denied_vars, name) {
            return Some(Rule::EnvDenied);
        }
        let only = self.only_vars?;
        (!names(only, name)).then_some(Rule::EnvUnlisted)
    }
}

/// Whether a list holds the name of this variable.
fn names(list: &[&str], name: &[u8]) -> bool {
    list.iter().any(|listed| listed.as_bytes().eq_ignore_ascii_case(name))
}

fn words<'p>(list: &'p Option<List<'_>>) -> Option<&'p [&'p str]> {
    list.as_ref().map(heapless::Vec::as_slice)
}

/// Whether the value is an object; refused if not.
fn is_object(value: Value<'_>, sink: &mut impl Sink) -> bool {
    let object = matches!(value.kind, Kind::Object);
    if !object {
        sink.refuse(wrong_type(value));
    }
    object
}

fn wrong_type(value: Value<'_>) -> Rejection {
    Rejection::new(Rule::ServerFieldType, value.span)
}

/// A flag; the text `"no"` is none.
fn flag(value: Value<'_>, sink: &mut impl Sink) -> Option<bool> {
    if let Kind::Boolean(flag) = value.kind {
        return Some(flag);
    }
    sink.refuse(wrong_type(value));
    None
}

/// A level; an unknown name is strict, and noted.
fn level(value: Value<'_>, sink: &mut impl Sink) -> Option<Level> {
    let name = word(value, sink)?;
    Some(name.parse().unwrap_or_else(|error: Rejection| {
        let span = value.text().map_or(value.span, |text| Span::new(text.start(), text.end()));
        sink.finding(Finding::new(Effect::Note, Rejection::new(error.rule(), span)));
        Level::Strict
    }))
}

/// A mode; an unknown word is an error.
fn mode(value: Value<'_>, sink: &mut impl Sink) -> Option<EnvMode> {
    match word(value, sink)?.parse() {
        Ok(mode) => Some(mode),
        Err(error) => {
            let error: Rejection = error;
            sink.refuse(Rejection::new(error.rule(), value.span));
            None
        }
    }
}

/// A list of names. What is refused is left out, so that no list is wider than it was meant.
fn list<'a>(value: Value<'a>, sink: &mut impl Sink) -> List<'a> {
    let mut list = List::new();
    if !matches!(value.kind, Kind::List) {
        sink.refuse(wrong_type(value));
    }
    for item in value.items() {
        if let Some(name) = word(item, sink) {
            if list.push(name).is_err() {
                sink.refuse(Rejection::new(Rule::ServerSecurityLength, item.span));
                break;
            }
        }
    }
    list
}

/// A word of the block: lists are borrowed from the text, so that it has no escapes.
fn word<'a>(value: Value<'a>, sink: &mut impl Sink) -> Option<&'a str> {
    let Some(text) = value.text() else {
        sink.refuse(wrong_type(value));
        return None;
    };
    if text.is_escaped() {
        sink.refuse(Rejection::new(Rule::ServerSecurityEscape, value.span));
        return None;
    }
    Some(plain(text))
}

fn plain(text: Text<'_>) -> &str {
    core::str::from_utf8(text.body()).unwrap_or_default()
}
