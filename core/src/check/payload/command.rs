//! The commands of a line: which word is the program, and what its operands ask of it.

use super::path;
use super::program::{Name, Program, always, is_interpreter, kind};
use super::{Dialect, Joint};
use crate::check::env;
use crate::lex::path::last_component;
use crate::rule::Rule;

/// What has been read of a line.
#[derive(Debug)]
pub(super) struct Commands {
    program: Program,
    /// Options of a wrapper whose value may be the next word: so many words may be the program instead.
    candidates: u8,
    /// The command reads what another one writes.
    piped: bool,
    /// An earlier stage of the pipeline decodes.
    decodes: bool,
    /// The next word is the target of a redirection; whether it is written to.
    redirects: Option<bool>,
    /// What the words of the command have shown so far.
    seen: Seen,
    /// An earlier command fetched something, or made a pipe with a name.
    fetched: bool,
    pipe_made: bool,
    /// Fingerprints of the files that fetched things may have been written to.
    written: heapless::Vec<u32, 8>,
}

/// Flags of the command that is being read.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    words: u8,
    recursive: bool,
    everything: bool,
    /// `find -exec`: the next word is a program.
    executes: bool,
    /// The next word is the file that a fetch writes, or the value of a shell's `-o`.
    output: bool,
    /// The script of a shell has been read.
    script: bool,
    /// The last path component of a URL becomes the file (`curl -O`, `wget`).
    named_by_url: bool,
}

impl Commands {
    pub(super) const fn new() -> Self {
        Self {
            program: Program::Expected,
            candidates: 0,
            piped: false,
            decodes: false,
            redirects: None,
            seen: Seen {
                words: 0,
                recursive: false,
                everything: false,
                executes: false,
                output: false,
                script: false,
                named_by_url: false,
            },
            fetched: false,
            pipe_made: false,
            written: heapless::Vec::new(),
        }
    }

    /// A new command starts.
    pub(super) fn joint(&mut self, joint: Joint) {
        self.piped = joint == Joint::Pipe;
        self.decodes &= self.piped;
        self.redirects = None;
        self.start();
    }

    fn start(&mut self) {
        self.program = Program::Expected;
        self.candidates = 0;
        self.seen = Seen::default();
    }

    /// The next word is the target of a redirection.
    pub(super) fn redirect(&mut self, writes: bool) {
        self.redirects = Some(writes);
    }

    /// The next word. `plain` says that no part of it was quoted.
    pub(super) fn word(&mut self, word: &[u8], plain: bool, dialect: Dialect) -> Option<Rule> {
        if contains(word, b"/dev/tcp/") || contains(word, b"/dev/udp/") {
            return Some(Rule::PayloadNetworkDevice);
        }
        if let Some(writes) = self.redirects.take() {
            return self.target(word, writes);
        }
        if path::is_secret_file(path::value_of(word)) {
            return Some(Rule::PayloadSystemFile);
        }
        match self.program {
            Program::Expected => self.first(word, plain, dialect),
            Program::Wrapper | Program::Xargs => self.wrapped(word, plain, dialect),
            _ if self.candidates > 0 => {
                self.candidates = self.candidates.saturating_sub(1);
                let own = self.operand(word);
                own.or_else(|| self.program(word, dialect, false))
            }
            _ => self.operand(word),
        }
    }

    /// The target of a redirection.
    fn target(&mut self, word: &[u8], writes: bool) -> Option<Rule> {
        if path::is_secret_file(word) || (writes && path::is_startup_file(word)) {
            return Some(Rule::PayloadSystemFile);
        }
        if writes && path::is_disk(word) {
            return Some(Rule::PayloadOverwrite);
        }
        // `> /var/log/auth.log` with no program, or with `:`, empties it.
        if writes && path::is_log(word) && self.program == Program::Expected {
            return Some(Rule::PayloadEnvironment);
        }
        if writes && self.program == Program::Fetch {
            self.wrote(word);
        }
        None
    }

    /// A word where a command may start.
    fn first(&mut self, word: &[u8], plain: bool, dialect: Dialect) -> Option<Rule> {
        const KEYWORDS: [&[u8]; 13] = [
            b"!", b"do", b"done", b"elif", b"else", b"esac", b"fi", b"if", b"then", b"until", b"while", b"{",
            b"}",
        ];
        if plain && KEYWORDS.contains(&word) {
            return None;
        }
        if plain && dialect == Dialect::Posix && word.starts_with(b"{") && word.contains(&b',') {
            return Some(Rule::PayloadSubstitution);
        }
        if plain && word == b"function" {
            return Some(Rule::PayloadForkBomb);
        }
        if plain && let Some(name) = assigned(word) {
            return assigns_code(name).then_some(Rule::PayloadEnvironment);
        }
        self.program(word, dialect, true)
    }

    /// A word after `env`, `nohup`, `xargs` and their like.
    fn wrapped(&mut self, word: &[u8], plain: bool, dialect: Dialect) -> Option<Rule> {
        if word.starts_with(b"-") {
            // `env -S` splits its value into a command.
            let splits = matches!(word, b"-S" | b"--split-string") || word.starts_with(b"--split-string=");
            self.candidates = self.candidates.saturating_add(u8::from(!word.contains(&b'=')));
            return splits.then_some(Rule::PayloadEval);
        }
        if plain && let Some(name) = assigned(word) {
            return assigns_code(name).then_some(Rule::PayloadEnvironment);
        }
        if word.first().is_some_and(u8::is_ascii_digit) {
            // `timeout 5s`.
            return None;
        }
        let unseen = self.program == Program::Xargs;
        let rule = self.program(word, dialect, true);
        if unseen && matches!(self.program, Program::Shell | Program::Remove | Program::PowerShell) {
            return Some(Rule::PayloadEval);
        }
        rule
    }

    /// The word that names the program. A candidate does not take the place of a program that is known.
    fn program(&mut self, word: &[u8], dialect: Dialect, certain: bool) -> Option<Rule> {
        // `.` is a program, not a step of a path.
        let base = if word == b"." { word } else { last_component(word) };
        let name = Name::new(base);
        let name = name.as_slice();
        let kind = kind(name);
        let is_shell = matches!(kind, Program::Shell | Program::PowerShell | Program::WindowsShell);
        let interprets = is_shell || is_interpreter(name);
        let fetched_file = self.written.contains(&fingerprint(base));
        if certain || kind != Program::Other {
            self.program = kind;
            self.seen = Seen { named_by_url: name == b"wget", ..Seen::default() };
        }
        let fetched = self.fetched && (is_shell || name == b"chmod" || fetched_file);
        self.fetched |= kind == Program::Fetch;
        let rule = if self.piped && interprets {
            Some(if self.decodes { Rule::PayloadDecode } else { Rule::PayloadPipe })
        } else if fetched {
            Some(Rule::PayloadFetch)
        } else if self.pipe_made && is_shell {
            Some(Rule::PayloadReverseShell)
        } else if self.piped && name == b"%0" {
            Some(Rule::PayloadForkBomb)
        } else {
            always(name)
        };
        self.pipe_made |= name == b"mkfifo";
        if dialect == Dialect::Posix && matches!(name, b"del" | b"erase" | b"rd" | b"format") {
            self.program = Program::Other;
        }
        rule
    }

    /// An option or operand of the program.
    fn operand(&mut self, word: &[u8]) -> Option<Rule> {
        self.seen.words = self.seen.words.saturating_add(1);
        if self.fetched
            && self.program != Program::Fetch
            && self.written.contains(&fingerprint(last_component(word)))
        {
            return Some(Rule::PayloadFetch);
        }
        match self.program {
            Program::Remove => self.remove(word),
            Program::WindowsRemove => self.windows_remove(word),
            Program::Netcat => {
                let long = word.starts_with(b"--") && contains(word, b"exec");
                (long || has_letter(word, b"ce")).then_some(Rule::PayloadReverseShell)
            }
            Program::Socat => {
                let lower = Name::new(word);
                let runs = [&b"exec:"[..], b"system:", b"shell:"].iter().any(|form| contains(&lower, form));
                runs.then_some(Rule::PayloadReverseShell)
            }
            Program::Copy => {
                let target = word.strip_prefix(b"of=")?;
                let device = path::under(target, &[b"dev"]) && !path::is_harmless_device(target);
                device.then_some(Rule::PayloadOverwrite)
            }
            Program::Source => {
                let untrusted = path::under(word, &[b"dev"])
                    || path::under(word, &[b"tmp"])
                    || path::under(word, &[b"var", b"tmp"]);
                untrusted.then_some(Rule::PayloadEval)
            }
            Program::Shell => self.shell(word),
            Program::WindowsShell => matches!(word, [b'/', b'c' | b'C' | b'k' | b'K' | b'r' | b'R', ..])
                .then_some(Rule::PayloadEval),
            Program::PowerShell => {
                matches!(word, [b'-' | b'/', b'c' | b'C' | b'e' | b'E', rest @ ..] if !is_policy(rest))
                    .then_some(Rule::PayloadEval)
            }
            Program::Find => self.find(word),
            Program::Mode => is_open_mode(word).then_some(Rule::PayloadMode),
            Program::Owner => {
                self.seen.recursive |= has_letter(word, b"R") || word == b"--recursive";
                (self.seen.recursive && word == b"/").then_some(Rule::PayloadMode)
            }
            Program::Tee => path::is_startup_file(word).then_some(Rule::PayloadSystemFile),
            Program::Truncate => path::is_log(word).then_some(Rule::PayloadEnvironment),
            Program::Kill => (word == b"-1" && self.seen.words > 1).then_some(Rule::PayloadPrivilege),
            Program::Container => {
                let whole_host = word == b"--privileged"
                    || word.starts_with(b"/:")
                    || [&b"-v/:"[..], b"-v=/:", b"--volume=/:"].iter().any(|start| word.starts_with(start))
                    || contains(word, b"src=/,")
                    || contains(word, b"source=/,");
                whole_host.then_some(Rule::PayloadPrivilege)
            }
            Program::Export => {
                let name = assigned(word).unwrap_or(word);
                (assigned(word).is_some() && assigns_code(name)).then_some(Rule::PayloadEnvironment)
            }
            Program::Unset => word.starts_with(b"HIST").then_some(Rule::PayloadEnvironment),
            Program::History => has_letter(word, b"cdw").then_some(Rule::PayloadEnvironment),
            Program::Base64 => {
                self.decodes |= has_letter(word, b"dD") || b"--decode".starts_with(word) && word.len() > 2;
                None
            }
            Program::Xxd => {
                self.decodes |= has_letter(word, b"r");
                None
            }
            Program::Openssl => {
                self.decodes |= matches!(word, b"-d" | b"base64");
                None
            }
            Program::Fetch => {
                self.fetch(word);
                None
            }
            _ => None,
        }
    }

    /// Another shell: its `-c` before the script.
    fn shell(&mut self, word: &[u8]) -> Option<Rule> {
        let value = core::mem::take(&mut self.seen.output);
        let option = matches!(word, [b'-' | b'+', ..]);
        self.seen.script |= !option && !value;
        // `-o` takes the next word.
        self.seen.output = has_letter(word, b"oO");
        let line = has_letter(word, b"c") || word.starts_with(b"--c") || word.starts_with(b"--init-c");
        (line && !self.seen.script).then_some(Rule::PayloadEval)
    }

    /// `rm`: everything, with all below it.
    fn remove(&mut self, word: &[u8]) -> Option<Rule> {
        if word.starts_with(b"--no-p") {
            return Some(Rule::PayloadRemove);
        }
        let long = word.starts_with(b"--r") && b"--recursive".starts_with(word);
        // PowerShell's `rm -Recurse`.
        let recurse = word.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(b"-re"));
        self.seen.recursive |= long || recurse || has_letter(word, b"rR");
        if path::is_log(word) {
            return Some(Rule::PayloadEnvironment);
        }
        self.seen.everything |= !word.starts_with(b"-") && path::is_everything(word);
        self.removed()
    }

    /// Once for each command.
    fn removed(&mut self) -> Option<Rule> {
        let complete = self.seen.recursive && core::mem::take(&mut self.seen.everything);
        complete.then_some(Rule::PayloadRemove)
    }

    /// `del /s C:\`, `rd /s/q C:\`, `Remove-Item -Recurse C:\`, `format C:`.
    fn windows_remove(&mut self, word: &[u8]) -> Option<Rule> {
        let lower = Name::new(word);
        self.seen.recursive |=
            (word.starts_with(b"/") && contains(&lower, b"/s")) || lower.starts_with(b"-r");
        let switch = word.starts_with(b"-") || matches!(word, [b'/', _] | [b'/', _, b'/', ..]);
        self.seen.everything |= !switch && path::is_everything(word);
        self.removed()
    }

    /// `find … -exec sh`, `find / -delete`.
    fn find(&mut self, word: &[u8]) -> Option<Rule> {
        let executes = matches!(word, b"-exec" | b"-execdir" | b"-ok" | b"-okdir");
        let was = core::mem::replace(&mut self.seen.executes, executes);
        if self.seen.words == 1 {
            self.seen.everything = path::is_everything(word) && word.starts_with(b"/");
        }
        if was {
            let name = Name::new(last_component(word));
            let dangerous = matches!(kind(&name), Program::Shell | Program::Remove);
            return dangerous.then_some(Rule::PayloadEval);
        }
        (word == b"-delete" && self.seen.everything).then_some(Rule::PayloadRemove)
    }

    /// Keeps in mind which files a fetch may write.
    fn fetch(&mut self, word: &[u8]) {
        if core::mem::take(&mut self.seen.output) {
            return self.wrote(word);
        }
        match word {
            b"--output" | b"--output-document" => self.seen.output = true,
            b"--remote-name" | b"--remote-name-all" => self.seen.named_by_url = true,
            [b'-', b'-', ..] if word.starts_with(b"--output") => self.wrote(path::value_of(word)),
            [b'-', b'-', ..] => {}
            [b'-', letters @ ..] => {
                // curl writes `-o file` and, for `-O`, a file named by the URL; wget writes `-O file`.
                let at = letters.iter().position(|letter| matches!(letter, b'o' | b'O'));
                if let Some((letter, glued)) = at.and_then(|at| letters.get(at..)?.split_first()) {
                    let own_name = *letter == b'O' && !self.seen.named_by_url;
                    self.seen.named_by_url |= own_name;
                    if !own_name && glued.is_empty() {
                        self.seen.output = true;
                    } else if !own_name {
                        self.wrote(glued);
                    }
                }
            }
            _ if self.seen.named_by_url => self.wrote(word),
            _ => {}
        }
    }

    fn wrote(&mut self, path: &[u8]) {
        let name = last_component(path);
        if !name.is_empty() {
            // A ninth file is one more than anybody downloads to run one; the shells are refused anyway.
            let _ = self.written.push(fingerprint(name));
        }
    }
}

/// The name of an assignment (`NAME=`, `NAME+=`, `NAME[0]=`).
fn assigned(word: &[u8]) -> Option<&[u8]> {
    let end = word.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')?;
    let (name, rest) = word.split_at_checked(end)?;
    let assigns = matches!(rest, [b'=', ..] | [b'+', b'=', ..] | [b'[', ..]);
    (assigns && name.first().is_some_and(|byte| !byte.is_ascii_digit())).then_some(name)
}

/// Whether a variable of this name makes a program run code, or hides what was run.
fn assigns_code(name: &[u8]) -> bool {
    name == b"PATH" || name.starts_with(b"HIST") || env::loads_code(name)
}

/// `777`, `a+rwx`, and modes that set the user on execution.
fn is_open_mode(mode: &[u8]) -> bool {
    let octal = !mode.is_empty() && mode.len() <= 5 && mode.iter().all(|byte| matches!(byte, b'0'..=b'7'));
    if octal {
        let everybody = mode.ends_with(b"777");
        let special = mode.len() >= 4 && matches!(mode, [.., digit, _, _, _] if matches!(digit, b'2'..=b'7'));
        return everybody || special;
    }
    mode.split(|&byte| byte == b',').any(|clause| {
        let who = clause.iter().take_while(|byte| matches!(byte, b'u' | b'g' | b'o' | b'a'));
        let (who, what) = clause.split_at_checked(who.count()).unwrap_or_default();
        let [b'+' | b'=', bits @ ..] = what else { return false };
        let all = who.is_empty() || who.contains(&b'a') || who.contains(&b'o');
        let opens = all && [b'r', b'w', b'x'].iter().all(|bit| bits.contains(bit));
        opens || (bits.contains(&b's') && !who.contains(&b'o'))
    })
}

/// Whether a cluster of short options holds one of these letters.
fn has_letter(word: &[u8], letters: &[u8]) -> bool {
    match word {
        [b'-', b'-', ..] => false,
        [b'-', cluster @ ..] => cluster.iter().any(|letter| letters.contains(letter)),
        _ => false,
    }
}

/// `-ExecutionPolicy` and `-ep`, without their first letter.
fn is_policy(rest: &[u8]) -> bool {
    matches!(rest.first(), Some(b'x' | b'X' | b'p' | b'P'))
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    !part.is_empty() && text.windows(part.len()).any(|window| window == part)
}

/// FNV-1a. Equal names have equal fingerprints; a false match refuses, and takes a search to make.
fn fingerprint(name: &[u8]) -> u32 {
    name.iter().fold(0x811c_9dc5, |hash: u32, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
