//! URLs: the part of RFC 3986 that browsers, Python, Go, curl and RFC 3986 parsers read alike.

use crate::bytes::class::{DIGIT, HEX_DIGIT, HOST_NAME, SCHEME, TARGET};
use crate::bytes::cursor::{Cursor, cut};
use crate::lex::host::{self, HostView};
use crate::lex::text;
use crate::reject::{Rejection, Span};
use crate::rule::Rule;

/// The scheme of an accepted URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// `http`
    Http,
    /// `https`
    Https,
}

impl Scheme {
    /// Its name, in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    /// The port of a URL that names none (RFC 9110 4.2).
    #[must_use]
    pub const fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

/// A URL taken apart. Host, port and target are read on their own: each can fail.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(crate) scheme: Scheme,
    pub(crate) scheme_span: Span,
    pub(crate) host: Result<HostView<'a>, Rejection>,
    /// The host, brackets included.
    pub(crate) host_span: Span,
    pub(crate) port: Result<Option<u16>, Rejection>,
    pub(crate) port_span: Span,
    pub(crate) target: Result<Target<'a>, Rejection>,
}

/// What follows the authority.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Target<'a> {
    /// Empty, or from the first `/` on.
    pub(crate) path: &'a [u8],
    /// What stands after the first `?`.
    pub(crate) query: Option<&'a [u8]>,
}

/// Takes a URL apart, as far as every reader does it alike: `http` or `https`, `://`, an authority
/// without userinfo, a target without fragment.
pub(crate) fn read(url: &[u8]) -> Result<Reading<'_>, Rejection> {
    let mut cursor = Cursor::new(url);
    let scheme = read_scheme(&mut cursor)?;
    let base = cursor.at();
    let (host, port) = split_authority(&mut cursor, base)?;
    let port_at = base.saturating_add(host.len()).saturating_add(1);
    let port_span = Span::all(port.unwrap_or_default().len()).shift(port_at);
    Ok(Reading {
        scheme,
        scheme_span: Span::all(scheme.name().len()),
        host: host::read(host, base),
        host_span: Span::all(host.len()).shift(base),
        port: port.map_or(Ok(None), |text| read_port(text, port_span).map(Some)),
        port_span,
        target: read_target(cursor.rest(), cursor.at()),
    })
}

/// `http` or `https` in either case, then exactly `://`.
fn read_scheme(cursor: &mut Cursor<'_>) -> Result<Scheme, Rejection> {
    let name = cursor.take_class(&SCHEME);
    let end = name.len();
    let scheme = match name {
        [b'h' | b'H', b't' | b'T', b't' | b'T', b'p' | b'P'] => Scheme::Http,
        [b'h' | b'H', b't' | b'T', b't' | b'T', b'p' | b'P', b's' | b'S'] => Scheme::Https,
        _ => return Err(Rejection::new(Rule::UrlScheme, Span::all(end))),
    };
    if cursor.take(3) == b"://" {
        Ok(scheme)
    } else {
        Err(Rejection::new(Rule::UrlSlashes, Span::new(end, cursor.at())))
    }
}

/// Host and port text.
type Authority<'a> = (&'a [u8], Option<&'a [u8]>);

/// Takes the authority: the host, brackets included, and the text after the colon.
fn split_authority<'a>(cursor: &mut Cursor<'a>, base: usize) -> Result<Authority<'a>, Rejection> {
    // A name and digits, as almost all are, can be split in one way only.
    let mut ahead = *cursor;
    let host = ahead.take_class(&HOST_NAME);
    let colon = ahead.peek() == Some(b':');
    let port = if colon {
        ahead.next();
        Some(ahead.take_class(&DIGIT))
    } else {
        None
    };
    if ahead.peek().is_none_or(ends_authority) {
        *cursor = ahead;
        Ok((host, port))
    } else {
        split_unusual(cursor.take_until(ends_authority), base)
    }
}

/// Whether the byte is the first after an authority (RFC 3986 3.2).
const fn ends_authority(byte: u8) -> bool {
    matches!(byte, b'/' | b'?' | b'#')
}

/// An authority with brackets, with a byte that no host has, or with a port that is no number.
fn split_unusual(authority: &[u8], base: usize) -> Result<Authority<'_>, Rejection> {
    refuse_lookalikes(authority, base)?;
    let mut cursor = Cursor::new(authority);
    let host = if authority.first() == Some(&b'[') {
        let close = authority.iter().position(|&byte| byte == b']');
        let whole = Rejection::new(Rule::HostBracket, Span::all(authority.len()).shift(base));
        cursor.take(close.ok_or(whole)?.saturating_add(1))
    } else {
        cursor.take_until(|byte| byte == b':')
    };
    let at = cursor.at();
    match cursor.next() {
        None => Ok((host, None)),
        Some(b':') => Ok((host, Some(cursor.rest()))),
        Some(_) => Err(Rejection::new(Rule::HostBracket, Span::new(at, authority.len()).shift(base))),
    }
}

/// Refuses the three bytes that make readers disagree on where the host is.
fn refuse_lookalikes(authority: &[u8], base: usize) -> Result<(), Rejection> {
    let Some(at) = authority.iter().position(|byte| matches!(byte, b'@' | b'\\' | b'%')) else {
        return Ok(());
    };
    let end = at.saturating_add(1);
    let (rule, span) = match authority.get(at) {
        Some(b'@') => (Rule::UrlUserinfo, Span::all(end)),
        Some(b'%') => (Rule::HostPercent, Span::byte(at)),
        _ => (Rule::UrlBackslash, Span::byte(at)),
    };
    Err(Rejection::new(rule, span.shift(base)))
}

/// 1 to 65535, in one to five digits without a leading zero.
fn read_port(text: &[u8], span: Span) -> Result<u16, Rejection> {
    let range = Rejection::new(Rule::PortRange, span);
    match text {
        b"0" => Err(range),
        [] | [b'0', ..] => Err(Rejection::new(Rule::PortText, span)),
        _ if !DIGIT.has_all(text) => Err(Rejection::new(Rule::PortText, span)),
        _ => text::accepted(text).parse().map_err(|_| range),
    }
}

/// Path and query (RFC 3986 3.3, 3.4); no dot segments.
fn read_target(target: &[u8], base: usize) -> Result<Target<'_>, Rejection> {
    let end = TARGET.first_outside(target);
    read_percents(target, end.unwrap_or(target.len()), base)?;
    if let Some(end) = end {
        return Err(refuse_byte(target, end, base));
    }
    let mut cursor = Cursor::new(target);
    let path = cursor.take(memchr::memchr(b'?', target).unwrap_or(target.len()));
    let query = cursor.next().map(|_| cursor.rest());
    refuse_dot_segments(path, base)?;
    Ok(Target { path, query })
}

/// Why a byte that stands in neither path nor query is refused.
#[cold]
fn refuse_byte(target: &[u8], at: usize, base: usize) -> Rejection {
    let (rule, span) = match target.get(at) {
        Some(b'#') => (Rule::UrlFragment, Span::new(at, target.len())),
        Some(b'\\') => (Rule::UrlBackslash, Span::byte(at)),
        _ => (Rule::UrlTargetCharacter, Span::byte(at)),
    };
    Rejection::new(rule, span.shift(base))
}

/// Before `end`: a `%` comes with two digits (RFC 3986 2.1), which do not stand for a control character.
fn read_percents(target: &[u8], end: usize, base: usize) -> Result<(), Rejection> {
    let Some(first) = memchr::memchr(b'%', cut(target, 0, end)) else { return Ok(()) };
    let beyond = target.len().saturating_sub(end);
    let mut rest = cut(target, first, target.len());
    // INVARIANT: each turn takes at least one byte.
    while rest.len() > beyond {
        rest = match rest {
            [b'%', high, low, after @ ..] if is_plain_octet(*high, *low) => after,
            [b'%', ..] => return Err(refuse_percent(rest, target.len().saturating_sub(rest.len()), base)),
            [_, after @ ..] => after,
            [] => break,
        };
    }
    Ok(())
}

/// Whether both are digits, and not of a control character.
#[inline]
fn is_plain_octet(high: u8, low: u8) -> bool {
    HEX_DIGIT.has(high) && HEX_DIGIT.has(low) && !is_control(high, low)
}

const fn is_control(high: u8, low: u8) -> bool {
    matches!((high, low), (b'0' | b'1', _) | (b'7', b'f' | b'F'))
}

/// Why the `%` at the start of `rest` is refused.
#[cold]
fn refuse_percent(rest: &[u8], at: usize, base: usize) -> Rejection {
    match rest {
        [_, high, low, ..] if HEX_DIGIT.has(*high) && HEX_DIGIT.has(*low) => {
            Rejection::new(Rule::UrlEncodedControl, Span::all(3).shift(at).shift(base))
        }
        _ => Rejection::new(Rule::UrlPercent, Span::byte(at).shift(base)),
    }
}

/// `.` and `..`, each dot written as itself or as `%2e` (RFC 3986 5.2.4; WHATWG URL 4.1).
fn refuse_dot_segments(path: &[u8], base: usize) -> Result<(), Rejection> {
    // Such a segment starts with a dot or a `%`, after a slash. One pass without a branch says whether any does.
    let starts = |slash: u8, dot: u8| (slash == b'/') & ((dot == b'.') | (dot == b'%'));
    let after = path.get(1..).unwrap_or_default();
    if !path.iter().zip(after).fold(false, |any, (&slash, &dot)| any | starts(slash, dot)) {
        return Ok(());
    }
    let mut rest = path;
    // INVARIANT: each turn takes one byte.
    while let [slash, after @ ..] = rest {
        if *slash == b'/' {
            if let Some(len) = dot_segment(after) {
                let at = path.len().saturating_sub(after.len());
                return Err(Rejection::new(Rule::UrlDotSegment, Span::all(len).shift(at).shift(base)));
            }
        }
        rest = after;
    }
    Ok(())
}

/// The length of the first segment of a path without its slash, if it is `.` or `..`.
fn dot_segment(path: &[u8]) -> Option<usize> {
    let after = strip_dot(path)?;
    let after = strip_dot(after).unwrap_or(after);
    matches!(after, [] | [b'/', ..]).then(|| path.len().saturating_sub(after.len()))
}

/// What follows a dot at the start of the segment.
fn strip_dot(segment: &[u8]) -> Option<&[u8]> {
    match segment {
        [b'.', rest @ ..] | [b'%', b'2', b'e' | b'E', rest @ ..] => Some(rest),
        _ => None,
    }
}
