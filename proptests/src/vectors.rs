//! The strict reader of `corpus/vectors/*.tsv` (its format: `corpus/README.md`), and the judge that
//! compares a vector with what came of it.

use std::collections::HashSet;
use std::fs;

use portcullis::{Effect, Part, Rejection, Rule, Span};

use crate::case::{Answer, Case, Kind};
use crate::settings::Settings;

/// The first line of every file.
pub const HEADER: &str = "# id\tkind\tpolicy\tverdict\trule\tspan\tinput\tnote\tsource";

/// What must come of a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Accepted, and nothing dropped.
    Accept,
    /// Refused as a whole.
    Refuse,
    /// Accepted, less a variable.
    Drop,
    /// Accepted, with something that the audit tells of.
    Note,
}

/// One line of the corpus.
#[derive(Clone, Debug)]
pub struct Vector {
    /// `file:line`, for messages.
    pub place: String,
    /// Unique in the corpus.
    pub id: String,
    /// The call.
    pub case: Case,
    /// What must come of it.
    pub verdict: Verdict,
    /// The rule that must refuse or drop, or that is nearly hit.
    pub rule: Option<Rule>,
    /// Where; `None` for an accepted input.
    pub place_of_problem: Option<(Part, Span)>,
    /// Why.
    pub note: String,
    /// RFC clause, CVE, advisory, shell, or `original`.
    pub source: String,
}

/// Reads every vector of the corpus.
///
/// # Errors
/// Every problem of form, one a line.
pub fn read_all() -> Result<Vec<Vector>, String> {
    let folder = crate::repository().join("corpus/vectors");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    let mut vectors = Vec::new();
    let mut problems = Vec::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.ends_with(".tsv") {
            problems.push(format!("{name}: not a .tsv file"));
            continue;
        }
        match fs::read_to_string(&file) {
            Ok(text) => read(&name, &text, &mut vectors, &mut problems),
            Err(error) => problems.push(format!("{name}: {error}")),
        }
    }
    let mut ids = HashSet::new();
    for vector in &vectors {
        if !ids.insert(&vector.id) {
            problems.push(format!("{}: id `{}` stands twice", vector.place, vector.id));
        }
    }
    if problems.is_empty() { Ok(vectors) } else { Err(problems.join("\n")) }
}

/// Reads one file's text.
pub fn read(name: &str, text: &str, vectors: &mut Vec<Vector>, problems: &mut Vec<String>) {
    if !text.starts_with(HEADER) || !text[HEADER.len()..].starts_with('\n') {
        problems.push(format!("{name}:1: the first line must be the header `{HEADER}`"));
    }
    if !text.ends_with('\n') {
        problems.push(format!("{name}: no line feed at the end"));
    }
    for (at, line) in text.split('\n').enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let place = format!("{name}:{}", at + 1);
        match read_line(&place, line) {
            Ok(vector) => vectors.push(vector),
            Err(problem) => problems.push(format!("{place}: {problem}")),
        }
    }
}

fn read_line(place: &str, line: &str) -> Result<Vector, String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, kind, policy, verdict, rule, span, input, note, source] = columns[..] else {
        return Err(format!("{} columns instead of 9", columns.len()));
    };
    check_id(id)?;
    let kind: Kind = kind.parse()?;
    let verdict = match verdict {
        "accept" => Verdict::Accept,
        "refuse" => Verdict::Refuse,
        "drop" => Verdict::Drop,
        "note" => Verdict::Note,
        _ => return Err(format!("unknown verdict `{verdict}`")),
    };
    if verdict == Verdict::Drop && !matches!(kind, Kind::Env | Kind::Server | Kind::Config) {
        return Err(format!("{kind} drops nothing"));
    }
    if verdict == Verdict::Note && !matches!(kind, Kind::Server | Kind::Config) {
        return Err(format!("{kind} notes nothing"));
    }
    let rule = match rule {
        "-" => None,
        slug => {
            let found = Rule::ALL.iter().copied().find(|rule| rule.slug() == slug);
            Some(found.ok_or_else(|| format!("no rule `{slug}`"))?)
        }
    };
    let place_of_problem = if span == "-" { None } else { Some(parse_span(span)?) };
    match (verdict, rule, place_of_problem) {
        (Verdict::Accept, _, None) | (Verdict::Refuse | Verdict::Drop | Verdict::Note, Some(_), Some(_)) => {}
        (Verdict::Accept, ..) => return Err("an accepted input has no span".to_owned()),
        _ => return Err("a refusal names its rule and its span".to_owned()),
    }
    if note.is_empty() || source.is_empty() {
        return Err("note or source is empty".to_owned());
    }
    let settings = Settings::parse(policy)?;
    let parts = parse_input(kind, input)?;
    if !kind.takes(parts.len()) {
        return Err(format!("{kind} does not take {} parts", parts.len()));
    }
    Ok(Vector {
        place: place.to_owned(),
        id: id.to_owned(),
        case: Case { kind, settings, parts },
        verdict,
        rule,
        place_of_problem,
        note: note.to_owned(),
        source: source.to_owned(),
    })
}

/// `domain-number`.
fn check_id(id: &str) -> Result<(), String> {
    let well_formed = id.rsplit_once('-').is_some_and(|(domain, number)| {
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        domain.starts_with(|first: char| first.is_ascii_lowercase())
            && domain.bytes().all(letter)
            && number.len() >= 3
            && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    if well_formed { Ok(()) } else { Err(format!("`{id}` is not domain-number")) }
}

/// `start-end`, `2:start-end` or `v2:start-end`.
fn parse_span(text: &str) -> Result<(Part, Span), String> {
    let problem = || format!("`{text}` is no span");
    let number = |digits: &str| match digits.parse::<usize>() {
        Ok(number) if number.to_string() == digits => Ok(number),
        _ => Err(problem()),
    };
    let (part, range) = match text.split_once(':') {
        None => (Part::ONLY, text),
        Some((part, range)) => match part.strip_prefix('v') {
            Some(index) => (Part::value(number(index)?), range),
            None => (Part::new(number(part)?), range),
        },
    };
    let (start, end) = range.split_once('-').ok_or_else(problem)?;
    let (start, end) = (number(start)?, number(end)?);
    if start > end { Err(problem()) } else { Ok((part, Span::new(start, end))) }
}

/// A span as the corpus writes it.
#[must_use]
pub fn show_span(rejection: Rejection) -> String {
    let (part, span) = (rejection.part(), rejection.span());
    let prefix = match (part.index(), part.is_value()) {
        (0, false) => String::new(),
        (index, false) => format!("{index}:"),
        (index, true) => format!("v{index}:"),
    };
    format!("{prefix}{}-{}", span.start(), span.end())
}

/// The parts of an input column.
fn parse_input(kind: Kind, text: &str) -> Result<Vec<Vec<u8>>, String> {
    if kind == Kind::Env && text.is_empty() {
        return Ok(Vec::new());
    }
    text.split('¦').map(unescape).collect()
}

/// Undoes the escapes of an input: `\xHH`, `\u{H…}`, `\t`, `\n`, `\r`, `\\`, `\{text*count}`.
///
/// # Errors
/// An escape that is none of these.
pub fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        rest = unescape_one(escape, &mut bytes)?;
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(bytes)
}

/// Undoes the escape at the start of `text` (its backslash is gone) and returns what follows it.
fn unescape_one<'t>(text: &'t str, bytes: &mut Vec<u8>) -> Result<&'t str, String> {
    let problem = || format!("unknown escape `\\{}`", text.chars().take(12).collect::<String>());
    let letter = text.chars().next().ok_or_else(problem)?;
    let rest = &text[letter.len_utf8()..];
    let plain = match letter {
        't' => Some(b'\t'),
        'n' => Some(b'\n'),
        'r' => Some(b'\r'),
        '\\' => Some(b'\\'),
        _ => None,
    };
    if let Some(byte) = plain {
        bytes.push(byte);
        return Ok(rest);
    }
    match letter {
        'x' => {
            let digits = rest.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).ok_or_else(problem)?;
            bytes.push(byte);
            Ok(&rest[2..])
        }
        'u' => {
            let (digits, rest) =
                rest.strip_prefix('{').and_then(|rest| rest.split_once('}')).ok_or_else(problem)?;
            let character =
                u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).ok_or_else(problem)?;
            bytes.extend_from_slice(character.to_string().as_bytes());
            Ok(rest)
        }
        '{' => {
            let (end, repeated) = repetition(rest).ok_or_else(problem)?;
            let (unit, count) = repeated;
            bytes.extend(unescape(unit)?.repeat(count));
            Ok(&rest[end..])
        }
        _ => Err(problem()),
    }
}

/// Finds the first `*digits}` of `text`: where it ends, what stands before it, and the number.
fn repetition(text: &str) -> Option<(usize, (&str, usize))> {
    for (star, _) in text.match_indices('*') {
        let after = &text[star + 1..];
        let digits = after.len() - after.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        if digits > 0 && after[digits..].starts_with('}') {
            return Some((star + 1 + digits + 1, (&text[..star], after[..digits].parse().ok()?)));
        }
    }
    None
}

impl Vector {
    /// Compares an answer with the vector.
    ///
    /// # Errors
    /// What differs.
    pub fn judge(&self, answer: &Answer) -> Result<(), String> {
        let expected = self.place_of_problem.zip(self.rule);
        let findings = answer.findings.iter().flatten();
        match (&answer.verdict, self.verdict) {
            (Err(rejection), Verdict::Refuse) => self.compare(*rejection, expected),
            (Err(rejection), _) => Err(format!("refused by {}", show(*rejection))),
            (Ok(_), Verdict::Refuse) => Err("accepted".to_owned()),
            (Ok(accepted), Verdict::Drop) => match accepted.dropped.first() {
                Some(&rejection) => self.compare(rejection, expected),
                None => Err("kept what it must drop".to_owned()),
            },
            (Ok(_), Verdict::Note) => {
                let mut notes = findings.filter(|finding| finding.effect == Effect::Note);
                match notes.find(|finding| Some(finding.rejection.rule()) == self.rule) {
                    Some(finding) => self.compare(finding.rejection, expected),
                    None => Err("not told".to_owned()),
                }
            }
            (Ok(accepted), Verdict::Accept) => {
                let named =
                    findings.map(|finding| finding.rejection).find(|found| Some(found.rule()) == self.rule);
                match accepted.dropped.first().copied().or(named) {
                    None => Ok(()),
                    Some(rejection) => Err(format!("accepted, but not without {}", show(rejection))),
                }
            }
        }
    }

    fn compare(&self, got: Rejection, expected: Option<((Part, Span), Rule)>) -> Result<(), String> {
        let Some(((part, span), rule)) = expected else { return Err("nothing to compare with".to_owned()) };
        let wanted = Rejection::new(rule, span).in_part(part);
        if got == wanted { Ok(()) } else { Err(format!("{} instead of {}", show(got), show(wanted))) }
    }
}

fn show(rejection: Rejection) -> String {
    format!("{} {} at {}", rejection.rule().id(), rejection.rule().slug(), show_span(rejection))
}

/// The vectors of one kind: those of `document` are run by the command line's tests.
///
/// # Panics
/// When the corpus is malformed.
#[must_use]
pub fn of_kind(kind: Kind) -> Vec<Vector> {
    let mut vectors = read_all().unwrap_or_else(|problems| panic!("{problems}"));
    vectors.retain(|vector| vector.case.kind == kind);
    vectors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        let read = |text: &str| unescape(text).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        assert_eq!(read(r"a\x41\n\t\r\\\u{e9}"), Ok("aA\n\t\r\\é".to_owned()));
        assert_eq!(read(r#"\{ab*3}\{{"a":*2}1\{}*2}"#), Ok(r#"ababab{"a":{"a":1}}"#.to_owned()));
        assert_eq!(read(r"\{\x00*2}"), Ok("\0\0".to_owned()));
        assert_eq!(unescape(r"\xff"), Ok(vec![0xff]));
        for bad in [r"\", r"\q", r"\x4", r"\x+1", r"\u{d800}", r"\u41", r"\{a*}", r"\{a3}"] {
            assert!(unescape(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_reader_refuses_what_the_format_does_not_have() {
        let good = "name-001\tserver_name\t-\taccept\t-\t-\ta\tnote\toriginal";
        let problem = |line: &str| {
            let (mut vectors, mut problems) = (Vec::new(), Vec::new());
            read("t.tsv", &format!("{HEADER}\n{line}\n"), &mut vectors, &mut problems);
            problems.pop().unwrap_or_default()
        };
        assert_eq!(problem(good), "");
        for (from, to, expected) in [
            ("name-001", "name1", "t.tsv:2: `name1` is not domain-number"),
            ("server_name", "servername", "t.tsv:2: unknown kind `servername`"),
            ("accept", "allow", "t.tsv:2: unknown verdict `allow`"),
            ("accept", "drop", "t.tsv:2: server_name drops nothing"),
            ("accept\t-\t-", "refuse\t-\t-", "t.tsv:2: a refusal names its rule and its span"),
            ("accept\t-\t-", "accept\t-\t0-1", "t.tsv:2: an accepted input has no span"),
            ("accept\t-", "accept\tno-such", "t.tsv:2: no rule `no-such`"),
            ("accept\t-\t-", "accept\t-\t1-0", "t.tsv:2: `1-0` is no span"),
            ("\t-\taccept", "\tlevl=strict\taccept", "t.tsv:2: levl: unknown setting"),
            ("\ta\t", "\ta¦b\t", "t.tsv:2: server_name does not take 2 parts"),
            ("\ta\t", "\t\\q\t", "t.tsv:2: unknown escape `\\q`"),
            ("\tnote", "\t", "t.tsv:2: note or source is empty"),
            ("\toriginal", "\toriginal\tmore", "t.tsv:2: 10 columns instead of 9"),
        ] {
            assert_eq!(problem(&good.replacen(from, to, 1)), expected);
        }
        let (mut vectors, mut problems) = (Vec::new(), Vec::new());
        read("t.tsv", good, &mut vectors, &mut problems);
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
}
