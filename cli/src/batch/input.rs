//! The notations of an input, and places in them.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::request::describe;

/// A JSON string as bytes. A lone surrogate becomes the three bytes that UTF-8 forbids, so that the
/// core refuses it by its own rule.
pub(super) struct Text(pub(super) Vec<u8>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.as_bytes().to_vec()))
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Text, E> {
                Ok(Text(bytes.to_vec()))
            }
        }
        source.deserialize_bytes(Bytes)
    }
}

/// The members of a JSON object, in order, duplicates and all, as they stand in its text.
struct Members<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        source.deserialize_map(Pairs)
    }
}

/// A text inside a JSON document.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) bytes: Vec<u8>,
    /// Where its literal stands in the document, quotes and all.
    literal: Range<usize>,
}

impl AsRef<[u8]> for Placed {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Placed {
    fn of(value: &RawValue, document: &str) -> Result<Self, String> {
        let Text(bytes) = serde_json::from_str(value.get()).map_err(|error| describe(&error))?;
        let start = value.get().as_ptr().addr().saturating_sub(document.as_ptr().addr());
        Ok(Self { bytes, literal: start..start + value.get().len() })
    }

    /// Where bytes `range` of the text stand in the document.
    pub(super) fn locate(&self, range: Range<usize>, document: &str) -> Range<usize> {
        let literal = document.get(self.literal.clone()).unwrap_or_default();
        let start = self.literal.start + literal_offset(literal, range.start);
        let end =
            if range.is_empty() { start } else { self.literal.start + literal_offset(literal, range.end) };
        start..end
    }
}

/// The names and values of a JSON object of strings.
pub(super) fn pairs(document: &str) -> Result<Vec<(Placed, Placed)>, String> {
    let Members(members) = serde_json::from_str(document).map_err(|error| describe(&error))?;
    members
        .into_iter()
        .map(|(name, value)| Ok((Placed::of(name, document)?, Placed::of(value, document)?)))
        .collect()
}

/// Where byte `offset` of a string's value stands in its well-formed JSON literal.
fn literal_offset(literal: &str, offset: usize) -> usize {
    let mut decoded = 0;
    let mut chars = literal.char_indices().skip(1).peekable();
    while let Some(&(at, c)) = chars.peek() {
        if decoded >= offset || c == '"' {
            return at;
        }
        chars.next();
        decoded += if c != '\\' {
            c.len_utf8()
        } else if chars.next().is_some_and(|(_, escaped)| escaped == 'u') {
            let unit = |at: usize| {
                literal.get(at + 2..at + 6).and_then(|digits| u16::from_str_radix(digits, 16).ok())
            };
            let digits = match (unit(at), literal.get(at + 6..at + 8), unit(at + 6)) {
                (Some(0xd800..=0xdbff), Some("\\u"), Some(0xdc00..=0xdfff)) => 10,
                _ => 4,
            };
            chars.by_ref().take(digits).for_each(drop);
            match unit(at) {
                _ if digits == 10 => 4,
                Some(0..=0x7f) => 1,
                Some(0..=0x7ff) => 2,
                _ => 3,
            }
        } else {
            1
        };
    }
    literal.len()
}

/// The bytes behind hexadecimal digits.
pub(super) fn hex(digits: &str) -> Result<Vec<u8>, String> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let decode = |&[high, low]: &[u8; 2]| Some((hex_digit(high)? << 4) | hex_digit(low)?);
    let bytes: Option<Vec<u8>> = pairs.iter().map(decode).collect();
    bytes.filter(|_| rest.is_empty()).ok_or_else(|| "input_hex is not pairs of hexadecimal digits".into())
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::{hex, literal_offset, pairs};

    #[test]
    fn offsets_pass_escapes() {
        let literal = r#""a\n\u0041é\u00e9\ud83d\ude00\ud800z""#;
        let places: Vec<_> = [0, 1, 2, 3, 5, 7, 11, 14, 15].map(|at| literal_offset(literal, at)).into();
        let expected: Vec<_> = ["a", "\\n", "\\u0041", "é", "\\u00e9", "\\ud83d", "\\ud800", "z"]
            .map(|part| literal.find(part).unwrap())
            .into();
        assert_eq!(places[..8], expected);
        assert_eq!(places[8], literal.len() - 1);
    }

    #[test]
    fn duplicates_reach_the_core() {
        let document = r#" {"A": "1", "A": "x\ty"}"#;
        let pairs = pairs(document).expect("well-formed");
        assert_eq!(pairs.len(), 2);
        assert_eq!(&document[pairs[1].1.locate(1..2, document)], "\\t");
        assert!(super::pairs(r#"{"A": 1}"#).is_err());
    }

    #[test]
    fn hexadecimal_is_strict() {
        assert_eq!(hex("00fF"), Ok(vec![0, 255]));
        assert!(hex("0").is_err() && hex("0g").is_err() && hex("+1").is_err());
    }
}
