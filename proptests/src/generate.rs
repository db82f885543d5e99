//! Calls made from random bytes: one language for libFuzzer, property tests and benches.
//!
//! An input is shaped first (a word of a grammar, or a vector of the corpus), then broken at up to
//! three places: what finds a bypass is almost right, not random.

pub mod mutate;
pub mod shape;

use std::sync::OnceLock;

use arbitrary::{Result, Unstructured};
use portcullis::{HostOs, Level, OnDenied, Placeholders, SecurityBlock};

use crate::case::{Case, Kind};
use crate::settings::Settings;
use crate::vectors::{Vector, read_all};

/// Parts two inputs in a fuzzing input that is written out; it stands in no UTF-8 text.
pub const SEPARATOR: u8 = 0xfe;

impl Case {
    /// A call of this kind from a fuzzing input.
    ///
    /// A first line that reads as a policy (`-`, `level=moderate`) makes the rest the inputs, parted
    /// by 0xFE: how seeds, regressions and dictionaries are written. Any other input is fed to the
    /// generators.
    #[must_use]
    pub fn from_bytes(kind: Kind, bytes: &[u8]) -> Self {
        Self::written(kind, bytes).unwrap_or_else(|| generate(kind, bytes))
    }

    /// Reads the written form.
    #[must_use]
    pub fn written(kind: Kind, bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().take(1024).position(|&byte| byte == b'\n')?;
        let settings = Settings::parse(std::str::from_utf8(&bytes[..end]).ok()?).ok()?;
        let rest = &bytes[end + 1..];
        let parts: Vec<Vec<u8>> = match kind {
            Kind::Env if rest.is_empty() => Vec::new(),
            _ => rest.split(|&byte| byte == SEPARATOR).map(<[u8]>::to_vec).collect(),
        };
        kind.takes(parts.len()).then_some(Self { kind, settings, parts })
    }

    /// Writes the form that [`Case::written`] reads; `None` where a part holds the separator.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        if self.parts.iter().flatten().any(|&byte| byte == SEPARATOR) {
            return None;
        }
        let mut bytes = self.settings.show().into_bytes();
        bytes.push(b'\n');
        bytes.extend(self.parts.join(&SEPARATOR));
        Some(bytes)
    }
}

/// A call from random bytes. No bytes at all make one as well, the simplest.
#[must_use]
pub fn generate(kind: Kind, bytes: &[u8]) -> Case {
    let mut source = Unstructured::new(bytes);
    case(kind, &mut source).unwrap_or_else(|_| Case::new(kind, vec![Vec::new(); fewest(kind)]))
}

fn fewest(kind: Kind) -> usize {
    (0..3).find(|&parts| kind.takes(parts)).unwrap_or(1)
}

fn case(kind: Kind, source: &mut Unstructured<'_>) -> Result<Case> {
    let known = corpus(kind);
    let mut case = if !known.is_empty() && source.ratio(1, 3)? {
        source.choose(known)?.case.clone()
    } else {
        let mut case = Case::new(kind, shape::parts(kind, source)?);
        if source.ratio(2, 3)? {
            case.settings = settings(source)?;
        }
        case
    };
    for _ in 0..source.int_in_range(0..=3)? {
        mutate::mutate(&mut case.parts, source)?;
    }
    if kind != Kind::Env && case.parts.is_empty() {
        case.parts = vec![Vec::new(); fewest(kind)];
    }
    Ok(case)
}

/// The vectors of a kind, read once.
fn corpus(kind: Kind) -> &'static [Vector] {
    static CORPUS: OnceLock<Vec<Vec<Vector>>> = OnceLock::new();
    let corpus = CORPUS.get_or_init(|| {
        let vectors = read_all().unwrap_or_default();
        let of_kind = |kind| vectors.iter().filter(|vector| vector.case.kind == kind).cloned().collect();
        Kind::ALL.into_iter().map(of_kind).collect()
    });
    Kind::ALL.into_iter().zip(corpus).find(|(other, _)| *other == kind).map_or(&[], |(_, vectors)| vectors)
}

/// A policy that is often not the default one.
fn settings(source: &mut Unstructured<'_>) -> Result<Settings> {
    let list = |source: &mut Unstructured<'_>, words: &[&str]| -> Result<Option<Vec<String>>> {
        if !source.ratio(1, 4)? {
            return Ok(None);
        }
        let mut chosen = Vec::new();
        for _ in 0..source.int_in_range(0..=3)? {
            chosen.push((*source.choose(words)?).to_owned());
        }
        Ok(Some(chosen))
    };
    let level = source.choose(&Level::ALL)?.name().to_owned();
    let resolve_dns = source.ratio(1, 4)?;
    let answers = ["1.1.1.1", "8.8.8.8", "127.0.0.1", "10.0.0.1", "::1", "2606:4700::1", "169.254.169.254"];
    let resolved = if resolve_dns && source.ratio(3, 4)? {
        let mut addresses = Vec::new();
        for _ in 0..source.int_in_range(0..=2_u8)? {
            addresses.extend(source.choose(&answers)?.parse::<std::net::IpAddr>());
        }
        Some(addresses)
    } else {
        None
    };
    Ok(Settings {
        resolve_dns,
        resolved_ips: resolved,
        level: Some(level),
        allowed_executables: list(
            source,
            &["docker", "npx", "python", "sh", "bash", "git", "my-server", "cmd"],
        )?,
        host_os: source.ratio(1, 4)?.then_some(HostOs::Windows),
        allow_private_ips: source.ratio(1, 4)?,
        allow_localhost: source.ratio(1, 4)?,
        require_https: source.ratio(1, 8)?,
        allowed_hostnames: list(
            source,
            &["example.com", "localhost", "intranet", "10.0.0.1", "[::1]", "metadata.google.internal"],
        )?,
        mode: source.ratio(1, 4)?.then(|| "allowlist".to_owned()),
        on_denied: source.ratio(1, 8)?.then_some(OnDenied::Reject),
        allowed_vars: list(source, &["DEBUG", "PATH", "API_KEY", "LD_PRELOAD", "PYTHONPATH", "GH_TOKEN"])?,
        denied_vars: list(source, &["USER", "DEBUG", "HOME", "path"])?,
        max_depth: source.ratio(1, 8)?.then_some(2),
        max_size: source.ratio(1, 8)?.then_some(64),
        big_integers: source.ratio(1, 8)?,
        security_block: if source.ratio(1, 4)? {
            Some(*source.choose(&[SecurityBlock::Honour, SecurityBlock::Ignore])?)
        } else {
            None
        },
        placeholders: if source.ratio(1, 4)? {
            Some(*source.choose(&[
                Placeholders::Braces,
                Placeholders::BracesDefault,
                Placeholders::Editor,
            ])?)
        } else {
            None
        },
        ..Settings::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_form_survives_a_round_trip() {
        for vector in read_all().unwrap() {
            if let Some(bytes) = vector.case.to_bytes() {
                assert_eq!(Case::written(vector.case.kind, &bytes), Some(vector.case), "{}", vector.id);
            }
        }
    }

    #[test]
    fn any_bytes_make_a_call_that_can_be_run() {
        for kind in Kind::ALL {
            for seed in 0..=255_u8 {
                let bytes: Vec<u8> = (0..seed).map(|at| at.wrapping_mul(seed | 1) ^ seed).collect();
                let case = Case::from_bytes(kind, &bytes);
                assert!(kind.takes(case.parts.len()), "{kind} from {bytes:?}");
            }
        }
    }
}
