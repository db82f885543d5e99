//! Shells.
//!
//! Sources: POSIX XCU `sh`; the manuals of bash, dash, zsh, ksh and fish; Microsoft's about_PowerShell_exe,
//! about_Pwsh and `cmd`.

use super::super::grammar::Does::{Refuse, ShellLine, ShellOperand, ShellWords};
use super::super::grammar::Operand::{Command, Script, ShellWords as Words};
use super::super::grammar::{Row, Style, TABLE, Table, Unknown, flag, last, value};
use crate::rule::Rule::{
    LauncherEncodedCommand, LauncherPreload, LauncherShell, LauncherShellInline, LauncherShellOption,
};

pub(super) const LAUNCHERS: &[Table] = &[
    Table {
        names: "ash bash csh dash ksh mksh rbash sh tcsh yash zsh",
        style: Style::Shell,
        options: &[POSIX],
        ..SHELL
    },
    Table { names: "fish", style: Style::Getopt, options: &[FISH], abbreviates: true, ..SHELL },
    // Without `-File`, Windows PowerShell reads its words as a command, PowerShell 6 and later as a file.
    Table { names: "powershell", style: Style::PowerShell, options: &[POWERSHELL], operand: Words, ..SHELL },
    Table { names: "pwsh pwsh-preview", style: Style::PowerShell, options: &[POWERSHELL], ..SHELL },
    Table { names: "cmd", style: Style::Cmd, operand: Command, ..SHELL },
];

const SHELL: Table = Table {
    does: Refuse(LauncherShell),
    operand: Script,
    unknown: Unknown::Refuse(LauncherShellOption),
    ..TABLE
};

/// Every option of a shell is refused in moderate; these say why, or take a value.
const POSIX: &[Row] = &[
    flag(ShellOperand, "c"),
    // Reads commands from the standard input.
    flag(Refuse(LauncherShellInline), "s"),
    flag(Refuse(LauncherPreload), "i l login"),
    value(Refuse(LauncherPreload), "init-file rcfile"),
    value(Refuse(LauncherShellOption), "O o"),
];

const FISH: &[Row] = &[
    value(ShellLine, "C c command init-command"),
    flag(Refuse(LauncherPreload), "i interactive l login"),
    value(
        Refuse(LauncherShellOption),
        "D d debug debug-output f features o print-rusage-self profile profile-startup",
    ),
];

/// Every name stands for its prefixes as well; what is named first wins.
const POWERSHELL: &[Row] = &[
    value(Refuse(LauncherEncodedCommand), "ec encodedcommand"),
    value(Refuse(LauncherShellOption), "ep executionpolicy"),
    last(ShellWords, "command commandwithargs cwa"),
    last(Refuse(LauncherShellOption), "file"),
    value(
        Refuse(LauncherPreload),
        "configurationfile configurationname psconsolefile settingsfile wd workingdirectory",
    ),
    value(Refuse(LauncherShellOption), "custompipename if inputformat of outputformat version windowstyle"),
    flag(
        Refuse(LauncherShellOption),
        "interactive login mta noexit nologo noninteractive noprofile noprofileloadtime sta",
    ),
];
