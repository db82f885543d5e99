//! JavaScript's runtimes and package managers.
//!
//! Sources: Node "Command-line API"; npm `config`, `exec` and `npx`, `nopt` for how npm reads options; pnpm,
//! Yarn, Bun and Deno command references.

use super::super::grammar::Does::{CommandOf, Index, Nothing, Refuse, ShellLine, ShellWords};
use super::super::grammar::Operand::{Command, Package, Script, ShellLine as Line, Skip, Sources};
use super::super::grammar::Registry::Npm;
use super::super::grammar::{Row, Style, TABLE, Table, Unknown, flag, glued, last, value};
use crate::rule::Rule::{
    LauncherDebugger, LauncherEnvironmentFile, LauncherInlineCode, LauncherInsecureSource, LauncherInstall,
    LauncherPreload, LauncherSearchPath, LauncherSubcommand,
};

pub(super) const LAUNCHERS: &[Table] = &[
    NODE_TABLE,
    Table {
        names: "npm",
        options: &[NPM],
        commands: &[
            Table {
                names: "exe exec x",
                options: &[NPM],
                operand: Package(Npm),
                options_follow: true,
                ..NOPT
            },
            Table {
                names: "add ci cit clea clean clean-install clean-install-test creat create i in ini init inn innit ins inst insta \
                        instal install install-clean install-test isnt isnta isntal isntall isntall-clean it link ln \
                        rb reb rebu rebui rebuil rebuild sit u up upd upda updat update upgrade",
                does: Refuse(LauncherInstall),
                options: &[NPM],
                operand: Sources(Npm),
                ..NOPT
            },
            Table {
                names: "c con conf confi config edit edi explor explore login logout publish set set-script",
                does: Refuse(LauncherSubcommand),
                options: &[NPM],
                operand: Skip,
                ..NOPT
            },
        ],
        operand: Skip,
        ..NOPT
    },
    Table { names: "npx pnpx", options: &[NPM], operand: Package(Npm), ..NOPT },
    Table { names: "pnpm", options: &[PNPM, NPM], commands: PNPM_COMMANDS, operand: Command, ..NOPT },
    Table {
        names: "yarn yarnpkg",
        options: &[YARN],
        commands: &[
            Table { names: "dlx", options: &[YARN], operand: Package(Npm), ..TABLE },
            Table { names: "exec", options: &[YARN], operand: Command, ..TABLE },
            Table { names: "node", ..NODE_TABLE },
            Table {
                names: "add create global init install link up upgrade",
                does: Refuse(LauncherInstall),
                options: &[YARN],
                operand: Sources(Npm),
                ..TABLE
            },
            Table {
                names: "config npm plugin policies set workspace workspaces",
                does: Refuse(LauncherSubcommand),
                options: &[YARN],
                operand: Skip,
                ..TABLE
            },
        ],
        ..TABLE
    },
    Table {
        names: "bun",
        options: &[BUN],
        commands: &[
            Table { names: "run", options: &[BUN], operand: Script, ..TABLE },
            Table { names: "x", options: &[BUNX, BUN], operand: Package(Npm), ..TABLE },
            Table { names: "exec", options: &[BUN], operand: Line, ..TABLE },
            Table {
                names: "a add c create i init install link update upgrade",
                does: Refuse(LauncherInstall),
                options: &[BUN],
                operand: Sources(Npm),
                ..TABLE
            },
            Table { names: "repl", does: Refuse(LauncherInlineCode), ..TABLE },
        ],
        operand: Script,
        ..TABLE
    },
    Table { names: "bunx", options: &[BUNX, BUN], operand: Package(Npm), ..TABLE },
    Table {
        names: "deno",
        options: &[DENO],
        commands: &[
            Table { names: "run serve", options: &[DENO], operand: Script, ..TABLE },
            Table { names: "eval repl", does: Refuse(LauncherInlineCode), options: &[DENO], ..TABLE },
            Table { names: "task", options: &[DENO], does: Refuse(LauncherSearchPath), ..TABLE },
            Table {
                names: "add compile i init install jupyter upgrade",
                does: Refuse(LauncherInstall),
                options: &[DENO],
                operand: Skip,
                ..TABLE
            },
        ],
        operand: Script,
        ..TABLE
    },
];

const NOPT: Table = Table { style: Style::Nopt, abbreviates: true, ..TABLE };

/// What pnpm does not know is a program: `pnpm tsc` is `pnpm exec tsc`.
const PNPM_COMMANDS: &[Table] = &[
    Table { names: "dlx", options: &[PNPM, NPM], operand: Package(Npm), ..NOPT },
    Table { names: "exec", options: &[PNPM, NPM], operand: Command, ..NOPT },
    Table { names: "node", ..NODE_TABLE },
    Table {
        names: "add create i import init install link ln patch rebuild setup up update",
        does: Refuse(LauncherInstall),
        options: &[PNPM, NPM],
        operand: Sources(Npm),
        ..NOPT
    },
    Table {
        names: "c config env publish self-update set",
        does: Refuse(LauncherSubcommand),
        options: &[PNPM, NPM],
        operand: Skip,
        ..NOPT
    },
    Table { names: "list ls restart run start stop t test tst why", options: &[PNPM, NPM], ..NOPT },
    Table {
        names: "m multi recursive",
        options: &[PNPM, NPM],
        does: Refuse(LauncherSubcommand),
        operand: Command,
        ..NOPT
    },
];

const NODE_TABLE: Table = Table {
    names: "node nodejs",
    style: Style::Words,
    options: &[NODE],
    commands: &[Table { names: "debug inspect", does: Refuse(LauncherDebugger), ..TABLE }],
    operand: Script,
    unknown: Unknown::Alone,
    ..TABLE
};

const NODE: &[Row] = &[
    value(Refuse(LauncherInlineCode), "e eval p pe print"),
    flag(Refuse(LauncherInlineCode), "i interactive"),
    value(
        Refuse(LauncherPreload),
        "experimental-config-file experimental-loader experimental-sea-config import loader \
         openssl-config r require snapshot-blob",
    ),
    flag(
        Refuse(LauncherPreload),
        "build-snapshot experimental-default-config-file openssl-shared-config test",
    ),
    last(Refuse(LauncherPreload), "run"),
    value(Refuse(LauncherEnvironmentFile), "env-file env-file-if-exists"),
    glued(Refuse(LauncherDebugger), "inspect*"),
    value(
        Nothing,
        "C build-snapshot-config conditions cpu-prof-dir cpu-prof-interval cpu-prof-name \
         debug-port diagnostic-dir disable-proto disable-warning dns-result-order \
         es-module-specifier-resolution experimental-default-type heap-prof-dir \
         heap-prof-interval heap-prof-name heapsnapshot-near-heap-limit heapsnapshot-signal \
         icu-data-dir input-type localstorage-file max-http-header-size \
         max-old-space-size-percentage network-family-autoselection-attempt-timeout \
         redirect-warnings report-dir report-directory report-filename report-signal secure-heap \
         secure-heap-min stack-trace-limit test-concurrency test-coverage-branches \
         test-coverage-exclude test-coverage-functions test-coverage-include test-coverage-lines \
         test-global-setup test-isolation test-name-pattern test-reporter \
         test-reporter-destination test-rerun-failures test-shard test-skip-pattern test-timeout \
         title tls-cipher-list tls-keylog trace-event-categories trace-event-file-pattern \
         trace-require-module unhandled-rejections use-largepages v8-pool-size watch-kill-signal \
         watch-path",
    ),
];

const NPM: &[Row] = &[
    value(ShellLine, "c call"),
    value(
        Refuse(LauncherPreload),
        "editor git globalconfig init-module node-options script-shell shell userconfig viewer",
    ),
    value(Index, "reg registry"),
    // The registry of a scope, the credentials of a registry.
    glued(Index, "//* @*"),
    value(Refuse(LauncherInsecureSource), "ca cafile https-proxy proxy"),
    value(Refuse(LauncherSearchPath), "C prefix"),
    flag(Refuse(LauncherInsecureSource), "no-strict-ssl"),
    glued(Nothing, "strict-ssl"),
    value(CommandOf(Npm), "p package"),
    value(
        Nothing,
        "L access audit-level auth-type before cache cpu depth diff diff-unified \
         expect-results fetch-retries fetch-retry-factor fetch-retry-maxtimeout \
         fetch-retry-mintimeout fetch-timeout heading include install-strategy libc local-address \
         location lockfile-version loglevel logs-dir logs-max m maxsockets message n noproxy omit os \
         otp pack-destination preid save-prefix scope searchexclude searchlimit searchopts tag \
         tag-version-prefix umask user-agent w which workspace",
    ),
    flag(
        Nothing,
        "B D E F H N O P S a all allow-same-version audit bin-links browser color d dd ddd dry-run f force \
         foreground-scripts format-package-lock fund g git-tag-version global h help if-present \
         ignore-existing ignore-scripts include-staged include-workspace-root install-links iwr j \
         json l legacy-bundling legacy-peer-deps long no no-audit no-color no-fund no-install \
         no-package-lock no-progress no-save no-update-notifier no-yes offline \
         omit-lockfile-registry-resolved package-lock package-lock-only parseable porcelain \
         prefer-dedupe prefer-offline prefer-online progress provenance q quiet readonly \
         rebuild-bundle s save save-bundle save-dev save-exact save-optional save-peer save-prod \
         shrinkwrap sign-git-commit silent strict-peer-deps timing unicode update-notifier usage \
         v verbose version workspaces workspaces-update ws y yes",
    ),
];

const PNPM: &[Row] = &[
    flag(ShellWords, "c shell-mode"),
    // `--config.script-shell=…`: any setting.
    glued(Refuse(LauncherPreload), "config.*"),
    value(CommandOf(Npm), "package"),
    value(
        Nothing,
        "C F changed-files-ignore-pattern dir filter filter-prod reporter resume-from store-dir \
         test-pattern workspace-concurrency",
    ),
    flag(
        Nothing,
        "aggregate-output parallel r recursive report-summary reverse sort stream use-stderr \
         workspace-root",
    ),
];

const YARN: &[Row] = &[
    value(Refuse(LauncherPreload), "use-yarnrc"),
    value(Index, "registry"),
    value(Refuse(LauncherInsecureSource), "https-proxy proxy"),
    value(CommandOf(Npm), "p package"),
    value(
        Nothing,
        "cache-folder cwd global-folder link-folder modules-folder mutex network-concurrency \
         network-timeout preferred-cache-folder",
    ),
    flag(
        Nothing,
        "force frozen-lockfile ignore-engines ignore-scripts json no-progress non-interactive \
         offline prefer-offline pure-lockfile q quiet s silent top-level verbose",
    ),
];

const BUN: &[Row] = &[
    value(Refuse(LauncherInlineCode), "e eval p print"),
    value(Refuse(LauncherPreload), "import preload r require"),
    value(Refuse(LauncherPreload), "c config shell tsconfig-override"),
    glued(Refuse(LauncherDebugger), "inspect inspect-brk inspect-wait"),
    value(Refuse(LauncherEnvironmentFile), "env-file"),
    value(Index, "registry"),
    value(Refuse(LauncherInsecureSource), "cafile"),
    value(
        Nothing,
        "F conditions cwd d define drop elide-lines extension-order filter install l loader \
         main-fields max-http-header-size port title unhandled-rejections user-agent",
    ),
    flag(
        Nothing,
        "b bun hot i if-present no-clear-screen no-install prefer-latest prefer-offline silent \
         smol v verbose watch",
    ),
];

const BUNX: &[Row] = &[value(CommandOf(Npm), "p package"), flag(Nothing, "no-install silent verbose y yes")];

const DENO: &[Row] = &[
    value(Refuse(LauncherInlineCode), "eval"),
    value(Refuse(LauncherPreload), "import preload require"),
    value(Refuse(LauncherPreload), "c config import-map"),
    glued(Refuse(LauncherEnvironmentFile), "env env-file"),
    value(Refuse(LauncherInsecureSource), "cert"),
    glued(Refuse(LauncherInsecureSource), "unsafely-ignore-certificate-errors"),
    glued(Refuse(LauncherDebugger), "inspect*"),
    value(Nothing, "L conditions ext host location lock log-level minimum-dependency-age port seed"),
    glued(
        Nothing,
        "A E I N P R S W allow-all allow-env allow-ffi allow-import allow-net allow-read \
         allow-run allow-scripts allow-sys allow-write cached-only check deny-env deny-ffi \
         deny-import deny-net deny-read deny-run deny-sys deny-write frozen n no-check no-config \
         no-lock no-npm no-prompt no-remote node-modules-dir permission-set q quiet r reload \
         strace-ops unstable* v8-flags vendor watch watch-hmr",
    ),
];
