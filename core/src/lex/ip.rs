//! Address literals, in the one spelling that every reader reads alike.
//!
//! The standard library's IPv6 reader has a reachable panic, and both of its readers take more
//! spellings than one.

use core::net::{Ipv4Addr, Ipv6Addr};

use crate::bytes::class::{DIGIT, HEX_DIGIT};
use crate::bytes::cursor::Cursor;
use crate::rule::Rule;

/// Four decimal numbers of 0 to 255 without leading zeros (`IPv4address` of RFC 3986 3.2.2).
///
/// Octal, hexadecimal, short and padded forms are no such text: glibc, Java and the WHATWG standard
/// each read another address in them (CVE-2021-29921, CVE-2021-28918).
pub(crate) fn ipv4(text: &[u8]) -> Option<Ipv4Addr> {
    let mut octets = text.split(|&byte| byte == b'.').map(octet);
    let address = Ipv4Addr::new(octets.next()??, octets.next()??, octets.next()??, octets.next()??);
    octets.next().is_none().then_some(address)
}

/// `dec-octet` (RFC 3986 3.2.2).
fn octet(text: &[u8]) -> Option<u8> {
    if text.len() > 3 || matches!(text, [b'0', _, ..]) || !DIGIT.has_all(text) {
        return None;
    }
    core::str::from_utf8(text).ok()?.parse().ok()
}

/// Why a text is no IPv6 literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ipv6Error {
    /// It denotes no address.
    Malformed,
    /// It denotes an address, and another text is the canonical one (RFC 5952 4).
    NotCanonical,
}

impl Ipv6Error {
    /// The rule that refuses it.
    pub(crate) const fn rule(self) -> Rule {
        match self {
            Self::Malformed => Rule::Ipv6Malformed,
            Self::NotCanonical => Rule::Ipv6NotCanonical,
        }
    }
}

/// Eight groups of hexadecimal digits in the canonical form of RFC 5952 4, in either case.
///
/// No zone, no dotted tail, no brackets. `::` stands for the longest run of at least two zero groups,
/// the leftmost of several; no group has a leading zero.
pub(crate) fn ipv6(text: &[u8]) -> Result<Ipv6Addr, Ipv6Error> {
    let groups = Groups::read(text).ok_or(Ipv6Error::Malformed)?;
    let address = groups.address().ok_or(Ipv6Error::Malformed)?;
    let longest = longest_zero_run(address.segments());
    let written = groups.gap.map(|start| (start, 8_u32.saturating_sub(groups.count)));
    if groups.padded || written != longest { Err(Ipv6Error::NotCanonical) } else { Ok(address) }
}

/// The groups of an IPv6 literal as they are written.
#[derive(Default)]
struct Groups {
    /// The written groups, as one number.
    value: u128,
    /// How many there are.
    count: u32,
    /// How many of them stand before the `::`.
    gap: Option<u32>,
    /// Whether one has a leading zero.
    padded: bool,
}

impl Groups {
    fn read(text: &[u8]) -> Option<Self> {
        let mut groups = Self::default();
        let mut cursor = Cursor::new(text);
        if text.starts_with(b"::") {
            groups.gap = Some(0);
            cursor.take(2);
        }
        // INVARIANT: each turn takes at least one byte, and at most eight groups are read.
        while !cursor.rest().is_empty() {
            groups.push(cursor.take_until(|byte| !HEX_DIGIT.has(byte)))?;
            match (cursor.next(), cursor.peek()) {
                (None, _) => break,
                (Some(b':'), Some(b':')) if groups.gap.is_none() => {
                    groups.gap = Some(groups.count);
                    cursor.next();
                }
                (Some(b':'), Some(byte)) if HEX_DIGIT.has(byte) => {}
                _ => return None,
            }
        }
        Some(groups)
    }

    /// Takes one group: `h16` of RFC 3986 3.2.2.
    fn push(&mut self, digits: &[u8]) -> Option<()> {
        if !matches!(digits.len(), 1..=4) || self.count == 8 {
            return None;
        }
        let group = u16::from_str_radix(core::str::from_utf8(digits).ok()?, 16).ok()?;
        self.padded |= matches!(digits, [b'0', _, ..]);
        self.value = (self.value << 16) | u128::from(group);
        self.count = self.count.saturating_add(1);
        Some(())
    }

    /// The address, with the zero groups of the `::` put in.
    fn address(&self) -> Option<Ipv6Addr> {
        let Some(before) = self.gap else {
            return (self.count == 8).then(|| Ipv6Addr::from_bits(self.value));
        };
        if self.count == 8 {
            return None;
        }
        let after = self.count.checked_sub(before)?;
        // A shift by all 128 bits leaves nothing of the number.
        let tail_bits = after.saturating_mul(16);
        let head = self.value.checked_shr(tail_bits).unwrap_or(0);
        let tail = self.value ^ head.checked_shl(tail_bits).unwrap_or(0);
        let head_bits = 128_u32.saturating_sub(before.saturating_mul(16));
        Some(Ipv6Addr::from_bits(head.checked_shl(head_bits).unwrap_or(0) | tail))
    }
}

/// The first of the longest runs of at least two zero groups: where it starts, how long it is.
fn longest_zero_run(groups: [u16; 8]) -> Option<(u32, u32)> {
    let mut longest = (0, 1_u32);
    let mut run = (0, 0_u32);
    for (at, group) in (0_u32..).zip(groups) {
        run = match (group, run) {
            (0, (_, 0)) => (at, 1),
            (0, (start, len)) => (start, len.saturating_add(1)),
            _ => (0, 0),
        };
        if run.1 > longest.1 {
            longest = run;
        }
    }
    (longest.1 > 1).then_some(longest)
}
