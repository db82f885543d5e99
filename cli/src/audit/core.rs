//! What the levels refuse in one server.

use portcullis::{Effect, Finding, Level, Placeholders, SecurityBlock, ServerPolicy, audit_server_security};

use super::Found;
use crate::canonical::Canonical;
use crate::client::{Dialect, Server};
use crate::normalise;

/// Judges an entry at every level. `file` is the text that its spans count in.
pub(super) fn server(server: &Server, file: &str, dialect: Dialect, found: &mut Vec<Found>) {
    let canonical = Canonical::of(&normalise::entry(&server.entry, dialect), file);
    for level in Level::ALL {
        let policy = ServerPolicy::strict()
            .level(level)
            .security_block(SecurityBlock::TightenOnly)
            .placeholders(Placeholders::Editor);
        audit_server_security(canonical.text.as_bytes(), &policy, &mut |finding: Finding| {
            let span = finding.rejection.span();
            let span = canonical.locate(span.start()..span.end());
            let levels = if finding.effect == Effect::Note { Vec::new() } else { vec![level] };
            found.push((finding.rejection.rule(), span, levels));
        });
    }
}
