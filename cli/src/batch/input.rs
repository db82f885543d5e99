//! The notations of an input.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
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

/// The bytes behind a JSON string of hexadecimal digits.
pub(super) fn hex(value: &RawValue) -> Result<Vec<u8>, String> {
    let digits: String = serde_json::from_str(value.get()).map_err(|error| describe(&error))?;
    decode_hex(&digits)
}

pub(super) fn decode_hex(digits: &str) -> Result<Vec<u8>, String> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let decode = |&[high, low]: &[u8; 2]| Some(hex_digit(high)? << 4 | hex_digit(low)?);
    let bytes: Option<Vec<u8>> = pairs.iter().map(decode).collect();
    bytes.filter(|_| rest.is_empty()).ok_or_else(|| "input_hex is not pairs of hexadecimal digits".into())
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
