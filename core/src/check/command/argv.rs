//! An argv: the check of its words, and what is handed out to execute.

use core::fmt;

use super::escape;
use crate::bytes::class::{ARGUMENT_STRICT, METACHARACTER};
use crate::bytes::cursor::cut;
use crate::check::executable::{audit_as, audit_batch_word, audit_executable, base_name, is_batch_target};
use crate::check::launch::Launch;
use crate::lex::path::parent_component;
use crate::lex::separator::first_bare;
use crate::lex::shell::Word;
use crate::lex::text;
use crate::limit;
use crate::policy::{CommandPolicy, Level};
use crate::reject::{First, InPart, Part, Rejection, Sink, Span};
use crate::rule::Rule;

/// Accepts an argv that is already split: an executable, and at most 50 arguments of at most 500 bytes.
///
/// Nothing splits it again, so that only what a later reader interprets matters: strict takes the bytes of
/// bare words and blanks; moderate takes printable text without `$`, a backtick, `<` and `>`, and with
/// `&`, `;` and `|` only inside a URL or a connection string; permissive takes printable text. The executable
/// counts as [`Part`] 0, the arguments from 1. Linear in the input.
///
/// ```
/// use portcullis::{CommandPolicy, Level, Part, Rule, validate_argv};
/// let policy = CommandPolicy::strict().level(Level::Moderate);
/// let argv = validate_argv(b"npx", &["-y", "mcp-remote", "https://mcp.example.com/?a=1&b=2"], &policy);
/// assert_eq!(argv.unwrap().words().count(), 4);
///
/// let rejection = validate_argv(b"node", &["server.js", "--root=../x"], &policy).unwrap_err();
/// assert_eq!((rejection.rule(), rejection.part()), (Rule::ArgumentParent, Part::new(2)));
/// assert_eq!(rejection.span().start(), 7);
/// ```
///
/// # Errors
/// The first problem: a rule of the `argument-*`, `executable-*`, launcher or text families.
pub fn validate_argv<'a, A: AsRef<[u8]>>(
    executable: &'a [u8],
    args: &'a [A],
    policy: &CommandPolicy<'_>,
) -> Result<AcceptedArgv<'a, A>, Rejection> {
    let mut first = First::default();
    audit_argv(executable, args, policy, &mut first);
    first.verdict(AcceptedArgv { executable, args })
}

/// Reports every problem of an argv; see [`validate_argv`].
pub fn audit_argv<A: AsRef<[u8]>>(
    executable: &[u8],
    args: &[A],
    policy: &CommandPolicy<'_>,
    sink: &mut impl Sink,
) {
    let mut audit = ArgvAudit::new(executable, policy, sink);
    // One more than may stand there: the first that is too many has the finding.
    for (index, argument) in args.iter().take(limit::ARGUMENTS.saturating_add(1)).enumerate() {
        let part = Part::new(index.saturating_add(1));
        audit.argument(argument.as_ref(), &mut InPart { sink, part, base: 0 });
    }
    audit.finish(sink);
}

/// The check of an argv whose words come one by one.
#[derive(Debug)]
pub(crate) struct ArgvAudit<'p> {
    policy: &'p CommandPolicy<'p>,
    batch: bool,
    arguments: usize,
    launch: Launch<'p>,
    executable_len: usize,
}

impl<'p> ArgvAudit<'p> {
    /// Starts with the executable, and reports what is wrong with it.
    pub(crate) fn new(executable: &[u8], policy: &'p CommandPolicy<'p>, sink: &mut impl Sink) -> Self {
        audit_executable(executable, policy, sink);
        Self::of(executable, policy)
    }

    /// The same for the first word of a command string, which is no Windows path.
    pub(super) fn in_string(executable: &[u8], policy: &'p CommandPolicy<'p>, sink: &mut impl Sink) -> Self {
        audit_as(executable, policy, false, sink);
        Self::of(executable, policy)
    }

    fn of(executable: &[u8], policy: &'p CommandPolicy<'p>) -> Self {
        Self {
            policy,
            batch: is_batch_target(executable, policy),
            arguments: 0,
            launch: Launch::new(&base_name(executable), policy),
            executable_len: executable.len(),
        }
    }

    /// Checks the next argument. Spans count in it. Of those beyond the limit the first is reported, no
    /// other is looked at.
    pub(crate) fn argument(&mut self, word: &[u8], sink: &mut impl Sink) {
        self.arguments = self.arguments.saturating_add(1);
        if self.arguments > limit::ARGUMENTS {
            if self.arguments == limit::ARGUMENTS.saturating_add(1) {
                sink.refuse(Rejection::new(Rule::ArgumentCount, Span::all(word.len())));
            }
            return;
        }
        if word.len() <= limit::ARGUMENT {
            audit_characters(word, self.policy.level, sink);
        }
        self.word(word, sink);
    }

    /// Checks all but the characters of the next argument, which a command string has limited more
    /// than an argv does.
    pub(super) fn word(&mut self, word: &[u8], sink: &mut impl Sink) {
        if word.len() > limit::ARGUMENT {
            return sink.refuse(Rejection::new(Rule::ArgumentLength, Span::all(word.len())));
        }
        let line = self.launch.argument(word, sink);
        // A line for a shell has a catalogue of its own; only permissive comes to read it.
        let reads_line = line && self.policy.level == Level::Permissive;
        if let Some(span) = parent_component(word).filter(|_| !reads_line) {
            sink.refuse(Rejection::new(Rule::ArgumentParent, span));
        }
        if self.batch {
            audit_batch_word(word, sink);
        }
    }

    /// Ends the argv. Spans count in the executable.
    pub(crate) fn finish(self, sink: &mut impl Sink) {
        self.launch.finish(self.executable_len, sink);
    }
}

/// Reports the characters that no argument, and those that no argument of this level may hold.
fn audit_characters(word: &[u8], level: Level, sink: &mut impl Sink) {
    let metacharacter = match level {
        Level::Strict => {
            text::audit_class(word, &ARGUMENT_STRICT, Rule::ArgumentCharacter, sink);
            word.iter().position(|&byte| METACHARACTER.has(byte))
        }
        Level::Moderate => {
            text::audit(word, sink);
            let expands = |byte: &u8| matches!(byte, b'$' | b'`' | b'<' | b'>');
            let at = word.iter().position(expands);
            [at, first_bare(word)].into_iter().flatten().min()
        }
        Level::Permissive => {
            text::audit(word, sink);
            None
        }
    };
    if let Some(at) = metacharacter {
        sink.refuse(Rejection::new(Rule::ArgumentMetacharacter, Span::byte(at)));
    }
}

/// The words of a command, split and without quotes, in fixed storage: what to execute.
///
/// `Display` writes them escaped, one line for a log or a consent dialog; `Debug` writes lengths only.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Argv {
    /// All words, without anything between them.
    text: heapless::Vec<u8, { limit::COMMAND }>,
    /// Where each ends.
    ends: heapless::Vec<u16, { limit::ARGUMENTS }>,
}

impl Argv {
    pub(super) const fn new() -> Self {
        Self { text: heapless::Vec::new(), ends: heapless::Vec::new() }
    }

    /// Adds a word and returns its text, or says that it is one too many.
    pub(super) fn push(&mut self, word: &Word<'_>) -> Result<&[u8], Rejection> {
        let full = Rejection::new(Rule::ArgumentCount, word.locate(Span::all(word.len())));
        let start = self.text.len();
        let quoted = word.quoted.map_or(&[][..], |(_, text)| text);
        // A command has room here: no byte of it stands in two words.
        for &byte in word.bare.iter().chain(quoted) {
            self.text.push(byte).map_err(|_| full)?;
        }
        self.ends.push(u16::try_from(self.text.len()).unwrap_or(u16::MAX)).map_err(|_| full)?;
        Ok(cut(&self.text, start, self.text.len()))
    }

    /// The words, the executable first.
    pub fn words(&self) -> impl Iterator<Item = &str> + Clone {
        self.ends.iter().scan(0, |start, &end| {
            let end = usize::from(end);
            Some(text::accepted(cut(&self.text, core::mem::replace(start, end), end)))
        })
    }

    /// The program to execute.
    #[must_use]
    pub fn executable(&self) -> &str {
        self.words().next().unwrap_or_default()
    }

    /// What to hand it, without its own name.
    pub fn args(&self) -> impl Iterator<Item = &str> + Clone {
        self.words().skip(1)
    }
}

impl fmt::Display for Argv {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape::write_words(self.words().map(str::as_bytes), f)
    }
}

impl fmt::Debug for Argv {
    /// Lengths only: an argument can be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Argv({} words, {} bytes)", self.ends.len(), self.text.len())
    }
}

/// An argv that [`validate_argv`] has accepted: the caller's own words.
///
/// `Display` writes them escaped, one line for a log or a consent dialog; `Debug` writes lengths only.
pub struct AcceptedArgv<'a, A> {
    executable: &'a [u8],
    args: &'a [A],
}

impl<'a, A: AsRef<[u8]>> AcceptedArgv<'a, A> {
    /// The words, the executable first.
    pub fn words(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a, A> {
        core::iter::once(self.executable()).chain(self.args())
    }

    /// The program to execute.
    #[must_use]
    pub fn executable(&self) -> &'a str {
        text::accepted(self.executable)
    }

    /// What to hand it, without its own name.
    pub fn args(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a, A> {
        self.args.iter().map(|word| text::accepted(word.as_ref()))
    }
}

impl<A> Clone for AcceptedArgv<'_, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A> Copy for AcceptedArgv<'_, A> {}

impl<A: AsRef<[u8]>> fmt::Display for AcceptedArgv<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape::write_words(self.words().map(str::as_bytes), f)
    }
}

impl<A: AsRef<[u8]>> fmt::Debug for AcceptedArgv<'_, A> {
    /// Lengths only: an argument can be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (words, bytes) = self.words().fold((0_usize, 0_usize), |(words, bytes), word| {
            (words.saturating_add(1), bytes.saturating_add(word.len()))
        });
        write!(f, "AcceptedArgv({words} words, {bytes} bytes)")
    }
}
