//! Entries that start a program: `command`, `args`, `env`, `cwd`.

use super::entry::{Command, ServerEntry};
use super::field::{Decoded, Fields, Place};
use super::keys::{Key, Known};
use super::pair::{InPair, NameBuffer, Names};
use super::security::Policies;
use super::{Buffer, Watch, wrong_type};
use crate::check::command::argv::ArgvAudit;
use crate::check::command::{audit_command, prepare_command};
use crate::check::cwd::audit_cwd;
use crate::check::env::{Decision, EnvAudit};
use crate::check::executable::audit_executable;
use crate::lex::json::text::Text;
use crate::lex::json::view::{Kind, Value};
use crate::limit;
use crate::policy::{CommandPolicy, OnDenied, Placeholders};
use crate::reject::{Effect, Finding, Rejection, Sink, Span};
use crate::rule::Rule;

/// Reports on the fields, and puts what they say into the entry.
pub(super) fn judge<'a>(
    known: &Known<'a, Key>,
    fields: Fields,
    policies: &Policies<'_>,
    entry: &mut ServerEntry<'a>,
    sink: &mut impl Sink,
) {
    if let Some(command) = known.of(Key::Command) {
        entry.command = judge_command(command, known.of(Key::Args), fields, policies, sink);
    }
    if let Some(env) = known.of(Key::Env) {
        entry.env = Some(env);
        judge_env(env, fields, policies, entry, sink);
    }
    if let Some(value) = known.of(Key::Cwd) {
        let Some(text) = value.text() else { return sink.refuse(wrong_type(value)) };
        entry.cwd = Some(text);
        let mut buffer = Buffer::new();
        let Decoded { bytes, place } = fields.decode(text, &mut buffer);
        audit_cwd(bytes, &mut place.sink(sink));
    }
}

fn judge_command<'a>(
    command: Value<'a>,
    args: Option<Value<'a>>,
    fields: Fields,
    policies: &Policies<'_>,
    sink: &mut impl Sink,
) -> Command<'a> {
    match (command.kind, args) {
        (Kind::Text(executable), Some(args)) => {
            if matches!(args.kind, Kind::List) {
                judge_argv(executable, args.items(), fields, policies, sink);
            } else {
                sink.refuse(wrong_type(args));
            }
            Command::Words { executable, args }
        }
        (Kind::Text(text), None) => judge_string(text, policies, sink),
        (Kind::List, None) => {
            let mut words = command.items();
            match words.next() {
                None => sink.refuse(Rejection::new(Rule::ServerCommandMissing, command.span)),
                Some(first) => match first.text() {
                    None => sink.refuse(wrong_type(first)),
                    Some(executable) => judge_argv(executable, words, fields, policies, sink),
                },
            }
            Command::List(command)
        }
        (Kind::List, Some(args)) => {
            sink.refuse(Rejection::new(Rule::ServerCommandListAndArgs, args.span));
            Command::None
        }
        _ => {
            sink.refuse(wrong_type(command));
            Command::None
        }
    }
}

/// An argv: the executable, and the words after it.
fn judge_argv<'a>(
    executable: Text<'a>,
    words: impl Iterator<Item = Value<'a>>,
    fields: Fields,
    policies: &Policies<'_>,
    sink: &mut impl Sink,
) {
    let mut buffer = Buffer::new();
    let Decoded { bytes, place } = fields.decode(executable, &mut buffer);
    let mut watch = Watch::new(sink);
    let mut audit = ArgvAudit::new(bytes, &policies.command, &mut place.sink(&mut watch));
    if !watch.refused {
        audit_also(bytes, &place, policies, &mut watch);
    }
    for word in words {
        let Some(text) = word.text() else {
            sink.refuse(wrong_type(word));
            continue;
        };
        let mut buffer = Buffer::new();
        let Decoded { bytes, place } = fields.decode(text, &mut buffer);
        audit.argument(bytes, &mut place.sink(sink));
    }
    audit.finish(&mut place.sink(sink));
}

/// A command string: what it is split into. A placeholder is none here: what replaces it may hold a
/// blank, and then it matters who splits first.
fn judge_string<'a>(text: Text<'a>, policies: &Policies<'_>, sink: &mut impl Sink) -> Command<'a> {
    let mut buffer = Buffer::new();
    let fields = Fields { placeholders: Placeholders::None };
    let Decoded { bytes, place } = fields.decode(text, &mut buffer);
    audit_command(bytes, &policies.command, &mut place.sink(sink));
    let Ok(argv) = prepare_command(bytes, &policies.command) else { return Command::None };
    audit_also(argv.executable().as_bytes(), &place, policies, sink);
    Command::Split(argv)
}

/// Asks the block's own list of executables, where the caller's policy has the last word.
fn audit_also(bytes: &[u8], place: &Place<'_>, policies: &Policies<'_>, sink: &mut impl Sink) {
    if let Some(executables) = policies.also.executables {
        let policy = CommandPolicy { allowed_executables: Some(executables), ..policies.command };
        audit_executable(bytes, &policy, &mut place.sink(sink));
    }
}

/// The variables: each is kept, left out with a finding, or refused.
fn judge_env<'a>(
    env: Value<'a>,
    fields: Fields,
    policies: &Policies<'_>,
    entry: &mut ServerEntry<'a>,
    sink: &mut impl Sink,
) {
    if !matches!(env.kind, Kind::Object) {
        return sink.refuse(wrong_type(env));
    }
    let mut audit = EnvAudit::new(&policies.env);
    let mut names = Names::new(env.json());
    for member in env.members() {
        let why = match member.value.text() {
            None => {
                sink.refuse(wrong_type(member.value));
                None
            }
            Some(value) => judge_variable(&mut audit, member.key, value, &names, fields, policies, sink),
        };
        names.add(member.key_span);
        entry.decide(why);
    }
}

/// One variable; the finding that leaves it out, if any.
fn judge_variable(
    audit: &mut EnvAudit<'_>,
    name: Text<'_>,
    value: Text<'_>,
    names: &Names<'_, { limit::ENV_VARS }>,
    fields: Fields,
    policies: &Policies<'_>,
    sink: &mut impl Sink,
) -> Option<Rejection> {
    if value.body().len() < super::BUFFER {
        let mut buffer = Buffer::new();
        judge_pair(audit, name, fields.decode(value, &mut buffer), names, policies, sink)
    } else {
        judge_long_pair(audit, name, value, names, fields, policies, sink)
    }
}

/// A variable whose value needs a larger buffer, which other calls should not have on their stack.
#[inline(never)]
fn judge_long_pair(
    audit: &mut EnvAudit<'_>,
    name: Text<'_>,
    value: Text<'_>,
    names: &Names<'_, { limit::ENV_VARS }>,
    fields: Fields,
    policies: &Policies<'_>,
    sink: &mut impl Sink,
) -> Option<Rejection> {
    let mut buffer = heapless::Vec::<u8, { limit::ENV_VALUE_CAP + 1 }>::new();
    judge_pair(audit, name, fields.decode(value, &mut buffer), names, policies, sink)
}

fn judge_pair(
    audit: &mut EnvAudit<'_>,
    name: Text<'_>,
    value: Decoded<'_>,
    names: &Names<'_, { limit::ENV_VARS }>,
    policies: &Policies<'_>,
    sink: &mut impl Sink,
) -> Option<Rejection> {
    let mut buffer = NameBuffer::new();
    let written = Fields { placeholders: Placeholders::None }.decode(name, &mut buffer);
    let mut why = None;
    let mut watched = |finding: Finding| {
        if finding.effect == Effect::Drop {
            why = Some(finding.rejection);
        }
        sink.finding(finding);
    };
    let mut pair = InPair::new(&written.place, &value.place, &mut watched);
    let decision = audit.pair(written.bytes, value.bytes, |index| names.same(index, name), &mut pair);
    if let (Decision::Keep, Some(rule)) = (decision, policies.also.denied(written.bytes)) {
        let effect = match policies.env.on_denied {
            OnDenied::Drop => Effect::Drop,
            OnDenied::Reject => Effect::Refuse,
        };
        pair.finding(Finding::new(effect, Rejection::new(rule, Span::all(written.bytes.len()))));
    }
    why
}
