//! Commands: a string that has to be split, and the argv that a process is started with.

pub(crate) mod argv;
mod escape;
#[cfg(feature = "std")]
mod process;

use crate::bytes::class::{BARE_OR_BLANK, QUOTED_MODERATE};
use crate::lex::shell::{Word, Words};
use crate::policy::{CommandPolicy, Level};
use crate::reject::{Finding, First, Rejection, Sink, Span};
use crate::rule::Rule;

use argv::ArgvAudit;
pub use argv::{AcceptedArgv, Argv, audit_argv, validate_argv};
pub use escape::Escaped;
#[cfg(feature = "std")]
pub use process::{resolve_executable, resolve_executable_in};

/// Splits a command string into the argv that every shell and splitter would make of it.
///
/// 1 to 1000 bytes of printable ASCII, at most 50 words of at most 500 bytes. Bare words consist of
/// letters, digits and `@+=:,./_-`; quotes stand around a whole word or behind `flag=`, and hold what
/// the level lets them. The first word is a bare, allowed executable that is no wrapper. Spans count
/// in the command. Linear in the length; the result is a value of about 1.2 KiB.
///
/// The argv is meant to be executed, not joined again: a quoted word comes without its quotes.
///
/// ```
/// use portcullis::{CommandPolicy, Level, Rule, prepare_command};
/// let policy = CommandPolicy::strict();
/// let argv = prepare_command(b"python -m 'my server' --port 8000", &policy).unwrap();
/// assert_eq!(argv.words().collect::<Vec<_>>(), ["python", "-m", "my server", "--port", "8000"]);
///
/// let rejection = prepare_command(b"python; rm -rf /", &policy).unwrap_err();
/// assert_eq!((rejection.rule(), rejection.span().start()), (Rule::CommandOperator, 6));
/// ```
///
/// # Errors
/// The first problem: a rule of the `command-*`, `argument-*`, `executable-*`, launcher or text
/// families.
pub fn prepare_command(command: &[u8], policy: &CommandPolicy<'_>) -> Result<Argv, Rejection> {
    let mut first = First::default();
    let argv = audit_words(command, policy, &mut first);
    first.verdict(argv)
}

/// Reports the problems of a command string: of every word up to the first that cannot be read; see
/// [`prepare_command`].
pub fn audit_command(command: &[u8], policy: &CommandPolicy<'_>, sink: &mut impl Sink) {
    audit_words(command, policy, sink);
}

/// Audits a command and returns its words, as far as they could be read.
fn audit_words(command: &[u8], policy: &CommandPolicy<'_>, sink: &mut impl Sink) -> Argv {
    let mut argv = Argv::new();
    if let Err(unreadable) = audit_each_word(command, policy, &mut argv, sink) {
        sink.refuse(unreadable);
    }
    argv
}

/// Audits the words one by one; an error is where the reading ends.
fn audit_each_word(
    command: &[u8],
    policy: &CommandPolicy<'_>,
    argv: &mut Argv,
    sink: &mut impl Sink,
) -> Result<(), Rejection> {
    let all = Span::all(command.len());
    if command.len() > policy.max_length {
        return Err(Rejection::new(Rule::CommandLength, all));
    }
    let mut words = Words::new(command);
    let executable = words.next().ok_or(Rejection::new(Rule::CommandEmpty, all))??;
    if executable.quoted.is_some() {
        sink.refuse(Rejection::new(Rule::ExecutableQuoted, executable.locate(Span::all(executable.len()))));
    }
    audit_quotes(&executable, policy.level, sink);
    let mut audit = {
        let word = executable;
        ArgvAudit::in_string(argv.push(&word)?, policy, &mut InWord { sink, word })
    };
    for word in words {
        let word = word?;
        let text = argv.push(&word)?;
        audit_quotes(&word, policy.level, sink);
        audit.word(text, &mut InWord { sink, word });
    }
    audit.finish(&mut InWord { sink, word: executable });
    Ok(())
}

/// Hands findings about the text of a word on as findings about the command.
struct InWord<'s, 'a, S> {
    sink: &'s mut S,
    word: Word<'a>,
}

impl<S: Sink> Sink for InWord<'_, '_, S> {
    fn finding(&mut self, finding: Finding) {
        let Finding { effect, rejection } = finding;
        let moved = Rejection::new(rejection.rule(), self.word.locate(rejection.span()));
        self.sink.finding(Finding::new(effect, moved));
    }
}

/// Reports the first byte between quotes that the level does not let them hold.
fn audit_quotes(word: &Word<'_>, level: Level, sink: &mut impl Sink) {
    let Some((_, text)) = word.quoted else { return };
    let outside = match level {
        Level::Strict => BARE_OR_BLANK.first_outside(text),
        Level::Moderate => QUOTED_MODERATE.first_outside(text),
        // What shells expand between double quotes has already ended the reading.
        Level::Permissive => None,
    };
    if let Some(at) = outside {
        sink.refuse(Rejection::new(Rule::CommandQuoted, Span::byte(word.quoted_start().saturating_add(at))));
    }
}
