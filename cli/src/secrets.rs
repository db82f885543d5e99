//! Telling credentials from placeholders.

use std::ops::Range;

/// Tokens whose issuer can be read off them: prefix, and how many characters follow at least.
/// Source: the issuers' documentation of token formats.
const FORMATS: [(&str, usize); 48] = [
    // GitHub, GitLab, Bitbucket and Atlassian
    ("ghp_", 30),
    ("gho_", 30),
    ("ghu_", 30),
    ("ghs_", 30),
    ("ghr_", 30),
    ("github_pat_", 30),
    ("glpat-", 18),
    ("ATATT3", 40),
    // model providers
    ("sk-ant-", 20),
    ("sk-proj-", 20),
    ("sk-or-v1-", 30),
    ("sk-", 32),
    ("gsk_", 30),
    ("pplx-", 30),
    ("hf_", 30),
    ("r8_", 30),
    ("tvly-", 20),
    ("AIza", 35),
    ("ya29.", 30),
    ("fc-", 32),
    // clouds and hosting
    ("AKIA", 16),
    ("ASIA", 16),
    ("dop_v1_", 40),
    ("shpat_", 30),
    ("sbp_", 30),
    ("sb_secret_", 20),
    ("PMAK-", 30),
    ("glsa_", 30),
    ("glc_", 30),
    ("sntrys_", 30),
    ("sntryu_", 30),
    ("dapi", 32),
    ("nfp_", 30),
    // registries
    ("npm_", 30),
    ("pypi-AgE", 30),
    ("dckr_pat_", 20),
    // chat and work
    ("xoxb-", 20),
    ("xoxp-", 20),
    ("xoxa-", 20),
    ("xapp-", 20),
    ("ntn_", 30),
    ("lin_api_", 30),
    ("figd_", 30),
    ("patMCP", 30),
    // payment and mail
    ("sk_live_", 20),
    ("rk_live_", 20),
    ("SG.", 40),
    ("key-", 32),
];

/// Words that stand where a credential would.
const PLACEHOLDERS: [&str; 28] = [
    "your",
    "example",
    "placeholder",
    "xxx",
    "...",
    "\u{2026}",
    "***",
    "change",
    "replace",
    "insert",
    "redacted",
    "dummy",
    "sample",
    "secret-here",
    "token-here",
    "key-here",
    "test",
    "fake",
    "todo",
    "123456",
    "abcdef",
    "<",
    ">",
    "{",
    "}",
    "$",
    "%",
    "my-",
];

/// How a text betrays that it is a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It has the format of a known issuer.
    KnownFormat,
    /// It looks random, and stands where a credential belongs.
    Random,
}

/// A credential in a text that is expected to hold one, and where.
pub(crate) fn in_credential(text: &str) -> Option<(Kind, Range<usize>)> {
    in_any_text(text).or_else(|| {
        let start = scheme_len(text);
        let value = &text[start..];
        (!is_placeholder(value) && is_random(value)).then_some((Kind::Random, start..text.len()))
    })
}

/// A credential that gives itself away in any text.
pub(crate) fn in_any_text(text: &str) -> Option<(Kind, Range<usize>)> {
    private_key(text)
        .or_else(|| words(text).find(|word| has_known_format(&text[word.clone()])))
        .map(|range| (Kind::KnownFormat, range))
}

/// What no output may hold, reported or not: tokens of known issuers, even those that hold a placeholder's
/// word by chance, and passwords before a host (RFC 3986 3.2.1).
pub(crate) fn concealed(text: &str) -> Vec<Range<usize>> {
    let tokens = words(text).filter(|word| is_formatted(&text[word.clone()]));
    let passwords = text.match_indices("://").filter_map(|(at, mark)| password(text, at + mark.len()));
    tokens.chain(passwords).collect()
}

/// The password in the authority that starts at `start`; one with a raw `/`, `?` or `#` reaches further.
fn password(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text[start..].split(char::is_whitespace).next().unwrap_or_default();
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let colon = authority.find(':')?;
    let is_port = authority[colon + 1..].bytes().all(|byte| byte.is_ascii_digit());
    let end = match authority.rfind('@') {
        Some(end) => end,
        None if is_port || authority.starts_with('[') => return None,
        None => rest.rfind('@')?,
    };
    (colon + 1 < end).then_some(start + colon + 1..start + end)
}

/// Whether a name says that its value is a credential: whole words, however they are joined.
pub(crate) fn is_credential_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let joined = words.concat();
    let ends = [
        "token",
        "secret",
        "password",
        "passwd",
        "apikey",
        "accesskey",
        "privatekey",
        "secretkey",
        "credential",
        "credentials",
    ];
    let is_word =
        |word: &&str| matches!(*word, "key" | "pat" | "pwd" | "auth" | "authorization" | "bearer" | "jwt");
    // `GITHUB_TOKEN_FILE` and `API_KEY_NAME` say where a credential is, or what it is called.
    let points_elsewhere = matches!(
        words.last(),
        Some(&("file" | "path" | "name" | "id" | "url" | "env" | "type" | "header" | "expiry"))
    );
    !points_elsewhere && (ends.iter().any(|end| joined.contains(end)) || words.iter().any(is_word))
}

/// The length of an authentication scheme and its blank (RFC 9110 11.4).
fn scheme_len(text: &str) -> usize {
    ["bearer ", "basic ", "token ", "apikey "]
        .iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
        .map_or(0, |scheme| scheme.len())
}

/// A PEM block with a body (RFC 7468).
fn private_key(text: &str) -> Option<Range<usize>> {
    let start = text.find("-----BEGIN ")?;
    let label = text[start..].find("PRIVATE KEY-----")?;
    let body = &text[start + label + "PRIVATE KEY-----".len()..];
    let length =
        body.split("-----").next().unwrap_or_default().bytes().filter(u8::is_ascii_alphanumeric).count();
    (length >= 40 && !is_placeholder(body.split("-----").next().unwrap_or_default()))
        .then_some(start..text.len())
}

/// The runs of characters that tokens are made of.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))).map(move |word| {
        let start = at;
        at += word.len() + text[start + word.len()..].chars().next().map_or(0, char::len_utf8);
        start..start + word.len()
    })
}

fn has_known_format(word: &str) -> bool {
    is_formatted(word) && !is_placeholder(word)
}

fn is_formatted(word: &str) -> bool {
    let formatted = FORMATS.iter().any(|(prefix, rest)| {
        word.strip_prefix(prefix).is_some_and(|body| body.len() >= *rest && is_mixed(body))
    });
    formatted || is_jwt(word)
}

/// Three base64url parts, the first of which starts as `{"` does (RFC 7519).
fn is_jwt(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    matches!(parts[..], [header, claims, signature]
        if header.starts_with("eyJ") && claims.starts_with("eyJ") && header.len() > 10 && claims.len() > 10 && signature.len() >= 20)
}

pub(crate) fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    PLACEHOLDERS.iter().any(|word| lower.contains(word))
}

/// More than a repeated character or a word.
fn is_mixed(text: &str) -> bool {
    distinct(text) >= 8 && text.bytes().any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// One word of a credential's alphabet, with at least 3 bits of entropy a character.
fn is_random(text: &str) -> bool {
    let alphabet = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'+' | b'/' | b'=' | b'~')
    };
    let has = |class: fn(&u8) -> bool| text.as_bytes().iter().any(class);
    let is_path = text.starts_with(['/', '.', '~']) || text.matches('/').count() > 2;
    text.len() >= 20
        && text.bytes().all(alphabet)
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && !is_path
        && !is_uuid(text)
        && !is_words(text)
        && entropy(text) >= 3.0
}

/// An identifier, which a name that speaks of a key often calls one (RFC 9562 4).
fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// Words with a number or two between separators: `model-name-2024-v2`.
fn is_words(text: &str) -> bool {
    let parts = text.split(['-', '_', '.', '/']);
    parts.clone().count() > 2
        && parts.into_iter().all(|part| {
            part.len() <= 12
                && (part.bytes().all(|byte| byte.is_ascii_lowercase())
                    || part.bytes().all(|byte| byte.is_ascii_uppercase())
                    || part.bytes().filter(u8::is_ascii_digit).count() <= 4 && part.len() <= 4)
        })
}

fn distinct(text: &str) -> usize {
    let mut seen = [false; 256];
    for byte in text.bytes() {
        seen[usize::from(byte)] = true;
    }
    seen.iter().filter(|seen| **seen).count()
}

/// Shannon entropy of the bytes, in bits a byte.
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in text.bytes() {
        counts[usize::from(byte)] += 1;
    }
    let len = text.len() as f64;
    counts
        .iter()
        .filter(|&&count| count > 0)
        .map(|&count| f64::from(count) / len)
        .map(|p| -p * p.log2())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{Kind, concealed, in_any_text, in_credential, is_credential_name};

    /// Assembled, so that no scanner takes this file for a leak.
    fn token(prefix: &str) -> String {
        format!("{prefix}{}", "q7Zt2Lw9Xc4Vb6Nm1Kp8Rj3Hd5Gf0Sa7Ty2Ue")
    }

    #[test]
    fn formats_of_issuers_are_known() {
        for prefix in ["ghp_", "sk-ant-", "xoxb-", "npm_", "hf_"] {
            let text = format!("--token={}", token(prefix));
            assert_eq!(in_any_text(&text), Some((Kind::KnownFormat, 8..text.len())), "{prefix}");
        }
        let jwt = format!("eyJ{0}.eyJ{0}.{0}", token(""));
        assert!(in_any_text(&jwt).is_some());
        let pem =
            format!("-----BEGIN RSA PRIVATE KEY-----\n{0}{0}\n-----END RSA PRIVATE KEY-----", token(""));
        assert!(in_any_text(&pem).is_some());
    }

    #[test]
    fn placeholders_are_none() {
        for text in [
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sk-your-key-goes-here-and-is-long-enough",
            "AKIAIOSFODNN7EXAMPLE",
            "${GITHUB_TOKEN}",
            "<token>",
            "Bearer $TOKEN",
            "ghp_...",
            "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        ] {
            assert_eq!(in_credential(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_concealed_need_not_be_reported() {
        for (text, secret) in [
            ("postgres://admin:Xk29f@db.example.com/x", "Xk29f"),
            ("--db=redis://:p@ss@h:1/0 x@y", "p@ss"),
            ("mysql://u:a/b#c@h", "a/b#c"),
            ("http://h:80/@scope", ""),
            ("http://[::1]:80/@x", ""),
            ("https://u@h/", ""),
        ] {
            let found: String = concealed(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, secret, "{text}");
        }
        let unlucky = format!("{}test", token("ghp_"));
        assert_eq!(in_any_text(&unlucky), None);
        assert!(concealed(&unlucky).into_iter().eq(std::iter::once(0..unlucky.len())));
    }

    #[test]
    fn random_text_counts_where_a_credential_belongs() {
        assert_eq!(in_credential(&token("")), Some((Kind::Random, 0..37)));
        assert_eq!(in_credential(&format!("Bearer {}", token(""))), Some((Kind::Random, 7..44)));
        assert_eq!(in_any_text(&token("")), None);
        for text in [
            "1148243e-4547-4108-95ef-52cb0b3526c7",
            "/home/user/.config/app/credentials2.json",
            "claude-sonnet-4-2025-latest",
            "postgres",
            "hunter2",
        ] {
            assert_eq!(in_credential(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_read_by_words() {
        for name in
            ["API_KEY", "githubToken", "DB_PASSWORD", "x-api-key", "Authorization", "GH_PAT", "--api-key"]
        {
            assert!(is_credential_name(name), "{name}");
        }
        for name in ["MONKEY", "KEYBOARD_LAYOUT", "PATH", "API_KEY_FILE", "COINBASE_API_KEY_NAME", "DEBUG"] {
            assert!(!is_credential_name(name), "{name}");
        }
    }
}
