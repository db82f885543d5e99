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

/// The parts between slashes and backslashes that lead anywhere: neither empty nor `.`.
pub(crate) fn steps(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    path.split(|byte| matches!(byte, b'/' | b'\\')).filter(|part| !matches!(*part, b"" | b"."))
}

/// The last component, empty for a root.
pub(crate) fn last_component(path: &[u8]) -> &[u8] {
    steps(path).last().unwrap_or_default()
}

/// What follows `X:` where a drive letter stands before a slash or backslash.
pub(crate) fn drive(path: &[u8]) -> Option<&[u8]> {
    match path {
        [letter, b':', rest @ ..] if letter.is_ascii_alphabetic() && matches!(rest, [b'/' | b'\\', ..]) => {
            Some(rest)
        }
        _ => None,
    }
}

/// Whether an absolute path is one of these folders themselves, however many slashes it is written with.
pub(crate) fn is_any(path: &[u8], folders: &[&[u8]]) -> bool {
    matches!(path, [b'/' | b'\\', ..]) && folders.iter().any(|folder| steps(folder).eq(steps(path)))
}

#[cfg(test)]
mod tests {
    use super::{drive, is_any, last_component};

    #[test]
    fn empty_parts_and_dots_lead_nowhere() {
        assert_eq!(last_component(b"/"), b"");
        assert_eq!(last_component(b"/usr//bin/./"), b"bin");
        assert!(is_any(b"//etc/./", &[b"/etc"]));
        assert!(!is_any(b"etc", &[b"/etc"]));
        assert!(!is_any(b"/etc/mcp", &[b"/etc"]));
        assert_eq!(drive(b"C:/x"), Some(&b"/x"[..]));
        assert_eq!(drive(b"C:x"), None);
    }
}
