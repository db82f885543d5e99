//! The shape of a launcher's table, and how an option word is looked up in it.
//!
//! A table is data: which options a launcher knows, whether they take a value, and what they make it
//! do. The state machine in [`super`] reads every launcher with the same code.

use crate::bytes::cursor::split_once;
use crate::rule::Rule;

/// What the presence of an option, the value of one, or an operand does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// Nothing that this check has to know.
    Nothing,
    /// Refused where the rule's levels say so.
    Refuse(Rule),
    /// The value is a line for a shell.
    ShellLine,
    /// Every later word, joined by blanks, is a line for a shell.
    ShellWords,
    /// The first operand is a line for the shell (`sh -c`).
    ShellOperand,
    /// The value names a package that is installed alongside.
    Package(Registry),
    /// The same; the operand is then one of its commands.
    CommandOf(Registry),
    /// The value is the address of a package index.
    Index,
    /// The value chooses the interpreter.
    Interpreter,
    /// The value is a Python module that is run.
    Module,
    /// The value is `source:target` of a container mount.
    Volume,
    /// The value is `key=value,…` of a container mount.
    Mount,
    /// The value is a container's security option.
    SecurityOption,
    /// The value says whose namespace a container uses.
    Namespace,
    /// The value replaces the program of a container.
    Entrypoint,
    /// The value is a header field.
    Header,
}

/// Whose names a package has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Registry {
    /// npm and the registries like it.
    Npm,
    /// PyPI and the indexes like it.
    Python,
    /// Go modules.
    Go,
    /// A repository that git reads.
    Git,
}

/// Whether an option takes a value, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// None.
    Nothing,
    /// In the same word (`--flag=value`, `-fvalue`) or in the next.
    Value,
    /// In the same word only, if at all.
    Glued,
    /// A value, after which every word belongs to the program.
    Last,
}

/// Options with one meaning.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) does: Does,
    pub(super) takes: Takes,
    /// Parted by blanks, sorted; one letter stands for a short option. A name that ends with `*` stands for
    /// every word that starts so.
    pub(super) names: &'static str,
}

pub(super) const fn flag(does: Does, names: &'static str) -> Row {
    Row { does, takes: Takes::Nothing, names }
}

pub(super) const fn value(does: Does, names: &'static str) -> Row {
    Row { does, takes: Takes::Value, names }
}

pub(super) const fn glued(does: Does, names: &'static str) -> Row {
    Row { does, takes: Takes::Glued, names }
}

pub(super) const fn last(does: Does, names: &'static str) -> Row {
    Row { does, takes: Takes::Last, names }
}

/// How a launcher spells options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `-abc` is three options, or an option and its value; `--long`, `--long=value`.
    Clusters,
    /// The same, and an option takes the next word whatever it looks like (POSIX `getopt`).
    Getopt,
    /// One or two hyphens alike, no clusters; `=` or `:` parts a value (java, go, node, dotnet).
    Words,
    /// `nopt`: any number of hyphens, clusters of one-letter names, unique prefixes.
    Nopt,
    /// POSIX shells: `+c` as well; the value of `-o` is always the next word.
    Shell,
    /// PowerShell: `-` or `/`, any prefix, without case.
    PowerShell,
    /// `cmd`: `/x` anywhere in the word, without case.
    Cmd,
}

/// What the first word is that is no option (and, where options may follow, every later one).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operand {
    /// A script or module address; the rest belongs to it.
    Script,
    /// A package; the rest belongs to it.
    Package(Registry),
    /// A program; the rest is its argv.
    Command,
    /// A container image; then the container's argv.
    Image,
    /// A line for a shell.
    ShellLine,
    /// A line for a shell in this and all later words.
    ShellWords,
    /// `https` URLs.
    Url,
    /// Packages or repositories, each of them.
    Sources(Registry),
    /// Operands that nobody has to look at.
    Skip,
    /// The rest belongs to the program that is started.
    Rest,
}

/// One launcher or subcommand.
#[derive(Debug)]
pub(super) struct Table {
    /// The names of the executable or subcommand, parted by blanks.
    pub(super) names: &'static str,
    pub(super) style: Style,
    /// What starting it does, whatever its options say.
    pub(super) does: Does,
    pub(super) options: &'static [&'static [Row]],
    pub(super) commands: &'static [Self],
    pub(super) operand: Operand,
    /// What becomes of an option that no row knows.
    pub(super) unknown: Unknown,
    /// Whether a unique prefix of a long option stands for it.
    pub(super) abbreviates: bool,
    /// Whether options count after the first operand as well.
    pub(super) options_follow: bool,
}

/// What is known of an option that no row names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// It has no value: the table names every option that takes one.
    Alone,
    /// The next word may be its value, or may not.
    Doubtful,
    /// It is refused by this rule.
    Refuse(Rule),
}

/// Where most tables start from.
pub(super) const TABLE: Table = Table {
    names: "",
    style: Style::Clusters,
    does: Does::Nothing,
    options: &[],
    commands: &[],
    operand: Operand::Rest,
    unknown: Unknown::Doubtful,
    abbreviates: false,
    options_follow: false,
};

impl Table {
    /// The subcommand of this name.
    pub(super) fn command(&self, name: &[u8]) -> Option<&'static Self> {
        self.commands.iter().find(|table| has_name(table.names, name))
    }

    /// The row of an option, by its name without hyphens.
    pub(super) fn option(&self, name: &[u8]) -> Option<&'static Row> {
        let exact =
            self.rows().find(|row| names(row.names).any(|known| same_option(known, name, self.style)));
        exact.or_else(|| self.abbreviated(name))
    }

    /// The row of a one-letter option.
    pub(super) fn letter(&self, letter: u8) -> Option<&'static Row> {
        self.rows().find(|row| names(row.names).any(|known| known == [letter]))
    }

    /// The first row with a name that starts like this, if this launcher completes names. Rows that
    /// refuse stand first, so that a prefix which might mean one of them does.
    fn abbreviated(&self, name: &[u8]) -> Option<&'static Row> {
        if !self.abbreviates || name.len() < 2 {
            return None;
        }
        self.rows().find(|row| names(row.names).any(|known| known.len() > 1 && known.starts_with(name)))
    }

    fn rows(&self) -> impl Iterator<Item = &'static Row> + use<> {
        self.options.iter().flat_map(|rows| rows.iter())
    }
}

/// The names of a row or table.
pub(super) fn names(names: &'static str) -> impl Iterator<Item = &'static [u8]> {
    names.as_bytes().split(|&byte| byte == b' ').filter(|name| !name.is_empty())
}

/// Whether the name, as it is or without the version after it (`python3.12`, `pip3`), is in the list.
pub(super) fn has_name(list: &'static str, name: &[u8]) -> bool {
    names(list).any(|known| known == name)
}

/// Names compare as they are; Node reads `_` as `-`; a `*` at the end stands for any rest.
fn same_option(known: &[u8], name: &[u8], style: Style) -> bool {
    match known {
        [prefix @ .., b'*'] if !prefix.is_empty() => name.starts_with(prefix),
        _ if style == Style::Words && known.len() > 1 => {
            let mut pairs = known.iter().zip(name);
            known.len() == name.len() && pairs.all(|(&a, &b)| a == b || (a == b'-' && b == b'_'))
        }
        _ => known == name,
    }
}

/// An option word without its hyphens, and what follows the first `=` (or `:`) in it.
pub(super) fn name_and_value(word: &[u8], style: Style) -> (&[u8], Option<&[u8]>) {
    let mut bare = match word {
        [b'-', b'-', rest @ ..] | [b'-', rest @ ..] => rest,
        _ => word,
    };
    while let (Style::Nopt, [b'-', rest @ ..]) = (style, bare) {
        bare = rest;
    }
    match split_once(bare, b'=') {
        Some((name, value)) => (name, Some(value)),
        None => (bare, None),
    }
}
