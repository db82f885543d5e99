//! What the levels refuse in one server.

use std::ops::Range;

use portcullis::{
    Effect, Finding, Level, Placeholders, Rule, SecurityBlock, ServerPolicy, audit_server_security,
};

use super::Found;
use crate::canonical::Canonical;
use crate::client::{Dialect, Server};
use crate::normalise;

/// Judges an entry at every level. `file` is the text that its spans count in.
pub(super) fn server(server: &Server, file: &str, dialect: Dialect, found: &mut Vec<Found>) {
    let canonical = Canonical::of(&normalise::entry(&server.entry, dialect), file);
    let mut merged: Vec<Found> = Vec::new();
    for level in Level::ALL {
        let policy = ServerPolicy::strict()
            .level(level)
            .security_block(SecurityBlock::TightenOnly)
            .placeholders(Placeholders::Editor);
        audit_server_security(canonical.text.as_bytes(), &policy, &mut |finding: Finding| {
            let span = finding.rejection.span();
            let span = canonical.locate(span.start()..span.end());
            let levels = if finding.effect == Effect::Note { &[][..] } else { &[level] };
            add(&mut merged, finding.rejection.rule(), span, levels);
        });
    }
    found.append(&mut merged);
}

/// Adds a finding, or the levels of one that is known.
fn add(found: &mut Vec<Found>, rule: Rule, span: Range<usize>, levels: &[Level]) {
    match found.iter_mut().find(|known| known.0 == rule && known.1 == span) {
        Some(known) => known
            .2
            .extend(levels.iter().filter(|level| !known.2.contains(level)).copied().collect::<Vec<_>>()),
        None => found.push((rule, span, levels.to_vec())),
    }
}
