//! Tools that fetch.
//!
//! Sources: git(1) and the pages of its commands, gitremote-helpers(7); curl(1); GNU Wget's manual; GTFOBins
//! (`git`, `curl`, `wget`).

use super::super::grammar::Does::{Header, Nothing, Refuse};
use super::super::grammar::Operand::{Rest, Skip, Sources, Url};
use super::super::grammar::Registry::Git;
use super::super::grammar::{Row, TABLE, Table, Unknown, flag, glued, value};
use crate::rule::Rule::{FetchOption, GitCommand, GitConfiguration, GitOutput};

pub(super) const LAUNCHERS: &[Table] = &[
    Table {
        names: "git",
        options: &[GIT],
        commands: &[
            Table { names: "clone", options: &[CLONE, TRANSPORT], operand: Sources(Git), ..GIT_COMMAND },
            Table {
                names: "archive fetch ls-remote pull push remote submodule",
                options: &[TRANSPORT],
                commands: &[Table { names: "foreach", does: Refuse(GitCommand), ..GIT_COMMAND }],
                operand: Sources(Git),
                ..GIT_COMMAND
            },
            Table { names: "rebase", options: &[&[value(Refuse(GitCommand), "exec x")]], ..GIT_COMMAND },
            Table {
                names: "grep",
                options: &[&[glued(Refuse(GitCommand), "O open-files-in-pager")]],
                ..GIT_COMMAND
            },
            Table {
                names: "difftool mergetool",
                options: &[&[value(Refuse(GitCommand), "extcmd x")]],
                ..GIT_COMMAND
            },
            Table {
                names: "bisect",
                commands: &[Table { names: "run", does: Refuse(GitCommand), ..GIT_COMMAND }],
                ..GIT_COMMAND
            },
            Table { names: "filter-branch", does: Refuse(GitCommand), ..GIT_COMMAND },
            Table { names: "config", does: Refuse(GitConfiguration), ..GIT_COMMAND },
            Table {
                names: "init",
                options: &[&[value(Refuse(GitConfiguration), "template")]],
                ..GIT_COMMAND
            },
            Table {
                names: "diff format-patch log show",
                options: &[&[value(Refuse(GitOutput), "o output output-directory")]],
                ..GIT_COMMAND
            },
        ],
        operand: Rest,
        ..GIT_COMMAND
    },
    Table { names: "curl", options: &[CURL], ..FETCH },
    Table { names: "wget", options: &[WGET], ..FETCH },
];

/// git's commands take options after their operands.
const GIT_COMMAND: Table = Table { operand: Skip, unknown: Unknown::Alone, abbreviates: true, ..TABLE };

/// What runs as a server fetches one document and prints it; every other option writes files, sends files,
/// or turns off what protects the connection.
const FETCH: Table = Table { operand: Url, unknown: Unknown::Refuse(FetchOption), ..TABLE };

const GIT: &[Row] = &[
    value(Refuse(GitConfiguration), "C c config-env exec-path git-dir work-tree"),
    flag(Refuse(GitConfiguration), "p paginate"),
    value(Nothing, "attr-source namespace super-prefix"),
];

const CLONE: &[Row] = &[
    value(Refuse(GitConfiguration), "c config template"),
    value(Refuse(GitCommand), "u"),
    value(
        Nothing,
        "b branch bundle-uri depth filter j jobs o origin reference reference-if-able \
         separate-git-dir server-option shallow-exclude shallow-since",
    ),
];

const TRANSPORT: &[Row] = &[
    value(Refuse(GitCommand), "exec receive-pack upload-pack"),
    value(Refuse(GitOutput), "output"),
    value(Nothing, "depth o push-option"),
];

const CURL: &[Row] = &[
    value(Header, "A H header user-agent"),
    value(Nothing, "connect-timeout m max-time retry retry-delay"),
    flag(
        Nothing,
        "G N S compressed f fail fail-with-body get i include no-buffer s show-error silent \
         tlsv1.2 tlsv1.3",
    ),
];

const WGET: &[Row] = &[
    value(Header, "U header user-agent"),
    value(Nothing, "T t timeout tries"),
    flag(Nothing, "https-only no-verbose q quiet"),
];
