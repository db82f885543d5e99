//! HTTP fields that a configuration adds to a server's requests.

mod encoded;

use core::fmt;

pub use encoded::{DecodedHeaderValue, EncodedHeaderValue, decode_header_value, encode_header_value};

use crate::bytes::class::{FIELD_VALUE, TOKEN};
use crate::check::env::secret;
use crate::check::pairs::{Added, Names};
use crate::lex::text;
use crate::limit;
use crate::policy::Level;
use crate::reject::{Effect, Finding, First, InPart, Part, Rejection, Sink, Span};
use crate::rule::Rule;

/// Fields that speak to the next hop alone (RFC 9110 7.6.1; RFC 7540 3.2.1 for `HTTP2-Settings`);
/// `Proxy-*` joins them.
const HOP_BY_HOP: [&[u8]; 6] =
    [b"connection", b"http2-settings", b"keep-alive", b"te", b"trailer", b"upgrade"];
const PROXY: &[u8] = b"proxy-";

/// Fields that say where a message ends (RFC 9112 6) or when it is sent (RFC 9110 10.1.1).
const FRAMING: [&[u8]; 3] = [b"content-length", b"expect", b"transfer-encoding"];

/// Fields whose value the host knows and must say itself (RFC 9110 7.2; Fetch, "forbidden
/// request-header"; MCP specification, basic/transports); `Mcp-Param-*` joins them.
const HOST_OWNED: [&[u8]; 7] = [
    b"host",
    b"last-event-id",
    b"mcp-method",
    b"mcp-name",
    b"mcp-protocol-version",
    b"mcp-session-id",
    b"origin",
];
const MCP_PARAM: &[u8] = b"mcp-param-";

/// Accepts one HTTP field: a name that is a token of 1 to 100 bytes, a value of at most 1000 bytes.
///
/// Values are visible ASCII, blanks and TABs, without either at the ends, and Base64 where they are
/// marked as such (`=?base64?…?=`); hop-by-hop, framing and
/// host-owned fields are refused. Spans count in the name ([`Part::new`]`(0)`) or in the value
/// ([`Part::value`]`(0)`). Linear in the lengths.
///
/// ```
/// use portcullis::{Rule, validate_header};
/// let header = validate_header(b"X-Api-Version", b"2; q=1").unwrap();
/// assert_eq!((header.name(), header.value()), ("X-Api-Version", "2; q=1"));
/// let rejection = validate_header(b"X-Note", b"a\r\nHost: evil.example").unwrap_err();
/// assert_eq!((rejection.rule(), rejection.span().start()), (Rule::ControlCharacter, 1));
/// assert!(rejection.part().is_value());
/// ```
///
/// # Errors
/// The first problem: a rule of the `header-*` or text families.
pub fn validate_header<'a>(name: &'a [u8], value: &'a [u8]) -> Result<Header<'a>, Rejection> {
    let mut first = First::default();
    HeaderAudit::new().pair(name, value, |_| false, &mut first);
    first.verdict(Header { name: text::accepted(name), value: text::accepted(value) })
}

/// Accepts the fields of one server: at most 64, no name twice (ASCII case aside).
///
/// Each is checked as by [`validate_header`]; parts count the fields.
///
/// ```
/// use portcullis::{Rule, validate_headers};
/// let headers = validate_headers(&[("X-Tenant", "a"), ("X-Region", "eu")]).unwrap();
/// assert_eq!(headers.iter().map(|header| header.name()).collect::<Vec<_>>(), ["X-Tenant", "X-Region"]);
/// let rejection = validate_headers(&[("X-Tenant", "a"), ("x-tenant", "b")]).unwrap_err();
/// assert_eq!((rejection.rule(), rejection.part().index()), (Rule::HeaderDuplicate, 1));
/// ```
///
/// # Errors
/// The first problem: a rule of the `header-*` or text families.
pub fn validate_headers<N: AsRef<[u8]>, V: AsRef<[u8]>>(
    pairs: &[(N, V)],
) -> Result<Headers<'_, N, V>, Rejection> {
    let mut first = First::default();
    audit_headers(pairs, &mut first);
    first.verdict(Headers { pairs })
}

/// Reports every problem of the fields of one server; see [`validate_headers`].
pub fn audit_headers<N: AsRef<[u8]>, V: AsRef<[u8]>>(pairs: &[(N, V)], sink: &mut impl Sink) {
    if pairs.len() > limit::HEADERS {
        return sink.refuse(Rejection::new(Rule::HeaderCount, Span::all(0)));
    }
    let mut audit = HeaderAudit::new();
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

/// Whether a field of this name carries a credential: `Authorization`, `Cookie`, `X-Api-Key` and
/// whatever else says so in a word of its name.
///
/// ```
/// use portcullis::is_credential_header;
/// assert!(is_credential_header(b"authorization") && is_credential_header(b"X-API-Key"));
/// assert!(!is_credential_header(b"Accept") && !is_credential_header(b"X-Monkey"));
/// ```
#[must_use]
pub fn is_credential_header(name: &[u8]) -> bool {
    let ends_in_auth = |name: &[u8]| {
        name.split(|byte| matches!(byte, b'-' | b'_')).any(|word| word.eq_ignore_ascii_case(b"auth"))
    };
    secret::is_sensitive(name, Level::Moderate) || ends_in_auth(name)
}

/// The check of fields that come one by one. About 260 bytes of fixed storage.
#[derive(Debug)]
pub(crate) struct HeaderAudit {
    names: Names<{ limit::HEADERS }>,
}

impl HeaderAudit {
    pub(crate) const fn new() -> Self {
        Self { names: Names::new() }
    }

    /// Checks the next field and says whether it is accepted. Findings count in [`Part::new`]`(0)` for
    /// the name and [`Part::value`]`(0)` for the value. `same_name` compares the name, ASCII case
    /// aside, with field number `index`.
    pub(crate) fn pair(
        &mut self,
        name: &[u8],
        value: &[u8],
        same_name: impl FnMut(usize) -> bool,
        sink: &mut impl Sink,
    ) -> bool {
        let mut accepted = true;
        let mut watched = |finding: Finding| {
            accepted &= finding.effect != Effect::Refuse;
            sink.finding(finding);
        };
        audit_name(name, self.names.add(name, same_name), &mut watched);
        audit_value(value, &mut InPart { sink: &mut watched, part: Part::value(0), base: 0 });
        accepted
    }
}

fn audit_name(name: &[u8], added: Added, sink: &mut impl Sink) {
    let all = Span::all(name.len());
    if added == Added::Full {
        return sink.refuse(Rejection::new(Rule::HeaderCount, all));
    }
    if name.len() > limit::HEADER_NAME {
        return sink.refuse(Rejection::new(Rule::HeaderNameLength, all));
    }
    if name.is_empty() {
        sink.refuse(Rejection::new(Rule::HeaderNameEmpty, all));
    }
    text::audit_class(name, &TOKEN, Rule::HeaderNameCharacter, sink);
    let one_of = |names: &[&[u8]]| names.iter().any(|other| other.eq_ignore_ascii_case(name));
    let starts =
        |prefix: &[u8]| name.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    if one_of(&HOP_BY_HOP) || starts(PROXY) {
        sink.refuse(Rejection::new(Rule::HeaderHopByHop, all));
    }
    if one_of(&FRAMING) {
        sink.refuse(Rejection::new(Rule::HeaderFraming, all));
    }
    if one_of(&HOST_OWNED) || starts(MCP_PARAM) {
        sink.refuse(Rejection::new(Rule::HeaderHostOwned, all));
    }
    if added == Added::Duplicate {
        sink.refuse(Rejection::new(Rule::HeaderDuplicate, all));
    }
}

fn audit_value(value: &[u8], sink: &mut impl Sink) {
    if value.len() > limit::HEADER_VALUE {
        return sink.refuse(Rejection::new(Rule::HeaderValueLength, Span::all(value.len())));
    }
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    if value.first().is_some_and(is_blank) {
        sink.refuse(Rejection::new(Rule::HeaderValueBlank, Span::byte(0)));
    }
    if let (Some(last), Some(end)) = (value.last(), value.len().checked_sub(1)) {
        if is_blank(last) && end > 0 {
            sink.refuse(Rejection::new(Rule::HeaderValueBlank, Span::byte(end)));
        }
    }
    text::audit_class(value, &FIELD_VALUE, Rule::HeaderValueCharacter, sink);
    encoded::audit(value, sink);
}

/// An accepted HTTP field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Header<'a> {
    name: &'a str,
    value: &'a str,
}

impl<'a> Header<'a> {
    /// The name, as written.
    #[must_use]
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// The value.
    #[must_use]
    pub const fn value(&self) -> &'a str {
        self.value
    }
}

impl fmt::Debug for Header<'_> {
    /// Lengths only: values are secrets often enough.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Header({} + {} bytes)", self.name.len(), self.value.len())
    }
}

/// The accepted HTTP fields of one server.
pub struct Headers<'a, N, V> {
    pairs: &'a [(N, V)],
}

impl<'a, N: AsRef<[u8]>, V: AsRef<[u8]>> Headers<'a, N, V> {
    /// The fields, in the order they came in.
    pub fn iter(&self) -> impl Iterator<Item = Header<'a>> + use<'a, N, V> {
        self.pairs.iter().map(|(name, value)| Header {
            name: text::accepted(name.as_ref()),
            value: text::accepted(value.as_ref()),
        })
    }
}

impl<N, V> Clone for Headers<'_, N, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N, V> Copy for Headers<'_, N, V> {}

impl<N, V> fmt::Debug for Headers<'_, N, V> {
    /// The number of fields alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Headers({} fields)", self.pairs.len())
    }
}
