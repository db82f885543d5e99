//! What a program is asked to do: the options of interpreters, package runners, shells and containers.
//!
//! A launcher reads options until the script or package; what follows belongs to the server. One state
//! machine reads every launcher from its table (`table/`), a word at a time, in constant memory. A word
//! that starts another launcher (`uv run python`, `cmd /c npx`) changes the table, so that nesting
//! costs nothing.

mod grammar;
mod option;
mod switch;
mod table;
#[cfg(test)]
mod tests;
mod value;

use grammar::{Does, Operand, Registry, Style, Table};

use super::executable::{audit_executable, base_name, is_wrapper};
use super::payload::{Dialect, Payload};
use crate::policy::{CommandPolicy, Level};
use crate::reject::{Rejection, Sink, Span};
use crate::rule::Rule;

/// Reads the arguments of one executable.
#[derive(Debug)]
pub(crate) struct Launch<'p> {
    policy: CommandPolicy<'p>,
    /// The launcher that reads the next word; none once the server does.
    table: Option<&'static Table>,
    expects: Expects,
    /// A package was given by an option, so that the operand is one of its commands.
    command_of: bool,
    /// The last word was an option that no table knows: the next may be its value.
    doubtful: bool,
    /// An operand has been read.
    operand_read: bool,
    /// `sh -c` was read: the first operand is code.
    shell_operand: bool,
    /// A line for the shell was the value of an option.
    line_read: bool,
    /// The line of a shell that the words are joined to.
    line: Option<Payload>,
    /// The words reach `cmd`, which reads some of their characters.
    under_cmd: bool,
    /// The executable itself is a shell.
    shell: bool,
}

/// What the next word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expects {
    /// An option, or the operand.
    Options,
    /// Operands only: `--` was read.
    Operands,
    /// The value of an option; what follows may all belong to the program.
    Value { does: Does, last: bool },
    /// So many names of shell options.
    ShellNames(u8),
    /// The program that `cmd /c` starts.
    Program,
    /// The first word of a container's own argv.
    ContainerProgram,
}

/// The table of a program, as a path or name.
fn launcher(program: &[u8]) -> Option<&'static Table> {
    table::launcher(&base_name(program))
}

impl<'p> Launch<'p> {
    /// Starts to read the arguments of the executable of this base name (lower case, no extension).
    pub(crate) fn new(base_name: &[u8], policy: &CommandPolicy<'p>) -> Self {
        let table = table::launcher(base_name);
        Self {
            policy: *policy,
            table,
            expects: Expects::Options,
            command_of: false,
            doubtful: false,
            operand_read: false,
            shell_operand: false,
            line_read: false,
            line: None,
            under_cmd: false,
            shell: table.is_some_and(table::is_shell),
        }
    }

    /// Reads the next argument and reports what is wrong with it. Answers whether the word was a line for
    /// a shell, or part of one.
    pub(crate) fn argument(&mut self, word: &[u8], sink: &mut impl Sink) -> bool {
        let mut is_line = self.line.is_some();
        if self.under_cmd {
            self.audit_cmd_characters(word, sink);
        }
        if let Some(line) = &mut self.line {
            line.word(word, sink);
        }
        let Some(table) = self.table else { return is_line };
        match self.expects {
            Expects::Value { does: Does::ShellLine, .. } => is_line = true,
            Expects::Options | Expects::Operands => is_line |= self.is_line_operand(table, word),
            _ => {}
        }
        match self.expects {
            Expects::Value { does, last } => self.value_word(table, does, last, word, sink),
            Expects::ShellNames(left) => self.shell_name(left, word, sink),
            Expects::Program => self.program(word, sink),
            Expects::ContainerProgram => self.container_program(word, sink),
            Expects::Operands if table.style == Style::Shell => self.shell_operand(word, sink),
            Expects::Operands => self.operand(table, word, sink),
            Expects::Options => self.option_or_operand(table, word, sink),
        }
        is_line
    }

    /// Whether the word, if it is the operand, is a line for a shell.
    const fn is_line_operand(&self, table: &Table, word: &[u8]) -> bool {
        let operand = !matches!(word, [b'-' | b'+', ..]) || matches!(self.expects, Expects::Operands);
        operand && (self.shell_operand || matches!(table.operand, Operand::ShellLine | Operand::ShellWords))
    }

    fn option_or_operand(&mut self, table: &'static Table, word: &[u8], sink: &mut impl Sink) {
        match table.style {
            Style::Cmd => self.cmd_word(word, sink),
            Style::PowerShell => self.powershell_word(table, word, sink),
            Style::Shell => self.shell_word(table, word, sink),
            Style::Clusters | Style::Getopt | Style::Words | Style::Nopt => {
                self.option_word(table, word, sink);
            }
        }
    }

    /// Reports what only the whole argv shows, as findings about the executable.
    pub(crate) fn finish(self, executable_len: usize, sink: &mut impl Sink) {
        let all = Span::all(executable_len);
        if self.shell {
            self.refuse(Rule::LauncherShell, all, sink);
        }
        if self.table.is_some_and(table::is_shell) && !self.operand_read && !self.line_read {
            // It reads its commands from the standard input.
            self.refuse(Rule::LauncherShellOption, all, sink);
        }
    }

    /// Reports a rule where the catalogue says that this level refuses it.
    fn refuse(&self, rule: Rule, span: Span, sink: &mut impl Sink) {
        if rule.info().levels.contains(self.policy.level) {
            sink.refuse(Rejection::new(rule, span));
        }
    }

    /// The value of an option in a word of its own.
    fn value_word(
        &mut self,
        table: &'static Table,
        does: Does,
        last: bool,
        word: &[u8],
        sink: &mut impl Sink,
    ) {
        self.expects = Expects::Options;
        self.value(does, word, 0, sink);
        if last {
            return self.server_or(does, word);
        }
        // Readers differ on `--flag -x`: a value, or a flag without one and an option.
        let is_number = matches!(word, [b'-', b'0'..=b'9', ..]);
        if table.style != Style::Getopt && matches!(word, [b'-', _, ..]) && !is_number {
            self.refuse(Rule::LauncherOptionValue, Span::all(word.len()), sink);
            self.option_or_operand(table, word, sink);
        }
    }

    /// The words after a value that ends the options: those of a launcher (`python -m pip`) or the server's.
    fn server_or(&mut self, does: Does, word: &[u8]) {
        const LAUNCHERS: [&[u8]; 4] = [b"fastmcp", b"pip", b"pipx", b"uv"];
        self.operand_read = true;
        match does {
            Does::Module if LAUNCHERS.contains(&word) => self.enter(table::launcher(word)),
            _ => self.table = None,
        }
    }

    /// Judges a value that stands `at` bytes into its word.
    fn value(&mut self, does: Does, value: &[u8], at: usize, sink: &mut impl Sink) {
        let span = Span::all(value.len()).shift(at);
        let rule = match does {
            Does::Nothing | Does::Refuse(_) | Does::ShellWords | Does::ShellOperand => None,
            Does::ShellLine => {
                self.line_read = true;
                return Payload::audit(Dialect::Posix, value, at, sink);
            }
            Does::CommandOf(registry) => {
                self.command_of = true;
                value::package(value, registry)
            }
            Does::Package(registry) => value::package(value, registry),
            Does::Index => Some(value::index(value)),
            Does::Interpreter => value::interpreter(value, self.policy.level),
            Does::Module => value::module(value),
            Does::Volume => value::volume(value),
            Does::Mount => value::mount(value),
            Does::SecurityOption => value::security_option(value),
            Does::Namespace => value::namespace(value),
            Does::Header => value::header(value),
            Does::Entrypoint => launcher(value).is_some_and(table::is_shell).then_some(Rule::ContainerShell),
        };
        if let Some(rule) = rule {
            self.refuse(rule, span, sink);
        }
    }

    /// What an option does by being there.
    fn presence(&mut self, does: Does, span: Span, sink: &mut impl Sink) {
        match does {
            Does::Refuse(rule) => self.refuse(rule, span, sink),
            Does::ShellLine | Does::ShellOperand | Does::ShellWords => {
                self.refuse(Rule::LauncherShellInline, span, sink);
                self.shell_operand |= does == Does::ShellOperand;
                if does == Does::ShellWords {
                    self.line = Some(Payload::new(Dialect::Posix));
                }
            }
            _ => {}
        }
    }

    /// A word that is no option: the subcommand, or what the launcher is to start.
    fn operand(&mut self, table: &'static Table, word: &[u8], sink: &mut impl Sink) {
        let doubtful = core::mem::take(&mut self.doubtful);
        if let Some(command) = table.command(word).filter(|_| !self.operand_read) {
            self.presence(command.does, Span::all(word.len()), sink);
            return self.enter(Some(command));
        }
        let all = Span::all(word.len());
        let rule = match table.operand {
            Operand::Sources(Registry::Git) => value::repository(word),
            Operand::Sources(registry) => value::package(word, registry),
            Operand::Url => value::url(word),
            Operand::Skip => None,
            _ if self.operand_read => return,
            // npm takes the word after an option that it does not know for its value.
            _ if doubtful && table.style == Style::Nopt => return,
            Operand::Package(registry) if !self.command_of => value::package(word, registry),
            Operand::Script => value::script(word),
            Operand::Package(_) | Operand::Command => value::script(word),
            Operand::ShellLine | Operand::ShellWords => {
                self.refuse(Rule::LauncherShellInline, all, sink);
                None
            }
            Operand::Image | Operand::Rest => None,
        };
        if let Some(rule) = rule {
            self.refuse(rule, all, sink);
        }
        // A program that starts another hides what is started.
        let is_program = matches!(table.operand, Operand::Command) || self.command_of;
        if is_program && is_wrapper(&base_name(word)) {
            self.refuse(Rule::ExecutableWrapper, all, sink);
        }
        self.started(table, word, doubtful, sink);
    }

    /// Decides who reads the words after an operand.
    fn started(&mut self, table: &'static Table, word: &[u8], doubtful: bool, sink: &mut impl Sink) {
        match table.operand {
            Operand::Sources(_) | Operand::Url | Operand::Skip => {
                self.operand_read = !doubtful;
                return;
            }
            Operand::Package(_) | Operand::Command => {
                // `uvx python@3.12`, `npx node`: the launcher of that name reads on.
                let name = word.split(|byte| matches!(byte, b'@' | b'=' | b'[')).next().unwrap_or_default();
                if let Some(nested) = launcher(name) {
                    self.presence(nested.does, Span::all(word.len()), sink);
                    return self.enter(Some(nested));
                }
            }
            Operand::ShellLine => Payload::audit(Dialect::Posix, word, 0, sink),
            Operand::ShellWords => {
                let mut line = Payload::new(Dialect::PowerShell);
                line.word(word, sink);
                self.line = Some(line);
            }
            Operand::Image | Operand::Script | Operand::Rest => {}
        }
        if doubtful {
            // It may have been the value of an unknown option: options may still follow.
            return;
        }
        self.operand_read = true;
        if table.operand == Operand::Image {
            self.expects = Expects::ContainerProgram;
        } else if !table.options_follow {
            self.table = None;
        }
    }

    /// Another table reads on.
    fn enter(&mut self, table: Option<&'static Table>) {
        self.table = table;
        self.expects = Expects::Options;
        self.command_of = false;
        self.doubtful = false;
        self.operand_read = false;
        self.shell_operand = false;
    }

    /// The first word for a container: a shell there runs a line of its own.
    fn container_program(&mut self, word: &[u8], sink: &mut impl Sink) {
        if launcher(word).is_some_and(table::is_shell) {
            self.refuse(Rule::ContainerShell, Span::all(word.len()), sink);
        }
        self.table = None;
    }

    /// The program of `cmd /c`: accepted by itself, or not at all.
    fn program(&mut self, word: &[u8], sink: &mut impl Sink) {
        if self.policy.level != Level::Permissive {
            audit_executable(word, &self.policy, sink);
        }
        let nested = launcher(word);
        if let Some(nested) = nested {
            self.presence(nested.does, Span::all(word.len()), sink);
        }
        self.operand_read = true;
        self.table = nested;
        if nested.is_some() {
            self.enter(nested);
        }
    }
}
