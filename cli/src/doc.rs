//! One spanned value tree for JSON, JSONC, YAML and TOML.
//!
//! Members keep their order and their duplicates, and every text knows where its bytes stand in the
//! file, so that what the core says of an entry can be shown where the user wrote it.

mod json;
mod toml;
mod yaml;

use std::ops::Range;

/// The deepest nesting that is read; the functions that walk a tree rely on it.
pub(crate) const DEPTH: usize = 100;

/// The notations that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// JSON, with comments and trailing commas.
    Json,
    Yaml,
    Toml,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) span: Range<usize>,
}

#[derive(Clone, Debug)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// A number in JSON's grammar.
    Number(String),
    String(Text),
    List(Vec<Node>),
    Map(Vec<Member>),
}

#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) key: Text,
    pub(crate) value: Node,
}

/// A decoded text.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) value: String,
    /// Where it stands, with its quotes.
    pub(crate) span: Range<usize>,
    pub(crate) source: Source,
}

/// How the bytes of a text stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The span is a JSON string literal.
    Literal,
    /// The bytes stand at this offset as they are.
    Verbatim(usize),
    /// Escaped, folded or indented in the way of YAML or TOML.
    Rewritten,
}

/// Why a file cannot be read as its syntax.
#[derive(Clone, Debug)]
pub(crate) struct SyntaxError {
    pub(crate) message: String,
    pub(crate) span: Range<usize>,
}

impl SyntaxError {
    fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self { message: message.into(), span }
    }

    fn too_deep(at: usize) -> Self {
        Self::new(format!("nested deeper than {DEPTH} levels"), at..at)
    }
}

impl Syntax {
    /// The syntax of a file, by its name or else by what it looks like.
    pub(crate) fn of(path: &str, text: &str) -> Self {
        let extension =
            path.rsplit(['/', '\\']).next().and_then(|name| name.rsplit_once('.')).map(|(_, end)| end);
        match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("json" | "jsonc" | "json5") => Self::Json,
            Some("yaml" | "yml") => Self::Yaml,
            Some("toml") => Self::Toml,
            _ => Self::sniff(text),
        }
    }

    fn sniff(text: &str) -> Self {
        let start = text.trim_start();
        if start.starts_with('{') || start.starts_with("//") || start.starts_with("/*") {
            Self::Json
        } else if toml::parse(text).is_ok() && !start.is_empty() {
            Self::Toml
        } else if start.starts_with('[') {
            Self::Json
        } else {
            Self::Yaml
        }
    }

    /// Reads a text. YAML may hold several documents; the others hold one.
    pub(crate) fn parse(self, text: &str) -> Result<Vec<Node>, SyntaxError> {
        match self {
            Self::Json => json::parse(text).map(|node| vec![node]),
            Self::Yaml => yaml::parse(text),
            Self::Toml => toml::parse(text).map(|node| vec![node]),
        }
    }
}

impl Node {
    pub(crate) fn as_map(&self) -> Option<&[Member]> {
        if let Value::Map(members) = &self.value { Some(members) } else { None }
    }

    pub(crate) fn as_list(&self) -> Option<&[Self]> {
        if let Value::List(items) = &self.value { Some(items) } else { None }
    }

    pub(crate) fn as_text(&self) -> Option<&Text> {
        if let Value::String(text) = &self.value { Some(text) } else { None }
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        self.as_text().map(|text| text.value.as_str())
    }

    /// The value of the first member of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        self.as_map()?.iter().find(|member| member.key.value == name).map(|member| &member.value)
    }
}

impl Text {
    /// The part of the file that holds bytes `range` of the value.
    pub(crate) fn locate(&self, range: Range<usize>) -> Range<usize> {
        match self.source {
            Source::Verbatim(at) => at + range.start..at + range.end,
            // A literal without escapes is its value between two quotes.
            Source::Literal if self.span.len() == self.value.len() + 2 => {
                let at = self.span.start + 1;
                at + range.start..at + range.end
            }
            Source::Literal | Source::Rewritten => self.span.clone(),
        }
    }
}

/// Whether a scalar is a number in JSON's grammar (RFC 8259 6).
fn is_json_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (text, "0"),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    digits(whole) && (whole == "0" || !whole.starts_with('0')) && digits(fraction) && digits(exponent)
}

#[cfg(test)]
mod tests;
