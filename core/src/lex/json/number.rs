//! Numbers (RFC 8259 6), one byte at a time, so that the text may come in pieces.

use core::fmt;

use super::{character, end_of_text};
use crate::bytes::cursor::Cursor;
use crate::reject::{Rejection, Span};
use crate::rule::Rule;

/// The largest decimal exponent: every number below 10^308 is a finite double, and some above are not.
const LARGEST_EXPONENT: i32 = 307;

/// No number from 10^-323 on is zero as a double.
const SMALLEST_EXPONENT: i32 = -323;

/// 2^53 − 1: up to here a double holds every integer (RFC 8259 6).
const LARGEST_INTEGER: u64 = (1 << 53) - 1;

/// Where in the grammar the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    Minus,
    Zero,
    Integer,
    Point,
    Fraction,
    Exponent,
    ExponentSign,
    ExponentDigits,
}

/// What the bytes of a number say so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    state: State,
    negative: bool,
    /// Without fraction and exponent.
    integer: bool,
    /// The digits before the point.
    magnitude: u64,
    /// The power of ten of the first digit that is not 0, before the exponent is applied.
    power: Option<i32>,
    /// Zeros after the point and before the first other digit.
    zeros: i32,
    exponent: i32,
    exponent_negative: bool,
    /// The first three digits from the one that `power` is of, as a number from 100 to 999.
    lead: u32,
    /// What the next of them counts; 0 after the third.
    place: u32,
    /// Whether a digit other than 0 follows them.
    tail: bool,
    len: usize,
}

impl Number {
    pub(crate) const fn new() -> Self {
        Self {
            state: State::Start,
            negative: false,
            integer: true,
            magnitude: 0,
            power: None,
            zeros: 0,
            exponent: 0,
            exponent_negative: false,
            lead: 0,
            place: 100,
            tail: false,
            len: 0,
        }
    }

    /// Reads the number that the cursor stands on.
    pub(crate) fn read(cursor: &mut Cursor<'_>) -> Result<Self, Rejection> {
        let start = cursor.at();
        let mut number = Self::new();
        while let Some(byte) = cursor.peek() {
            if !number.push(byte) {
                // `01`, `1.e5`, `1x`: as a number it goes on, but not by the grammar.
                let goes_on = byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
                if goes_on || !number.is_complete() {
                    return Err(Rejection::new(Rule::JsonNumber, character(cursor)));
                }
                break;
            }
            cursor.next();
        }
        if !number.is_complete() {
            return Err(end_of_text(cursor));
        }
        if number.is_out_of_range() {
            return Err(Rejection::new(Rule::JsonNumberRange, Span::new(start, cursor.at())));
        }
        Ok(number)
    }

    /// Takes the next byte; false, and nothing is taken, where the grammar has no such byte.
    fn push(&mut self, byte: u8) -> bool {
        self.state = match (self.state, byte) {
            (State::Start, b'-') => {
                self.negative = true;
                State::Minus
            }
            (State::Start | State::Minus, b'0') => State::Zero,
            (State::Start | State::Minus | State::Integer, b'0'..=b'9') => {
                self.integer_digit(byte);
                State::Integer
            }
            (State::Zero | State::Integer, b'.') => State::Point,
            (State::Point | State::Fraction, b'0'..=b'9') => {
                self.fraction_digit(byte);
                State::Fraction
            }
            (State::Zero | State::Integer | State::Fraction, b'e' | b'E') => State::Exponent,
            (State::Exponent, b'+' | b'-') => {
                self.exponent_negative = byte == b'-';
                State::ExponentSign
            }
            (State::Exponent | State::ExponentSign | State::ExponentDigits, b'0'..=b'9') => {
                let digit = i32::from(byte.wrapping_sub(b'0'));
                self.exponent = self.exponent.saturating_mul(10).saturating_add(digit);
                State::ExponentDigits
            }
            _ => return false,
        };
        self.integer &= matches!(self.state, State::Minus | State::Zero | State::Integer);
        self.len = self.len.saturating_add(1);
        true
    }

    fn integer_digit(&mut self, byte: u8) {
        let digit = u64::from(byte.wrapping_sub(b'0'));
        self.magnitude = self.magnitude.saturating_mul(10).saturating_add(digit);
        // The first digit is not 0 here: a leading zero is a state of its own.
        self.power = Some(self.power.map_or(0, |power| power.saturating_add(1)));
        self.significant_digit(byte);
    }

    fn fraction_digit(&mut self, byte: u8) {
        if self.power.is_none() {
            self.zeros = self.zeros.saturating_add(1);
            if byte != b'0' {
                self.power = Some(0_i32.saturating_sub(self.zeros));
            }
        }
        if self.power.is_some() {
            self.significant_digit(byte);
        }
    }

    fn significant_digit(&mut self, byte: u8) {
        let digit = u32::from(byte.wrapping_sub(b'0'));
        self.tail |= self.place == 0 && digit != 0;
        self.lead = self.lead.saturating_add(digit.saturating_mul(self.place));
        self.place /= 10;
    }

    /// How many bytes were taken.
    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    /// Whether the bytes so far are a number.
    pub(crate) const fn is_complete(&self) -> bool {
        matches!(self.state, State::Zero | State::Integer | State::Fraction | State::ExponentDigits)
    }

    /// Whether the exponent, as written or of the value in scientific notation, is beyond what every
    /// reader holds in a double.
    pub(crate) fn is_out_of_range(&self) -> bool {
        let scientific = self.scientific_exponent().unwrap_or_default();
        self.written_exponent().max(scientific) > LARGEST_EXPONENT
    }

    const fn written_exponent(&self) -> i32 {
        if self.exponent_negative { 0_i32.saturating_sub(self.exponent) } else { self.exponent }
    }

    /// The power of ten of the first digit that is not 0; none for zero.
    fn scientific_exponent(&self) -> Option<i32> {
        self.power.map(|power| power.saturating_add(self.written_exponent()))
    }

    /// Whether the value is above zero, for a double as well, and at most `most`, which has three digits.
    pub(crate) fn is_positive_up_to(&self, most: u32) -> bool {
        if self.negative {
            return false;
        }
        match self.scientific_exponent() {
            None | Some(3..) => false,
            Some(2) => self.lead < most || (self.lead == most && !self.tail),
            Some(exponent) => exponent >= SMALLEST_EXPONENT,
        }
    }

    /// Whether it is written as an integer that a double does not hold exactly.
    pub(crate) const fn is_big_integer(&self) -> bool {
        self.integer && self.magnitude > LARGEST_INTEGER
    }
}

/// Takes the text of a number that some tree prints; a byte outside the grammar is the error.
impl fmt::Write for Number {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.bytes().all(|byte| self.push(byte)) { Ok(()) } else { Err(fmt::Error) }
    }
}
