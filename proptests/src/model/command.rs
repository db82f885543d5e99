//! Command strings and argv by the document: which words, and whether they pass, launcher rules aside.
//!
//! A state machine over characters that is fed one class at a time, sets that are spelled out, and no
//! offset: slow, and written without a look at the core.

use portcullis::Level;

/// What a caller allows.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The level.
    pub level: Level,
    /// The list that replaces the default executables.
    pub allowed: Option<&'a [&'a str]>,
    /// Whether the host is Windows.
    pub windows: bool,
    /// The longest command string.
    pub longest: usize,
}

/// R3.
const BARE: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@+=:,./_-";
/// The nine of the reference.
const NINE: &str = ";|&$`()<>";

/// Where a reader of words stands.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Between,
    Bare,
    Quoted(char),
    Closed,
}

/// R1 to R5: the words, and whether the first is bare. `None` where splitters may differ.
#[must_use]
pub fn split(command: &str, level: Level) -> Option<(Vec<String>, bool)> {
    let mut words: Vec<String> = Vec::new();
    let mut first_bare = true;
    let mut state = State::Between;
    for letter in command.chars() {
        if !(' '..='~').contains(&letter) {
            return None;
        }
        state = match (state, letter) {
            (State::Between | State::Bare | State::Closed, ' ') => State::Between,
            (State::Between, '\'' | '"') => {
                words.push(String::new());
                first_bare &= words.len() > 1;
                State::Quoted(letter)
            }
            (State::Between, _) if letter != '=' && BARE.contains(letter) => {
                words.push(letter.to_string());
                State::Bare
            }
            (State::Bare, '\'' | '"') if words.last()?.ends_with('=') => {
                first_bare &= words.len() > 1;
                State::Quoted(letter)
            }
            (State::Bare, _) if BARE.contains(letter) => {
                words.last_mut()?.push(letter);
                State::Bare
            }
            (State::Quoted(quote), _) if quote == letter => State::Closed,
            (State::Quoted(quote), _) if quoted(letter, quote, level) => {
                words.last_mut()?.push(letter);
                state
            }
            _ => return None,
        };
    }
    (!matches!(state, State::Quoted(_)) && !words.is_empty()).then_some((words, first_bare))
}

/// What R5 lets quotes hold.
fn quoted(letter: char, quote: char, level: Level) -> bool {
    let in_double = quote == '"';
    match level {
        Level::Strict => letter == ' ' || BARE.contains(letter),
        Level::Moderate => !NINE.contains(letter) && letter != '\\' && !(in_double && letter == '!'),
        Level::Permissive => !in_double || !"\"$`\\!".contains(letter),
    }
}

/// The words of a command string that passes.
#[must_use]
pub fn command(text: &[u8], rules: Rules<'_>) -> Option<Vec<String>> {
    if text.len() > rules.longest {
        return None;
    }
    let (words, first_bare) = split(std::str::from_utf8(text).ok()?, rules.level)?;
    let fits = words.len() <= 50 && words.iter().all(|word| word.len() <= 500);
    let passes = first_bare && fits && executable(&words[0], rules, false) && rest(&words, rules);
    passes.then_some(words)
}

/// Whether an argv passes.
#[must_use]
pub fn argv(words: &[&[u8]], rules: Rules<'_>) -> bool {
    let texts: Option<Vec<String>> = words.iter().map(|word| String::from_utf8(word.to_vec()).ok()).collect();
    let Some(words) = texts else { return false };
    words.len() <= 51
        && words.iter().all(|word| word.len() <= 500 && !word.chars().any(hidden))
        && words[1..].iter().all(|word| argument(word, rules.level))
        && executable(&words[0], rules, rules.windows)
        && rest(&words, rules)
}

/// Whether R7 speaks of the arguments: in permissive a launcher may be asked to read a line for a shell,
/// in which `..` is the catalogue's affair.
#[must_use]
pub fn judges_parents(executable: &str, level: Level) -> bool {
    const READ_LINES: [&str; 14] = [
        "sh",
        "bash",
        "zsh",
        "fish",
        "dash",
        "ksh",
        "powershell",
        "pwsh",
        "cmd",
        "npx",
        "npm",
        "pnpm",
        "yarn",
        "bun",
    ];
    const START_OTHERS: [&str; 7] = ["uv", "uvx", "pipx", "docker", "podman", "bunx", "git"];
    let name = stem(last_part(executable));
    level != Level::Permissive || ![&READ_LINES[..], &START_OTHERS].concat().contains(&name.as_str())
}

/// Whether R9 speaks of the words.
#[must_use]
pub fn is_batch(executable: &str, windows: bool) -> bool {
    let last = last_part(executable).to_ascii_lowercase();
    let shim = windows && ["npm", "npx", "pnpm", "yarn"].contains(&last.as_str());
    last.ends_with(".bat") || last.ends_with(".cmd") || shim
}

/// R7 and R9: what holds for the arguments of strings and of argv alike.
fn rest(words: &[String], rules: Rules<'_>) -> bool {
    let plain = |word: &String| word.is_ascii() && !word.contains(|letter| "\"%^&|<>!".contains(letter));
    let climb = judges_parents(&words[0], rules.level) && words[1..].iter().any(|word| climbs(word));
    !climb && (!is_batch(&words[0], rules.windows) || words.iter().all(plain))
}

/// R7.
fn climbs(word: &str) -> bool {
    word.split(|letter| "/\\=:, ".contains(letter)).any(|part| part == "..")
}

/// Controls, separators of lines, what reorders or hides.
fn hidden(letter: char) -> bool {
    let invisible = [
        0xad..=0xad,
        0x34f..=0x34f,
        0x61c..=0x61c,
        0x115f..=0x1160,
        0x17b4..=0x17b5,
        0x180b..=0x180f,
        0x200b..=0x200f,
        0x2028..=0x202e,
        0x2060..=0x206f,
        0x3164..=0x3164,
        0xfeff..=0xfeff,
        0xffa0..=0xffa0,
        0xfff9..=0xfffb,
        0x1d173..=0x1d17a,
        0xe0000..=0xe0fff,
    ];
    letter.is_control() || invisible.iter().any(|range| range.contains(&u32::from(letter)))
}

/// R10, with the design's exceptions.
fn argument(word: &str, level: Level) -> bool {
    match level {
        Level::Strict => word.chars().all(|letter| letter == ' ' || BARE.contains(letter)),
        Level::Moderate => !word.contains(['$', '`', '<', '>']) && separators_pass(word),
        Level::Permissive => true,
    }
}

/// `&`, `;`, `|` alone, not beside a blank, behind `://` in the same run or in a connection string.
fn separators_pass(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let separator = |at: usize| letters.get(at).is_some_and(|letter| "&;|".contains(*letter));
    let blank = |at: usize| letters.get(at) == Some(&' ');
    (0..letters.len()).filter(|&at| separator(at)).all(|at| {
        let beside = |near: usize| separator(near) || blank(near);
        let alone = !(beside(at + 1) || at > 0 && beside(at - 1));
        let before: String = letters[..at].iter().collect();
        let run = before.rsplit(' ').next().unwrap_or_default();
        alone && (run.contains("://") || is_connection_string(word))
    })
}

fn is_connection_string(word: &str) -> bool {
    let pairs: Vec<&str> = word.strip_suffix(';').unwrap_or(word).split(';').collect();
    let starts = |part: &str| part.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    let marks =
        |part: &str| part.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.-".contains(letter));
    let is_key = |key: &str| key.split(' ').all(|part| starts(part) && marks(part));
    pairs.len() > 1 && pairs.iter().all(|pair| pair.split_once('=').is_some_and(|(key, _)| is_key(key)))
}

/// R6. `windows` says whether drive letters and backslashes belong to a path.
fn executable(word: &str, rules: Rules<'_>, windows: bool) -> bool {
    let slashes: &[char] = if windows { &['/', '\\'] } else { &['/'] };
    let drive = windows
        && word.len() > 2
        && word.as_bytes()[0].is_ascii_alphabetic()
        && word.as_bytes()[1] == b':'
        && word[2..].starts_with(slashes);
    let path = if drive { &word[2..] } else { word };
    let parts: Vec<&str> = path.split(slashes).collect();
    let bare = parts.len() == 1;
    let absolute = !bare && parts[0].is_empty();

    let form = !word.is_empty()
        && !word.starts_with('-')
        && !path.contains([':', '='])
        && (windows || !word.contains('\\'))
        && !climbs(word)
        && word != "."
        && !parts[1..].iter().any(|part| part.is_empty() || *part == ".")
        && !word.ends_with(['.', ' ']);
    let characters = match rules.level {
        Level::Strict => word.chars().all(|letter| letter == ' ' || letter == '\\' || BARE.contains(letter)),
        Level::Moderate => !word.contains([';', '|', '&', '$', '`', '<', '>']),
        Level::Permissive => true,
    };
    let place = bare || absolute || rules.level != Level::Strict;
    let private = rules.level == Level::Permissive || !writable(&parts);
    form && characters && place && private && named(word, rules)
}

/// Folders that all can write to, as they are known on Linux, macOS and Windows.
const ROOTS: &str = "tmp var/tmp usr/tmp dev/shm dev/mqueue run/shm run/lock var/lock private/tmp private/var/tmp proc \
                 dev/fd temp users/public users/shared windows/temp windows/tasks windows/tracing";

fn writable(parts: &[&str]) -> bool {
    let path = parts.join("/").to_lowercase() + "/";
    ROOTS.split_whitespace().any(|root| path.starts_with(&format!("/{root}/")))
        || ["%temp%/", "%tmp%/", "%public%/", "%tmpdir%/"].iter().any(|start| path.starts_with(start))
        || path.starts_with("appdata/local/temp/")
        || path.contains("/appdata/local/temp/")
}

fn last_part(word: &str) -> &str {
    word.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// A name without one of the four extensions, in lower case.
fn stem(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    for extension in [".exe", ".bat", ".cmd", ".ps1"] {
        if let Some(stem) = name.strip_suffix(extension) {
            return stem.to_owned();
        }
    }
    name
}

/// The allow-list, and what no list allows.
fn named(word: &str, rules: Rules<'_>) -> bool {
    let name = stem(last_part(word));
    if name.is_empty() || runs_another(&name) {
        return false;
    }
    let Some(list) = rules.allowed else { return defaults(rules.level).contains(&name) };
    list.iter().any(|entry| {
        let own = if entry.contains(['/', '\\']) { stem(word) } else { name.clone() };
        own == stem(entry)
    })
}

fn defaults(level: Level) -> Vec<String> {
    let mut names =
        "bash bun cargo cmd deno fastmcp fish go java node npm npx pip pip3 pipx pnpm powershell pwsh py \
                     python python3 ruby rust sh uv uvx yarn zsh"
            .to_owned();
    if level >= Level::Moderate {
        names += " git nodejs";
    }
    if level >= Level::Permissive {
        names += " curl wget";
    }
    let minor = (8..=14).map(|minor| format!("python3.{minor}"));
    names.split(' ').map(str::to_owned).chain(minor).collect()
}

/// Keywords, built-ins of POSIX shells, wrappers.
const KNOWN: &str = "! [ [[ ]] alias begin bg bind break builtin busybox caller call case cd chdir chroot chrt \
        command compgen complete compopt continue coproc declare dirs disown do doas done echo elif else emulate \
        enable end env esac eval exec exit export false fc fg fi flock for foreach function gdb getopts hash help \
        history if in ionice jobs kill let local logout ltrace mapfile nice nocorrect noglob nohup not nsenter \
        numactl or parallel pkexec popd printf prlimit pushd pwd read readarray readonly rem repeat return \
        runuser script select set setarch setpriv setsid shift shopt source start stdbuf strace su sudo suspend \
        switch taskset test then time timeout times toybox trap true type typeset ulimit umask unalias \
        unbuffer unset unshare until wait watch while xargs { } and";

fn runs_another(name: &str) -> bool {
    let mut letters = name.chars().skip(2);
    let loader = name.starts_with("ld")
        && letters.next().is_some_and(|letter| letter == '.' || letter == '-' || letter.is_ascii_digit())
        && name.contains(".so");
    loader || KNOWN.split_whitespace().any(|known| known == name)
}

/// Every name that the model has an opinion about, and names of dynamic loaders.
#[must_use]
pub fn names() -> Vec<String> {
    let loaders = [
        "ld.so",
        "ld-linux.so.2",
        "ld64.so.2",
        "ld-musl-x86_64.so.1",
        "ldd",
        "ld",
        "ldso",
        "ld.gold",
        "old.so",
    ];
    let known = KNOWN.split_whitespace().chain(loaders).map(str::to_owned);
    defaults(Level::Permissive).into_iter().chain(known).collect()
}

/// Every folder that all can write to, without its root.
pub fn folders() -> impl Iterator<Item = &'static str> {
    ROOTS.split_whitespace().chain(["home/me/AppData/Local/Temp", "appdata/local", "appdata/temp", "srv"])
}
