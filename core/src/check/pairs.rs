//! Names of pairs (variables, headers) that may not stand twice.

/// 32-bit fingerprints of up to `N` names, ASCII case aside.
#[derive(Debug)]
pub(super) struct Names<const N: usize> {
    fingerprints: heapless::Vec<u32, N>,
}

/// What became of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    New,
    Duplicate,
    /// There were `N` names before it.
    Full,
}

impl<const N: usize> Names<N> {
    pub(super) const fn new() -> Self {
        Self { fingerprints: heapless::Vec::new() }
    }

    /// Adds the next name. `same_name` compares it with pair number `index`; it is asked only where
    /// the fingerprints are equal, so that the work is one comparison of integers a name before it.
    pub(super) fn add(&mut self, name: &[u8], mut same_name: impl FnMut(usize) -> bool) -> Added {
        let own = fingerprint(name);
        let mut earlier = self.fingerprints.iter().zip(0..N);
        let duplicate = earlier.any(|(&other, index)| other == own && same_name(index));
        if self.fingerprints.push(own).is_err() {
            Added::Full
        } else if duplicate {
            Added::Duplicate
        } else {
            Added::New
        }
    }
}

/// FNV-1a over the lower-cased bytes. Equal names have equal fingerprints; the rest is speed.
fn fingerprint(name: &[u8]) -> u32 {
    name.iter().fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::{Added, Names};

    #[test]
    fn equal_fingerprints_are_not_equal_names() {
        let mut names = Names::<3>::new();
        assert_eq!(names.add(b"Path", |_| true), Added::New);
        assert_eq!(names.add(b"PATH", |index| index == 0), Added::Duplicate);
        assert_eq!(names.add(b"PATH", |_| false), Added::New, "the comparison decides");
        assert_eq!(names.add(b"HOME", |_| true), Added::Full);
    }
}
