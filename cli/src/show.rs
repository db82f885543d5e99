//! `portcullis show`: what a consent dialog has to show (MCP specification, local server consent).

use std::io::{self, Write};
use std::ops::Range;

use portcullis::Escaped;

use crate::args::OneInput;
use crate::audit;
use crate::client::{Dialect, Server};
use crate::doc::{Node, Text, Value};
use crate::exit::Exit;
use crate::normalise;
use crate::printable::Printable;
use crate::read::{self, complain};

pub(crate) fn run(input: &OneInput, show_secrets: bool) -> Exit {
    let (name, text) = match read::named(&input.path) {
        Ok(input) => input,
        Err(exit) => return exit,
    };
    let servers = match audit::open(&name, &text, input.client) {
        Ok((_, servers)) => servers,
        Err(audit) => {
            complain(&name, audit.problem.unwrap_or_default());
            return Exit::Unreadable;
        }
    };
    if !servers.found {
        complain(&name, "no MCP servers in this file");
        return Exit::NoInput;
    }
    let mut output = anstream::stdout().lock();
    let written = servers.list.iter().try_for_each(|server| {
        let hidden = if show_secrets { Vec::new() } else { audit::secrets(server, servers.dialect) };
        write_server(server, servers.dialect, &hidden, &mut output)
    });
    match written {
        Ok(()) => Exit::Clean,
        Err(error) => Exit::from_output(&error),
    }
}

fn write_server(
    server: &Server,
    dialect: Dialect,
    hidden: &[Range<usize>],
    output: &mut impl Write,
) -> io::Result<()> {
    let entry = normalise::entry(&server.entry, dialect);
    writeln!(output, "{}", Printable(server.label()))?;
    let words = words(&entry, hidden);
    if let ([line], None) = (&*words, entry.get("args")) {
        let line = Printable(line);
        writeln!(output, "  starts:      {line}  (split by the client)")?;
    } else if let Some((executable, arguments)) = words.split_first() {
        writeln!(output, "  starts:      {}", Escaped::new(executable.as_bytes(), arguments))?;
    }
    for (label, key) in [("in:", "cwd"), ("connects to:", "url")] {
        if let Some(text) = entry.get(key).and_then(Node::as_text) {
            writeln!(output, "  {label:12} {}", Printable(&masked(text, hidden)))?;
        }
    }
    for (label, key) in [("with:", "env"), ("sends:", "headers")] {
        for member in entry.get(key).and_then(Node::as_map).unwrap_or_default() {
            let value = match &member.value.value {
                Value::String(text) => masked(text, hidden),
                Value::Number(number) => number.clone(),
                Value::Bool(value) => value.to_string(),
                Value::Null | Value::List(_) | Value::Map(_) => "(no text)".to_owned(),
            };
            writeln!(output, "  {label:12} {}={}", Printable(&member.key.value), Printable(&value))?;
        }
    }
    Ok(())
}

/// The executable and its arguments. A command string without arguments is shown as it stands: who
/// splits it, and how, is the client's affair.
fn words(entry: &Node, hidden: &[Range<usize>]) -> Vec<String> {
    let mut words = Vec::new();
    let mut add = |node: &Node| match &node.value {
        Value::String(text) => words.push(masked(text, hidden)),
        Value::Number(number) => words.push(number.clone()),
        Value::Bool(value) => words.push(value.to_string()),
        _ => {}
    };
    match entry.get("command") {
        Some(Node { value: Value::List(items), .. }) => items.iter().for_each(&mut add),
        Some(command) => add(command),
        None => {}
    }
    entry.get("args").and_then(Node::as_list).unwrap_or_default().iter().for_each(&mut add);
    words
}

/// A text with stars in place of what is hidden.
fn masked(text: &Text, hidden: &[Range<usize>]) -> String {
    let mut shown = String::new();
    let mut in_secret = false;
    for (at, c) in text.value.char_indices() {
        let place = text.locate(at..at + c.len_utf8());
        let is_secret = hidden.iter().any(|range| range.start <= place.start && place.end <= range.end);
        match (is_secret, in_secret) {
            (true, false) => shown.push_str("********"),
            (true, true) => {}
            (false, _) => shown.push(c),
        }
        in_secret = is_secret;
    }
    shown
}
