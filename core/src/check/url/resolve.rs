//! Names to addresses: every one must pass, and those that passed are the ones to connect to.

#[cfg(feature = "std")]
pub(super) mod system;

use core::fmt;
use core::net::{IpAddr, SocketAddr};

use super::{Url, judge, name};
use crate::check::address;
use crate::lex::host::Host;
use crate::limit;
use crate::policy::UrlPolicy;
use crate::reject::{First, Rejection, Sink, Span};
use crate::rule::Rule;

/// Finds the addresses of a name. Any `FnMut(&str, &mut Addresses) -> Result<(), Unresolved>` does.
pub trait Resolve {
    /// Adds every address of `name` to `answer`.
    ///
    /// # Errors
    /// [`Unresolved`] when there is no answer; what was added is not looked at then.
    fn resolve(&mut self, name: &str, answer: &mut Addresses) -> Result<(), Unresolved>;
}

impl<F: FnMut(&str, &mut Addresses) -> Result<(), Unresolved>> Resolve for F {
    fn resolve(&mut self, name: &str, answer: &mut Addresses) -> Result<(), Unresolved> {
        self(name, answer)
    }
}

/// No answer: no such name, no server, no time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "why there is no answer decides nothing")]
pub struct Unresolved;

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name did not resolve")
    }
}

impl core::error::Error for Unresolved {}

/// Up to 16 addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    kept: heapless::Vec<IpAddr, { limit::RESOLVED }>,
    overflow: bool,
}

impl Addresses {
    /// No address.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: heapless::Vec::new(), overflow: false }
    }

    /// Adds an address. The seventeenth is not kept: an answer that long is refused, since nobody looked
    /// at the rest.
    pub fn push(&mut self, address: IpAddr) {
        self.overflow |= self.kept.push(address).is_err();
    }

    /// The addresses, in the order of the answer.
    #[must_use]
    pub fn as_slice(&self) -> &[IpAddr] {
        &self.kept
    }
}

impl Extend<IpAddr> for Addresses {
    fn extend<T: IntoIterator<Item = IpAddr>>(&mut self, addresses: T) {
        addresses.into_iter().for_each(|address| self.push(address));
    }
}

/// An accepted URL and the addresses to connect to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedUrl<'a> {
    url: Url<'a>,
    addresses: Addresses,
}

impl<'a> ResolvedUrl<'a> {
    /// The URL: for TLS, the `Host` field and the request line.
    #[must_use]
    pub const fn url(&self) -> Url<'a> {
        self.url
    }

    /// The checked addresses, at least one. Who resolves the name again may get others.
    #[must_use]
    pub fn addresses(&self) -> &[IpAddr] {
        self.addresses.as_slice()
    }

    /// The same with the URL's port.
    pub fn socket_addrs(&self) -> impl Iterator<Item = SocketAddr> + '_ {
        self.addresses().iter().map(|&address| SocketAddr::new(address, self.url.port()))
    }
}

/// Accepts a URL as [`validate_url`](super::validate_url) does, and every address of its name.
///
/// The resolver is asked for a name, once, when the URL itself has no problem. One refused address, no
/// address, no answer or more than 16 addresses refuse the URL; an address that `allowed_hostnames` does
/// not list itself is checked although the name is listed; `localhost` must be loopback. What comes back is
/// pinned: connect to [`ResolvedUrl::addresses`].
///
/// ```
/// use portcullis::{Addresses, Rule, UrlPolicy, validate_url_resolved};
/// let mut public = |_: &str, answer: &mut Addresses| Ok(answer.push([198, 41, 0, 4].into()));
/// let mut rebound = |_: &str, answer: &mut Addresses| Ok(answer.push([127, 0, 0, 1].into()));
/// let policy = UrlPolicy::strict();
/// let url = b"https://api.example.com/mcp";
/// let resolved = validate_url_resolved(url, &policy, &mut public).unwrap();
/// assert_eq!(resolved.socket_addrs().next().unwrap().to_string(), "198.41.0.4:443");
/// let refused = validate_url_resolved(url, &policy, &mut rebound).unwrap_err();
/// assert_eq!(refused.rule(), Rule::AddressLoopback);
/// ```
///
/// # Errors
/// As [`validate_url`](super::validate_url); a rule of the `address-*` family for an address of the name,
/// with the span of the name; [`Rule::ResolutionFailed`], [`Rule::ResolutionLength`],
/// [`Rule::ResolutionLocalhost`].
pub fn validate_url_resolved<'a>(
    url: &'a [u8],
    policy: &UrlPolicy<'_>,
    resolver: &mut impl Resolve,
) -> Result<ResolvedUrl<'a>, Rejection> {
    let mut first = First::default();
    let url = judge(url, policy, &mut first);
    first.verdict(())?;
    let (url, mut first) = (url?, First::default());
    let addresses = judge_addresses(&url, policy, resolver, &mut first);
    first.verdict(ResolvedUrl { url, addresses })
}

/// Reports every problem of a URL, and if it has none, of the addresses of its name; see
/// [`validate_url_resolved`].
pub fn audit_url_resolved(
    url: &[u8],
    policy: &UrlPolicy<'_>,
    resolver: &mut impl Resolve,
    sink: &mut impl Sink,
) {
    judge_resolved(url, policy, resolver, sink);
}

/// The addresses to connect to, where nothing was reported.
fn judge_resolved(
    url: &[u8],
    policy: &UrlPolicy<'_>,
    resolver: &mut impl Resolve,
    sink: &mut impl Sink,
) -> Addresses {
    let mut clean = true;
    let judged = judge(url, policy, &mut |finding| {
        clean = false;
        sink.finding(finding);
    });
    match judged {
        Ok(url) if clean => judge_addresses(&url, policy, resolver, sink),
        _ => Addresses::new(),
    }
}

/// Finds the addresses of a URL that has no other problem, or says that nobody can.
pub(crate) trait Lookup {
    fn addresses(&mut self, url: &[u8], policy: &UrlPolicy<'_>, sink: &mut impl Sink) -> Addresses;
}

/// No resolver is at hand: a name is refused, a literal needs none.
pub(crate) struct NoLookup;

impl Lookup for NoLookup {
    fn addresses(&mut self, url: &[u8], policy: &UrlPolicy<'_>, sink: &mut impl Sink) -> Addresses {
        super::audit_url(url, policy, sink);
        Addresses::new()
    }
}

impl<R: Resolve> Lookup for &mut R {
    fn addresses(&mut self, url: &[u8], policy: &UrlPolicy<'_>, sink: &mut impl Sink) -> Addresses {
        judge_resolved(url, policy, *self, sink)
    }
}

/// The addresses of the host; every problem of them goes to the sink.
fn judge_addresses(
    url: &Url<'_>,
    policy: &UrlPolicy<'_>,
    resolver: &mut impl Resolve,
    sink: &mut impl Sink,
) -> Addresses {
    let mut answer = Addresses::new();
    let host = url.host();
    let Host::Name(name) = host else {
        // A literal was judged with the URL.
        answer.extend(host.address());
        return answer;
    };
    let span: Span = url.host_span;
    if resolver.resolve(name, &mut answer).is_err() || answer.kept.is_empty() {
        sink.refuse(Rejection::new(Rule::ResolutionFailed, span));
    }
    if answer.overflow {
        sink.refuse(Rejection::new(Rule::ResolutionLength, span));
    }
    for &address in &answer.kept {
        address::audit_address(address, policy, span, sink);
        if name::is_localhost(name.as_bytes()) && !address.is_loopback() {
            sink.refuse(Rejection::new(Rule::ResolutionLocalhost, span));
        }
    }
    answer
}
