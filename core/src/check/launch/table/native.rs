//! Other runtimes, and the tools that build and run.
//!
//! Sources: the `java` command (JDK 21); `ruby --help`; perlrun(1); php(1); `go help build` and `go help run`;
//! the Cargo book; `rustc --help`; the .NET CLI reference.

use super::super::grammar::Does::{Nothing, Refuse};
use super::super::grammar::Operand::{Package, Rest, Script, Skip};
use super::super::grammar::Registry::Go;
use super::super::grammar::{Row, Style, TABLE, Table, Unknown, flag, glued, last, value};
use crate::rule::Rule::{
    LauncherDebugger, LauncherInlineCode, LauncherInstall, LauncherPreload, LauncherSearchPath,
    LauncherShellInline, LauncherSource,
};

pub(super) const LAUNCHERS: &[Table] = &[
    Table {
        names: "java javaw",
        style: Style::Words,
        options: &[JAVA],
        operand: Script,
        unknown: Unknown::Alone,
        ..TABLE
    },
    Table {
        names: "ruby",
        style: Style::Getopt,
        options: &[RUBY],
        operand: Script,
        unknown: Unknown::Alone,
        ..TABLE
    },
    Table {
        names: "perl",
        style: Style::Getopt,
        options: &[PERL],
        operand: Script,
        unknown: Unknown::Alone,
        ..TABLE
    },
    Table {
        names: "php",
        style: Style::Getopt,
        options: &[PHP],
        operand: Script,
        unknown: Unknown::Alone,
        ..TABLE
    },
    Table {
        names: "go",
        style: Style::Words,
        options: &[&[value(Refuse(LauncherSearchPath), "C")]],
        commands: &[
            Table { names: "run", style: Style::Words, options: &[GO], operand: Package(Go), ..TABLE },
            Table {
                names: "build clean env fix fmt generate get install mod test vet work",
                style: Style::Words,
                does: Refuse(LauncherInstall),
                options: &[GO],
                operand: Skip,
                ..TABLE
            },
            Table { names: "tool", does: Refuse(LauncherInstall), ..TABLE },
        ],
        ..TABLE
    },
    Table {
        names: "cargo",
        options: &[CARGO],
        commands: &[
            Table { names: "run r", options: &[CARGO], operand: Rest, ..TABLE },
            Table {
                names: "add b bench build c check clean fetch fix init install login new publish rustc t test uninstall \
                        update",
                does: Refuse(LauncherInstall),
                options: &[CARGO_INSTALL, CARGO],
                operand: Skip,
                ..TABLE
            },
        ],
        ..TABLE
    },
    Table { names: "rust rustc", style: Style::Getopt, options: &[RUSTC], operand: Script, ..TABLE },
    Table {
        names: "dotnet",
        style: Style::Words,
        options: &[DOTNET],
        commands: &[
            Table { names: "run", style: Style::Words, options: &[DOTNET_RUN], operand: Rest, ..TABLE },
            Table { names: "dnx", style: Style::Words, options: &[DOTNET_DNX], operand: Rest, ..TABLE },
            Table { names: "exec", style: Style::Words, options: &[DOTNET], operand: Script, ..TABLE },
            Table { names: "fsi", style: Style::Words, does: Refuse(LauncherInlineCode), ..TABLE },
            Table {
                names: "add build msbuild new nuget pack package publish restore store test tool vstest workload",
                does: Refuse(LauncherInstall),
                operand: Skip,
                ..TABLE
            },
        ],
        operand: Script,
        ..TABLE
    },
    Table { names: "dnx", style: Style::Words, options: &[DOTNET_DNX], operand: Rest, ..TABLE },
];

const JAVA: &[Row] = &[
    glued(
        Refuse(LauncherPreload),
        "XX:AOTLibrary XX:CompileCommandFile XX:Flags XX:VMOptionsFile XXaltjvm Xbootclasspath* Xrun* \
         agentlib:* agentpath:* javaagent:*",
    ),
    glued(Refuse(LauncherShellInline), "XX:OnError XX:OnOutOfMemoryError"),
    glued(Refuse(LauncherDebugger), "Dcom.sun.management.jmxremote* Djava.rmi.server.* Xdebug"),
    value(Refuse(LauncherInlineCode), "source"),
    value(Refuse(LauncherPreload), "patch-module"),
    glued(Refuse(LauncherSearchPath), "Djava.class.path"),
    value(Refuse(LauncherSearchPath), "class-path classpath cp module-path p upgrade-module-path"),
    last(Nothing, "jar m module"),
    value(
        Nothing,
        "add-exports add-modules add-opens add-reads d describe-module enable-native-access \
         illegal-native-access limit-modules",
    ),
];

const RUBY: &[Row] = &[
    value(Refuse(LauncherInlineCode), "e"),
    value(Refuse(LauncherPreload), "r"),
    flag(Refuse(LauncherPreload), "S"),
    glued(Refuse(LauncherPreload), "x"),
    value(Refuse(LauncherSearchPath), "C I X"),
    value(
        Nothing,
        "E backtrace-limit crash-report disable dump enable encoding external-encoding \
         internal-encoding parser",
    ),
    glued(Nothing, "F i jit* yjit*"),
    // One letter follows, and then more options.
    flag(Nothing, "K"),
];

const PERL: &[Row] = &[
    value(Refuse(LauncherInlineCode), "E e"),
    flag(Refuse(LauncherPreload), "S"),
    glued(Refuse(LauncherPreload), "M d m x"),
    value(Refuse(LauncherSearchPath), "I"),
    glued(Nothing, "D F V i"),
];

const PHP: &[Row] = &[
    value(Refuse(LauncherInlineCode), "B E R process-begin process-code process-end r run"),
    flag(Refuse(LauncherInlineCode), "a interactive"),
    value(Refuse(LauncherPreload), "c d define php-ini z zend-extension"),
    value(Refuse(LauncherInstall), "S docroot server t"),
    last(Nothing, "F f file process-file"),
];

const GO: &[Row] = &[
    value(Refuse(LauncherPreload), "exec modfile overlay toolexec vettool"),
    value(Refuse(LauncherPreload), "asmflags gccgoflags gcflags ldflags"),
    value(Refuse(LauncherSearchPath), "C"),
    value(Nothing, "buildmode compiler covermode coverpkg installsuffix mod p pgo pkgdir tags"),
    glued(Nothing, "a asan buildvcs cover json linkshared modcacherw msan n race trimpath v work x"),
];

const CARGO: &[Row] = &[
    value(Refuse(LauncherPreload), "config"),
    value(Refuse(LauncherInlineCode), "Z"),
    value(Refuse(LauncherSearchPath), "C"),
    value(
        Nothing,
        "F bin color example features j jobs lockfile-path manifest-path message-format p package \
         profile target target-dir",
    ),
    glued(
        Nothing,
        "all-features frozen help ignore-rust-version keep-going locked no-default-features \
         offline q quiet r release timings unit-graph v verbose",
    ),
];

const CARGO_INSTALL: &[Row] = &[
    value(Refuse(LauncherSource), "git index path registry"),
    value(Nothing, "branch rev root tag version"),
];

const RUSTC: &[Row] = &[
    value(Refuse(LauncherPreload), "C L Z codegen extern sysroot"),
    value(
        Nothing,
        "A D F W cap-lints cfg crate-name crate-type edition emit error-format explain l o \
         out-dir print target",
    ),
];

const DOTNET: &[Row] = &[
    value(Refuse(LauncherPreload), "additional-deps additionalprobingpath depsfile runtimeconfig"),
    value(Nothing, "fx-version roll-forward roll-forward-on-no-candidate-fx"),
    glued(Nothing, "d diagnostics info version"),
];

const DOTNET_RUN: &[Row] = &[
    value(Refuse(LauncherSearchPath), "artifacts-path"),
    value(
        Nothing,
        "a arch c configuration e environment f file framework launch-profile lp os p project r \
         runtime tl v verbosity",
    ),
    glued(
        Nothing,
        "bl disable-build-servers force interactive no-build no-cache no-dependencies \
         no-launch-profile no-restore no-self-contained property* sc self-contained",
    ),
];

const DOTNET_DNX: &[Row] = &[
    value(Refuse(LauncherSource), "add-source configfile source"),
    value(Nothing, "framework v verbosity version"),
    glued(
        Nothing,
        "allow-roll-forward disable-parallel ignore-failed-sources interactive no-http-cache \
         prerelease y yes",
    ),
];
