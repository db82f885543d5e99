//! Paths: their components, and where they stand.

use crate::reject::Span;

/// The parts of a text between separators, with the offset of each. An empty text has one, empty.
pub(crate) fn components(
    text: &[u8],
    separator: impl Fn(u8) -> bool + Clone,
) -> impl Iterator<Item = (usize, &[u8])> + Clone {
    text.split(move |&byte| separator(byte)).scan(0_usize, |at, component| {
        let start = *at;
        *at = start.saturating_add(component.len()).saturating_add(1);
        Some((start, component))
    })
}

/// The first `..` that some reader takes for the folder above: a whole component once the text is
/// parted at `/`, `\`, `=`, `:`, `,` and blanks (`--root=../x`, `a:../b`).
pub(crate) fn parent_component(text: &[u8]) -> Option<Span> {
    components(text, |byte| matches!(byte, b'/' | b'\\' | b'=' | b':' | b',' | b' '))
        .find(|&(_, component)| component == b"..")
        .map(|(at, _)| Span::new(at, at.saturating_add(2)))
}
