//! The one place that cuts slices by position.

use crate::bytes::class::Class;

/// Bytes and a position in them.
///
/// INVARIANT: `at <= bytes.len()`; every method that moves the position moves it forward, by as many
/// bytes as it found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes have been read.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    /// What has not been read.
    #[inline]
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next byte, left in place.
    #[inline]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next byte.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        // INVARIANT: there was a byte at `at`, so `at + 1 <= len`.
        self.at = self.at.saturating_add(1);
        Some(byte)
    }

    /// The next `len` bytes, or all that is left when there are fewer.
    #[inline]
    pub(crate) fn take(&mut self, len: usize) -> &'a [u8] {
        let (taken, _) = self.rest().split_at_checked(len).unwrap_or((self.rest(), &[]));
        // INVARIANT: `taken` is a prefix of `rest`.
        self.at = self.at.saturating_add(taken.len());
        taken
    }

    /// The bytes before the first outside `class`, or all that is left.
    #[inline]
    pub(crate) fn take_class(&mut self, class: &Class) -> &'a [u8] {
        let len = class.first_outside(self.rest()).unwrap_or(self.rest().len());
        self.take(len)
    }

    /// The bytes before the first that `stop` holds for, or all that is left.
    #[inline]
    pub(crate) fn take_until(&mut self, stop: impl Fn(u8) -> bool) -> &'a [u8] {
        let len = self.rest().iter().position(|&byte| stop(byte)).unwrap_or(self.rest().len());
        self.take(len)
    }
}

/// `bytes` from `start` to `end`, empty where that is no range of it.
pub(crate) fn cut(bytes: &[u8], start: usize, end: usize) -> &[u8] {
    bytes.get(start..end).unwrap_or_default()
}

/// What stands before and after the first `separator`.
pub(crate) fn split_once(bytes: &[u8], separator: u8) -> Option<(&[u8], &[u8])> {
    let mut parts = bytes.splitn(2, |&byte| byte == separator);
    Some((parts.next()?, parts.next()?))
}
