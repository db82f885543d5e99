//! URLs: the part of RFC 3986 that browsers, Python, Go, curl and RFC 3986 parsers read alike.

use crate::bytes::class::{DIGIT, HEX_DIGIT, PATH, SCHEME};
use crate::bytes::cursor::Cursor;
use crate::lex::host::{self, Host};
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
    pub(crate) host: Result<Host<'a>, Rejection>,
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
    pub(crate) path: &'a str,
    /// What stands after the first `?`.
    pub(crate) query: Option<&'a str>,
}

/// Takes a URL apart, as far as every reader does it alike: `http` or `https`, `://`, an authority
/// without userinfo, a target without fragment.
pub(crate) fn read(url: &[u8]) -> Result<Reading<'_>, Rejection> {
    let mut cursor = Cursor::new(url);
    let scheme = read_scheme(&mut cursor)?;
    let scheme_span = Span::all(scheme.name().len());
    let base = cursor.at();
    let authority = cursor.take_until(|byte| matches!(byte, b'/' | b'?' | b'#'));
    refuse_lookalikes(authority, base)?;
    let (host_text, port_text) = split_port(authority, base)?;
    let port_at = base.saturating_add(host_text.len()).saturating_add(1);
    let port_span = Span::all(port_text.unwrap_or_default().len()).shift(port_at);
    let target_at = cursor.at();
    Ok(Reading {
        scheme,
        scheme_span,
        host: host::read(host_text, base),
        host_span: Span::all(host_text.len()).shift(base),
        port: port_text.map_or(Ok(None), |text| read_port(text, port_span).map(Some)),
        port_span,
        target: read_target(cursor.rest(), target_at),
    })
}

/// `http` or `https` in either case, then exactly `://`.
fn read_scheme(cursor: &mut Cursor<'_>) -> Result<Scheme, Rejection> {
    let name = cursor.take_until(|byte| !SCHEME.has(byte));
    let end = name.len();
    let scheme = match name {
        _ if name.eq_ignore_ascii_case(b"https") => Scheme::Https,
        _ if name.eq_ignore_ascii_case(b"http") => Scheme::Http,
        _ => return Err(Rejection::new(Rule::UrlScheme, Span::all(end))),
    };
    if cursor.take(3) == b"://" {
        Ok(scheme)
    } else {
        Err(Rejection::new(Rule::UrlSlashes, Span::new(end, cursor.at())))
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

/// The host, brackets included, and the text after the colon.
fn split_port(authority: &[u8], base: usize) -> Result<(&[u8], Option<&[u8]>), Rejection> {
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
    let mut cursor = Cursor::new(target);
    let mut path_len = None;
    // INVARIANT: each turn takes at least one byte.
    loop {
        cursor.take_until(|byte| !PATH.has(byte));
        let at = cursor.at();
        let here = Span::byte(at).shift(base);
        match cursor.next() {
            None => break,
            Some(b'?') => path_len = path_len.or(Some(at)),
            Some(b'%') => read_percent(&mut cursor, here)?,
            Some(b'#') => {
                let fragment = Span::new(at, target.len()).shift(base);
                return Err(Rejection::new(Rule::UrlFragment, fragment));
            }
            Some(b'\\') => return Err(Rejection::new(Rule::UrlBackslash, here)),
            Some(_) => return Err(Rejection::new(Rule::UrlTargetCharacter, here)),
        }
    }
    let mut parts = Cursor::new(target);
    let path = parts.take(path_len.unwrap_or(target.len()));
    let query = parts.next().map(|_| text::accepted(parts.rest()));
    refuse_dot_segments(path, base)?;
    Ok(Target { path: text::accepted(path), query })
}

/// The two digits after a `%` (RFC 3986 2.1), which must not stand for a control character.
fn read_percent(cursor: &mut Cursor<'_>, percent: Span) -> Result<(), Rejection> {
    match cursor.take(2) {
        [high, low] if HEX_DIGIT.has(*high) && HEX_DIGIT.has(*low) => {
            let control = matches!((high, low), (b'0' | b'1', _) | (b'7', b'f' | b'F'));
            let span = Span::new(percent.start(), percent.end().saturating_add(2));
            if control { Err(Rejection::new(Rule::UrlEncodedControl, span)) } else { Ok(()) }
        }
        _ => Err(Rejection::new(Rule::UrlPercent, percent)),
    }
}

/// `.` and `..`, each dot written as itself or as `%2e` (RFC 3986 5.2.4; WHATWG URL 4.1).
fn refuse_dot_segments(path: &[u8], base: usize) -> Result<(), Rejection> {
    let mut start = base;
    for segment in path.split(|&byte| byte == b'/') {
        let end = start.saturating_add(segment.len());
        if strip_dot(segment).is_some_and(|rest| rest.is_empty() || strip_dot(rest) == Some(&[])) {
            return Err(Rejection::new(Rule::UrlDotSegment, Span::new(start, end)));
        }
        start = end.saturating_add(1);
    }
    Ok(())
}

/// What follows a dot at the start of the segment.
fn strip_dot(segment: &[u8]) -> Option<&[u8]> {
    match segment {
        [b'.', rest @ ..] | [b'%', b'2', b'e' | b'E', rest @ ..] => Some(rest),
        _ => None,
    }
}
