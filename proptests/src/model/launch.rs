//! What some launchers do with their words, as their sources read them, one function each.
//!
//! No tables: each reader is the loop of the program it stands for. `None` where the program stops with an
//! error, since it then starts nothing.

/// What a launcher was asked to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Text that a runtime runs as code.
    pub code: bool,
    /// Something is loaded or set before the program.
    pub preload: bool,
    /// Which words are lines for a shell.
    pub lines: Vec<usize>,
    /// The word that names the script, module or package.
    pub program: Option<usize>,
}

/// `_PyOS_GetOpt` of CPython 3.13 with its option string, and what `config_parse_cmdline` makes of it.
#[must_use]
pub fn python(words: &[&str]) -> Option<Asked> {
    let mut asked = Asked::default();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        if *word == "--" {
            break;
        }
        if *word == "-" || !word.starts_with('-') {
            at -= 1;
            break;
        }
        if *word == "--check-hash-based-pycs" {
            words.get(at).filter(|value| ["always", "default", "never"].contains(value))?;
            at += 1;
            continue;
        }
        let letters: Vec<char> = word.chars().collect();
        let mut letter = 1;
        while letter < letters.len() {
            let option = letters[letter];
            letter += 1;
            if "cmWX".contains(option) {
                let glued: String = letters[letter..].iter().collect();
                let value = if glued.is_empty() {
                    at += 1;
                    (*words.get(at - 1)?).to_owned()
                } else {
                    glued
                };
                match option {
                    'c' => {
                        asked.code = true;
                        return Some(asked);
                    }
                    'm' => {
                        asked.code |= ["code", "timeit", "pdb", "trace", "runpy"].contains(&value.as_str());
                        asked.program = Some(at - 1);
                        return Some(asked);
                    }
                    'X' => asked.preload = true,
                    _ => {}
                }
                break;
            }
            match option {
                'i' => asked.code = true,
                'x' => asked.preload = true,
                _ if "bBdEIOPqsSuvV".contains(option) => {}
                _ => return None,
            }
        }
    }
    match words.get(at) {
        Some(&"-" | &"/dev/stdin") => asked.code = true,
        Some(_) => asked.program = Some(at),
        None => {}
    }
    Some(asked)
}

/// `main` and `parse_shell_options` of bash 5.2, without its long options.
#[must_use]
pub fn bash(words: &[&str]) -> Option<Asked> {
    const NAMES: [&str; 2] = ["pipefail", "extglob"];
    let mut asked = Asked::default();
    let mut at = 0;
    let mut command = false;
    let mut reads_input = false;
    while let Some(word) = words.get(at) {
        if !word.starts_with(['-', '+']) {
            break;
        }
        at += 1;
        if ["-", "--"].contains(word) {
            break;
        }
        for letter in word.chars().skip(1) {
            match letter {
                'c' => command = true,
                's' => reads_input = true,
                'o' | 'O' => {
                    words.get(at).filter(|name| NAMES.contains(name))?;
                    at += 1;
                }
                'i' | 'l' => asked.preload = true,
                _ if "aefhkmnptuvxBCEHPT".contains(letter) => {}
                _ => return None,
            }
        }
    }
    if command {
        words.get(at)?;
        asked.lines.push(at);
    } else if words.get(at) == Some(&"-") {
        // `bash -- -`: a file of that name to bash, the standard input to others.
        return None;
    } else if reads_input {
        asked.code = true;
    } else if at < words.len() {
        asked.program = Some(at);
    }
    Some(asked)
}

/// The loop of `npx-cli.js` (npm 11), then what `npm exec` does with the options it found. Knows the
/// options named here; npm takes the word after any other for its value, unless it starts with a hyphen.
#[must_use]
pub fn npx(words: &[&str]) -> Option<Asked> {
    const SWITCHES: [&str; 6] = ["y", "yes", "q", "quiet", "prefer-offline", "ignore-scripts"];
    const PRELOADS: [&str; 3] = ["node-options", "script-shell", "userconfig"];
    const KNOWN: [&str; 10] = [
        "p",
        "package",
        "c",
        "call",
        "loglevel",
        "tag",
        "workspace",
        "node-options",
        "script-shell",
        "userconfig",
    ];
    let mut asked = Asked::default();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        if *word == "--" {
            break;
        }
        if !word.starts_with('-') || *word == "-" {
            at -= 1;
            break;
        }
        let bare = word.trim_start_matches('-');
        let (key, glued) = bare.split_once('=').map_or((bare, None), |(key, value)| (key, Some(value)));
        if SWITCHES.contains(&key) {
            continue;
        }
        let known = KNOWN.contains(&key);
        let next = words.get(at);
        let takes = glued.is_none() && next.is_some_and(|next| known || !next.starts_with('-'));
        if known && glued.is_none() {
            // A value that looks like an option is a matter of its own.
            next.filter(|next| !next.starts_with('-'))?;
        }
        asked.preload |= PRELOADS.contains(&key);
        if ["c", "call"].contains(&key) {
            asked.lines.push(if takes { at } else { at - 1 });
        }
        at += usize::from(takes);
    }
    if asked.lines.is_empty() && at < words.len() {
        asked.program = Some(at);
    }
    Some(asked)
}
