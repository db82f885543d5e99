//! Server entries: one JSON object that says what to start or where to connect.

mod entry;
pub(super) mod field;
mod http;
pub(super) mod keys;
pub(super) mod pair;
mod placeholder;
mod security;
mod stdio;

use field::Fields;
use keys::{Key, Known};
use security::Block;

use crate::check::name::audit_server_name;
use crate::check::url::{Lookup, NoLookup, Resolve};
use crate::lex::json::view::{Kind, Value};
use crate::limit;
use crate::policy::{Placeholders, ServerPolicy};
use crate::reject::{Effect, Finding, First, Rejection, Sink, Span};
use crate::rule::Rule;

pub use entry::{ServerEntry, Transport};

/// Accepts one server entry, a JSON object of at most 1 MiB with at most 100 names an object, 256
/// variables and 64 headers, and returns what to start or where to connect.
///
/// `type` is `stdio` (also when it is missing), `streamable-http` or `http`. A `command` with `args` is
/// an argv; without, a string is split as by [`prepare_command`](crate::prepare_command) and a list is
/// the argv. `name`, `env`, `cwd`, `url`, `headers`, `timeout` and `http_read_timeout` are judged by
/// the checks of their own. Keys come in any order. Unknown keys are kept and noted, apart from the
/// names of JavaScript's prototypes, which are refused at any depth, from a `shell` that is not
/// false, and from keys that a reader without case takes for known ones. What the entry's `security`
/// block may change, [`SecurityBlock`](crate::SecurityBlock) says.
///
/// Spans count in the JSON text. Two passes: nothing is judged before all of the entry has been read.
/// Linear in the text; the result is a value of about 5 KiB.
///
/// ```
/// use portcullis::{Rule, ServerPolicy, validate_server_security};
/// let policy = ServerPolicy::strict();
/// let json = br#"{"command": "python -m notes", "env": {"LOG_LEVEL": "INFO", "API_KEY": "x"}}"#;
/// let entry = validate_server_security(json, &policy).unwrap();
/// assert_eq!(entry.words().map(|word| word.to_string()).collect::<Vec<_>>(), ["python", "-m", "notes"]);
/// let mut text = String::new();
/// entry.write_sanitized(&mut text).unwrap();
/// assert_eq!(text, r#"{"command":"python","args":["-m","notes"],"env":{"LOG_LEVEL":"INFO"}}"#);
///
/// let rejection = validate_server_security(br#"{"type": "stdio", "args": ["x"]}"#, &policy).unwrap_err();
/// assert_eq!(rejection.rule(), Rule::ServerArgsAlone);
/// ```
///
/// # Errors
/// The first problem: a rule of the `json-*` and `server-*` families, or of the family of a field.
pub fn validate_server_security<'a>(
    json: &'a [u8],
    policy: &ServerPolicy<'_>,
) -> Result<ServerEntry<'a>, Rejection> {
    verdict(json, policy, &mut NoLookup)
}

/// Accepts one server entry as [`validate_server_security`] does, and every address of its URL's name
/// where the policy asks for `resolve_dns`.
///
/// The resolver is asked once, when nothing else is wrong with the URL. What it answered is in
/// [`ServerEntry::addresses`]: connect to those.
///
/// ```
/// use portcullis::{Addresses, Rule, ServerPolicy, UrlPolicy, validate_server_security_resolved};
/// let policy = ServerPolicy::strict().url(UrlPolicy::strict().resolve_dns(true));
/// let json = br#"{"type": "http", "url": "https://api.example.com/mcp"}"#;
/// let mut public = |_: &str, answer: &mut Addresses| Ok(answer.push([198, 41, 0, 4].into()));
/// let entry = validate_server_security_resolved(json, &policy, &mut public).unwrap();
/// assert_eq!(entry.addresses()[0].to_string(), "198.41.0.4");
/// let mut inside = |_: &str, answer: &mut Addresses| Ok(answer.push([10, 0, 0, 1].into()));
/// let rejection = validate_server_security_resolved(json, &policy, &mut inside).unwrap_err();
/// assert_eq!(rejection.rule(), Rule::AddressPrivate);
/// ```
///
/// # Errors
/// As [`validate_server_security`] and [`validate_url_resolved`](crate::validate_url_resolved).
pub fn validate_server_security_resolved<'a>(
    json: &'a [u8],
    policy: &ServerPolicy<'_>,
    resolver: &mut impl Resolve,
) -> Result<ServerEntry<'a>, Rejection> {
    verdict(json, policy, &mut { resolver })
}

fn verdict<'a>(
    json: &'a [u8],
    policy: &ServerPolicy<'_>,
    lookup: &mut impl Lookup,
) -> Result<ServerEntry<'a>, Rejection> {
    let all = Span::all(json.len());
    let mut first = First::default();
    let entry = judge(json, all, policy, lookup, &mut first);
    // Nothing is missing where nothing was refused.
    first.verdict(entry)?.ok_or(Rejection::new(Rule::ServerNotObject, all))
}

/// Reports every problem of a server entry, every variable that is left out, and what is worth a
/// note; see [`validate_server_security`].
pub fn audit_server_security(json: &[u8], policy: &ServerPolicy<'_>, sink: &mut impl Sink) {
    judge(json, Span::all(json.len()), policy, &mut NoLookup, sink);
}

/// Reports on the entry that stands at `span` of a longer text, and returns its view, which is to be
/// handed out only if nothing was refused.
pub(super) fn judge<'a>(
    json: &'a [u8],
    span: Span,
    policy: &ServerPolicy<'_>,
    lookup: &mut impl Lookup,
    sink: &mut impl Sink,
) -> Option<ServerEntry<'a>> {
    if json.len() > limit::DOCUMENT {
        sink.refuse(Rejection::new(Rule::DocumentLength, Span::all(json.len())));
        return None;
    }
    if !keys::read_through(json, span, sink) {
        return None;
    }
    let object = Value::within(json, span)?;
    if !matches!(object.kind, Kind::Object) {
        sink.refuse(Rejection::new(Rule::ServerNotObject, object.span));
        return None;
    }
    let known = Known::read(object, &keys::ENTRY, sink);
    let block = Block::read(known.of(Key::Security), sink);
    let mut both = None;
    let policies = block.policies(policy, &mut both);
    let fields = Fields { placeholders: policy.placeholders };
    audit_common(&known, sink);
    let declared = declared(&known, sink);
    audit_presence(object, &known, declared, sink);
    let mut entry = ServerEntry::new(object, declared.unwrap_or(Transport::Stdio));
    stdio::judge(&known, fields, &policies, &mut entry, sink);
    http::judge(&known, fields, &policies, lookup, &mut entry, sink);
    Some(entry)
}

/// What the entry declares itself to be; none where that is nothing we know.
fn declared(known: &Known<'_, Key>, sink: &mut impl Sink) -> Option<Transport> {
    let Some(value) = known.of(Key::Type) else { return Some(Transport::Stdio) };
    let Some(word) = value.text() else {
        sink.refuse(wrong_type(value));
        return None;
    };
    if word.is(b"stdio") {
        Some(Transport::Stdio)
    } else if word.is(b"streamable-http") || word.is(b"http") {
        Some(Transport::StreamableHttp)
    } else if word.is(b"sse") {
        sink.refuse(Rejection::new(Rule::ServerTypeDeprecated, value.span));
        Some(Transport::StreamableHttp)
    } else {
        sink.refuse(Rejection::new(Rule::ServerTypeUnknown, value.span));
        None
    }
}

/// Reports what is missing, and what belongs to the other transport.
fn audit_presence(
    entry: Value<'_>,
    known: &Known<'_, Key>,
    declared: Option<Transport>,
    sink: &mut impl Sink,
) {
    let (own, missing, others): (_, _, &[Key]) = match declared {
        Some(Transport::StreamableHttp) => {
            (known.of(Key::Url), Rule::ServerUrlMissing, &[Key::Command, Key::Args, Key::Env])
        }
        Some(Transport::Stdio) => {
            (known.of(Key::Command), Rule::ServerCommandMissing, &[Key::Url, Key::Headers])
        }
        None => return,
    };
    match known.of(Key::Args).filter(|_| declared == Some(Transport::Stdio)) {
        Some(args) if own.is_none() => sink.refuse(Rejection::new(Rule::ServerArgsAlone, args.span)),
        _ if own.is_none() => sink.refuse(Rejection::new(missing, entry.span)),
        _ => {}
    }
    for value in others.iter().filter_map(|&key| known.of(key)) {
        sink.refuse(Rejection::new(Rule::ServerOtherTransport, value.span));
    }
}

/// Reports on what entries of both transports have.
fn audit_common(known: &Known<'_, Key>, sink: &mut impl Sink) {
    if let Some(value) = known.of(Key::Name) {
        match value.text() {
            None => sink.refuse(wrong_type(value)),
            Some(text) => {
                let mut buffer = Buffer::new();
                let name = Fields { placeholders: Placeholders::None }.decode(text, &mut buffer);
                audit_server_name(name.bytes, &mut name.place.sink(sink));
            }
        }
    }
    for key in [Key::Timeout, Key::HttpReadTimeout] {
        let Some(value) = known.of(key) else { continue };
        match value.kind {
            Kind::Number(seconds) if seconds.is_positive_up_to(limit::TIMEOUT_SECONDS) => {}
            Kind::Number(_) => sink.refuse(Rejection::new(Rule::ServerTimeout, value.span)),
            _ => sink.refuse(wrong_type(value)),
        }
    }
    if let Some(value) = known.of(Key::Shell) {
        if !matches!(value.kind, Kind::Boolean(false)) {
            sink.refuse(Rejection::new(Rule::ServerShell, value.span));
        }
    }
}

/// A text that is longer than any field but a variable's value may be.
type Buffer = heapless::Vec<u8, BUFFER>;
const BUFFER: usize = limit::URL + 1;

pub(super) const fn wrong_type(value: Value<'_>) -> Rejection {
    Rejection::new(Rule::ServerFieldType, value.span)
}

/// Hands findings on, and remembers whether one was a refusal.
struct Watch<'s, S> {
    sink: &'s mut S,
    refused: bool,
}

impl<'s, S> Watch<'s, S> {
    const fn new(sink: &'s mut S) -> Self {
        Self { sink, refused: false }
    }
}

impl<S: Sink> Sink for Watch<'_, S> {
    fn finding(&mut self, finding: Finding) {
        self.refused |= finding.effect == Effect::Refuse;
        self.sink.finding(finding);
    }
}
