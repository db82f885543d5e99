//! Where the clients keep their servers.
//!
//! Containers are found by their key wherever it stands (settings files nest them), then by what
//! their entries look like. Nothing outside a container is read as a server.

mod definitions;
mod known;

pub(crate) use known::{find_in, present_in};

use crate::doc::{Member, Node, Text, Value};

/// Whose habits an entry follows, where they differ in meaning and not only in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Dialect {
    /// Claude Desktop and Code, Cursor, Windsurf, Cline, Roo, VS Code, Zed, Codex, Continue, Goose, MassGen, mcp-agent.
    Generic,
    Gemini,
    Kiro,
    Librechat,
    Opencode,
    /// A catalogue of container images (`server.yaml`, `catalog.yaml`).
    Docker,
    /// A definition in the MCP registry (`server.json`).
    Registry,
}

impl Dialect {
    /// Whether `timeout` counts milliseconds; elsewhere it counts seconds.
    pub(crate) fn milliseconds(self) -> bool {
        matches!(self, Self::Gemini | Self::Kiro | Self::Librechat | Self::Opencode)
    }

    /// By the file's path, or else by its shape.
    fn of(path: &str, root: &Node) -> Self {
        let path = path.replace('\\', "/").to_ascii_lowercase();
        let has = |part: &str| path.contains(part);
        if has(".gemini") || has("gemini-extension") || has(".qwen") || has("gemini-cli") {
            Self::Gemini
        } else if has("opencode") {
            Self::Opencode
        } else if has("librechat") {
            Self::Librechat
        } else if has("kiro") || has("amazonq") || has("amazon-q") {
            Self::Kiro
        } else if definitions::is_docker(root) {
            Self::Docker
        } else if definitions::is_registry(root) {
            Self::Registry
        } else if root
            .get("mcp")
            .and_then(Node::as_map)
            .is_some_and(|members| members.iter().any(is_opencode))
        {
            Self::Opencode
        } else {
            Self::Generic
        }
    }
}

fn is_opencode(member: &Member) -> bool {
    matches!(member.value.get("type").and_then(Node::as_str), Some("local" | "remote"))
}

/// A server as the client's file has it.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// The name, where the file gives one outside the entry.
    pub(crate) name: Option<Text>,
    pub(crate) entry: Node,
    /// What the file calls it where that is no name of a server.
    pub(crate) title: Option<String>,
    /// JSON Pointer (RFC 6901) of the entry.
    pub(crate) pointer: String,
}

impl Server {
    /// How reports call it.
    pub(crate) fn label(&self) -> &str {
        let own = || self.entry.get("name").and_then(Node::as_str);
        self.name
            .as_ref()
            .map(|name| name.value.as_str())
            .or_else(own)
            .or(self.title.as_deref())
            .unwrap_or("(unnamed)")
    }
}

/// The servers of a file.
#[derive(Debug)]
pub(crate) struct Servers {
    pub(crate) dialect: Dialect,
    pub(crate) list: Vec<Server>,
    /// Whether there is any place for servers, even an empty one.
    pub(crate) found: bool,
}

/// Finds the servers of a document. `dialect` overrides what path and shape say.
pub(crate) fn servers(path: &str, roots: &[Node], dialect: Option<Dialect>) -> Servers {
    let mut all = Servers { dialect: dialect.unwrap_or(Dialect::Generic), list: Vec::new(), found: false };
    for root in roots {
        let own = dialect.unwrap_or_else(|| Dialect::of(path, root));
        all.dialect = own;
        match own {
            Dialect::Docker => definitions::docker(root, &mut all.list),
            Dialect::Registry => definitions::registry(root, &mut all.list),
            _ => {}
        }
        // A file that looks like a catalogue can hold what a client reads as well.
        let before = all.found;
        all.found = false;
        search(root, "", &mut all);
        if !all.found && !matches!(own, Dialect::Docker | Dialect::Registry) {
            bare(root, &mut all);
        }
        all.found |= before;
        all.found |= matches!(own, Dialect::Docker | Dialect::Registry);
    }
    all
}

/// Walks the tree, whose depth is bounded by its reader.
fn search(node: &Node, pointer: &str, all: &mut Servers) {
    match &node.value {
        Value::Map(members) => {
            for member in members {
                let key = member.key.value.as_str();
                let here = format!("{pointer}/{}", escape_pointer(key));
                if is_container(key, pointer, &member.value) {
                    container(&member.value, &here, all);
                } else {
                    search(&member.value, &here, all);
                }
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                search(item, &format!("{pointer}/{index}"), all);
            }
        }
        _ => {}
    }
}

/// Whether the value under this key holds servers.
fn is_container(key: &str, pointer: &str, value: &Node) -> bool {
    let is_collection = matches!(value.value, Value::Map(_) | Value::List(_));
    match key {
        "mcpServers" | "mcp_servers" | "context_servers" | "amp.mcpServers" | "mcp.servers" => {
            match &value.value {
                // An agent may list the names of servers that are defined elsewhere.
                Value::List(items) => items.is_empty() || items.iter().any(|item| item.as_map().is_some()),
                // LibreChat's permissions stand under the same key as its servers.
                Value::Map(members) => {
                    pointer.is_empty()
                        || members.is_empty()
                        || children(value).any(|child| child.as_map().is_some())
                }
                _ => false,
            }
        }
        "servers" => {
            is_collection
                && (pointer.is_empty() || pointer.ends_with("/mcp"))
                && (children(value).next().is_none() || children(value).any(is_entry))
        }
        "mcp" | "extensions" => is_collection && children(value).any(is_entry),
        _ => false,
    }
}

fn children(node: &Node) -> impl Iterator<Item = &Node> {
    let members = node.as_map().unwrap_or_default().iter().map(|member| &member.value);
    members.chain(node.as_list().unwrap_or_default())
}

/// Whether a map says how to reach a server.
fn is_entry(node: &Node) -> bool {
    let remote = ["url", "uri", "serverUrl", "httpUrl"];
    let by_url = remote.iter().any(|key| node.get(key).is_some_and(|value| value.as_str().is_some()));
    let by_command = ["command", "cmd"].iter().any(|key| node.get(key).is_some());
    let by_type = matches!(
        node.get("type").and_then(Node::as_str),
        Some(
            "stdio" | "sse" | "http" | "streamable-http" | "streamable_http" | "local" | "remote" | "builtin"
        )
    );
    by_command || by_url || by_type
}

/// Goose's own extensions: nothing is started or reached that the file names.
fn is_built_in(entry: &Node) -> bool {
    // What names a program or an address is a server to some client, whatever its type says.
    let starts = ["command", "cmd", "args", "url", "uri", "httpUrl", "serverUrl", "code"];
    let starts = starts.iter().any(|key| entry.get(key).is_some());
    !starts && matches!(entry.get("type").and_then(Node::as_str), Some("builtin" | "platform" | "frontend"))
}

fn container(node: &Node, pointer: &str, all: &mut Servers) {
    all.found = true;
    for member in node.as_map().unwrap_or_default().iter().filter(|member| !is_built_in(&member.value)) {
        let pointer = format!("{pointer}/{}", escape_pointer(&member.key.value));
        // A wrapper inside a container, as in `mcp: {servers: {…}}`.
        if matches!(member.key.value.as_str(), "servers" | "mcpServers")
            && !is_entry(&member.value)
            && children(&member.value).any(is_entry)
        {
            container(&member.value, &pointer, all);
            continue;
        }
        all.list.push(Server {
            name: Some(member.key.clone()),
            entry: member.value.clone(),
            title: None,
            pointer,
        });
    }
    for (index, item) in node.as_list().unwrap_or_default().iter().enumerate() {
        if item.as_map().is_some() && !is_built_in(item) {
            all.list.push(Server {
                name: None,
                entry: item.clone(),
                title: None,
                pointer: format!("{pointer}/{index}"),
            });
        }
    }
}

/// A map of entries without a container, or one entry alone: what documentation often shows.
fn bare(root: &Node, all: &mut Servers) {
    let Some(members) = root.as_map() else { return };
    if is_entry(root) {
        all.found = true;
        all.list.push(Server { name: None, entry: root.clone(), title: None, pointer: String::new() });
    } else if !members.is_empty() && members.iter().all(|member| is_entry(&member.value)) {
        container(root, "", all);
    }
}

/// A key as a token of a JSON Pointer.
pub(crate) fn escape_pointer(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::{Dialect, servers};
    use crate::doc::Syntax;

    fn found(syntax: Syntax, text: &str) -> Vec<String> {
        let roots = syntax.parse(text).expect("readable");
        let servers = servers("x", &roots, None);
        servers.list.iter().map(|server| format!("{} {}", server.label(), server.pointer)).collect()
    }

    #[test]
    fn containers_are_found_where_clients_put_them() {
        for (text, expected) in [
            (r#"{"mcpServers":{"a":{"command":"x"}}}"#, "a /mcpServers/a"),
            (r#"{"projects":{"/p":{"mcpServers":{"a":{}}}}}"#, "a /projects/~1p/mcpServers/a"),
            (r#"{"servers":{"a":{"command":"x"}},"inputs":[]}"#, "a /servers/a"),
            (r#"{"mcp":{"servers":{"a":{"command":"x"}}}}"#, "a /mcp/servers/a"),
            (r#"{"mcp":{"a":{"type":"local","command":["x"]}}}"#, "a /mcp/a"),
            (r#"{"context_servers":{"a":{}}}"#, "a /context_servers/a"),
            (r#"{"a":{"command":"x"}}"#, "a /a"),
            (r#"{"name":"a","command":"x"}"#, "a "),
        ] {
            assert_eq!(found(Syntax::Json, text), [expected], "{text}");
        }
        let massgen = "agents:\n- backend:\n    mcp_servers:\n    - name: a\n      command: x\n";
        assert_eq!(found(Syntax::Yaml, massgen), ["a /agents/0/backend/mcp_servers/0"]);
        assert_eq!(found(Syntax::Toml, "[mcp_servers.a]\ncommand = 'x'\n"), ["a /mcp_servers/a"]);
        let goose = "extensions:\n  a: {type: stdio, cmd: x}\n";
        assert_eq!(found(Syntax::Yaml, goose), ["a /extensions/a"]);
    }

    #[test]
    fn what_is_no_container_is_left_alone() {
        for text in [
            r#"{"openapi":"3.1.0","paths":{},"x":{"servers":[{"url":"https://example.com"}]}}"#,
            r#"{"agents":[{"mcpServers":["a","b"]}]}"#,
            r#"{"a":1}"#,
            "[]",
        ] {
            assert!(found(Syntax::Json, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn units_follow_the_client() {
        let roots = Syntax::Json.parse(r#"{"mcpServers":{}}"#).expect("readable");
        assert_eq!(servers("/home/u/.gemini/settings.json", &roots, None).dialect, Dialect::Gemini);
        assert_eq!(servers("C:\\x\\.gemini\\settings.json", &roots, None).dialect, Dialect::Gemini);
        assert_eq!(servers("mcp.json", &roots, Some(Dialect::Kiro)).dialect, Dialect::Kiro);
        assert!(!servers("mcp.json", &roots, None).dialect.milliseconds());
    }
}
