//! JSON with comments and trailing commas, as editors write it.

use std::borrow::Cow;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{DEPTH, Member, Node, Source, SyntaxError, Text, Value};

const OPTIONS: ParseOptions = ParseOptions {
    allow_comments: true,
    allow_trailing_commas: true,
    allow_loose_object_property_names: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

pub(super) fn parse(text: &str) -> Result<Node, SyntaxError> {
    // A byte order mark is white space to editors; blanks in its place move no byte.
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => Cow::Owned(format!("   {rest}")),
        None => Cow::Borrowed(text),
    };
    let parsed = parse_to_ast(&text, &CollectOptions::default(), &OPTIONS).map_err(|error| {
        SyntaxError::new(error.kind().to_string(), error.range().start..error.range().end)
    })?;
    let root = parsed.value.ok_or_else(|| SyntaxError::new("the file is empty", 0..0))?;
    node(root, 0)
}

fn node(value: ast::Value<'_>, depth: usize) -> Result<Node, SyntaxError> {
    let range = value.range();
    if depth > DEPTH {
        return Err(SyntaxError::too_deep(range.start));
    }
    let value = match value {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
        ast::Value::NumberLit(literal) => Value::Number(literal.value.to_owned()),
        ast::Value::StringLit(literal) => Value::String(text(literal)),
        ast::Value::Array(array) => Value::List(
            array.elements.into_iter().map(|item| node(item, depth + 1)).collect::<Result<_, _>>()?,
        ),
        ast::Value::Object(object) => Value::Map(
            object
                .properties
                .into_iter()
                .map(|property| member(property, depth + 1))
                .collect::<Result<_, _>>()?,
        ),
    };
    Ok(Node { value, span: range.start..range.end })
}

fn member(property: ast::ObjectProp<'_>, depth: usize) -> Result<Member, SyntaxError> {
    let key = match property.name {
        ast::ObjectPropName::String(literal) => text(literal),
        ast::ObjectPropName::Word(word) => {
            return Err(SyntaxError::new("a key without quotes", word.range.start..word.range.end));
        }
    };
    Ok(Member { key, value: node(property.value, depth)? })
}

fn text(literal: ast::StringLit<'_>) -> Text {
    let span = literal.range.start..literal.range.end;
    Text { value: literal.value.into_owned(), span, source: Source::Literal }
}
