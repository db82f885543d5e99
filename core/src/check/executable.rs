//! Executables: which program may start, and how it may be named.

mod list;

pub(crate) use list::is_wrapper;

use crate::bytes::class::{BATCH, EXECUTABLE_STRICT};
use crate::lex::path::{components, parent_component};
use crate::lex::shell::starts_command;
use crate::lex::text;
use crate::limit;
use crate::policy::{CommandPolicy, HostOs, Level};
use crate::reject::{Finding, Rejection, Sink, Span};
use crate::rule::Rule;

/// Extensions that name the same program without them; one is taken off.
const EXTENSIONS: [&[u8]; 4] = [b".exe", b".bat", b".cmd", b".ps1"];

/// Files that cmd.exe runs, whoever starts them.
const BATCH_FILES: [&[u8]; 2] = [b".bat", b".cmd"];

/// Programs that are `.cmd` files on Windows, whatever they are called by.
const SHIMS: [&[u8]; 4] = [b"npm", b"npx", b"pnpm", b"yarn"];

/// The longest base name that a table of names can hold.
const LONGEST_NAME: usize = 32;

/// Reports every problem of the executable of an argv.
pub(crate) fn audit_executable(word: &[u8], policy: &CommandPolicy<'_>, sink: &mut impl Sink) {
    audit_as(word, policy, policy.host_os == HostOs::Windows, sink);
}

/// Reports every problem of an executable; `windows` says whether it may be a Windows path, with a
/// drive letter and backslashes, which no word of a command string can be.
pub(super) fn audit_as(word: &[u8], policy: &CommandPolicy<'_>, windows: bool, sink: &mut impl Sink) {
    let all = Span::all(word.len());
    if word.len() > limit::ARGUMENT {
        return sink.refuse(Rejection::new(Rule::ArgumentLength, all));
    }
    if word.is_empty() {
        return sink.refuse(Rejection::new(Rule::ExecutableEmpty, all));
    }
    let separator = |byte: u8| byte == b'/' || windows && byte == b'\\';
    let drive = match word {
        [letter, b':', slash, ..] if windows && letter.is_ascii_alphabetic() && separator(*slash) => 2,
        _ => 0,
    };
    let path = Path { word, drive, parts: components(word.get(drive..).unwrap_or_default(), separator) };
    let mut sound = true;
    let mut watched = |finding: Finding| {
        sound = false;
        sink.finding(finding);
    };
    audit_characters(word, policy.level, &mut watched);
    audit_form(&path, &mut watched);
    // What is no path of a program lies nowhere and stands in no list.
    if sound {
        audit_place(&path, policy.level, sink);
        audit_name(word, policy, sink);
    }
    if is_batch_target(word, policy) {
        audit_batch_word(word, sink);
    }
}

/// An executable taken apart.
struct Path<'a, I> {
    word: &'a [u8],
    /// How many bytes the drive prefix has.
    drive: usize,
    /// The components behind it, with their offsets; the first is empty for an absolute path.
    parts: I,
}

fn audit_characters(word: &[u8], level: Level, sink: &mut impl Sink) {
    match level {
        Level::Strict => text::audit_class(word, &EXECUTABLE_STRICT, Rule::ExecutableCharacter, sink),
        Level::Moderate | Level::Permissive => text::audit(word, sink),
    }
    if level != Level::Permissive {
        let mut at = (0..word.len()).map(|at| (at, word.get(at..).unwrap_or_default()));
        if let Some((at, _)) = at.clone().find(|(_, rest)| starts_command(rest)) {
            sink.refuse(Rejection::new(Rule::ExecutableOperator, Span::byte(at)));
        }
        let expands = |rest: &[u8]| matches!(rest, [b'$' | b'<' | b'>', ..]) && !starts_command(rest);
        if let Some((at, _)) = at.find(|(_, rest)| expands(rest)) {
            sink.refuse(Rejection::new(Rule::ExecutableCharacter, Span::byte(at)));
        }
    }
}

/// Reports what no path of a program has.
fn audit_form<'a>(path: &Path<'a, impl Iterator<Item = (usize, &'a [u8])> + Clone>, sink: &mut impl Sink) {
    let Path { word, drive, parts } = path;
    if word.first() == Some(&b'-') {
        sink.refuse(Rejection::new(Rule::ExecutableHyphen, Span::byte(0)));
    }
    if let Some(at) = word.iter().position(|&byte| byte == b'=') {
        sink.refuse(Rejection::new(Rule::ExecutableAssignment, Span::byte(at)));
    }
    if let Some(span) = parent_component(word) {
        sink.refuse(Rejection::new(Rule::ExecutableParent, span));
    }
    let mut before = None;
    for (at, part) in parts.clone() {
        let start = drive.saturating_add(at);
        let find = |byte| part.iter().position(|&own| own == byte).map(|at| start.saturating_add(at));
        if let Some(at) = find(b':') {
            sink.refuse(Rejection::new(Rule::ExecutableColon, Span::byte(at)));
        }
        if let Some(at) = find(b'\\') {
            sink.refuse(Rejection::new(Rule::ExecutableBackslash, Span::byte(at)));
        }
        // The root before the first separator, and `./x`, the plainest relative path.
        if let (b"" | b".", Some(_)) = (part, before) {
            let span = Span::new(start, start.saturating_add(part.len()));
            sink.refuse(Rejection::new(Rule::ExecutableComponent, span));
        }
        before = Some(part);
    }
    if *word == b"." {
        sink.refuse(Rejection::new(Rule::ExecutableComponent, Span::byte(0)));
    }
    let last = last_component(word);
    if matches!(last, [.., b'.' | b' ']) && !matches!(last, b"." | b"..") {
        sink.refuse(Rejection::new(Rule::ExecutableTrailing, Span::byte(word.len().saturating_sub(1))));
    }
}

/// Reports a path that is another program elsewhere, or that others can put a program at.
fn audit_place<'a>(
    path: &Path<'a, impl Iterator<Item = (usize, &'a [u8])> + Clone>,
    level: Level,
    sink: &mut impl Sink,
) {
    let parts = path.parts.clone().map(|(_, part)| part);
    let folders = path.word.len() > last_component(path.word).len();
    if level == Level::Strict && folders && parts.clone().next() != Some(b"") {
        sink.refuse(Rejection::new(Rule::ExecutableRelative, Span::all(path.word.len())));
    }
    if level != Level::Permissive && list::is_writable_by_others(parts) {
        sink.refuse(Rejection::new(Rule::ExecutableWritable, Span::all(path.word.len())));
    }
}

fn audit_name(word: &[u8], policy: &CommandPolicy<'_>, sink: &mut impl Sink) {
    let last = last_component(word);
    let span = Span::new(word.len().saturating_sub(last.len()), word.len());
    if is_wrapper(&base_name(word)) {
        sink.refuse(Rejection::new(Rule::ExecutableWrapper, span));
    } else if !is_allowed(word, stem(last), policy) {
        sink.refuse(Rejection::new(Rule::ExecutableNotAllowed, span));
    }
}

/// Whether the policy's list, or without one the level's, holds an executable. An entry that is a
/// path means that file alone.
fn is_allowed(word: &[u8], name: &[u8], policy: &CommandPolicy<'_>) -> bool {
    let Some(allowed) = policy.allowed_executables else {
        return list::is_default(&base_name(word), policy.level);
    };
    allowed.iter().any(|entry| {
        let entry = entry.as_bytes();
        let own = if entry.iter().any(|&byte| is_separator(byte)) { stem(word) } else { name };
        !own.is_empty() && own.eq_ignore_ascii_case(stem(entry))
    })
}

/// Whether Windows runs this executable by cmd.exe: a `.bat` or `.cmd` file on any host, since it is
/// no other program anywhere; a shim by name where the host is Windows.
pub(super) fn is_batch_target(word: &[u8], policy: &CommandPolicy<'_>) -> bool {
    let last = last_component(word);
    let shim = || SHIMS.iter().any(|shim| shim.eq_ignore_ascii_case(last));
    let file = last.last_chunk::<4>();
    file.is_some_and(|end| BATCH_FILES.iter().any(|known| known.eq_ignore_ascii_case(end)))
        || policy.host_os == HostOs::Windows && shim()
}

/// Reports what cmd.exe reads in a word for a batch file, inside quotes as well.
pub(super) fn audit_batch_word(word: &[u8], sink: &mut impl Sink) {
    let mut at = 0_usize;
    for chunk in word.utf8_chunks() {
        for character in chunk.valid().chars() {
            let next = at.saturating_add(character.len_utf8());
            let passes = u8::try_from(character).is_ok_and(|byte| BATCH.has(byte));
            // A character that no word may hold has its own finding.
            if !passes && text::forbidden(character).is_none() {
                return sink.refuse(Rejection::new(Rule::BatchCharacter, Span::new(at, next)));
            }
            at = next;
        }
        at = at.saturating_add(chunk.invalid().len());
    }
}

/// The last component of an executable, lower-cased, without its extension: what tables of
/// names are keyed by. Empty for a name that is longer than any of theirs.
pub(crate) fn base_name(word: &[u8]) -> heapless::Vec<u8, LONGEST_NAME> {
    let own = stem(last_component(word));
    let mut name = heapless::Vec::new();
    if own.len() <= LONGEST_NAME {
        own.iter().for_each(|byte| name.push(byte.to_ascii_lowercase()).unwrap_or_default());
    }
    name
}

const fn is_separator(byte: u8) -> bool {
    matches!(byte, b'/' | b'\\')
}

/// What stands behind the last `/` or `\`. A backslash is a separator here on every host: on those
/// where it is none the path is refused for it.
fn last_component(word: &[u8]) -> &[u8] {
    word.rsplit(|&byte| is_separator(byte)).next().unwrap_or_default()
}

/// A file name or path without one known extension.
fn stem(name: &[u8]) -> &[u8] {
    match name.split_last_chunk::<4>() {
        Some((stem, last)) if EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(last)) => stem,
        _ => name,
    }
}
