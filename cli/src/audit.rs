//! The audit profile: everything that deserves to be known about a client's file, graded.
//!
//! The core says what each level refuses; [`own`] adds what no level refuses and people still want
//! to know.

mod core;
mod own;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use portcullis::rule::Severity;
use portcullis::{Finding as CoreFinding, Level, Rule, ServerPolicy, audit_server_name};

use crate::client::{Dialect, Server, Servers, servers};
use crate::doc::{Node, Syntax, Value};

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
#[derive(Debug, Default)]
pub(crate) struct Audit {
    /// In the order of the file.
    pub(crate) findings: Vec<Finding>,
    /// How many servers were judged; none where there is no place for any.
    pub(crate) servers: Option<usize>,
    /// What a host would do with each server, where that was asked.
    pub(crate) verdicts: Vec<Verdict>,
    /// Why nothing could be judged.
    pub(crate) problem: Option<String>,
    /// Places of the file that no report may quote.
    pub(crate) secrets: Vec<Range<usize>>,
}

/// What a host would do with a server.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub(crate) server: String,
    pub(crate) pointer: String,
    /// The first rule that refuses it.
    pub(crate) refused: Option<Rule>,
    /// How many variables would be left out.
    pub(crate) dropped: usize,
}

/// The most servers of one file that are judged. Catalogues have some hundreds.
const SERVERS: usize = 10_000;

/// Reads a file's text and finds its servers.
///
/// # Errors
/// The audit that says why not.
pub(crate) fn open(path: &str, text: &str, dialect: Option<Dialect>) -> Result<(Vec<Node>, Servers), Audit> {
    let failed = |rule, span, problem| Audit {
        findings: vec![Finding { rule, span, server: None, pointer: String::new(), levels: Vec::new() }],
        problem: Some(problem),
        ..Audit::default()
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
    if servers.list.len() > SERVERS {
        return Err(failed(Rule::DocumentServers, 0..0, format!("more than {SERVERS} servers")));
    }
    Ok((roots, servers))
}

/// Audits a file's text. `path` tells the syntax and the client.
pub(crate) fn document(path: &str, text: &str, dialect: Option<Dialect>) -> Audit {
    let (roots, servers) = match open(path, text, dialect) {
        Ok(opened) => opened,
        Err(audit) => return audit,
    };
    let mut audit = Audit { servers: servers.found.then_some(servers.list.len()), ..Audit::default() };
    let mut names = Names::default();
    for server in &servers.list {
        let mut found = Vec::new();
        name(server, &mut names, &mut found);
        core::levels(server, text, servers.dialect, &mut found);
        own::server(server, servers.dialect, &mut found, &mut audit.secrets);
        audit.add(server, found);
    }
    for root in &roots {
        let mut found = repeated(root, &servers);
        own::settings(root, &mut found);
        audit.findings.extend(found.into_iter().map(|(rule, span, levels)| Finding {
            rule,
            span,
            server: None,
            pointer: String::new(),
            levels,
        }));
    }
    audit.sorted()
}

/// What a host with this policy would do with each server of a file.
pub(crate) fn enforce(
    path: &str,
    text: &str,
    dialect: Option<Dialect>,
    policy: &ServerPolicy<'_>,
    level: Level,
) -> Audit {
    let (roots, servers) = match open(path, text, dialect) {
        Ok(opened) => opened,
        Err(audit) => return audit,
    };
    let mut audit = Audit { servers: servers.found.then_some(servers.list.len()), ..Audit::default() };
    let mut names = Names::default();
    // Which servers there are is then up to the reader, so that none of them is accepted.
    let repeated: Vec<Found> = roots.iter().flat_map(|root| repeated(root, &servers)).collect();
    for server in &servers.list {
        audit.secrets.extend(secrets(server, servers.dialect));
        let mut found = repeated.clone();
        name(server, &mut names, &mut found);
        let dropped = core::refusals(server, text, servers.dialect, policy, level, &mut found);
        found.sort_by_key(|(rule, span, _)| (span.start, rule.code()));
        audit.verdicts.push(Verdict {
            server: server.label().to_owned(),
            pointer: server.pointer.clone(),
            refused: found.first().map(|(rule, ..)| *rule),
            dropped,
        });
        audit.add(server, found);
    }
    audit.sorted()
}

/// The places of a server's credentials.
pub(crate) fn secrets(server: &Server, dialect: Dialect) -> Vec<Range<usize>> {
    let mut hidden = Vec::new();
    own::server(server, dialect, &mut Vec::new(), &mut hidden);
    hidden
}

impl Audit {
    /// Takes the findings about one server: one for each rule and place, with all its levels.
    fn add(&mut self, server: &Server, found: Vec<Found>) {
        let mut places = HashMap::new();
        for (rule, span, levels) in found {
            let place = *places.entry((rule, span.clone())).or_insert(self.findings.len());
            match self.findings.get_mut(place) {
                Some(known) => {
                    known.levels.extend(levels);
                    known.levels.sort_unstable();
                    known.levels.dedup();
                }
                None => self.findings.push(Finding {
                    rule,
                    span,
                    server: Some(server.label().to_owned()),
                    pointer: server.pointer.clone(),
                    levels,
                }),
            }
        }
    }

    fn sorted(mut self) -> Self {
        self.findings.sort_by_key(|finding| (finding.span.start, finding.rule.code()));
        self
    }
}

/// Keys that stand twice in an object of the file. Those inside of an entry are the core's to judge;
/// names of servers are [`name`]'s.
fn repeated(root: &Node, servers: &Servers) -> Vec<Found> {
    let entries: HashSet<_> = servers.list.iter().map(|server| server.entry.span.clone()).collect();
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match &node.value {
            _ if entries.contains(&node.span) => {}
            Value::List(items) => open.extend(items),
            Value::Map(members) => {
                let mut keys = HashSet::new();
                for member in members {
                    let twice = !keys.insert(member.key.value.as_str());
                    if twice && !entries.contains(&member.value.span) {
                        found.push((Rule::JsonDuplicateKey, member.key.span.clone(), Level::ALL.to_vec()));
                    }
                    open.push(&member.value);
                }
            }
            _ => {}
        }
    }
    found
}

/// The names of a file so far, each with the container that it stands in.
type Names = HashSet<(String, String)>;

/// A rule, its place in the file, and the levels that refuse it.
type Found = (Rule, Range<usize>, Vec<Level>);

/// The name that the file gives a server; one in the entry is the core's to judge.
fn name(server: &Server, names: &mut Names, found: &mut Vec<Found>) {
    let own = || server.entry.get("name").and_then(Node::as_text);
    let Some(name) = server.name.as_ref().or_else(own) else { return };
    let container = server.pointer.rsplit_once('/').map_or("", |(container, _)| container);
    if !names.insert((container.to_owned(), name.value.to_ascii_lowercase())) {
        found.push((Rule::DocumentServerTwin, name.span.clone(), Level::ALL.to_vec()));
    }
    if server.name.is_some() {
        audit_server_name(name.value.as_bytes(), &mut |finding: CoreFinding| {
            let span = finding.rejection.span();
            found.push((
                finding.rejection.rule(),
                name.locate(span.start()..span.end()),
                Level::ALL.to_vec(),
            ));
        });
    }
}
