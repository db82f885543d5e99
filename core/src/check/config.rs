//! Configuration documents: many server entries under one key.

use core::fmt;

use super::name::audit_server_name;
use super::pairs::{Added, Names as Fingerprints};
use super::server::field::Fields;
use super::server::keys::folds_to;
use super::server::pair::{NameBuffer, Names};
use super::server::{ServerEntry, judge, wrong_type};
use super::url::NoLookup;
use crate::lex::json::keys::UniqueReader;
use crate::lex::json::text::Text;
use crate::lex::json::view::{Kind, Value};
use crate::limit;
use crate::policy::{Placeholders, ServerPolicy};
use crate::reject::{First, Rejection, Sink, Span};
use crate::rule::Rule;

/// The keys under which documents have their servers.
const CONTAINERS: [&[u8]; 3] = [b"mcpServers", b"servers", b"mcp_servers"];

/// Reads a configuration document of at most 1 MiB and 256 servers, and judges each server on its own.
///
/// The document is a JSON object with one of `mcpServers`, `servers` and `mcp_servers`: a map from names
/// to entries, or a list of entries with a `name` each. What else it holds is not looked at. A server's
/// verdict is that of [`validate_server_security`](crate::validate_server_security), of its name, and
/// of the names before it: no two are equal without case. Spans count in the document. Linear in the
/// text, up to the comparison of each name with those before it.
///
/// ```
/// use portcullis::{Rule, ServerPolicy, validate_config};
/// let json = br#"{"mcpServers": {"notes": {"command": "python -m notes"}, "bad": {"command": "nc"}}}"#;
/// let config = validate_config(json, &ServerPolicy::strict()).unwrap();
/// let accepted: Vec<_> = config.servers().map(|server| server.verdict().is_ok()).collect();
/// assert_eq!(accepted, [true, false]);
///
/// let rejection = validate_config(b"{}", &ServerPolicy::strict()).unwrap_err();
/// assert_eq!(rejection.rule(), Rule::DocumentNoServers);
/// ```
///
/// # Errors
/// The first problem of the document itself: a rule of the `json-*` or `document-*` families.
pub fn validate_config<'a>(json: &'a [u8], policy: &ServerPolicy<'a>) -> Result<Config<'a>, Rejection> {
    let mut first = First::default();
    let container = container(json, &mut first);
    let container = first.verdict(container)?;
    let missing = Rejection::new(Rule::DocumentNoServers, Span::all(json.len()));
    Ok(Config { container: container.ok_or(missing)?, policy: *policy })
}

/// Reports every problem of a document, and of its servers where it is clear which they are; see
/// [`validate_config`].
pub fn audit_config(json: &[u8], policy: &ServerPolicy<'_>, sink: &mut impl Sink) {
    let Some(container) = container(json, sink) else { return };
    let mut seen = Seen::new(container);
    for server in listed(container) {
        seen.judge(&server, policy, sink);
    }
}

/// The value that holds the servers.
fn container<'a>(json: &'a [u8], sink: &mut impl Sink) -> Option<Value<'a>> {
    let all = Span::all(json.len());
    if json.len() > limit::DOCUMENT {
        sink.refuse(Rejection::new(Rule::DocumentLength, all));
        return None;
    }
    let mut reader = UniqueReader::new(json);
    loop {
        match reader.next(limit::OBJECT_KEYS_CAP) {
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(rejection) => {
                sink.refuse(rejection);
                return None;
            }
        }
    }
    let document = Value::within(json, all)?;
    if !matches!(document.kind, Kind::Object) {
        sink.refuse(Rejection::new(Rule::DocumentNotObject, document.span));
        return None;
    }
    let mut found = None;
    let mut refused = false;
    for member in document.members() {
        let rule = if !CONTAINERS.iter().any(|name| member.key.is(name)) {
            CONTAINERS.iter().any(|name| folds_to(member.key, name)).then_some(Rule::ServerKeyCase)
        } else if found.is_some() {
            Some(Rule::DocumentContainers)
        } else {
            found = Some(member.value);
            None
        };
        if let Some(rule) = rule {
            sink.refuse(Rejection::new(rule, member.key_span));
            refused = true;
        }
    }
    // Which servers are meant is unclear, so that none is judged.
    if refused {
        return None;
    }
    let Some(container) = found else {
        sink.refuse(Rejection::new(Rule::DocumentNoServers, document.span));
        return None;
    };
    if !matches!(container.kind, Kind::Object | Kind::List) {
        sink.refuse(wrong_type(container));
        return None;
    }
    if let Some(server) = listed(container).nth(limit::SERVERS) {
        sink.refuse(Rejection::new(Rule::DocumentServers, server.value.span));
        return None;
    }
    Some(container)
}

/// A server as a document has it.
struct Listed<'a> {
    /// The key of a map, or the `name` of a list's entry, with the place of its quotes.
    name: Option<(Text<'a>, Span)>,
    value: Value<'a>,
    in_map: bool,
}

/// The servers of a container: a map or a list, and the other has none of its kind.
fn listed<'a>(container: Value<'a>) -> impl Iterator<Item = Listed<'a>> + use<'a> {
    let mapped = container.members().map(|member| Listed {
        name: Some((member.key, member.key_span)),
        value: member.value,
        in_map: true,
    });
    let items = container.items().map(|value| {
        let member = value.members().find(|member| member.key.is(b"name"));
        let name = member.and_then(|member| Some((member.value.text()?, member.value.span)));
        Listed { name, value, in_map: false }
    });
    mapped.chain(items)
}

/// The names of the servers that were judged. About 2 KiB.
#[derive(Debug)]
struct Seen<'a> {
    fingerprints: Fingerprints<{ limit::SERVERS }>,
    names: Names<'a, { limit::SERVERS }>,
}

impl<'a> Seen<'a> {
    const fn new(container: Value<'a>) -> Self {
        Self { fingerprints: Fingerprints::new(), names: Names::new(container.json()) }
    }

    /// Reports on one server, and returns its view, which is to be handed out only if nothing was refused.
    fn judge(
        &mut self,
        server: &Listed<'a>,
        policy: &ServerPolicy<'_>,
        sink: &mut impl Sink,
    ) -> Option<ServerEntry<'a>> {
        match server.name {
            None => sink.refuse(Rejection::new(Rule::DocumentServerUnnamed, server.value.span)),
            Some((name, span)) => {
                let mut buffer = NameBuffer::new();
                let decoded = Fields { placeholders: Placeholders::None }.decode(name, &mut buffer);
                if self.fingerprints.add(decoded.bytes, |index| self.names.same(index, name))
                    == Added::Duplicate
                {
                    sink.refuse(Rejection::new(Rule::DocumentServerTwin, span));
                }
                self.names.add(span);
                // In a list the name is a field of the entry, and judged with it.
                if server.in_map {
                    audit_server_name(decoded.bytes, &mut decoded.place.sink(sink));
                }
            }
        }
        judge(server.value.json(), server.value.span, policy, &mut NoLookup, sink)
    }
}

/// A document whose servers can be judged one by one.
#[derive(Clone, Copy)]
pub struct Config<'a> {
    container: Value<'a>,
    policy: ServerPolicy<'a>,
}

impl<'a> Config<'a> {
    /// The servers, in the order of the document; each is judged when it is asked for.
    pub fn servers(&self) -> impl Iterator<Item = Server<'a>> + use<'a> {
        let Self { container, policy } = *self;
        let mut seen = Seen::new(container);
        listed(container).map(move |server| {
            let mut first = First::default();
            let entry = seen.judge(&server, &policy, &mut first);
            let span = server.value.span;
            // Nothing is missing where nothing was refused.
            let missing = Rejection::new(Rule::ServerNotObject, span);
            let verdict = first.verdict(entry).and_then(|entry| entry.ok_or(missing));
            Server { name: server.name.map(|(name, _)| name), span, verdict }
        })
    }
}

impl fmt::Debug for Config<'_> {
    /// Lengths only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Config({} bytes)", self.container.source().len())
    }
}

/// The report on one server of a document.
#[derive(Clone, Debug)]
pub struct Server<'a> {
    name: Option<Text<'a>>,
    span: Span,
    verdict: Result<ServerEntry<'a>, Rejection>,
}

impl<'a> Server<'a> {
    /// Its name; none where an entry of a list has none.
    #[must_use]
    pub const fn name(&self) -> Option<Text<'a>> {
        self.name
    }

    /// Where its entry stands in the document.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The accepted entry, or its first problem.
    ///
    /// # Errors
    /// As [`validate_server_security`](crate::validate_server_security), or a problem of the name.
    pub fn verdict(&self) -> Result<&ServerEntry<'a>, Rejection> {
        self.verdict.as_ref().map_err(|&rejection| rejection)
    }
}
