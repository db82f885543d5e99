//! Python's launchers.
//!
//! Sources: CPython "Command line and environment"; PEP 397 and PEP 514 (`py`); the command references of
//! uv, pip and pipx; `fastmcp --help`; GTFOBins (`uv`, `pip`).

use super::super::grammar::Does::{CommandOf, Index, Interpreter, Module, Nothing, Package as With, Refuse};
use super::super::grammar::Operand::{Command, Package, Rest, Script, Skip, Sources};
use super::super::grammar::Registry::Python;
use super::super::grammar::{Row, Style, TABLE, Table, Unknown, flag, glued, last, value};
use crate::rule::Rule::{
    LauncherEnvironmentFile, LauncherInlineCode, LauncherInsecureSource, LauncherInstall, LauncherPreload,
    LauncherSource, LauncherSubcommand,
};

pub(super) const LAUNCHERS: &[Table] = &[
    Table {
        names: "py python pythonw pypy",
        style: Style::Getopt,
        options: &[PYTHON],
        operand: Script,
        unknown: Unknown::Alone,
        ..TABLE
    },
    Table {
        names: "uv",
        options: &[UV],
        commands: &[
            Table { names: "run", options: &[UV_RUN, UV], operand: Command, ..TABLE },
            Table {
                names: "tool",
                options: &[UV],
                commands: &[
                    Table { names: "run", options: &[UVX, UV], operand: Package(Python), ..TABLE },
                    Table {
                        names: "install upgrade uninstall update-shell",
                        does: Refuse(LauncherInstall),
                        options: &[UVX, UV],
                        operand: Sources(Python),
                        ..TABLE
                    },
                ],
                ..TABLE
            },
            Table {
                names: "pip",
                options: &[UV],
                commands: &[Table {
                    names: "install sync compile uninstall",
                    does: Refuse(LauncherInstall),
                    options: &[PIP_INSTALL, UV],
                    operand: Sources(Python),
                    ..TABLE
                }],
                ..TABLE
            },
            Table {
                names: "add remove sync lock init venv python cache publish build version self auth",
                does: Refuse(LauncherInstall),
                options: &[UV_RUN, UV],
                operand: Skip,
                ..TABLE
            },
        ],
        ..TABLE
    },
    Table { names: "uvx", options: &[UVX, UV], operand: Package(Python), ..TABLE },
    Table {
        names: "pipx",
        commands: &[
            Table { names: "run", options: &[PIPX], operand: Package(Python), abbreviates: true, ..TABLE },
            Table { names: "runpip", does: Refuse(LauncherSubcommand), operand: Rest, ..TABLE },
            Table {
                names: "install install-all inject upgrade upgrade-all uninstall reinstall uninject",
                does: Refuse(LauncherInstall),
                options: &[PIPX],
                operand: Sources(Python),
                abbreviates: true,
                ..TABLE
            },
        ],
        ..TABLE
    },
    Table {
        names: "pip",
        options: &[PIP],
        commands: &[
            Table {
                names: "install download wheel",
                does: Refuse(LauncherInstall),
                options: &[PIP_INSTALL, PIP],
                operand: Sources(Python),
                abbreviates: true,
                ..TABLE
            },
            Table {
                names: "config",
                does: Refuse(LauncherSubcommand),
                options: &[PIP],
                operand: Skip,
                abbreviates: true,
                ..TABLE
            },
        ],
        abbreviates: true,
        ..TABLE
    },
    Table {
        names: "fastmcp",
        commands: &[
            Table {
                names: "run dev inspect",
                options: &[FASTMCP],
                operand: Script,
                options_follow: true,
                ..TABLE
            },
            Table {
                names: "install",
                does: Refuse(LauncherInstall),
                options: &[FASTMCP],
                operand: Skip,
                ..TABLE
            },
        ],
        ..TABLE
    },
];

const PYTHON: &[Row] = &[
    last(Refuse(LauncherInlineCode), "c"),
    last(Module, "m"),
    // Reads the standard input as code once the script has ended; skips a line; sets what no other switch sets.
    flag(Refuse(LauncherInlineCode), "i"),
    flag(Refuse(LauncherPreload), "x"),
    value(Refuse(LauncherPreload), "X"),
    value(Nothing, "W check-hash-based-pycs"),
    // `py -3.12`, `py -V:tag`.
    glued(Nothing, "0 2 3 V"),
];

const UV: &[Row] = &[
    value(Index, "default-index extra-index-url f find-links i index index-url"),
    value(Refuse(LauncherInsecureSource), "allow-insecure-host"),
    value(Refuse(LauncherPreload), "config-file"),
    value(Interpreter, "p python"),
    value(
        Nothing,
        "C P b build-constraints c cache-dir color config-setting config-settings constraints \
         default-group directory exclude-newer extra fork-strategy group index-strategy \
         keyring-provider link-mode no-binary-package no-build-isolation-package no-build-package \
         no-extra no-group only-group overrides package prerelease project python-platform \
         python-preference refresh-package reinstall-package resolution upgrade-package",
    ),
    flag(
        Nothing,
        "U active all-extras all-groups all-packages allow-python-downloads compile-bytecode dev \
         exact force-reinstall frozen gui-script help isolated locked managed-python n native-tls \
         no-active no-binary no-build no-build-isolation no-cache no-config no-default-groups \
         no-dev no-editable no-env-file no-index no-managed-python no-progress no-project \
         no-python-downloads no-sources no-sync offline only-dev preview q quiet refresh \
         reinstall s script system upgrade v verbose",
    ),
];

const UV_RUN: &[Row] = &[
    value(Refuse(LauncherPreload), "with-editable"),
    value(Refuse(LauncherEnvironmentFile), "env-file"),
    value(With(Python), "w with"),
    value(Nothing, "with-requirements"),
    last(Module, "m module"),
];

const UVX: &[Row] = &[
    value(Refuse(LauncherPreload), "with-editable"),
    value(Refuse(LauncherEnvironmentFile), "env-file"),
    value(With(Python), "w with"),
    value(CommandOf(Python), "from"),
    value(Nothing, "with-requirements"),
];

const PIPX: &[Row] = &[
    value(Refuse(LauncherPreload), "pip-args"),
    value(Index, "i index-url"),
    value(Interpreter, "python"),
    value(CommandOf(Python), "spec"),
    value(With(Python), "preinstall with"),
    value(Nothing, "backend suffix"),
    flag(
        Nothing,
        "fetch-missing-python force no-cache path pypackages q quiet system-site-packages v \
         verbose",
    ),
];

const PIP: &[Row] = &[
    value(Refuse(LauncherInsecureSource), "trusted-host"),
    value(Refuse(LauncherPreload), "cert client-cert editor proxy"),
    value(Interpreter, "python"),
    value(Nothing, "cache-dir exists-action keyring-provider log retries timeout use-deprecated use-feature"),
    flag(
        Nothing,
        "debug disable-pip-version-check h help isolated no-cache-dir no-color no-input q quiet \
         require-virtualenv v verbose",
    ),
];

const PIP_INSTALL: &[Row] = &[
    value(Index, "extra-index-url f find-links i index-url"),
    value(Refuse(LauncherSource), "e editable"),
    value(Refuse(LauncherInstall), "prefix root src t target"),
    value(
        Nothing,
        "C abi c config-settings constraint d dest implementation platform progress-bar \
         python-version r report requirement root-user-action upgrade-strategy",
    ),
];

const FASTMCP: &[Row] = &[
    value(Refuse(LauncherPreload), "e with-editable"),
    value(Interpreter, "python"),
    value(With(Python), "with"),
    value(Nothing, "host l log-level p path port project server-spec t transport with-requirements"),
    flag(Nothing, "no-banner no-reload reload skip-env skip-source stateless"),
];
