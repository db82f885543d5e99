//! TOML.

use std::ops::Range;

use toml_edit::{Document, Item, Key, TableLike, Value as TomlValue};

use super::{DEPTH, Member, Node, Source, SyntaxError, Text, Value, is_json_number};

pub(super) fn parse(text: &str) -> Result<Node, SyntaxError> {
    limit_dots(text)?;
    let document = Document::parse(text)
        .map_err(|error| SyntaxError::new(error.message(), error.span().unwrap_or(0..0)))?;
    let mut root = table(text, document.as_table(), 0..text.len(), 0)?;
    root.span = 0..text.trim_end().len();
    Ok(root)
}

/// Each dot of a header or key opens a table, and the parser's tables are dropped recursively.
fn limit_dots(text: &str) -> Result<(), SyntaxError> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let key = line.split(['=', '"', '\'', '#']).next().unwrap_or_default();
        if key.bytes().filter(|&byte| byte == b'.').count() > DEPTH {
            return Err(SyntaxError::too_deep(start));
        }
        start += line.len();
    }
    Ok(())
}

fn table(text: &str, table: &dyn TableLike, span: Range<usize>, depth: usize) -> Result<Node, SyntaxError> {
    let mut members = Vec::new();
    for (name, item) in table.iter() {
        let key = key(text, name, table.key(name), &span);
        if let Some(value) = self::item(text, item, &key.span, depth + 1)? {
            members.push(Member { key, value });
        }
    }
    Ok(Node { value: Value::Map(members), span })
}

fn key(text: &str, name: &str, key: Option<&Key>, within: &Range<usize>) -> Text {
    let span = key.and_then(Key::span).unwrap_or(within.start..within.start);
    Text { value: name.to_owned(), source: source(text, name, &span), span }
}

/// A value; tables without a place of their own (`a` in `[a.b]`) stand where their key does.
fn item(text: &str, item: &Item, near: &Range<usize>, depth: usize) -> Result<Option<Node>, SyntaxError> {
    let span = item.span().unwrap_or_else(|| near.clone());
    if depth > DEPTH {
        return Err(SyntaxError::too_deep(span.start));
    }
    Ok(match item {
        Item::None => None,
        Item::Value(value) => Some(self::value(text, value, &span, depth)?),
        Item::Table(inner) => Some(table(text, inner, span, depth)?),
        Item::ArrayOfTables(tables) => {
            let entries = tables.iter().map(|inner| {
                let span = inner.span().unwrap_or_else(|| near.clone());
                table(text, inner, span, depth + 1)
            });
            Some(Node { value: Value::List(entries.collect::<Result<_, _>>()?), span })
        }
    })
}

fn value(text: &str, value: &TomlValue, near: &Range<usize>, depth: usize) -> Result<Node, SyntaxError> {
    let span = value.span().unwrap_or_else(|| near.clone());
    if depth > DEPTH {
        return Err(SyntaxError::too_deep(span.start));
    }
    let string = |value: &str| {
        Value::String(Text {
            value: value.to_owned(),
            source: source(text, value, &span),
            span: span.clone(),
        })
    };
    let written = text.get(span.clone()).unwrap_or_default();
    let node = match value {
        TomlValue::String(formatted) => string(formatted.value()),
        TomlValue::Boolean(formatted) => Value::Bool(*formatted.value()),
        TomlValue::Integer(_) | TomlValue::Float(_) if is_json_number(written) => {
            Value::Number(written.to_owned())
        }
        TomlValue::Integer(formatted) => Value::Number(formatted.value().to_string()),
        // Dates, infinities, and numbers in TOML's own notations are text for every client.
        TomlValue::Float(_) | TomlValue::Datetime(_) => string(written),
        TomlValue::Array(array) => {
            let items = array.iter().map(|item| self::value(text, item, &span, depth + 1));
            Value::List(items.collect::<Result<_, _>>()?)
        }
        TomlValue::InlineTable(inner) => return table(text, inner, span, depth),
    };
    Ok(Node { value: node, span })
}

/// How `value` stands in the file at `span`.
fn source(text: &str, value: &str, span: &Range<usize>) -> Source {
    let written = text.get(span.clone()).unwrap_or_default();
    if written == value {
        return Source::Verbatim(span.start);
    }
    for quotes in [3, 1] {
        if written.get(quotes..written.len().saturating_sub(quotes)) == Some(value) {
            return Source::Verbatim(span.start + quotes);
        }
    }
    Source::Rewritten
}
