//! URLs: what every reader reads alike, and what a policy lets through.

mod name;
mod port;
mod resolve;

use core::fmt;
use core::net::IpAddr;

use crate::bytes::class::VISIBLE;
use crate::check::address;
use crate::lex::host::{Host, HostView};
use crate::lex::text;
use crate::lex::url::{Reading, Scheme, Target, read};
use crate::policy::UrlPolicy;
use crate::reject::{First, Rejection, Sink, Span};
use crate::rule::Rule;

#[cfg(feature = "std")]
pub use resolve::system::SystemResolver;
pub use resolve::{Addresses, Resolve, ResolvedUrl, Unresolved, audit_url_resolved, validate_url_resolved};
pub(crate) use resolve::{Lookup, NoLookup};

/// Accepts the URL of a server: `http` or `https`, a public host, an ordinary port.
///
/// 1 to 2048 bytes of visible ASCII that browsers, Python, Go, curl and RFC 3986 parsers take apart in
/// the same way: no userinfo, no fragment, no backslash, no `%` before the path, no dot segments, no
/// encoded control characters, nothing to repair. The host is a name of at least two labels or a
/// canonical address literal. Names that a special-use registry, a metadata service or an address in
/// the name give a meaning of their own are refused, addresses as [`classify`](crate::classify) says;
/// `allowed_hostnames` restricts the hosts and admits those that it lists, never a metadata service.
/// Nothing is resolved: see [`validate_url_resolved`]. Linear in the length.
///
/// ```
/// use portcullis::{Host, Rule, UrlPolicy, validate_url};
/// let policy = UrlPolicy::strict();
/// let url = validate_url(b"https://api.example.com/mcp?v=1", &policy).unwrap();
/// assert_eq!((url.host(), url.port()), (Host::Name("api.example.com"), 443));
/// assert_eq!((url.path(), url.query()), ("/mcp", Some("v=1")));
/// let rule = |text: &str| validate_url(text.as_bytes(), &policy).unwrap_err().rule();
/// assert_eq!(rule("https://192.168.1.1/mcp"), Rule::AddressPrivate);
/// assert_eq!(rule("http://127.1/"), Rule::HostNumber);
/// assert_eq!(rule("http://evil.example.com\\@api.example.com/"), Rule::UrlBackslash);
/// ```
///
/// # Errors
/// The first problem: a rule of the `url-*`, `host-*`, `address-*`, `port-*` or text families, or
/// [`Rule::ResolutionMissing`] for a name when the policy asks for `resolve_dns`.
pub fn validate_url<'a>(url: &'a [u8], policy: &UrlPolicy<'_>) -> Result<Url<'a>, Rejection> {
    let mut first = First::default();
    let accepted = judge_unresolved(url, policy, &mut first);
    first.verdict(())?;
    accepted
}

/// Reports every problem of a URL; see [`validate_url`]. What cannot be read stops the reading of its part
/// (the whole, the host, the port, or what follows them).
pub fn audit_url(url: &[u8], policy: &UrlPolicy<'_>, sink: &mut impl Sink) {
    let _: Result<Url<'_>, Rejection> = judge_unresolved(url, policy, sink);
}

/// Judges where a redirect leads, and that it does not leave `https`.
///
/// `to` is the absolute URL: the caller has resolved a relative `Location` against `from`. Credentials
/// stay with the origin ([`Url::same_origin`]).
///
/// ```
/// use portcullis::{Rule, UrlPolicy, check_redirect, validate_url};
/// let policy = UrlPolicy::strict();
/// let from = validate_url(b"https://api.example.com/mcp", &policy).unwrap();
/// let to = check_redirect(&from, b"https://eu.example.com/mcp", &policy).unwrap();
/// assert!(!from.same_origin(&to));
/// let downgrade = check_redirect(&from, b"http://api.example.com/mcp", &policy).unwrap_err();
/// assert_eq!(downgrade.rule(), Rule::UrlDowngrade);
/// ```
///
/// # Errors
/// As [`validate_url`]; [`Rule::UrlDowngrade`] from `https` to `http`.
pub fn check_redirect<'a>(
    from: &Url<'_>,
    to: &'a [u8],
    policy: &UrlPolicy<'_>,
) -> Result<Url<'a>, Rejection> {
    let mut first = First::default();
    let target = judge_unresolved(to, policy, &mut first);
    if let (Scheme::Https, Ok(Url { scheme: Scheme::Http, .. })) = (from.scheme, target) {
        first.refuse(Rejection::new(Rule::UrlDowngrade, Span::all(Scheme::Http.name().len())));
    }
    first.verdict(())?;
    target
}

/// An accepted URL: borrowed views of the text that was checked.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Url<'a> {
    text: &'a [u8],
    scheme: Scheme,
    host: HostView<'a>,
    host_span: Span,
    port: Option<u16>,
    target: Target<'a>,
}

impl<'a> Url<'a> {
    /// The whole URL, as it was given.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        text::accepted(self.text)
    }

    /// The scheme.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The host.
    #[must_use]
    pub fn host(&self) -> Host<'a> {
        self.host.host()
    }

    /// The port to connect to: the one written, or the scheme's own.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(self.scheme.default_port())
    }

    /// The path: empty, or from the first `/` on.
    #[must_use]
    pub fn path(&self) -> &'a str {
        text::accepted(self.target.path)
    }

    /// The query, without its `?`.
    #[must_use]
    pub fn query(&self) -> Option<&'a str> {
        self.target.query.map(text::accepted)
    }

    /// Whether the host is this machine: `localhost` or a loopback address.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        match self.host {
            HostView::Name(name) => name::is_localhost(name),
            HostView::V4(address) => address.is_loopback(),
            HostView::V6(address) => address.is_loopback(),
        }
    }

    /// Whether both have the same scheme, host (ASCII case aside) and port: RFC 6454 4.
    #[must_use]
    pub fn same_origin(&self, other: &Url<'_>) -> bool {
        let host = match (self.host, other.host) {
            (HostView::Name(one), HostView::Name(other)) => one.eq_ignore_ascii_case(other),
            (one, other) => one == other,
        };
        host && self.scheme == other.scheme && self.port() == other.port()
    }
}

impl fmt::Debug for Url<'_> {
    /// Lengths only: a URL can carry a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Url({} bytes)", self.text.len())
    }
}

/// As [`judge`], where no resolver is at hand.
fn judge_unresolved<'a>(
    url: &'a [u8],
    policy: &UrlPolicy<'_>,
    sink: &mut impl Sink,
) -> Result<Url<'a>, Rejection> {
    let judged = judge(url, policy, sink);
    if let (true, Ok(Url { host: HostView::Name(_), host_span, .. })) = (policy.resolve_dns, judged) {
        sink.refuse(Rejection::new(Rule::ResolutionMissing, host_span));
    }
    judged
}

/// Reads a URL and judges its parts. The sink hears of every problem; the error is why the URL could
/// not be read, once more.
fn judge<'a>(url: &'a [u8], policy: &UrlPolicy<'_>, sink: &mut impl Sink) -> Result<Url<'a>, Rejection> {
    let reading = reported(read_visible(url, policy), sink)?;
    let Reading { scheme, host_span, .. } = reading;
    let host = reported(reading.host, sink);
    if let Ok(host) = host {
        audit_host(host, &reading, policy, sink);
    }
    let port = reported(reading.port, sink);
    if let Ok(Some(port)) = port {
        port::audit(port, reading.port_span, sink);
    }
    let target = reported(reading.target, sink);
    Ok(Url { text: url, scheme, host: host?, host_span, port: port?, target: target? })
}

/// Tells the sink of an error.
fn reported<T>(result: Result<T, Rejection>, sink: &mut impl Sink) -> Result<T, Rejection> {
    result.inspect_err(|&rejection| sink.refuse(rejection))
}

/// The reading of a URL of the right length whose bytes are visible ASCII.
fn read_visible<'a>(url: &'a [u8], policy: &UrlPolicy<'_>) -> Result<Reading<'a>, Rejection> {
    if url.is_empty() {
        return Err(Rejection::new(Rule::UrlEmpty, Span::all(0)));
    }
    if url.len() > policy.max_length {
        return Err(Rejection::new(Rule::UrlLength, Span::all(url.len())));
    }
    let reading = read(url);
    if matches!(reading, Ok(Reading { host: Ok(_), port: Ok(_), target: Ok(_), .. })) {
        return reading;
    }
    // No part that can be read holds any other byte, so that only here the bytes need a look.
    text::first_outside(url, &VISIBLE, Rule::UrlCharacter).map_or(reading, Err)
}

/// The rules of names, addresses, allow-lists and `require_https`.
fn audit_host(host: HostView<'_>, reading: &Reading<'_>, policy: &UrlPolicy<'_>, sink: &mut impl Sink) {
    let span = reading.host_span;
    let (listed, this_machine) = match host {
        HostView::Name(text) => {
            let listed = policy.allowed_hostnames.is_some_and(|list| name::is_listed(text, list));
            let this_machine = policy.allow_localhost && name::is_localhost(text);
            match name::special(text) {
                Some(rule) if rule == Rule::HostMetadata || !(listed || this_machine) => {
                    sink.refuse(Rejection::new(rule, span));
                }
                _ => {}
            }
            (listed, this_machine)
        }
        HostView::V4(address) => audit_literal(address.into(), span, policy, sink),
        HostView::V6(address) => audit_literal(address.into(), span, policy, sink),
    };
    if policy.allowed_hostnames.is_some() && !listed {
        sink.refuse(Rejection::new(Rule::HostNotAllowed, span));
    }
    if policy.require_https && reading.scheme == Scheme::Http && !this_machine {
        sink.refuse(Rejection::new(Rule::UrlPlainHttp, reading.scheme_span));
    }
}

/// Judges an address literal: whether the allow-list has it, whether it is an allowed localhost.
fn audit_literal(address: IpAddr, span: Span, policy: &UrlPolicy<'_>, sink: &mut impl Sink) -> (bool, bool) {
    address::audit_address(address, policy, span, sink);
    (address::is_listed(address, policy), policy.allow_localhost && address.is_loopback())
}
