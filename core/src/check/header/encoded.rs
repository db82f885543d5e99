//! The form in which MCP puts any text into a header value: `=?base64?…?=`.

use core::fmt;

use crate::bytes::class::FIELD_VALUE;
use crate::lex::{base64, text};
use crate::limit;
use crate::reject::{First, Rejection, Sink, Span};
use crate::rule::Rule;

const OPEN: &str = "=?base64?";
const CLOSE: &str = "?=";

/// What stands between the markers.
fn body(value: &[u8]) -> Option<&[u8]> {
    value.strip_prefix(OPEN.as_bytes())?.strip_suffix(CLOSE.as_bytes())
}

/// Reports a value that is marked as Base64 and is none.
pub(super) fn audit(value: &[u8], sink: &mut impl Sink) {
    if body(value).is_some_and(|body| base64::decode(body, |_| {}).is_none()) {
        sink.refuse(Rejection::new(Rule::HeaderEncoding, Span::all(value.len())));
    }
}

/// A text in the form that a header value can carry: as it is where it is visible ASCII without outer
/// blanks and without the markers, else in Base64. Written through [`fmt::Display`], without a buffer.
///
/// ```
/// use portcullis::encode_header_value;
/// assert_eq!(encode_header_value("eu-west").to_string(), "eu-west");
/// assert_eq!(encode_header_value("café").to_string(), "=?base64?Y2Fmw6k=?=");
/// assert_eq!(encode_header_value("=?base64?eA==?=").to_string(), "=?base64?PT9iYXNlNjQ/ZUE9PT89?=");
/// ```
#[must_use]
pub const fn encode_header_value(text: &str) -> EncodedHeaderValue<'_> {
    EncodedHeaderValue(text)
}

/// See [`encode_header_value`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct EncodedHeaderValue<'a>(&'a str);

impl fmt::Display for EncodedHeaderValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.0.as_bytes();
        let outer_blank = self.0.starts_with([' ', '\t']) || self.0.ends_with([' ', '\t']);
        if FIELD_VALUE.has_all(bytes) && !outer_blank && body(bytes).is_none() {
            return f.write_str(self.0);
        }
        f.write_str(OPEN)?;
        for group in bytes.chunks(3) {
            let mut group = group.iter().copied();
            for letter in base64::encode([group.next(), group.next(), group.next()]) {
                fmt::Write::write_char(f, letter)?;
            }
        }
        f.write_str(CLOSE)
    }
}

impl fmt::Debug for EncodedHeaderValue<'_> {
    /// The length alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EncodedHeaderValue({} bytes)", self.0.len())
    }
}

/// Reads what [`encode_header_value`] writes: a header value of at most 1000 bytes.
///
/// ```
/// use portcullis::{Rule, decode_header_value};
/// assert_eq!(decode_header_value(b"=?base64?Y2Fmw6k=?=").unwrap().as_str(), "café");
/// assert_eq!(decode_header_value(b"plain").unwrap().as_str(), "plain");
/// assert_eq!(decode_header_value(b"=?base64?Y2Fmw6l=?=").unwrap_err().rule(), Rule::HeaderEncoding);
/// ```
///
/// # Errors
/// The first problem of the value, as [`validate_header`](crate::validate_header) finds it;
/// [`Rule::InvalidUtf8`] where the decoded bytes are no text (the span is the whole value).
pub fn decode_header_value(value: &[u8]) -> Result<DecodedHeaderValue, Rejection> {
    let mut first = First::default();
    super::audit_value(value, &mut first);
    first.verdict(())?;
    let mut decoded = heapless::Vec::new();
    let mut take = |bytes: &[u8]| {
        // Never full: the value is no longer than the storage, and what it decodes to is shorter.
        for &byte in bytes {
            let _ = decoded.push(byte);
        }
    };
    match body(value) {
        Some(body) => base64::decode(body, take).unwrap_or_default(),
        None => take(value),
    }
    match core::str::from_utf8(&decoded) {
        Ok(_) => Ok(DecodedHeaderValue(decoded)),
        Err(_) => Err(Rejection::new(Rule::InvalidUtf8, Span::all(value.len()))),
    }
}

/// The text of a header value, in fixed storage; see [`decode_header_value`].
#[derive(Clone, PartialEq, Eq)]
pub struct DecodedHeaderValue(heapless::Vec<u8, { limit::HEADER_VALUE }>);

impl DecodedHeaderValue {
    /// The text. It may hold any character: it is not for a header any more.
    #[must_use]
    pub fn as_str(&self) -> &str {
        text::accepted(&self.0)
    }
}

impl fmt::Debug for DecodedHeaderValue {
    /// The length alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodedHeaderValue({} bytes)", self.0.len())
    }
}
