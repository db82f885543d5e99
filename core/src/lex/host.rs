//! Hosts: a name of letters, digits and hyphens, or an address literal.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::bytes::class::{DIGIT, HOST_NAME};
use crate::lex::{ip, punycode, text};
use crate::limit;
use crate::reject::{Rejection, Span};
use crate::rule::Rule;

/// The host of an accepted URL.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a name and the two families of addresses are all there is")]
pub enum Host<'a> {
    /// A name, in the case it was written in.
    Name(&'a str),
    /// An IPv4 literal.
    V4(Ipv4Addr),
    /// An IPv6 literal.
    V6(Ipv6Addr),
}

impl Host<'_> {
    /// The address of a literal.
    #[must_use]
    pub const fn address(self) -> Option<IpAddr> {
        match self {
            Self::Name(_) => None,
            Self::V4(address) => Some(IpAddr::V4(address)),
            Self::V6(address) => Some(IpAddr::V6(address)),
        }
    }
}

impl fmt::Debug for Host<'_> {
    /// The kind, and a name's length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(f, "Name({} bytes)", name.len()),
            Self::V4(_) => f.write_str("V4"),
            Self::V6(_) => f.write_str("V6"),
        }
    }
}

/// A host, its name in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum HostView<'a> {
    Name(&'a [u8]),
    V4(Ipv4Addr),
    V6(Ipv6Addr),
}

impl<'a> HostView<'a> {
    /// The same with text.
    pub(crate) fn host(self) -> Host<'a> {
        match self {
            Self::Name(name) => Host::Name(text::accepted(name)),
            Self::V4(address) => Host::V4(address),
            Self::V6(address) => Host::V6(address),
        }
    }
}

/// Reads a host, brackets included; `base` is where it stands.
pub(crate) fn read(host: &[u8], base: usize) -> Result<HostView<'_>, Rejection> {
    if let [b'[', literal @ .., b']'] = host {
        let span = Span::all(literal.len()).shift(base.saturating_add(1));
        return ip::ipv6(literal).map(HostView::V6).map_err(|error| Rejection::new(error.rule(), span));
    }
    let all = Span::all(host.len()).shift(base);
    if host.is_empty() {
        return Err(Rejection::new(Rule::HostEmpty, all));
    }
    if host.len() > limit::HOST_NAME {
        return Err(Rejection::new(Rule::HostLength, all));
    }
    if let Some(at) = HOST_NAME.first_outside(host) {
        return Err(Rejection::new(Rule::HostCharacter, Span::byte(at).shift(base)));
    }
    // What ends in a number is an address or nothing (WHATWG URL, "ends in a number checker").
    let last = host.rsplit(|&byte| byte == b'.').next().unwrap_or_default();
    if last.first().is_some_and(|&byte| DIGIT.has(byte)) {
        return ip::ipv4(host).map(HostView::V4).ok_or(Rejection::new(Rule::HostNumber, all));
    }
    read_labels(host, base)?;
    Ok(HostView::Name(host))
}

/// The labels of a name (RFC 952, RFC 1123 2.1, RFC 1035 2.3.4).
fn read_labels(name: &[u8], base: usize) -> Result<(), Rejection> {
    if has_plain_labels(name) { Ok(()) } else { read_each_label(name, base) }
}

/// Whether every label is short and starts and ends with a letter or digit, and none can be an `xn--` label:
/// one pass without a branch, that almost every name survives.
fn has_plain_labels(name: &[u8]) -> bool {
    let mark = |byte: u8| (byte == b'.') | (byte == b'-');
    let after = name.get(1..).unwrap_or_default();
    let two_marks = name.iter().zip(after).fold(false, |any, (&one, &other)| any | (mark(one) & mark(other)));
    let edge = |byte: Option<&u8>| byte.is_some_and(|&byte| mark(byte));
    name.len() <= limit::HOST_LABEL && !two_marks && !edge(name.first()) && !edge(name.last())
}

/// The labels, one by one.
fn read_each_label(name: &[u8], base: usize) -> Result<(), Rejection> {
    let mut start = base;
    for label in name.split(|&byte| byte == b'.') {
        let end = start.saturating_add(label.len());
        let rule = match label {
            [] if end.saturating_sub(base) == name.len() && start > base => Some(Rule::HostTrailingDot),
            [] => Some(Rule::HostLabelEmpty),
            _ if label.len() > limit::HOST_LABEL => Some(Rule::HostLabelLength),
            [b'-', ..] | [.., b'-'] => Some(Rule::HostLabelHyphen),
            [b'x' | b'X', b'n' | b'N', b'-', b'-', rest @ ..] if !punycode::decodes(rest) => {
                Some(Rule::HostPunycode)
            }
            _ => None,
        };
        match rule {
            Some(rule @ Rule::HostTrailingDot) => {
                return Err(Rejection::new(rule, Span::byte(end.saturating_sub(1))));
            }
            Some(rule @ Rule::HostLabelEmpty) => return Err(Rejection::new(rule, Span::byte(end))),
            Some(rule) => return Err(Rejection::new(rule, Span::new(start, end))),
            None => start = end.saturating_add(1),
        }
    }
    Ok(())
}
