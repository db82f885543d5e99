//! Server names, tool names, and the final names that models see.

use core::fmt;

use crate::bytes::class::{ALPHANUMERIC, SERVER_NAME, TOOL_NAME};
use crate::lex::text;
use crate::limit;
use crate::reject::{First, InPart, Part, Rejection, Sink, Span};
use crate::rule::Rule;

/// Object properties that no name may shadow (CWE-1321). `__proto__` falls to the `__` rule.
const PROTOTYPE_NAMES: [&[u8]; 2] = [b"prototype", b"constructor"];

/// Names that hosts use for commands of their own.
const RESERVED_TOOLS: [&[u8]; 18] = [
    b"connect",
    b"disconnect",
    b"list",
    b"help",
    b"version",
    b"status",
    b"health",
    b"ping",
    b"debug",
    b"admin",
    b"system",
    b"config",
    b"settings",
    b"auth",
    b"login",
    b"logout",
    b"exit",
    b"quit",
];

const SEPARATOR: &str = "__";
const PREFIX: &str = "mcp__";
/// `mcp__`, the longest server name, `__`, the longest tool name.
const LONGEST: usize = 5 + limit::SERVER_NAME_IN_TOOL + 2 + limit::TOOL_NAME;
const _: () = assert!(LONGEST <= limit::FINAL_TOOL_NAME, "no final name can be too long");

/// Accepts a server name: 1 to 100 bytes of letters, digits, `_` and `-`.
///
/// No leading `-`, no `__`, at least one letter or digit, and no property name of JavaScript
/// objects. Linear in the length; the whole string has to match, so a trailing line feed does not
/// slip through.
///
/// ```
/// use portcullis::{Rule, validate_server_name};
/// assert_eq!(validate_server_name(b"my_file-server"), Ok("my_file-server"));
/// assert_eq!(validate_server_name(b"srv\n").unwrap_err().rule(), Rule::ControlCharacter);
/// assert_eq!(validate_server_name(b"a__b").unwrap_err().rule(), Rule::ServerNameSeparator);
/// ```
///
/// # Errors
/// The first problem: a rule of the `server-name-*` family or of the text family.
pub fn validate_server_name(name: &[u8]) -> Result<&str, Rejection> {
    let mut first = First::default();
    audit_server_name(name, &mut first);
    first.verdict(text::accepted(name))
}

/// Reports every problem of a server name; see [`validate_server_name`].
pub fn audit_server_name(name: &[u8], sink: &mut impl Sink) {
    if name.is_empty() {
        return sink.refuse(Rejection::new(Rule::ServerNameEmpty, Span::all(0)));
    }
    if name.len() > limit::SERVER_NAME {
        return sink.refuse(Rejection::new(Rule::ServerNameLength, Span::all(name.len())));
    }
    text::audit_class(name, &SERVER_NAME, Rule::ServerNameCharacter, sink);
    if name.first() == Some(&b'-') {
        sink.refuse(Rejection::new(Rule::ServerNameHyphen, Span::byte(0)));
    }
    if let Some(at) = name.windows(2).position(|pair| pair == SEPARATOR.as_bytes()) {
        sink.refuse(Rejection::new(Rule::ServerNameSeparator, Span::new(at, at.saturating_add(2))));
    }
    if !name.iter().any(|&byte| ALPHANUMERIC.has(byte)) {
        sink.refuse(Rejection::new(Rule::ServerNameBlank, Span::all(name.len())));
    }
    if PROTOTYPE_NAMES.contains(&name) {
        sink.refuse(Rejection::new(Rule::ServerNameReserved, Span::all(name.len())));
    }
}

/// Makes the final name `mcp__server__tool` of a tool.
///
/// An `mcp__server__` prefix that the tool already carries is taken off once; in the tool part `.`
/// and `-` become `_`, and the outer `_`, `.` and `-` are trimmed. The server name must start and
/// end with a letter or digit, so that the result can be taken apart in one way only. Spans count
/// in the tool name ([`Part`] 0) or in the server name (part 1). Linear in the lengths; the result
/// is a value of 160 bytes.
///
/// ```
/// use portcullis::{Rule, sanitize_tool_name};
/// let name = sanitize_tool_name(b"web-scraper", b"web_tools").unwrap();
/// assert_eq!(name.as_str(), "mcp__web_tools__web_scraper");
/// assert_eq!((name.server(), name.tool()), ("web_tools", "web_scraper"));
/// let rejection = sanitize_tool_name(b"../../../etc/passwd", b"server").unwrap_err();
/// assert_eq!((rejection.rule(), rejection.span().start()), (Rule::ToolNameCharacter, 2));
/// ```
///
/// # Errors
/// The first problem of the tool name, or else of the server name: a rule of the `tool-name-*`,
/// `server-name-*` or text families.
pub fn sanitize_tool_name(tool: &[u8], server: &[u8]) -> Result<ToolName, Rejection> {
    let mut first = First::default();
    audit_tool_name(tool, server, &mut first);
    first.verdict(ToolName::join(text::accepted(server), text::accepted(bare_name(tool, server))))
}

/// Reports every problem of a tool name and of its server's name; see [`sanitize_tool_name`].
pub fn audit_tool_name(tool: &[u8], server: &[u8], sink: &mut impl Sink) {
    audit_tool_part(tool, server, sink);
    let sink = &mut InPart { sink, part: Part::new(1), base: 0 };
    audit_server_name(server, sink);
    if server.len() > limit::SERVER_NAME_IN_TOOL {
        sink.refuse(Rejection::new(Rule::ServerNameInToolLength, Span::all(server.len())));
    }
    if let Some(last) = server.len().checked_sub(1) {
        for at in [0, last] {
            if server.get(at).is_some_and(|byte| matches!(byte, b'_' | b'-')) {
                sink.refuse(Rejection::new(Rule::ServerNameEdge, Span::byte(at)));
            }
        }
    }
}

fn audit_tool_part(tool: &[u8], server: &[u8], sink: &mut impl Sink) {
    let all = Span::all(tool.len());
    if tool.len() > limit::TOOL_NAME {
        return sink.refuse(Rejection::new(Rule::ToolNameLength, all));
    }
    text::audit_class(tool, &TOOL_NAME, Rule::ToolNameCharacter, sink);
    let bare = bare_name(tool, server);
    if bare.is_empty() {
        sink.refuse(Rejection::new(Rule::ToolNameEmpty, all));
    }
    if is_reserved(tool) || is_reserved(bare) {
        sink.refuse(Rejection::new(Rule::ToolNameReserved, all));
    }
}

/// What a tool name says once the prefix and the outer `_`, `.`, `-` are off.
fn bare_name<'t>(tool: &'t [u8], server: &[u8]) -> &'t [u8] {
    let own = tool
        .strip_prefix(PREFIX.as_bytes())
        .and_then(|rest| rest.strip_prefix(server))
        .and_then(|rest| rest.strip_prefix(SEPARATOR.as_bytes()))
        .unwrap_or(tool);
    let mut bare = own;
    while let [b'_' | b'.' | b'-', rest @ ..] | [rest @ .., b'_' | b'.' | b'-'] = bare {
        bare = rest;
    }
    bare
}

fn is_reserved(name: &[u8]) -> bool {
    RESERVED_TOOLS.iter().any(|reserved| reserved.eq_ignore_ascii_case(name))
}

/// A final tool name, `mcp__server__tool`, in fixed storage.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ToolName {
    text: heapless::Vec<u8, LONGEST>,
    server_len: u8,
}

impl ToolName {
    fn join(server: &str, tool: &str) -> Self {
        let tool = tool.bytes().map(|byte| if matches!(byte, b'.' | b'-') { b'_' } else { byte });
        let bytes = PREFIX.bytes().chain(server.bytes()).chain(SEPARATOR.bytes()).chain(tool);
        // An accepted name always fits (`LONGEST`); one that was refused is never handed out.
        let mut text = heapless::Vec::new();
        for byte in bytes {
            if text.push(byte).is_err() {
                text.clear();
                break;
            }
        }
        Self { text, server_len: u8::try_from(server.len()).unwrap_or(u8::MAX) }
    }

    /// The whole name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        text::accepted(&self.text)
    }

    /// The server part.
    #[must_use]
    pub fn server(&self) -> &str {
        let rest = self.as_str().strip_prefix(PREFIX).unwrap_or_default();
        rest.get(..usize::from(self.server_len)).unwrap_or_default()
    }

    /// The tool part, as sanitised.
    #[must_use]
    pub fn tool(&self) -> &str {
        let before =
            PREFIX.len().saturating_add(usize::from(self.server_len)).saturating_add(SEPARATOR.len());
        self.as_str().get(before..).unwrap_or_default()
    }
}

impl AsRef<str> for ToolName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for ToolName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ToolName {
    /// Lengths only: a log line must not depend on what a server calls its tools.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ToolName({} bytes)", self.text.len())
    }
}

/// The final names of all tools that a host offers: at most `N`, no two alike.
///
/// Two names collide when they are equal after ASCII case folding, since some hosts and models fold.
/// Adding a name costs a comparison with each name before it.
///
/// ```
/// use portcullis::{Rule, ToolNames};
/// let mut names = ToolNames::<64>::new();
/// assert_eq!(names.add(b"data.get", b"crm").unwrap().as_str(), "mcp__crm__data_get");
/// assert_eq!(names.add(b"data-get", b"crm").unwrap_err().rule(), Rule::ToolNameCollision);
/// let (server, tool) = names.origin("mcp__crm__data_get").unwrap();
/// assert_eq!((server, tool), ("crm", "data.get"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct ToolNames<const N: usize> {
    names: heapless::Vec<Entry, N>,
}

#[derive(Clone)]
struct Entry {
    name: ToolName,
    original: heapless::String<{ limit::TOOL_NAME }>,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}

impl<const N: usize> ToolNames<N> {
    /// An empty registry.
    #[must_use]
    pub const fn new() -> Self {
        Self { names: heapless::Vec::new() }
    }

    /// Adds a tool and returns its final name.
    ///
    /// # Errors
    /// As [`sanitize_tool_name`]; [`Rule::ToolNameCollision`] for a name that is taken;
    /// [`Rule::ToolNameRegistryFull`] for more than `N` tools. Nothing is added then.
    pub fn add(&mut self, tool: &[u8], server: &[u8]) -> Result<&ToolName, Rejection> {
        let name = sanitize_tool_name(tool, server)?;
        let all = Span::all(tool.len());
        if self.names.iter().any(|entry| entry.name.as_str().eq_ignore_ascii_case(name.as_str())) {
            return Err(Rejection::new(Rule::ToolNameCollision, all));
        }
        let full = Rejection::new(Rule::ToolNameRegistryFull, all);
        let mut original = heapless::String::new();
        original.push_str(text::accepted(tool)).map_err(|_| full)?;
        self.names.push(Entry { name, original }).map_err(|_| full)?;
        self.names.last().map(|entry| &entry.name).ok_or(full)
    }

    /// The server and the tool, as the server calls it, behind a final name.
    #[must_use]
    pub fn origin(&self, name: &str) -> Option<(&str, &str)> {
        let entry = self.names.iter().find(|entry| entry.name.as_str() == name)?;
        Some((entry.name.server(), &entry.original))
    }

    /// How many tools are registered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
