//! Names that say that the value is a credential.

use core::cmp::Ordering;

use super::class::compare;
use crate::bytes::cursor::Cursor;
use crate::policy::Level;

/// Words that name a credential, wherever they stand. Sorted.
const WORDS: &[&[u8]] = &[
    b"ACCESSKEY",
    b"ACCESSTOKEN",
    b"APIKEY",
    b"APIKEYS",
    b"APISECRET",
    b"APITOKEN",
    b"APPSECRET",
    b"AUTHKEY",
    b"AUTHORIZATION",
    b"AUTHTOKEN",
    b"BEARER",
    b"CLIENTSECRET",
    b"COOKIE",
    b"COOKIES",
    b"CRED",
    b"CREDENTIAL",
    b"CREDENTIALS",
    b"CREDS",
    b"JWT",
    b"KEY",
    b"KEYS",
    b"MNEMONIC",
    b"PASS",
    b"PASSPHRASE",
    b"PASSWD",
    b"PASSWORD",
    b"PASSWORDS",
    b"PAT",
    b"PATS",
    b"PGPASSWORD",
    b"PRIVATEKEY",
    b"PWD",
    b"SECRET",
    b"SECRETKEY",
    b"SECRETS",
    b"TOKEN",
    b"TOKENS",
];

/// Words beside which `TOKEN` counts pieces of text: `MAX_TOKENS`, `TOKEN_LIMIT`.
const COUNTS: &[&[u8]] =
    &[b"BUDGET", b"COUNT", b"LIMIT", b"LIMITS", b"MAX", b"MAXIMUM", b"MIN", b"MINIMUM", b"NUM", b"TOTAL"];

/// Last words (one or two) of names whose value often carries a credential inside: dropped in strict.
const CARRIERS: &[(&[u8], &[u8])] = &[
    (b"", b"AUTH"),
    (b"", b"CERT"),
    (b"", b"DSN"),
    (b"", b"HEADERS"),
    (b"", b"KUBECONFIG"),
    (b"", b"NETRC"),
    (b"", b"PGPASSFILE"),
    (b"", b"PRIVATE"),
    (b"", b"SEED"),
    (b"", b"WEBHOOK"),
    (b"CONNECTION", b"STRING"),
    (b"DATABASE", b"URI"),
    (b"DATABASE", b"URL"),
    (b"DB", b"URI"),
    (b"DB", b"URL"),
    (b"SEED", b"PHRASE"),
    (b"WEBHOOK", b"URL"),
];

/// The reference's globs: `*PASSWORD*`, …
const PARTS: &[&[u8]] = &[b"PASSWORD", b"SECRET", b"TOKEN", b"KEY", b"_CREDENTIAL"];
/// `AWS_*` and `GITHUB_*`.
const STARTS: &[&[u8]] = &[b"AWS_", b"GITHUB_"];

/// Whether a name is that of a credential at this level: by whole words in moderate, by the
/// reference's globs and by what often carries one in strict as well, never in permissive.
pub(crate) fn is_sensitive(name: &[u8], level: Level) -> bool {
    match level {
        Level::Strict => matches_glob(name) || has_credential_word(name) || is_carrier(name),
        Level::Moderate => has_credential_word(name),
        Level::Permissive => false,
    }
}

fn matches_glob(name: &[u8]) -> bool {
    let starts = |start: &&[u8]| name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    let holds = |part: &&[u8]| name.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part));
    STARTS.iter().any(starts) || PARTS.iter().any(holds)
}

fn has_credential_word(name: &[u8]) -> bool {
    // `PWD` alone is the working directory.
    let alone = name.eq_ignore_ascii_case(b"PWD");
    Words::new(name).any(|word| {
        let tokens = is(word, b"TOKEN") || is(word, b"TOKENS");
        contains(WORDS, word) && !alone && !(tokens && Words::new(name).any(|other| contains(COUNTS, other)))
    })
}

fn is_carrier(name: &[u8]) -> bool {
    let (mut before, mut last): (&[u8], &[u8]) = (b"", b"");
    for word in Words::new(name) {
        (before, last) = (last, word);
    }
    CARRIERS.iter().any(|(first, second)| is(last, second) && (first.is_empty() || is(before, first)))
}

fn is(word: &[u8], row: &[u8]) -> bool {
    word.eq_ignore_ascii_case(row)
}

fn contains(rows: &[&[u8]], word: &[u8]) -> bool {
    rows.binary_search_by(|row| compare(row, word)).is_ok()
}

/// The words of a name: runs of letters, parted as well where small letters turn to capitals
/// (`clientSecret`) and before the last capital of a run that small ones follow (`APIKey`).
struct Words<'a> {
    name: Cursor<'a>,
}

impl<'a> Words<'a> {
    const fn new(name: &'a [u8]) -> Self {
        Self { name: Cursor::new(name) }
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        self.name.take_until(|byte| byte.is_ascii_alphabetic());
        let rest = self.name.rest();
        let mut before = None;
        let mut len = 0_usize;
        for (at, &byte) in rest.iter().enumerate() {
            let after = rest.get(at.saturating_add(1)).copied();
            if !byte.is_ascii_alphabetic() || starts_word(before, byte, after) {
                break;
            }
            before = Some(byte);
            len = at.saturating_add(1);
        }
        (len > 0).then(|| self.name.take(len))
    }
}

fn starts_word(before: Option<u8>, byte: u8, after: Option<u8>) -> bool {
    let Some(before) = before else { return false };
    let small_follows = after.is_some_and(|byte| byte.is_ascii_lowercase());
    byte.is_ascii_uppercase() && (before.is_ascii_lowercase() || small_follows)
}

/// The word lists are sorted.
const _: () = assert!(sorted(WORDS) && sorted(COUNTS));

const fn sorted(mut rows: &[&[u8]]) -> bool {
    while let [first, rest @ ..] = rows {
        if let [second, ..] = rest {
            if !matches!(order(first, second), Ordering::Less) {
                return false;
            }
        }
        rows = rest;
    }
    true
}

const fn order(mut left: &[u8], mut right: &[u8]) -> Ordering {
    loop {
        match (left, right) {
            ([], []) => return Ordering::Equal,
            ([], _) => return Ordering::Less,
            (_, []) => return Ordering::Greater,
            ([a, left_rest @ ..], [b, right_rest @ ..]) => {
                if *a != *b {
                    return if *a < *b { Ordering::Less } else { Ordering::Greater };
                }
                left = left_rest;
                right = right_rest;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, Words, is_sensitive};

    #[test]
    fn words_part_at_marks_digits_and_case_changes() {
        for (name, words) in [
            ("DB_PASSWORD", "DB PASSWORD"),
            ("clientSecret", "client Secret"),
            ("MyAPIKey2", "My API Key"),
            ("Instapaper__ConsumerKey", "Instapaper Consumer Key"),
            ("jdbc.password", "jdbc password"),
            ("MONKEY", "MONKEY"),
            ("S3KEY", "S KEY"),
            ("___", ""),
        ] {
            assert!(Words::new(name.as_bytes()).eq(words.split_terminator(' ').map(str::as_bytes)), "{name}");
        }
    }

    #[test]
    fn moderate_reads_words_and_strict_drops_them_too() {
        for (name, strict, moderate) in [
            ("GH_PAT", true, true),
            ("DB_PASSWD", true, true),
            ("appSecret", true, true),
            ("MONKEY", true, false),
            ("TOKENIZERS_PARALLELISM", true, false),
            ("AWS_REGION", true, false),
            ("MAX_TOKENS", true, false),
            ("MY_CREDENTIALED", true, false),
            ("DATABASE_URL", true, false),
            ("DATABASE_URL_TEMPLATE", false, false),
            ("PWD", false, false),
            ("VALKEY_PWD", true, true),
            ("PATH", false, false),
            ("COMPASS", false, false),
        ] {
            assert_eq!(is_sensitive(name.as_bytes(), Level::Strict), strict, "{name}");
            assert_eq!(is_sensitive(name.as_bytes(), Level::Moderate), moderate, "{name}");
            assert!(!is_sensitive(name.as_bytes(), Level::Permissive), "{name}");
        }
    }
}
