//! HTTP fields and working directories, from RFC 9110 and the document.

use std::collections::BTreeSet;

/// Every rule that refuses this field.
#[must_use]
pub fn header_problems(name: &[u8], value: &[u8]) -> BTreeSet<&'static str> {
    let mut wrong = header_name_problems(name);
    if value.len() > 1000 {
        wrong.insert("header-value-length");
        return wrong;
    }
    let blank = |byte: Option<&u8>| byte.is_some_and(|byte| b" \t".contains(byte));
    if blank(value.first()) || blank(value.last()) {
        wrong.insert("header-value-blank");
    }
    if value.iter().any(|byte| matches!(byte, 0..=8 | 10..=31 | 127)) {
        wrong.insert("control-character");
    }
    wrong.extend(beyond_ascii(value, "header-value-character"));
    let text = String::from_utf8_lossy(value);
    let marked = text.strip_prefix("=?base64?").and_then(|rest| rest.strip_suffix("?="));
    if marked.is_some_and(|body| base64(body).is_none()) {
        wrong.insert("header-encoding");
    }
    wrong
}

/// The bytes of Base64 text, bit by bit; `None` unless it is their one encoding (RFC 4648 4).
#[must_use]
pub fn base64(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letters = text.trim_end_matches('=');
    let mut bits = String::new();
    for letter in letters.chars() {
        bits.push_str(&format!("{:06b}", ALPHABET.find(letter)?));
    }
    let (whole, spare) = bits.split_at(bits.len() / 8 * 8);
    let padding = text.len() - letters.len();
    if !text.len().is_multiple_of(4) || padding > 2 || spare.len() >= 6 || spare.contains('1') {
        return None;
    }
    let byte = |at: usize| u8::from_str_radix(&whole[at..at + 8], 2).ok();
    (0..whole.len()).step_by(8).map(byte).collect()
}

fn header_name_problems(name: &[u8]) -> BTreeSet<&'static str> {
    if name.len() > 100 {
        return BTreeSet::from(["header-name-length"]);
    }
    let mut wrong = beyond_ascii(name, "header-name-character");
    if name.is_empty() {
        wrong.insert("header-name-empty");
    }
    for byte in name.iter().filter(|byte| byte.is_ascii()) {
        if byte.is_ascii_control() {
            wrong.insert("control-character");
        } else if b"\"(),/:;<=>?@[\\]{} ".contains(byte) {
            // What RFC 9110 5.6.2 leaves over: DQUOTE, delimiters and the blank.
            wrong.insert("header-name-character");
        }
    }
    let name = String::from_utf8_lossy(name).to_lowercase();
    let one_of = |names: &str| names.split(' ').any(|other| other == name);
    if one_of("connection keep-alive te trailer upgrade http2-settings") || name.starts_with("proxy-") {
        wrong.insert("header-hop-by-hop");
    }
    if one_of("content-length transfer-encoding expect") {
        wrong.insert("header-framing");
    }
    let mcp = one_of("mcp-session-id mcp-protocol-version mcp-method mcp-name last-event-id");
    if one_of("host origin") || mcp || name.starts_with("mcp-param-") {
        wrong.insert("header-host-owned");
    }
    wrong
}

fn beyond_ascii(text: &[u8], rule: &'static str) -> BTreeSet<&'static str> {
    let mut wrong = BTreeSet::new();
    if std::str::from_utf8(text).is_err() {
        wrong.insert("invalid-utf8");
    }
    for letter in String::from_utf8_lossy(text).chars().filter(|letter| !letter.is_ascii()) {
        match letter {
            '\u{fffd}' => {}
            '\u{80}'..='\u{9f}' => {
                wrong.insert("control-character");
            }
            _ => {
                wrong.insert(rule);
            }
        }
    }
    wrong
}

/// Every rule that refuses this working directory.
#[must_use]
pub fn cwd_problems(cwd: &str) -> BTreeSet<&'static str> {
    if cwd.len() > 500 {
        return BTreeSet::from(["cwd-length"]);
    }
    if cwd.trim_matches(' ').is_empty() {
        return BTreeSet::from(["cwd-empty"]);
    }
    let mut wrong = BTreeSet::new();
    let path = cwd.replace('\\', "/");
    if cwd.chars().any(char::is_control) {
        wrong.insert("control-character");
    }
    if path.starts_with('~') {
        wrong.insert("cwd-home");
    }
    if path.starts_with("//") {
        wrong.insert("cwd-unc");
    }
    if let Some((scheme, rest)) = path.split_once(':') {
        let letters = scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
        let starts = scheme.starts_with(|first: char| first.is_ascii_alphabetic());
        if starts && letters && !(scheme.len() == 1 && rest.starts_with('/')) {
            wrong.insert("cwd-scheme");
        }
    }
    let parts: Vec<&str> = path.split('/').collect();
    if parts.iter().any(|part| part.starts_with("..") && part.trim_end_matches(['.', ' ']).is_empty()) {
        wrong.insert("cwd-parent");
    }
    let first = parts.iter().find(|part| !part.is_empty() && **part != ".");
    if path.starts_with('/') && first.is_some_and(|first| ["proc", "sys", "dev"].contains(first)) {
        wrong.insert("cwd-kernel");
    }
    wrong
}
