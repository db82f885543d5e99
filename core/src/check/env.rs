//! Environment variables: which are handed on, which are left out, which make the whole unfit.

mod class;
pub(crate) mod secret;
mod value;

use core::fmt;

use crate::bytes::class::{ENV_NAME, ENV_NAME_WIDE};
use crate::check::pairs::{Added, Names};
use crate::lex::text;
use crate::limit;
use crate::policy::{EnvMode, EnvPolicy, Level, OnDenied};
use crate::reject::{Effect, Finding, First, InPart, Part, Rejection, Sink, Span};
use crate::rule::Rule;

/// What strict drops unless `allowed_vars` lists it or `denied_vars` is given: the reference's names,
/// and those of Windows that say where the system and the user's settings are.
const DEFAULT_NAMES: [&[u8]; 10] = [
    b"APPDATA",
    b"HOME",
    b"OLDPWD",
    b"PATH",
    b"PWD",
    b"SHELL",
    b"SYSTEMROOT",
    b"USER",
    b"USERNAME",
    b"WINDIR",
];

/// Accepts name/value pairs for the environment of a server: at most 256, names of 1 to 100 bytes,
/// values of at most 1000.
///
/// Names are letters, digits and `_` without a leading digit (from moderate on `.`, `(` and `)` too),
/// no two equal without case. A variable that the policy denies is left out and named with its rule;
/// only the values of what is kept are looked at. Linear in the input; each name is compared with the
/// policy's lists and, by a 32-bit fingerprint, with the names before it.
///
/// A variable that one level keeps is kept by every looser one. An environment that strict accepts may
/// still be refused by a looser level, for the value of a variable that strict left out.
///
/// Spans count in the name of a pair ([`Part::new`]) or in its value ([`Part::value`]).
///
/// ```
/// use portcullis::{EnvPolicy, Rule, validate_environment_variables};
/// let env = [("GITHUB_TOKEN", "secret"), ("DEBUG", "true"), ("LD_PRELOAD", "/tmp/x.so")];
/// let policy = EnvPolicy::strict();
/// let checked = validate_environment_variables(&env, &policy).unwrap();
/// assert_eq!(checked.kept().collect::<Vec<_>>(), [("DEBUG", "true")]);
/// let dropped: Vec<_> = checked.dropped().map(|(name, why)| (name, why.rule())).collect();
/// assert_eq!(dropped, [("GITHUB_TOKEN", Rule::EnvSensitiveName), ("LD_PRELOAD", Rule::EnvCodeLoading)]);
///
/// let env = [("NOTE", "x; rm -rf /")];
/// let rejection = validate_environment_variables(&env, &policy).unwrap_err();
/// assert_eq!((rejection.rule(), rejection.span().start()), (Rule::EnvValueSeparator, 1));
/// ```
///
/// ```
/// use portcullis::{EnvPolicy, Level, Rule, validate_environment_variables};
/// let env = [("NLSPATH", "`a`")];
/// let strict = EnvPolicy::strict();
/// assert_eq!(validate_environment_variables(&env, &strict).unwrap().kept().count(), 0);
/// let moderate = strict.level(Level::Moderate);
/// let rejection = validate_environment_variables(&env, &moderate).unwrap_err();
/// assert_eq!(rejection.rule(), Rule::EnvValueSubstitution);
/// ```
///
/// # Errors
/// The first problem: a rule of the `env-*` or text families; with [`OnDenied::Reject`] also the rule
/// that would drop a variable.
pub fn validate_environment_variables<'a, N: AsRef<[u8]>, V: AsRef<[u8]>>(
    pairs: &'a [(N, V)],
    policy: &'a EnvPolicy<'a>,
) -> Result<Environment<'a, N, V>, Rejection> {
    let mut first = First::default();
    audit_environment_variables(pairs, policy, &mut first);
    first.verdict(Environment { pairs, policy })
}

/// Reports every problem of an environment, and every variable that is left out; see
/// [`validate_environment_variables`].
pub fn audit_environment_variables<N: AsRef<[u8]>, V: AsRef<[u8]>>(
    pairs: &[(N, V)],
    policy: &EnvPolicy<'_>,
    sink: &mut impl Sink,
) {
    if pairs.len() > limit::ENV_VARS {
        return sink.refuse(Rejection::new(Rule::EnvCount, Span::all(0)));
    }
    let mut audit = EnvAudit::new(policy);
    for (index, (name, value)) in pairs.iter().enumerate() {
        let name = name.as_ref();
        let same_name = |other: usize| {
            pairs.get(other).is_some_and(|(earlier, _)| earlier.as_ref().eq_ignore_ascii_case(name))
        };
        let mut sink = |Finding { effect, rejection }: Finding| {
            let part = if rejection.part().is_value() { Part::value(index) } else { Part::new(index) };
            sink.finding(Finding::new(effect, rejection.in_part(part)));
        };
        audit.pair(name, value.as_ref(), same_name, &mut sink);
    }
}

/// Whether a variable of this name makes a loader, shell or interpreter run code of the value's choosing.
pub(crate) fn loads_code(name: &[u8]) -> bool {
    class::classify(name).is_some_and(|class| class.rule() == Rule::EnvCodeLoading)
}

/// What becomes of one variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// It is handed on.
    Keep,
    /// It is left out; a finding has said why.
    Drop,
    /// The whole environment is refused; findings have said why.
    Refuse,
}

/// The check of an environment whose pairs come one by one. About 1 KiB of fixed storage.
#[derive(Debug)]
pub(crate) struct EnvAudit<'p> {
    policy: &'p EnvPolicy<'p>,
    names: Names<{ limit::ENV_VARS }>,
}

impl<'p> EnvAudit<'p> {
    pub(crate) const fn new(policy: &'p EnvPolicy<'p>) -> Self {
        Self { policy, names: Names::new() }
    }

    /// Checks the next pair. Findings count in [`Part::new`]`(0)` for the name and [`Part::value`]`(0)`
    /// for the value. `same_name` compares the name, ASCII case aside, with pair number `index`.
    pub(crate) fn pair(
        &mut self,
        name: &[u8],
        value: &[u8],
        same_name: impl FnMut(usize) -> bool,
        sink: &mut impl Sink,
    ) -> Decision {
        let mut refused = false;
        let mut watched = |finding: Finding| {
            refused |= finding.effect == Effect::Refuse;
            sink.finding(finding);
        };
        audit_name(name, self.policy, self.names.add(name, same_name), &mut watched);
        if refused {
            return Decision::Refuse;
        }
        if let Some(rule) = denied(name, self.policy) {
            let (effect, decision) = match self.policy.on_denied {
                OnDenied::Drop => (Effect::Drop, Decision::Drop),
                OnDenied::Reject => (Effect::Refuse, Decision::Refuse),
            };
            sink.finding(Finding::new(effect, Rejection::new(rule, Span::all(name.len()))));
            return decision;
        }
        let mut watched = |finding: Finding| {
            refused |= finding.effect == Effect::Refuse;
            sink.finding(finding);
        };
        let in_value = &mut InPart { sink: &mut watched, part: Part::value(0), base: 0 };
        value::audit(value, self.policy.level, self.policy.max_value, in_value);
        if refused { Decision::Refuse } else { Decision::Keep }
    }
}

fn audit_name(name: &[u8], policy: &EnvPolicy<'_>, added: Added, sink: &mut impl Sink) {
    let all = Span::all(name.len());
    if added == Added::Full {
        return sink.refuse(Rejection::new(Rule::EnvCount, all));
    }
    if name.len() > policy.max_name {
        return sink.refuse(Rejection::new(Rule::EnvNameLength, all));
    }
    if name.is_empty() {
        sink.refuse(Rejection::new(Rule::EnvNameEmpty, all));
    }
    if added == Added::Duplicate {
        sink.refuse(Rejection::new(Rule::EnvNameDuplicate, all));
    }
    let class = if policy.level == Level::Strict { &ENV_NAME } else { &ENV_NAME_WIDE };
    text::audit_class(name, class, Rule::EnvNameCharacter, sink);
    if name.first().is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'(' | b')')) {
        sink.refuse(Rejection::new(Rule::EnvNameStart, Span::byte(0)));
    }
}

/// The rule that drops a variable of this name, if any.
///
/// Code-loading names first, whatever is listed; then the caller's lists; then the other classes.
fn denied(name: &[u8], policy: &EnvPolicy<'_>) -> Option<Rule> {
    let strict = policy.level == Level::Strict;
    let class = class::classify(name);
    let fixed = class.filter(|class| !class.can_be_listed());
    let listed = lists(policy.allowed_vars, name) && (fixed.is_none() || policy.level == Level::Permissive);
    if let Some(class) = fixed.filter(|_| !listed) {
        return Some(class.rule());
    }
    if lists(policy.denied_vars, name) {
        return Some(Rule::EnvDenied);
    }
    if listed {
        return None;
    }
    if policy.mode == EnvMode::Allowlist {
        return Some(Rule::EnvUnlisted);
    }
    if let Some(class) = class {
        if strict || !class.only_strict() {
            return Some(class.rule());
        }
    }
    if secret::is_sensitive(name, policy.level) {
        return Some(Rule::EnvSensitiveName);
    }
    let default = DEFAULT_NAMES.iter().any(|default| default.eq_ignore_ascii_case(name));
    (strict && policy.denied_vars.is_none() && default).then_some(Rule::EnvDefaultName)
}

fn lists(list: Option<&[&str]>, name: &[u8]) -> bool {
    list.unwrap_or_default().iter().any(|listed| listed.as_bytes().eq_ignore_ascii_case(name))
}

/// An accepted environment: what to hand on, and what was left out.
pub struct Environment<'a, N, V> {
    pairs: &'a [(N, V)],
    policy: &'a EnvPolicy<'a>,
}

impl<'a, N: AsRef<[u8]>, V: AsRef<[u8]>> Environment<'a, N, V> {
    /// The variables to hand on, in the order they came in.
    ///
    /// ```
    /// use portcullis::{EnvPolicy, validate_environment_variables};
    /// let policy = EnvPolicy::strict();
    /// let env = [("LOG_LEVEL", "INFO"), ("HOME", "/root")];
    /// let checked = validate_environment_variables(&env, &policy).unwrap();
    /// assert_eq!(checked.kept().collect::<Vec<_>>(), [("LOG_LEVEL", "INFO")]);
    /// assert_eq!(checked.dropped().map(|(name, _)| name).collect::<Vec<_>>(), ["HOME"]);
    /// ```
    pub fn kept(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a, N, V> {
        let policy = self.policy;
        let kept = self.pairs.iter().filter(move |(name, _)| denied(name.as_ref(), policy).is_none());
        kept.map(|(name, value)| (text::accepted(name.as_ref()), text::accepted(value.as_ref())))
    }

    /// The names of the variables that were left out, each with the rule that did it.
    pub fn dropped(&self) -> impl Iterator<Item = (&'a str, Rejection)> + use<'a, N, V> {
        let policy = self.policy;
        self.pairs.iter().enumerate().filter_map(move |(index, (name, _))| {
            let name = name.as_ref();
            let rejection = Rejection::new(denied(name, policy)?, Span::all(name.len()));
            Some((text::accepted(name), rejection.in_part(Part::new(index))))
        })
    }

    /// The variables to hand on as an owned map.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn to_map(&self) -> alloc::collections::BTreeMap<alloc::string::String, alloc::string::String> {
        self.kept().map(|(name, value)| (name.into(), value.into())).collect()
    }
}

impl<N, V> Clone for Environment<'_, N, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N, V> Copy for Environment<'_, N, V> {}

impl<N, V> fmt::Debug for Environment<'_, N, V> {
    /// The number of pairs alone: names and values are the caller's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Environment({} pairs)", self.pairs.len())
    }
}
