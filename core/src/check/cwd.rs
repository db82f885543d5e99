//! Working directories.

use crate::lex::text;
use crate::limit;
use crate::reject::{First, Rejection, Sink, Span};
use crate::rule::Rule;

/// File systems whose files are the kernel, processes and devices.
const KERNEL: [&[u8]; 3] = [b"proc", b"sys", b"dev"];

/// Accepts a working directory: 1 to 500 bytes of UTF-8 without control and hidden characters.
///
/// Components are parted by `/` and `\`; none is `..`. The path starts neither with `~` nor with a
/// scheme, is no UNC path and does not lie under `/proc`, `/sys` or `/dev`; `C:\x` and `C:/x` pass.
/// Nothing is looked up in a file system: links are the host's to resolve. Linear in the length.
///
/// ```
/// use portcullis::{Rule, validate_cwd};
/// assert_eq!(validate_cwd(b"/srv/mcp/notes"), Ok("/srv/mcp/notes"));
/// let rejection = validate_cwd(b"/srv/../etc").unwrap_err();
/// assert_eq!((rejection.rule(), rejection.span().start()), (Rule::CwdParent, 5));
/// ```
///
/// # Errors
/// The first problem: a rule of the `cwd-*` or text families.
pub fn validate_cwd(cwd: &[u8]) -> Result<&str, Rejection> {
    let mut first = First::default();
    audit_cwd(cwd, &mut first);
    first.verdict(text::accepted(cwd))
}

/// Reports every problem of a working directory; see [`validate_cwd`].
pub fn audit_cwd(cwd: &[u8], sink: &mut impl Sink) {
    let all = Span::all(cwd.len());
    if cwd.len() > limit::CWD {
        return sink.refuse(Rejection::new(Rule::CwdLength, all));
    }
    if cwd.iter().all(|&byte| byte == b' ') {
        return sink.refuse(Rejection::new(Rule::CwdEmpty, all));
    }
    text::audit(cwd, sink);
    if cwd.first() == Some(&b'~') {
        sink.refuse(Rejection::new(Rule::CwdHome, Span::byte(0)));
    }
    if let [b'/' | b'\\', b'/' | b'\\', ..] = cwd {
        sink.refuse(Rejection::new(Rule::CwdUnc, Span::new(0, 2)));
    }
    if let Some(end) = scheme_end(cwd) {
        sink.refuse(Rejection::new(Rule::CwdScheme, Span::new(0, end)));
    }
    audit_components(cwd, sink);
}

/// One past the colon of a scheme (RFC 3986 3.1); a drive letter before a slash is none.
fn scheme_end(cwd: &[u8]) -> Option<usize> {
    let colon =
        cwd.iter().position(|&byte| !matches!(byte, b'+' | b'-' | b'.') && !byte.is_ascii_alphanumeric())?;
    let drive = colon == 1 && matches!(cwd, [_, b':', b'/' | b'\\', ..]);
    let scheme = cwd.get(colon) == Some(&b':') && cwd.first().is_some_and(u8::is_ascii_alphabetic);
    (scheme && !drive).then_some(colon.saturating_add(1))
}

fn audit_components(cwd: &[u8], sink: &mut impl Sink) {
    let mut above_root = matches!(cwd, [b'/' | b'\\', ..]);
    let mut at = 0_usize;
    for component in cwd.split(|byte| matches!(byte, b'/' | b'\\')) {
        let end = at.saturating_add(component.len());
        if is_parent(component) {
            sink.refuse(Rejection::new(Rule::CwdParent, Span::new(at, end)));
        }
        if above_root && KERNEL.contains(&component) {
            sink.refuse(Rejection::new(Rule::CwdKernel, Span::new(0, end)));
        }
        above_root &= matches!(component, b"" | b".");
        at = end.saturating_add(1);
    }
}

/// `..`, also with the dots and blanks after it that Windows does not see.
fn is_parent(component: &[u8]) -> bool {
    let rest = component.strip_prefix(b"..");
    rest.is_some_and(|rest| rest.iter().all(|byte| matches!(byte, b'.' | b' ')))
}
