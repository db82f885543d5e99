//! What the core refuses in one server.

use std::ops::Range;

use portcullis::rule::Severity;
use portcullis::{Effect, Finding, Level, Placeholders, Rule, ServerPolicy, audit_server_security};

use super::Found;
use crate::canonical::Canonical;
use crate::client::{Dialect, Server};
use crate::normalise;

/// Judges an entry at every level. `file` is the text that its spans count in.
pub(super) fn levels(server: &Server, file: &str, dialect: Dialect, found: &mut Vec<Found>) {
    let canonical = Canonical::of(&normalise::entry(&server.entry, dialect), file);
    let placeholders = placeholders(&canonical.text);
    for level in Level::ALL {
        let policy = ServerPolicy::strict().level(level).placeholders(Placeholders::Editor);
        audit_server_security(canonical.text.as_bytes(), &policy, &mut |finding: Finding| {
            let (rule, span) = (finding.rejection.rule(), finding.rejection.span());
            let span = span.start()..span.end();
            // Every client has keys of its own.
            if rule == Rule::ServerKeyUnknown || is_expected(rule, &span, &placeholders) {
                return;
            }
            let levels = if finding.effect == Effect::Note { Vec::new() } else { vec![level] };
            found.push((rule, canonical.locate(span), levels));
        });
    }
}

/// Judges an entry under one policy: what refuses it, and how many variables would be left out.
pub(super) fn refusals(
    server: &Server,
    file: &str,
    dialect: Dialect,
    policy: &ServerPolicy<'_>,
    level: Level,
    found: &mut Vec<Found>,
) -> usize {
    let canonical = Canonical::of(&normalise::entry(&server.entry, dialect), file);
    let mut dropped = 0;
    audit_server_security(canonical.text.as_bytes(), policy, &mut |finding: Finding| match finding.effect {
        Effect::Refuse => {
            let span = finding.rejection.span();
            found.push((finding.rejection.rule(), canonical.locate(span.start()..span.end()), vec![level]));
        }
        Effect::Drop => dropped += 1,
        Effect::Note => {}
    });
    dropped
}

/// Whether a finding is about nothing but the characters of a placeholder, or about a host or port of
/// which a part is still to come.
fn is_expected(rule: Rule, span: &Range<usize>, placeholders: &[Range<usize>]) -> bool {
    let is_url = (2000..2400).contains(&rule.code());
    let is_grave = rule.info().severity >= Severity::Medium;
    placeholders.iter().any(|placeholder| {
        let inside = placeholder.start <= span.start && span.end <= placeholder.end;
        let touches = placeholder.start < span.end && span.start < placeholder.end;
        (inside && !is_grave) || (touches && is_url)
    })
}

/// Where text stands for text that somebody else puts in: `<token>`, `<<X>>`, `${X}`, `{{x}}`, `{x}`, `$X`, `%X%`.
fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(next) = rest.find(['<', '$', '{', '%']) else { break };
        let start = at + next;
        let length = placeholder_len(&text[start..]);
        if length > 0 {
            found.push(start..start + length);
        }
        at = start + length.max(1);
    }
    found
}

/// The length of the placeholder at the start of a text, or 0.
fn placeholder_len(text: &str) -> usize {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let loose = |c: char| {
        c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '/' | ':' | '@' | '(' | ')' | '|')
    };
    for (open, close) in
        [("<<", ">>"), ("<", ">"), ("${{", "}}"), ("{{", "}}"), ("${", "}"), ("{", "}"), ("%", "%")]
    {
        let Some(rest) = text.strip_prefix(open) else { continue };
        let Some(length) = rest.find(close) else { continue };
        if (1..=80).contains(&length) && rest[..length].chars().all(loose) {
            return open.len() + length + close.len();
        }
    }
    match text.strip_prefix('$') {
        Some(rest) => match rest.find(|c| !word(c)).unwrap_or(rest.len()) {
            0 => 0,
            length => 1 + length,
        },
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn placeholders_of_all_clients_are_found() {
        let found =
            |text: &str| placeholders(text).into_iter().map(|at| text[at].to_owned()).collect::<Vec<_>>();
        for text in [
            "<your token>",
            "${X}",
            "${env:X}",
            "${{ secrets.X }}",
            "{{x.y}}",
            "{host}",
            "$HOME",
            "%APPDATA%",
        ] {
            assert_eq!(found(&format!("a {text}; b")), [text]);
        }
        for text in ["a < b; c > d", "$(id)", "${x;y}", "{\"a\":1}", "100%", "<>"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
