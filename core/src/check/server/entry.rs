//! What an accepted entry says, and how it is written again.

use core::fmt;
use core::net::IpAddr;

use crate::check::command::Argv;
use crate::check::url::Addresses;
use crate::lex::json::text::Text;
use crate::lex::json::view::{Items, Member, Value};
use crate::limit;
use crate::reject::Rejection;

/// How a server is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Transport {
    /// A program that the host starts and talks to by its standard input and output.
    Stdio,
    /// An HTTP endpoint (MCP specification, basic/transports).
    StreamableHttp,
}

impl Transport {
    /// The word of `type`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stdio => "stdio",
            Self::StreamableHttp => "streamable-http",
        }
    }
}

/// How the argv of an entry is written.
#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "there is no heap to put the words on")]
pub(super) enum Command<'a> {
    None,
    /// A string that was split.
    Split(Argv),
    /// A string and a list.
    Words {
        executable: Text<'a>,
        args: Value<'a>,
    },
    /// A list of all words.
    List(Value<'a>),
}

/// An accepted server entry: what to start or where to connect. About 5 KiB.
///
/// ```
/// use portcullis::{ServerPolicy, Transport, validate_server_security};
/// let json = br#"{"type": "http", "url": "https://api.example.com/mcp", "headers": {"X-Region": "eu"}}"#;
/// let entry = validate_server_security(json, &ServerPolicy::strict()).unwrap();
/// assert_eq!(entry.transport(), Transport::StreamableHttp);
/// assert_eq!(entry.url().and_then(|url| url.as_str()), Some("https://api.example.com/mcp"));
/// let headers: Vec<_> = entry.headers().map(|(name, value)| format!("{name}={value}")).collect();
/// assert_eq!(headers, ["X-Region=eu"]);
/// assert_eq!(entry.words().count(), 0);
/// ```
#[derive(Clone)]
pub struct ServerEntry<'a> {
    object: Value<'a>,
    transport: Transport,
    pub(super) command: Command<'a>,
    pub(super) env: Option<Value<'a>>,
    pub(super) cwd: Option<Text<'a>>,
    pub(super) url: Option<Text<'a>>,
    pub(super) headers: Option<Value<'a>>,
    pub(super) addresses: Addresses,
    /// For each variable, why it is left out.
    decisions: heapless::Vec<Option<Rejection>, { limit::ENV_VARS }>,
}

impl<'a> ServerEntry<'a> {
    pub(super) const fn new(object: Value<'a>, transport: Transport) -> Self {
        Self {
            object,
            transport,
            command: Command::None,
            env: None,
            cwd: None,
            url: None,
            headers: None,
            addresses: Addresses::new(),
            decisions: heapless::Vec::new(),
        }
    }

    /// Keeps the decision about the next variable. One beyond the limit is refused by its own rule.
    pub(super) fn decide(&mut self, why: Option<Rejection>) {
        let _ = self.decisions.push(why);
    }

    /// How the server is reached.
    #[must_use]
    pub const fn transport(&self) -> Transport {
        self.transport
    }

    /// The `name`, where the entry has one.
    #[must_use]
    pub fn name(&self) -> Option<Text<'a>> {
        let member = self.object.members().find(|member| member.key.is(b"name"))?;
        member.value.text()
    }

    /// The words of the command, the executable first; none for an HTTP server.
    pub fn words(&self) -> impl Iterator<Item = Text<'_>> {
        let (argv, first, items) = match &self.command {
            Command::None => (None, None, None),
            Command::Split(argv) => (Some(argv.words().map(Text::plain)), None, None),
            Command::Words { executable, args } => (None, Some(*executable), Some(args.items())),
            Command::List(words) => (None, None, Some(words.items())),
        };
        let items = items.into_iter().flatten().filter_map(Value::text);
        argv.into_iter().flatten().chain(first).chain(items)
    }

    /// The variables to hand on.
    pub fn env(&self) -> impl Iterator<Item = (Text<'a>, Text<'a>)> + use<'a, '_> {
        let kept = self.variables().filter(|(_, why)| why.is_none());
        kept.filter_map(|(Member { key, value, .. }, _)| Some((key, value.text()?)))
    }

    /// The names of the variables that were left out, each with the rule that did it.
    pub fn dropped(&self) -> impl Iterator<Item = (Text<'a>, Rejection)> + use<'a, '_> {
        self.variables().filter_map(|(member, why)| Some((member.key, why?)))
    }

    fn variables(&self) -> impl Iterator<Item = (Member<'a>, Option<Rejection>)> + use<'a, '_> {
        self.env.into_iter().flat_map(Value::members).zip(self.decisions.iter().copied())
    }

    /// The working directory, where the entry has one.
    #[must_use]
    pub const fn cwd(&self) -> Option<Text<'a>> {
        self.cwd
    }

    /// The URL of an HTTP server.
    #[must_use]
    pub const fn url(&self) -> Option<Text<'a>> {
        self.url
    }

    /// The checked addresses of the URL's host, where
    /// [`validate_server_security_resolved`](crate::validate_server_security_resolved) has asked for them.
    #[must_use]
    pub fn addresses(&self) -> &[IpAddr] {
        self.addresses.as_slice()
    }

    /// The headers to send to an HTTP server.
    pub fn headers(&self) -> impl Iterator<Item = (Text<'a>, Text<'a>)> + use<'a> {
        let members = self.headers.into_iter().flat_map(Value::members);
        members.filter_map(|member| Some((member.key, member.value.text()?)))
    }

    /// Writes the entry as compact JSON: the command as `command` and `args`, the environment without
    /// what was left out, every other value as it was written. As long as it fits into 1 MiB, the result
    /// is accepted again under the same policy, and comes out the same. A host that hashes it can ask its
    /// user again when an entry has changed since it was approved.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_sanitized(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_char('{')?;
        let mut comma = Comma::default();
        for member in self.object.members() {
            comma.write(out)?;
            if member.key.is(b"command") {
                self.write_command(member.value, out)?;
                continue;
            }
            write_key(member, out)?;
            if member.key.is(b"env") {
                self.write_env(out)?;
            } else {
                write_compact(member.value.source(), out)?;
            }
        }
        out.write_char('}')
    }

    fn write_command(&self, value: Value<'a>, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\"command\":")?;
        match &self.command {
            Command::None | Command::Words { .. } => write_compact(value.source(), out),
            Command::Split(argv) => {
                let mut words = argv.words();
                write_quoted(words.next().unwrap_or_default(), out)?;
                out.write_str(",\"args\":[")?;
                let mut comma = Comma::default();
                for word in words {
                    comma.write(out)?;
                    write_quoted(word, out)?;
                }
                out.write_char(']')
            }
            Command::List(words) => {
                let mut words: Items<'a> = words.items();
                out.write_str(words.next().map(Value::source).unwrap_or_default())?;
                out.write_str(",\"args\":[")?;
                let mut comma = Comma::default();
                for word in words {
                    comma.write(out)?;
                    write_compact(word.source(), out)?;
                }
                out.write_char(']')
            }
        }
    }

    fn write_env(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_char('{')?;
        let kept = self.variables().filter(|(_, why)| why.is_none());
        let mut comma = Comma::default();
        for (member, _) in kept {
            comma.write(out)?;
            write_key(member, out)?;
            write_compact(member.value.source(), out)?;
        }
        out.write_char('}')
    }
}

/// What parts the items of a list: nothing before the first.
#[derive(Default)]
struct Comma {
    due: bool,
}

impl Comma {
    fn write(&mut self, out: &mut impl fmt::Write) -> fmt::Result {
        if core::mem::replace(&mut self.due, true) { out.write_char(',') } else { Ok(()) }
    }
}

fn write_key(member: Member<'_>, out: &mut impl fmt::Write) -> fmt::Result {
    out.write_str(member.key_source())?;
    out.write_char(':')
}

/// A value as it is written, without the blanks between its tokens (RFC 8259 2).
fn write_compact(json: &str, out: &mut impl fmt::Write) -> fmt::Result {
    let (mut in_string, mut escaped) = (false, false);
    for character in json.chars() {
        if !in_string && matches!(character, ' ' | '\t' | '\n' | '\r') {
            continue;
        }
        in_string ^= character == '"' && !escaped;
        escaped = in_string && character == '\\' && !escaped;
        out.write_char(character)?;
    }
    Ok(())
}

/// A word of a command string as a JSON string: it is printable ASCII.
fn write_quoted(word: &str, out: &mut impl fmt::Write) -> fmt::Result {
    out.write_char('"')?;
    for character in word.chars() {
        if matches!(character, '"' | '\\') {
            out.write_char('\\')?;
        }
        out.write_char(character)?;
    }
    out.write_char('"')
}

impl fmt::Debug for ServerEntry<'_> {
    /// The transport and lengths only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.object.source().len();
        write!(f, "ServerEntry({}, {bytes} bytes, {} variables)", self.transport.name(), self.decisions.len())
    }
}
