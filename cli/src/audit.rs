//! The audit profile: everything that deserves to be known about a client's file, graded.
//!
//! The core says what each level refuses; [`own`] adds what no level refuses and people still want
//! to know.

mod core;
mod own;

use std::ops::Range;

use portcullis::rule::Severity;
use portcullis::{Finding as CoreFinding, Level, Rule, audit_server_name};

use crate::client::{Dialect, Server, Servers, servers};
use crate::doc::{Node, Syntax};

/// One thing to know.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) rule: Rule,
    /// Where, in bytes of the file.
    pub(crate) span: Range<usize>,
    /// The server it is about.
    pub(crate) server: Option<String>,
    /// JSON Pointer of that server.
    pub(crate) pointer: String,
    /// The levels that refuse it.
    pub(crate) levels: Vec<Level>,
}

impl Finding {
    pub(crate) fn severity(&self) -> Severity {
        self.rule.info().severity
    }
}

/// What came of a file.
#[derive(Debug)]
pub(crate) struct Audit {
    /// In the order of the file.
    pub(crate) findings: Vec<Finding>,
    /// How many servers were judged; none where there is no place for any.
    pub(crate) servers: Option<usize>,
    /// Why nothing could be judged.
    pub(crate) problem: Option<String>,
    /// Places of the file that no report may quote.
    pub(crate) secrets: Vec<Range<usize>>,
}

/// Reads a file's text and finds its servers.
///
/// # Errors
/// The audit that says why not.
pub(crate) fn open(path: &str, text: &str, dialect: Option<Dialect>) -> Result<(Vec<Node>, Servers), Audit> {
    let failed = |rule, span, problem| Audit {
        findings: vec![Finding { rule, span, server: None, pointer: String::new(), levels: Vec::new() }],
        servers: None,
        problem: Some(problem),
        secrets: Vec::new(),
    };
    let roots = Syntax::of(path, text)
        .parse(text)
        .map_err(|error| failed(Rule::DocumentSyntax, error.span, error.message))?;
    if roots.iter().all(|root| root.as_map().is_none()) {
        let span = roots.first().map_or(0..0, |root| root.span.clone());
        let what = if roots.is_empty() { "the file is empty" } else { "the top level is not an object" };
        return Err(failed(Rule::DocumentNotObject, span, what.to_owned()));
    }
    let servers = servers(path, &roots, dialect);
    Ok((roots, servers))
}

/// Audits a file's text. `path` tells the syntax and the client.
pub(crate) fn document(path: &str, text: &str, dialect: Option<Dialect>) -> Audit {
    let (roots, servers) = match open(path, text, dialect) {
        Ok(opened) => opened,
        Err(audit) => return audit,
    };
    let mut audit = Audit {
        findings: Vec::new(),
        servers: servers.found.then_some(servers.list.len()),
        problem: None,
        secrets: Vec::new(),
    };
    for server in &servers.list {
        let mut found = Vec::new();
        name(server, &mut found);
        core::server(server, text, servers.dialect, &mut found);
        own::server(server, servers.dialect, &mut found, &mut audit.secrets);
        unrepeated(&mut found);
        audit.findings.extend(found.into_iter().map(|(rule, span, levels)| Finding {
            rule,
            span,
            server: Some(server.label().to_owned()),
            pointer: server.pointer.clone(),
            levels,
        }));
    }
    for root in &roots {
        let mut found = Vec::new();
        own::settings(root, &mut found);
        audit.findings.extend(found.into_iter().map(|(rule, span, levels)| Finding {
            rule,
            span,
            server: None,
            pointer: String::new(),
            levels,
        }));
    }
    audit.findings.sort_by_key(|finding| (finding.span.start, finding.rule.code()));
    audit
}

/// A rule, its place in the file, and the levels that refuse it.
type Found = (Rule, Range<usize>, Vec<Level>);

/// Keeps one finding of a rule and place, with all its levels.
fn unrepeated(found: &mut Vec<Found>) {
    let mut kept: Vec<Found> = Vec::new();
    for (rule, span, levels) in found.drain(..) {
        match kept.iter_mut().find(|known| known.0 == rule && known.1 == span) {
            Some(known) => {
                for level in levels {
                    if !known.2.contains(&level) {
                        known.2.push(level);
                    }
                }
            }
            None => kept.push((rule, span, levels)),
        }
    }
    *found = kept;
}

/// The name that the file gives a server; one in the entry is the core's to judge.
fn name(server: &Server, found: &mut Vec<Found>) {
    let Some(name) = &server.name else { return };
    audit_server_name(name.value.as_bytes(), &mut |finding: CoreFinding| {
        let span = finding.rejection.span();
        found.push((finding.rejection.rule(), name.locate(span.start()..span.end()), Level::ALL.to_vec()));
    });
}
