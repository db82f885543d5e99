//! Definitions of servers, from which clients make entries: Docker's catalogue and the MCP registry.
//!
//! The entry that a client would make is put together from the definition's own words, so that each
//! of them is still shown where it stands.

use std::ops::Range;

use super::{Server, escape_pointer};
use crate::doc::{Member, Node, Source, Text, Value};

/// A `server.yaml` of Docker's registry, or a catalogue of them.
pub(super) fn is_docker(root: &Node) -> bool {
    let is_server = |node: &Node| {
        (node.get("image").is_some() && node.get("command").is_none_or(|command| command.as_list().is_some()))
            || node.get("remote").is_some()
    };
    let own = root.get("name").is_some() && (root.get("about").is_some() || root.get("meta").is_some());
    let catalogue = root.get("registry").and_then(Node::as_map);
    (own && is_server(root))
        || catalogue.is_some_and(|members| members.iter().any(|member| is_server(&member.value)))
}

/// A `server.json` of the MCP registry.
pub(super) fn is_registry(root: &Node) -> bool {
    let is_list = |key: &str| root.get(key).is_some_and(|value| value.as_list().is_some());
    root.get("name").is_some() && (is_list("packages") || is_list("remotes"))
}

pub(super) fn docker(root: &Node, list: &mut Vec<Server>) {
    match root.get("registry").and_then(Node::as_map) {
        Some(members) => {
            for member in members {
                let pointer = format!("/registry/{}", escape_pointer(&member.key.value));
                list.push(Server {
                    name: Some(member.key.clone()),
                    entry: image(&member.value),
                    title: None,
                    pointer,
                });
            }
        }
        None => {
            let name = root.get("name").and_then(Node::as_text).cloned();
            list.push(Server { name, entry: image(root), title: None, pointer: String::new() });
        }
    }
}

pub(super) fn registry(root: &Node, list: &mut Vec<Server>) {
    for (key, build) in [("packages", package as fn(&Node) -> Option<Node>), ("remotes", remote)] {
        for (index, node) in root.get(key).and_then(Node::as_list).unwrap_or_default().iter().enumerate() {
            if let Some(entry) = build(node) {
                let title = root.get("name").and_then(Node::as_str).map(str::to_owned);
                list.push(Server { name: None, entry, title, pointer: format!("/{key}/{index}") });
            }
        }
    }
}

/// `docker run` with what the definition says of the container, or the remote endpoint.
fn image(node: &Node) -> Node {
    let mut entry = Vec::new();
    if let Some(remote) = node.get("remote") {
        entry.extend(remote.as_map().unwrap_or_default().iter().cloned());
        return map(entry, &node.span);
    }
    // Older definitions keep environment and volumes under `config` and `run`.
    let part = |key: &str| {
        ["run", "config"].iter().find_map(|outer| node.get(outer)?.get(key)).or_else(|| node.get(key))
    };
    let image = node.get("image");
    let at = image.map_or(&node.span, |image| &image.span);
    let mut arguments = words(&["run", "-i", "--rm"], at);
    for volume in part("volumes").and_then(Node::as_list).unwrap_or_default() {
        arguments.extend(words(&["-v"], &volume.span));
        arguments.push(volume.clone());
    }
    arguments.extend(image.cloned());
    arguments.extend(part("command").and_then(Node::as_list).unwrap_or_default().iter().cloned());
    entry.push(member("command", text("docker", at), at));
    entry.push(member("args", list(arguments, at), at));
    if let Some(variables) = part("env").and_then(Node::as_list) {
        entry.push(member("env", pairs(variables, &["value"]), at));
    }
    map(entry, &node.span)
}

/// The command that a client makes of a package.
fn package(node: &Node) -> Option<Node> {
    let field = |names: [&str; 2]| names.iter().find_map(|name| node.get(name));
    let kind = field(["registryType", "registry_type"]).or_else(|| node.get("registry_name"));
    let hint = field(["runtimeHint", "runtime_hint"]);
    let program = match (hint.and_then(Node::as_str), kind.and_then(Node::as_str)) {
        (Some(hint), _) => hint,
        (None, Some("npm")) => "npx",
        (None, Some("pypi")) => "uvx",
        (None, Some("oci" | "docker")) => "docker",
        (None, Some("nuget")) => "dnx",
        // A bundle is unpacked, not run by a launcher.
        _ => return None,
    };
    let identifier = node.get("identifier").or_else(|| node.get("name"))?;
    let at = &identifier.span;
    let given = |names| field(names).and_then(Node::as_list).unwrap_or_default();
    let mut arguments = if program == "docker" { words(&["run", "-i", "--rm"], at) } else { Vec::new() };
    for argument in given(["runtimeArguments", "runtime_arguments"]) {
        spell(argument, &mut arguments);
    }
    arguments.push(versioned(identifier, node.get("version"), program));
    for argument in given(["packageArguments", "package_arguments"]) {
        spell(argument, &mut arguments);
    }
    let mut entry = vec![member("command", text(program, hint.map_or(at, |hint| &hint.span)), at)];
    entry.push(member("args", list(arguments, at), at));
    if let Some(variables) = field(["environmentVariables", "environment_variables"]).and_then(Node::as_list)
    {
        entry.push(member("env", pairs(variables, &["value", "default"]), at));
    }
    Some(map(entry, &node.span))
}

/// `name@version`, `name==version` or `image:tag`.
fn versioned(identifier: &Node, version: Option<&Node>, program: &str) -> Node {
    let (Some(name), Some(version)) = (identifier.as_str(), version.and_then(Node::as_str)) else {
        return identifier.clone();
    };
    let part = match program {
        "uvx" | "pipx" | "python" => "==",
        "docker" | "podman" => ":",
        _ => "@",
    };
    // An image may carry its tag or digest already.
    let last = name.rsplit('/').next().unwrap_or(name);
    if part == ":" && last.contains([':', '@']) {
        return identifier.clone();
    }
    text(&format!("{name}{part}{version}"), &identifier.span)
}

/// The words of one argument that have a value already; a user supplies the others.
fn spell(argument: &Node, words: &mut Vec<Node>) {
    let value = argument.get("value").or_else(|| argument.get("default"));
    if argument.get("type").and_then(Node::as_str) == Some("named") {
        words.extend(argument.get("name").cloned());
    }
    words.extend(value.filter(|value| value.as_str().is_some()).cloned());
}

/// An endpoint, its headers as a map.
fn remote(node: &Node) -> Option<Node> {
    let members = node.as_map()?.iter().map(|member| match member.value.as_list() {
        Some(headers) if member.key.value == "headers" => {
            Member { key: member.key.clone(), value: pairs(headers, &["value", "default"]) }
        }
        _ => member.clone(),
    });
    Some(map(members.collect(), &node.span))
}

/// A list of `{name, value}` as a map, of those that have a value.
fn pairs(nodes: &[Node], keys: &[&str]) -> Node {
    let pair = |node: &Node| {
        let key = node.get("name")?.as_text()?.clone();
        let value = keys.iter().find_map(|key| node.get(key)).filter(|value| value.as_str().is_some())?;
        Some(Member { key, value: value.clone() })
    };
    let members: Vec<_> = nodes.iter().filter_map(pair).collect();
    let start = nodes.first().map_or(0, |node| node.span.start);
    let end = nodes.last().map_or(start, |node| node.span.end);
    map(members, &(start..end))
}

fn words(words: &[&str], at: &Range<usize>) -> Vec<Node> {
    words.iter().map(|word| text(word, at)).collect()
}

fn text(value: &str, at: &Range<usize>) -> Node {
    let text = Text { value: value.to_owned(), span: at.clone(), source: Source::Rewritten };
    Node { value: Value::String(text), span: at.clone() }
}

fn list(items: Vec<Node>, at: &Range<usize>) -> Node {
    Node { value: Value::List(items), span: at.clone() }
}

fn map(members: Vec<Member>, at: &Range<usize>) -> Node {
    Node { value: Value::Map(members), span: at.clone() }
}

fn member(key: &str, value: Node, at: &Range<usize>) -> Member {
    Member { key: Text { value: key.to_owned(), span: at.clone(), source: Source::Rewritten }, value }
}
