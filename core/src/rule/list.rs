//! The rules. One entry each; see [`super`] for what is made from it.
//!
//! Domains by hundreds: 10 text · 11 command words · 12 executables · 13 launchers · 14 shell
//! payloads · 20 URL · 21 host · 22 address · 23 port and resolution · 30 variable names · 31
//! variable classes · 32 variable values · 40 headers · 45 working directory · 50 server names · 51 tool names · 60 JSON ·
//! 61 tool arguments · 70 server entries · 71 documents · 80 policies · 90 audit only.

use super::{Bug, Confidence, Info, Levels, Severity, catalogue};

catalogue! {
    // ---- 10 text ------------------------------------------------------------------------------
    ControlCharacter = 1001, "control-character" {
        summary: "control character",
        why: "NUL ends a string in every C API, CR and LF end a line or a header, ESC drives terminals; readers differ on all of them.",
        fix: "Remove the character.",
        source: "ISO/IEC 6429; CWE-150, CWE-158",
        grade: High High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    HiddenCharacter = 1002, "hidden-character" {
        summary: "invisible or reordering character",
        why: "Bidirectional controls, zero-width and tag characters make text read as something else than it is, to people and to models.",
        fix: "Remove the character; write the name with visible characters.",
        source: "CVE-2021-42574; Unicode TR36 2.5, TR55",
        grade: High High,
        levels: ALL,
        bug: Confusable,
        since: "0.1.0",
    }
    InvalidUtf8 = 1003, "invalid-utf8" {
        summary: "bytes that are not UTF-8",
        why: "Readers replace, keep or refuse such bytes, each in its own way.",
        fix: "Save the text as UTF-8.",
        source: "RFC 3629 3; RFC 8259 8.1",
        grade: High High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    TerminalEscape = 1004, "terminal-escape" {
        summary: "terminal escape sequence",
        why: "A terminal hides, overwrites or links text by it, so that people see something else than models do.",
        fix: "Remove the sequence.",
        source: "ECMA-48 5.3 to 5.6; CWE-150",
        grade: High High,
        levels: ALL,
        bug: Confusable,
        since: "0.1.0",
    }
    PrivateUseCharacter = 1005, "private-use-character" {
        summary: "private-use character",
        why: "It means nothing outside the font that draws it, mostly draws nothing, and can carry hidden text.",
        fix: "Remove the character.",
        source: "Unicode 23.5; Unicode TR36 2.10",
        grade: Low Medium,
        levels: ALL,
        bug: Confusable,
        since: "0.1.0",
    }
    StrayVariationSelector = 1006, "stray-variation-selector" {
        summary: "variation selector that selects nothing",
        why: "It draws nothing; a row of them carries any bytes past the reader to the model.",
        fix: "Remove the character.",
        source: "Unicode 23.4; UTS 51 2.7",
        grade: High High,
        levels: ALL,
        bug: Confusable,
        since: "0.1.0",
    }

    // ---- 11 command words ------------------------------------------------------------------
    CommandEmpty = 1101, "command-empty" {
        summary: "command is empty",
        why: "There is nothing to run, and what a host makes of nothing is its own affair.",
        fix: "Name the program.",
        source: "reference, prepare_command; CWE-20",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    CommandLength = 1102, "command-length" {
        summary: "command is too long",
        why: "Commands are kept in fixed storage, and long ones hide what they do.",
        fix: "Use at most 1000 bytes, or what the policy asks for.",
        source: "reference, prepare_command (max_length)",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ArgumentCount = 1103, "argument-count" {
        summary: "too many words",
        why: "An argv is kept in fixed storage, and a person who has to consent to it must be able to read it.",
        fix: "Use at most 50 words in a command string, or 50 arguments; put the rest into a file.",
        source: "reference, MAX_ARGS",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ArgumentLength = 1104, "argument-length" {
        summary: "word is too long",
        why: "An argv is kept in fixed storage, and long words hide what they say.",
        fix: "Use at most 500 bytes; put the rest into a file.",
        source: "reference, MAX_ARG_LENGTH",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    CommandOperator = 1105, "command-operator" {
        summary: "a shell starts another command here",
        why: "`;`, `&`, a pipe, a backtick and `$(` end the command that was checked and start another; a splitter without a shell takes them for text.",
        fix: "Run one program without a shell; pass such text as an element of an argv.",
        source: "POSIX XCU 2.3, 2.6.3, 2.9; reference, prepare_command; CWE-78",
        grade: Medium High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    CommandMetacharacter = 1106, "command-metacharacter" {
        summary: "shell metacharacter outside quotes",
        why: "`$`, `<`, `>`, `(` and `)` expand, redirect or group in a shell, and are text to every other splitter.",
        fix: "Write the value itself, or give the words as an argv.",
        source: "POSIX XCU 2.2, 2.6, 2.7; reference, prepare_command; CWE-78",
        grade: Low High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    CommandCharacter = 1107, "command-character" {
        summary: "character outside quotes that splitters read differently",
        why: "Backslashes, braces, brackets, `#`, `~`, `*`, `?`, `!`, `^` and `%` are text, an escape, a pattern, a comment or a variable, as the reader pleases.",
        fix: "Put quotes around the whole word, or give the words as an argv.",
        source: "bash, dash, zsh, fish, cmd.exe and shlex, compared; POSIX XCU 2.2, 2.13",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    CommandNotAscii = 1108, "command-not-ascii" {
        summary: "character beyond ASCII in a command string",
        why: "Some locales part words at the byte 0xA0, PowerShell reads curly quotes as quotes, and Windows replaces characters by others that look like them.",
        fix: "Use ASCII, or give the words as an argv.",
        source: "RUSTSEC-2024-0006; WorstFit (best-fit code pages)",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    CommandEquals = 1109, "command-equals" {
        summary: "word starts with `=`",
        why: "zsh puts the path of a program in place of `=name`.",
        fix: "Put the word in quotes.",
        source: "zsh manual 14.7.3",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    CommandQuotePlace = 1110, "command-quote-place" {
        summary: "quote inside a word",
        why: "Quotes that do not enclose a whole word, or the value behind `flag=`, are read differently: by cmd.exe, by zsh before `=` and `~`, under RC_QUOTES.",
        fix: "Put the quotes around the whole word.",
        source: "bash, zsh, cmd.exe and shlex, compared",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    CommandQuoteOpen = 1111, "command-quote-open" {
        summary: "quote that is not closed",
        why: "Shells wait for more, some splitters report an error and others close it.",
        fix: "Close the quote.",
        source: "POSIX XCU 2.2",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    CommandQuoteExpansion = 1112, "command-quote-expansion" {
        summary: "character that shells expand inside double quotes",
        why: "`$`, a backtick, a backslash and, in interactive shells, `!` work inside double quotes.",
        fix: "Use single quotes, or give the words as an argv.",
        source: "POSIX XCU 2.2.3; bash manual 9.3",
        grade: Low High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    CommandQuoted = 1113, "command-quoted" {
        summary: "quotes hold what the level does not allow",
        why: "Whoever joins the words again without quotes, or hands them to a script, runs what was text.",
        fix: "Leave the character out, or choose a looser level for this server.",
        source: "reference, Security Level Behaviors; CWE-78",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    ArgumentMetacharacter = 1120, "argument-metacharacter" {
        summary: "argument holds a shell metacharacter",
        why: "Nothing splits an argv again, but scripts that hand their arguments to a shell do; where it stands here it was written for one.",
        fix: "Leave it out; inside a URL or a connection string `&`, `;` and pipes pass from moderate on.",
        source: "reference, Security Level Behaviors; CWE-78, CWE-88",
        grade: Low Medium,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    ArgumentCharacter = 1121, "argument-character" {
        summary: "argument holds a character that strict does not allow",
        why: "Strict keeps to what needs no quoting anywhere: letters, digits, `@+=:,./_-` and blanks.",
        fix: "Leave the character out, or choose moderate for this server.",
        source: "reference, Security Level Behaviors (strict)",
        grade: Info High,
        levels: STRICT,
        bug: Robustness,
        since: "0.1.0",
    }
    ArgumentParent = 1122, "argument-parent" {
        summary: "argument holds a `..` component",
        why: "A path that climbs reaches other folders than the one that was agreed to.",
        fix: "Write the path it leads to.",
        source: "reference, Security Level Behaviors; CWE-22",
        grade: Low Medium,
        levels: ALL,
        bug: Traversal,
        since: "0.1.0",
    }

    // ---- 12 executables --------------------------------------------------------------------
    ExecutableEmpty = 1201, "executable-empty" {
        summary: "executable is empty",
        why: "Hosts run the first argument in its place, or a shell.",
        fix: "Name the program.",
        source: "CWE-20",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    ExecutableQuoted = 1202, "executable-quoted" {
        summary: "first word of a command is quoted",
        why: "PowerShell prints a quoted first word instead of running it, and cmd.exe takes the quotes off by rules of its own.",
        fix: "Give a program whose path has blanks as the first element of an argv.",
        source: "PowerShell about_Operators (call operator); cmd /?",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    ExecutableAssignment = 1203, "executable-assignment" {
        summary: "executable holds `=`",
        why: "A shell reads `NAME=value` as an assignment and runs the next word.",
        fix: "Put variables into the environment of the server.",
        source: "POSIX XCU 2.9.1; CWE-78",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    ExecutableHyphen = 1204, "executable-hyphen" {
        summary: "executable starts with `-`",
        why: "Launchers read an option; zsh drops a lone hyphen and runs the next word.",
        fix: "Name the program.",
        source: "POSIX XBD 12.2, guideline 4; zsh manual 6.2; CWE-88",
        grade: Low High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    ExecutableWrapper = 1205, "executable-wrapper" {
        summary: "executable is a keyword, a built-in or a wrapper",
        why: "The program that then runs is another one than the one that was checked.",
        fix: "Name the program itself.",
        source: "POSIX XCU 2.4, 2.14; GTFOBins; CWE-78",
        grade: Low High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    ExecutableNotAllowed = 1206, "executable-not-allowed" {
        summary: "executable is not in the allow-list",
        why: "What may start a server is a decision, not a default.",
        fix: "Add the program to the allowed executables, if that is meant.",
        source: "reference, allowed_executables; CWE-426",
        grade: Info High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    ExecutableRelative = 1207, "executable-relative" {
        summary: "executable is a relative path",
        why: "It is another program in another working directory.",
        fix: "Use a bare name, or an absolute path.",
        source: "reference, Security Level Behaviors (strict); CWE-426",
        grade: Info High,
        levels: STRICT,
        bug: Traversal,
        since: "0.1.0",
    }
    ExecutableParent = 1208, "executable-parent" {
        summary: "executable has a `..` component",
        why: "The program lies elsewhere than the path says.",
        fix: "Write the path it leads to.",
        source: "reference, Security Level Behaviors; CWE-22",
        grade: Low High,
        levels: ALL,
        bug: Traversal,
        since: "0.1.0",
    }
    ExecutableComponent = 1209, "executable-component" {
        summary: "executable has an empty or `.` component",
        why: "Two paths of one program defeat a comparison; `//host` and a trailing slash mean something else to Windows.",
        fix: "Write the path without it; `./program` passes from moderate on.",
        source: "POSIX XBD 4.16; CWE-41",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    ExecutableWritable = 1210, "executable-writable" {
        summary: "executable lies in a folder that others can write to",
        why: "Any user or process can put a program there, or change it after the check.",
        fix: "Install the program where only its owner can write.",
        source: "CWE-379, CWE-427; FHS 3.15",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: SupplyChain,
        since: "0.1.0",
    }
    ExecutableBackslash = 1211, "executable-backslash" {
        summary: "executable holds a backslash",
        why: "It is an escape to shells and part of the name to POSIX systems.",
        fix: "Use `/`; in an argv for a Windows host, say so in the policy.",
        source: "POSIX XCU 2.2.1; CWE-41",
        grade: Info High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    ExecutableColon = 1212, "executable-colon" {
        summary: "executable holds a colon that is no drive letter",
        why: "NTFS keeps further streams of a file behind `:`, and a program in one escapes every test of its name.",
        fix: "Use a path without it; in an argv for a Windows host `C:` and a separator pass.",
        source: "CWE-69; MS-FSCC 2.1.5",
        grade: Info High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    ExecutableTrailing = 1213, "executable-trailing" {
        summary: "executable ends with a dot or a blank",
        why: "Windows does not see them, so that `x.bat.` is a batch file that no test of its extension finds.",
        fix: "Remove them.",
        source: "CVE-2024-43402",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    ExecutableOperator = 1214, "executable-operator" {
        summary: "a shell starts another command in the executable",
        why: "A program has no such name: whoever wrote it expects a shell.",
        fix: "Name the program, and give its arguments apart.",
        source: "POSIX XCU 2.3, 2.6.3, 2.9; CWE-78",
        grade: Medium High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    ExecutableCharacter = 1215, "executable-character" {
        summary: "executable holds a character that the level does not allow",
        why: "Paths of programs hold letters, digits and plain marks; others are placeholders, patterns or expansions.",
        fix: "Rename the folder, or choose a looser level for this server.",
        source: "reference, Security Level Behaviors",
        grade: Info High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    BatchCharacter = 1216, "batch-character" {
        summary: "word for a batch file holds what cmd.exe reads",
        why: "Windows runs `.bat` and `.cmd` files, and with them npm, npx, pnpm and yarn, by cmd.exe, which reads quotes, `%`, `^`, `&`, `<`, `>`, `!` and pipes in every argument.",
        fix: "Leave the character out, or start the program that the batch file starts.",
        source: "CVE-2024-24576, CVE-2024-27980",
        grade: Low High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    ExecutableNotFound = 1217, "executable-not-found" {
        summary: "no such program in PATH",
        why: "A server that cannot start is a mistake, and a name that nobody has is one that anybody can take.",
        fix: "Install the program, or correct its name or PATH.",
        source: "reference, Security Level Behaviors; execvp(3)",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }

    // ---- 13 launchers ----------------------------------------------------------------------
    LauncherShell = 1301, "launcher-shell" {
        summary: "a shell is started",
        why: "A shell gives every later word, file and variable a second meaning; strict starts programs only.",
        fix: "Start the program itself.",
        source: "CWE-78; reference, strict level",
        grade: Info High,
        levels: STRICT,
        bug: Injection,
        since: "0.1.0",
    }
    LauncherShellInline = 1302, "launcher-shell-inline" {
        summary: "a line of shell code is passed to a shell",
        why: "What runs is the text, not the program that the configuration names; quoting and expansion decide where words end.",
        fix: "Put the line into a script that people can read, or start the program itself.",
        source: "POSIX XCU sh, -c; npm exec, --call; CWE-78",
        grade: Medium High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    LauncherShellOption = 1303, "launcher-shell-option" {
        summary: "a shell is started with options, or without a script",
        why: "A shell without a script reads commands from its standard input, which is the protocol here; its options change how a script is read.",
        fix: "Pass the path of a script and nothing before it.",
        source: "POSIX XCU sh; about_PowerShell_exe",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    LauncherInlineCode = 1304, "launcher-inline-code" {
        summary: "code is passed to a runtime as text",
        why: "The program is the argument: nobody can pin, sign or review it as a file.",
        fix: "Put the code into a file or package.",
        source: "CPython command line, -c; Node CLI, --eval; CWE-94",
        grade: Medium High,
        levels: STRICT,
        bug: Injection,
        since: "0.1.0",
    }
    LauncherPreload = 1305, "launcher-preload" {
        summary: "an option loads code or configuration before the program",
        why: "A module, agent or configuration file that is loaded first can replace everything that follows.",
        fix: "Leave the option out, or load the module from the program.",
        source: "Node CLI, --require and --import; java, -javaagent; GTFOBins",
        grade: Medium High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    LauncherEnvironmentFile = 1306, "launcher-environment-file" {
        summary: "an option reads variables from a file",
        why: "The file can set NODE_OPTIONS, PATH or LD_PRELOAD; the check of the environment does not see it.",
        fix: "Set the variables in the configuration.",
        source: "Node CLI, --env-file; uv, --env-file",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    LauncherDebugger = 1307, "launcher-debugger" {
        summary: "an option opens a debugger or a remote management port",
        why: "Whoever reaches the port runs code in the server.",
        fix: "Leave the option out.",
        source: "Node CLI, --inspect; CVE-2018-12120; JMX guide, com.sun.management.jmxremote",
        grade: Medium High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    LauncherIndex = 1308, "launcher-index" {
        summary: "packages come from an index that the command names",
        why: "A name is then whatever that index says it is (dependency confusion).",
        fix: "Configure the index where the whole team sees it, or leave the option out.",
        source: "CWE-427; npm config, registry; uv, --index; pip, --index-url",
        grade: Low High,
        levels: STRICT,
        bug: SupplyChain,
        since: "0.1.0",
    }
    LauncherInsecureSource = 1309, "launcher-insecure-source" {
        summary: "code is fetched over a connection that proves nothing",
        why: "Anybody on the way replaces what is run.",
        fix: "Use https, and leave certificate checks on.",
        source: "CWE-494, CWE-319; pip, --trusted-host; git-daemon",
        grade: Medium High,
        levels: UP_TO_MODERATE,
        bug: SupplyChain,
        since: "0.1.0",
    }
    LauncherSource = 1310, "launcher-source" {
        summary: "code comes from a URL, repository or path instead of a registry name",
        why: "What it holds can change without a version, and no registry vouches for it.",
        fix: "Name a package of the registry, with a version.",
        source: "npm-package-arg; PEP 508; uv tool run, --from",
        grade: Low High,
        levels: STRICT,
        bug: SupplyChain,
        since: "0.1.0",
    }
    LauncherUnverifiedSource = 1311, "launcher-unverified-source" {
        summary: "code comes from a repository without a full https address",
        why: "Another transport, a bare host name or a login in the address leaves open who answers.",
        fix: "Write git+https:// with the full host.",
        source: "npm-package-arg; pip, VCS support",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: SupplyChain,
        since: "0.1.0",
    }
    LauncherInterpreter = 1312, "launcher-interpreter" {
        summary: "the launcher is told to use another interpreter",
        why: "Any program can be named there, whatever the list of allowed executables says.",
        fix: "Name a version, such as 3.12.",
        source: "uv, --python; pipx, --python",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    LauncherInstall = 1313, "launcher-install" {
        summary: "the command installs, builds or publishes instead of starting a server",
        why: "Install scripts run code of every dependency, and the files stay.",
        fix: "Do it once by hand; start the installed program here.",
        source: "npm scripts, install; pip install, setup.py; CWE-829",
        grade: Low High,
        levels: STRICT,
        bug: SupplyChain,
        since: "0.1.0",
    }
    LauncherSubcommand = 1314, "launcher-subcommand" {
        summary: "a subcommand rewrites configuration or runs another command",
        why: "The next start of the same tool then does something else.",
        fix: "Leave it out.",
        source: "npm config and explore; GTFOBins (pip)",
        grade: Medium High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    LauncherSearchPath = 1315, "launcher-search-path" {
        summary: "an option moves where code or configuration is looked for",
        why: "Files of that folder take the place of those of the program.",
        fix: "Start the program from its own folder (cwd).",
        source: "CWE-427; java, -classpath; perlrun, -I",
        grade: Low High,
        levels: STRICT,
        bug: Injection,
        since: "0.1.0",
    }
    LauncherEncodedCommand = 1316, "launcher-encoded-command" {
        summary: "PowerShell gets a command in base64",
        why: "Nobody who reads the configuration sees what runs; no other use of the option is known in servers.",
        fix: "Write the command into a script file.",
        source: "about_PowerShell_exe, -EncodedCommand; MITRE ATT&CK T1027.010",
        grade: High High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    LauncherOptionValue = 1317, "launcher-option-value" {
        summary: "the value of an option looks like an option",
        why: "Versions of the same launcher differ on whether `--flag -x` has a value.",
        fix: "Write --flag=value.",
        source: "nopt; clap, allow_hyphen_values; pflag",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: Differential,
        since: "0.1.0",
    }
    LauncherCmdCharacter = 1318, "launcher-cmd-character" {
        summary: "a word for `cmd` holds a character that `cmd` reads",
        why: "Inside quotes as well, `%`, `^`, `&` and their like start commands and expand variables.",
        fix: "Start the program without `cmd /c`.",
        source: "CVE-2024-24576; cmd, special characters",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    ContainerPrivilege = 1320, "container-privilege" {
        summary: "the container gets rights over its host",
        why: "Privileges, devices and open profiles let a program in the container leave it.",
        fix: "Leave the option out; give single files and variables instead.",
        source: "Docker CLI reference, run; CIS Docker Benchmark 5.3, 5.4, 5.17, 5.21",
        grade: Medium High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    ContainerNamespace = 1321, "container-namespace" {
        summary: "the container shares a namespace of its host or of another container",
        why: "It sees and reaches local services, processes or users as if it were no container.",
        fix: "Use the default network, and publish single ports.",
        source: "CIS Docker Benchmark 5.9, 5.15, 5.16",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: Ssrf,
        since: "0.1.0",
    }
    ContainerHostMount = 1322, "container-host-mount" {
        summary: "the container gets a folder of the system, or the socket of the daemon",
        why: "Whoever writes there, or talks to the daemon, is root on the host.",
        fix: "Mount the one folder that the server works on.",
        source: "CIS Docker Benchmark 5.5, 5.31",
        grade: Medium High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    ContainerCredentialMount = 1323, "container-credential-mount" {
        summary: "the container gets a folder or file of credentials",
        why: "The image can read keys for other systems than the server needs.",
        fix: "Pass the one token that the server needs as a variable.",
        source: "CWE-522",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: Leak,
        since: "0.1.0",
    }
    ContainerDaemon = 1324, "container-daemon" {
        summary: "the command speaks to a container daemon of its own choice",
        why: "A remote daemon gets every variable and file, and runs what it wants.",
        fix: "Use the default daemon.",
        source: "Docker CLI reference, --host",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: Leak,
        since: "0.1.0",
    }
    ContainerCommand = 1325, "container-command" {
        summary: "the command reaches into a running container",
        why: "It reads and changes what belongs to another service.",
        fix: "Start a container of its own.",
        source: "Docker CLI reference, exec and cp",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    ContainerShell = 1326, "container-shell" {
        summary: "the container runs a shell instead of its program",
        why: "The line that runs is text of the configuration; the image that people looked at is only its shell.",
        fix: "Build the line into the image.",
        source: "Docker CLI reference, --entrypoint",
        grade: Low High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    GitCommand = 1330, "git-command" {
        summary: "git is told to run another program",
        why: "Hooks for packs, rebases and differences take a line for a shell.",
        fix: "Leave it out.",
        source: "git-clone(1), --upload-pack; gitremote-helpers(7); GTFOBins (git)",
        grade: Medium High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    GitConfiguration = 1331, "git-configuration" {
        summary: "git gets configuration from the command",
        why: "Aliases, pagers, hooks, filters and the ssh command are configuration, and each runs a program.",
        fix: "Leave it out.",
        source: "git-config(1); GTFOBins (git)",
        grade: Medium High,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    GitOutput = 1332, "git-output" {
        summary: "git writes to a file that the command names",
        why: "It overwrites any file of the user.",
        fix: "Let the server write.",
        source: "git-diff(1), --output; CVE-2022-25648",
        grade: Low High,
        levels: STRICT,
        bug: Injection,
        since: "0.1.0",
    }
    FetchUrl = 1340, "fetch-url" {
        summary: "the address is no https URL of a full host",
        why: "file:, gopher:, dict: and http: read local files, speak to local services, or can be changed on the way.",
        fix: "Use an https URL with a full host name.",
        source: "curl(1), protocols; CWE-918",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    FetchOption = 1341, "fetch-option" {
        summary: "an option other than for headers and timeouts",
        why: "The others write files, send files, read configuration, or turn protection off.",
        fix: "Leave it out.",
        source: "curl(1), -o -T -K -k; wget, --use-askpass; GTFOBins (curl, wget)",
        grade: Low High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }

    // ---- 14 shell payloads -----------------------------------------------------------------
    PayloadQuote = 1400, "payload-quote" {
        summary: "a quote in a shell line is not closed",
        why: "Shells differ on where the line then ends.",
        fix: "Close the quote.",
        source: "POSIX XCU 2.2",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    PayloadRemove = 1401, "payload-remove" {
        summary: "everything is deleted",
        why: "A recursive delete of a root, a home folder, a system folder or whatever there is cannot be undone.",
        fix: "Name the one folder to delete.",
        source: "MITRE ATT&CK T1485",
        grade: High High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    PayloadForkBomb = 1402, "payload-fork-bomb" {
        summary: "a shell line defines a function",
        why: "The shortest use of one is to start processes until the system stops.",
        fix: "Put functions into a script.",
        source: "CWE-400",
        grade: Medium Medium,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    PayloadPipe = 1403, "payload-pipe" {
        summary: "the output of a command is piped into an interpreter",
        why: "What runs is decided when it runs, by whoever answers.",
        fix: "Save the file, look at it, and start it by name.",
        source: "CWE-494",
        grade: High High,
        levels: ALL,
        bug: SupplyChain,
        since: "0.1.0",
    }
    PayloadFetch = 1404, "payload-fetch" {
        summary: "a file is fetched and then run",
        why: "What runs is decided by whoever answers.",
        fix: "Install the program beforehand.",
        source: "CWE-494; MITRE ATT&CK T1105",
        grade: High Medium,
        levels: ALL,
        bug: SupplyChain,
        since: "0.1.0",
    }
    PayloadNetworkDevice = 1405, "payload-network-device" {
        summary: "a shell line opens a network connection as a file",
        why: "Servers have sockets of their own; this is how a shell is handed to somebody else.",
        fix: "Let the server connect.",
        source: "bash(1), REDIRECTION; MITRE ATT&CK T1059.004",
        grade: High High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    PayloadReverseShell = 1406, "payload-reverse-shell" {
        summary: "a connection is joined to a program",
        why: "It gives a shell to whoever listens.",
        fix: "Leave it out.",
        source: "GTFOBins (nc, socat); MITRE ATT&CK T1059",
        grade: High High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    PayloadOverwrite = 1407, "payload-overwrite" {
        summary: "a disk or file system is overwritten",
        why: "The data is gone.",
        fix: "Leave it out.",
        source: "MITRE ATT&CK T1561",
        grade: High High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    PayloadDecode = 1408, "payload-decode" {
        summary: "decoded text is piped into an interpreter",
        why: "The encoding hides from readers what runs.",
        fix: "Write the script in clear text.",
        source: "MITRE ATT&CK T1140",
        grade: High High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    PayloadSubstitution = 1409, "payload-substitution" {
        summary: "a shell line holds an expansion that hides what will run",
        why: "Its result becomes words and commands that nobody can read beforehand.",
        fix: "Write the words themselves, or use a script.",
        source: "POSIX XCU 2.6; bash(1), EXPANSION",
        grade: Medium Medium,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    PayloadHereDocument = 1410, "payload-here-document" {
        summary: "a shell line holds a here-document",
        why: "It feeds text to a program past the reading of words.",
        fix: "Put the text into a file.",
        source: "POSIX XCU 2.7.4",
        grade: Low Medium,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    PayloadEval = 1411, "payload-eval" {
        summary: "text is run as another shell line",
        why: "The catalogue of patterns does not reach into a second line.",
        fix: "Write the commands themselves.",
        source: "POSIX XCU eval and trap; GTFOBins (find, xargs)",
        grade: Medium High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    PayloadMode = 1412, "payload-mode" {
        summary: "files become writable to everybody, or run as their owner",
        why: "Any process of the system can then change or borrow them.",
        fix: "Give the rights to one user.",
        source: "CWE-732; MITRE ATT&CK T1548.001",
        grade: Medium High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    PayloadSystemFile = 1413, "payload-system-file" {
        summary: "a startup or credential file is written or read",
        why: "Startup files run code at the next login; keys open other systems.",
        fix: "Leave it out.",
        source: "MITRE ATT&CK T1546.004, T1552",
        grade: High High,
        levels: ALL,
        bug: Leak,
        since: "0.1.0",
    }
    PayloadPrivilege = 1414, "payload-privilege" {
        summary: "a shell line changes user or the system",
        why: "A server has no need to.",
        fix: "Run the host under the user that the server needs.",
        source: "CWE-250; MITRE ATT&CK T1548",
        grade: Medium High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    PayloadEnvironment = 1415, "payload-environment" {
        summary: "a shell line sets a variable that loads code, or wipes a history",
        why: "The check of the environment does not see it; what ran is not seen afterwards.",
        fix: "Leave it out.",
        source: "sudo, env.c; MITRE ATT&CK T1070.003, T1574",
        grade: Medium High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }

    // ---- 20 URL ----------------------------------------------------------------------------
    UrlEmpty = 2001, "url-empty" {
        summary: "URL is empty",
        why: "There is nothing to connect to.",
        fix: "Write the address of the server.",
        source: "reference, validate_url",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    UrlLength = 2002, "url-length" {
        summary: "URL is too long",
        why: "Servers and proxies cut or refuse long request lines, each at its own length.",
        fix: "Use at most 2048 bytes.",
        source: "reference, MAX_URL_LENGTH; RFC 9110 4.1",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    UrlCharacter = 2003, "url-character" {
        summary: "blank or non-ASCII character in a URL",
        why: "Readers strip, map, encode or keep such characters, so that two of them see two hosts: fullwidth digits become an address, a soft hyphen vanishes.",
        fix: "Percent-encode the character after the host; write the host in its `xn--` form.",
        source: "RFC 3986 2; WHATWG URL 4.1; Unicode TR46",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    UrlScheme = 2004, "url-scheme" {
        summary: "scheme is not `http` or `https`",
        why: "Other schemes read files, run scripts or reach other protocols.",
        fix: "Use `https`.",
        source: "reference, validate_url; CWE-918",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    UrlSlashes = 2005, "url-slashes" {
        summary: "scheme is not followed by exactly `://`",
        why: "Browsers take any number of slashes and backslashes, curl one to three, Python and Go none but two: the host moves.",
        fix: "Write `://` after the scheme.",
        source: "RFC 3986 3; WHATWG URL 4.4",
        grade: Medium High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    UrlUserinfo = 2006, "url-userinfo" {
        summary: "credentials before the host",
        why: "`good@evil` looks like one host and is the other, some readers dial both as one name, and credentials in a URL reach logs.",
        fix: "Send credentials in a header; put the host right after `://`.",
        source: "RFC 3986 3.2.1, 7.6; CWE-522",
        grade: Medium High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    UrlBackslash = 2007, "url-backslash" {
        summary: "backslash in a URL",
        why: "Browsers read it as `/`, Python and curl as part of the credentials or the host.",
        fix: "Write `/`, or `%5C` after the host.",
        source: "RFC 3986 2; WHATWG URL 4.4; CVE-2021-27515",
        grade: High High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    UrlTargetCharacter = 2008, "url-target-character" {
        summary: "character in a path or query that RFC 3986 does not have",
        why: "Some readers encode it, some refuse it, some stop at it.",
        fix: "Percent-encode it.",
        source: "RFC 3986 3.3, 3.4",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    UrlPercent = 2009, "url-percent" {
        summary: "`%` without two hexadecimal digits",
        why: "Readers keep, encode or refuse it, and a second decoding gives something else.",
        fix: "Write `%25` for the character itself.",
        source: "RFC 3986 2.1",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    UrlEncodedControl = 2010, "url-encoded-control" {
        summary: "encoded control character",
        why: "Decoded, it ends a string, a log line or a header of whatever the server speaks to.",
        fix: "Remove it.",
        source: "CWE-93, CWE-158; RFC 3986 7.3",
        grade: Medium High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    UrlDotSegment = 2011, "url-dot-segment" {
        summary: "`.` or `..` as a segment of the path",
        why: "Some readers remove it, some send it, so that a check and a server see two paths.",
        fix: "Write the path that is meant.",
        source: "RFC 3986 5.2.4; CWE-22",
        grade: Low High,
        levels: ALL,
        bug: Traversal,
        since: "0.1.0",
    }
    UrlFragment = 2012, "url-fragment" {
        summary: "fragment in the URL of a server",
        why: "It is never sent, `#@` hides where a host ends, and the canonical URI of a server has none.",
        fix: "Remove the `#` and what follows it.",
        source: "MCP specification 2025-11-25, basic/authorization; CVE-2016-8624",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    UrlPlainHttp = 2013, "url-plain-http" {
        summary: "plain `http` where the policy requires `https`",
        why: "Everybody on the way can read and change requests, tokens and tool results.",
        fix: "Use `https`.",
        source: "RFC 9110 4.2.2; CWE-319",
        grade: Low High,
        levels: ALL,
        bug: Leak,
        since: "0.1.0",
    }
    UrlDowngrade = 2014, "url-downgrade" {
        summary: "redirect from `https` to `http`",
        why: "Whoever is on the way gets what the first request was protected from.",
        fix: "Do not follow it.",
        source: "RFC 9110 15.4; CWE-319",
        grade: Medium High,
        levels: ALL,
        bug: Leak,
        since: "0.1.0",
    }

    // ---- 21 host ---------------------------------------------------------------------------
    HostEmpty = 2101, "host-empty" {
        summary: "host is empty",
        why: "Browsers take the host from the path, others connect to nothing or to this machine.",
        fix: "Write the host after `://`.",
        source: "RFC 9110 4.2.1",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    HostLength = 2102, "host-length" {
        summary: "host name is too long",
        why: "Resolvers fail on it, and some readers empty it.",
        fix: "Use at most 253 bytes.",
        source: "RFC 1035 2.3.4",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    HostCharacter = 2103, "host-character" {
        summary: "host has a character other than letters, digits, hyphens and dots",
        why: "Readers cut, encode, map or refuse it, each in its own way.",
        fix: "Use the name that the DNS has.",
        source: "RFC 1123 2.1; RFC 952",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    HostPercent = 2104, "host-percent" {
        summary: "`%` before the path",
        why: "Browsers, curl and urllib decode it into another host or port; others keep it, and zones name an interface of this machine.",
        fix: "Write the characters of the host themselves.",
        source: "RFC 3986 3.2.2; RFC 6874; CVE-2022-27780",
        grade: Medium High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    HostLabelEmpty = 2105, "host-label-empty" {
        summary: "empty label in a host name",
        why: "Some readers drop it, some keep it, resolvers fail.",
        fix: "Write one dot between two labels.",
        source: "RFC 1035 2.3.1",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    HostTrailingDot = 2106, "host-trailing-dot" {
        summary: "host name ends with a dot",
        why: "It is the same host under another text, which slips past lists and certificates; behind an address some readers drop it.",
        fix: "Remove the last dot.",
        source: "RFC 3986 3.2.2; RFC 1034 3.1; CVE-2022-30115",
        grade: Low High,
        levels: ALL,
        bug: Confusable,
        since: "0.1.0",
    }
    HostLabelLength = 2107, "host-label-length" {
        summary: "label of a host name is too long",
        why: "The DNS cannot have it; readers take it and resolvers fail.",
        fix: "Use at most 63 bytes a label.",
        source: "RFC 1035 2.3.4",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    HostLabelHyphen = 2108, "host-label-hyphen" {
        summary: "label of a host name starts or ends with `-`",
        why: "No registered name does; behind a program's option parser it is an option.",
        fix: "Remove the hyphen.",
        source: "RFC 952; RFC 5891 4.2.3.1",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    HostNumber = 2109, "host-number" {
        summary: "host ends in a number and is not a canonical IPv4 address",
        why: "Octal, hexadecimal, short and padded forms are loopback to one reader, a name to another and a third address to the next.",
        fix: "Write four decimal numbers of 0 to 255 without leading zeros.",
        source: "WHATWG URL 3.5; CVE-2021-29921; CVE-2021-28918",
        grade: Medium High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    HostPunycode = 2110, "host-punycode" {
        summary: "`xn--` label that does not decode",
        why: "Readers keep it, refuse it or show something else for it.",
        fix: "Use the `xn--` form that the registry gives for the name.",
        source: "RFC 3492 6.2; RFC 5891 4.4",
        grade: Low High,
        levels: ALL,
        bug: Confusable,
        since: "0.1.0",
    }
    HostBracket = 2111, "host-bracket" {
        summary: "brackets that do not hold the whole host",
        why: "`[::1].example` and `example[::1]` are loopback to some readers and a name to others.",
        fix: "Put an IPv6 address alone between `[` and `]`.",
        source: "RFC 3986 3.2.2; CVE-2024-11168",
        grade: Medium High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    Ipv6Malformed = 2112, "ipv6-malformed" {
        summary: "not an IPv6 address",
        why: "Readers that only look for brackets take any text for a host.",
        fix: "Write an IPv6 address without zone and without dotted tail.",
        source: "RFC 4291 2.2; CVE-2024-11168",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    Ipv6NotCanonical = 2113, "ipv6-not-canonical" {
        summary: "IPv6 address is not in its canonical form",
        why: "Lists and caches compare text; one address must have one.",
        fix: "Write it as RFC 5952 says: no leading zeros, `::` for the longest run of zeros.",
        source: "RFC 5952 4",
        grade: Low High,
        levels: ALL,
        bug: Confusable,
        since: "0.1.0",
    }
    HostSingleLabel = 2120, "host-single-label" {
        summary: "host name of one label",
        why: "It is looked up in the local search list, so it names a machine of the local network.",
        fix: "Write the full name, or list the host in `allowed_hostnames`.",
        source: "ICANN SAC053; RFC 1535",
        grade: Info High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    HostSpecialUse = 2121, "host-special-use" {
        summary: "host name under a special-use or internal suffix",
        why: "The public DNS does not have it: it names a machine of the local network, or nothing.",
        fix: "List the host in `allowed_hostnames` when it is meant.",
        source: "RFC 6761; RFC 6762 G; RFC 8375; RFC 9476",
        grade: Info High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    HostLocalhost = 2122, "host-localhost" {
        summary: "host name of this machine",
        why: "A server that is told to connect there reaches services that trust whoever is local.",
        fix: "Set `allow_localhost` when the server runs here; then `localhost` passes.",
        source: "RFC 6761 6.3; CWE-918",
        grade: Info High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    HostMetadata = 2123, "host-metadata" {
        summary: "host name of a metadata service",
        why: "It hands the credentials of a cloud machine to whoever asks.",
        fix: "Remove it; no setting allows it.",
        source: "CWE-918; vendors' manuals",
        grade: High High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    HostAddressEcho = 2124, "host-address-echo" {
        summary: "DNS service that answers with any address",
        why: "Its names resolve to whatever address they spell, loopback and metadata included.",
        fix: "Use the address itself, or list the host in `allowed_hostnames`.",
        source: "CWE-918; nip.io, sslip.io",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    HostNotAllowed = 2125, "host-not-allowed" {
        summary: "host is not in the allow-list",
        why: "The policy names the hosts that it trusts.",
        fix: "Add the exact host to `allowed_hostnames`, or use one of those.",
        source: "reference, Hostname Allowlists",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }

    // ---- 22 address ------------------------------------------------------------------------
    AddressText = 2201, "address-text" {
        summary: "not an IPv4 or IPv6 address in canonical form",
        why: "Octal, hexadecimal and short forms are read as different addresses.",
        fix: "Write four decimal numbers without leading zeros, or IPv6 as RFC 5952 says.",
        source: "RFC 3986 3.2.2; CVE-2021-29921",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    AddressMetadata = 2202, "address-metadata" {
        summary: "address of a metadata service",
        why: "It hands the credentials of a cloud machine to whoever asks.",
        fix: "Remove it; no setting allows it.",
        source: "CWE-918; vendors' manuals",
        grade: High High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressLoopback = 2203, "address-loopback" {
        summary: "loopback address",
        why: "A server that is told to connect there reaches services that trust whoever is local.",
        fix: "Set `allow_localhost` when the server runs here.",
        source: "RFC 1122 3.2.1.3; RFC 4291 2.5.3",
        grade: Info High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressThisNetwork = 2204, "address-this-network" {
        summary: "unspecified address",
        why: "Linux and macOS connect to this machine.",
        fix: "Write the address of the server.",
        source: "RFC 1122 3.2.1.3; RFC 4291 2.5.2",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressPrivate = 2205, "address-private" {
        summary: "private address",
        why: "It is a machine of the local network.",
        fix: "Set `allow_private_ips` when it is meant.",
        source: "RFC 1918",
        grade: Info High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressUniqueLocal = 2206, "address-unique-local" {
        summary: "unique local address",
        why: "It is a machine of the local network.",
        fix: "Set `allow_private_ips` when it is meant.",
        source: "RFC 4193",
        grade: Info High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressLinkLocal = 2207, "address-link-local" {
        summary: "link-local address",
        why: "Metadata services live here, and nothing that has a URL.",
        fix: "Use the server's routable address.",
        source: "RFC 3927; RFC 4291 2.5.6",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressSiteLocal = 2208, "address-site-local" {
        summary: "site-local address",
        why: "Deprecated, yet routed inside networks that still use it.",
        fix: "Use a unique local address.",
        source: "RFC 3879",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressShared = 2209, "address-shared" {
        summary: "address shared by a carrier's customers",
        why: "It is a machine behind the same carrier-grade NAT, or in an overlay network.",
        fix: "Use a public address or a name.",
        source: "RFC 6598",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressMulticast = 2210, "address-multicast" {
        summary: "multicast address",
        why: "No single server has it; devices of the local network answer.",
        fix: "Write the address of the server.",
        source: "RFC 5771; RFC 4291 2.7",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressBroadcast = 2211, "address-broadcast" {
        summary: "broadcast address",
        why: "It is every machine of the local network.",
        fix: "Write the address of the server.",
        source: "RFC 919; RFC 8190",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressReserved = 2212, "address-reserved" {
        summary: "reserved address",
        why: "Nobody has it on the public Internet; some networks use it inside.",
        fix: "Write the address of the server.",
        source: "RFC 1112 4; RFC 4291 2.4",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressDocumentation = 2213, "address-documentation" {
        summary: "documentation address",
        why: "It stands for an address in a manual; some networks use it inside.",
        fix: "Write the address of the server.",
        source: "RFC 5737; RFC 3849; RFC 9637",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressBenchmarking = 2214, "address-benchmarking" {
        summary: "benchmarking address",
        why: "It belongs to test networks; some proxies and overlays use it inside.",
        fix: "Write the address of the server.",
        source: "RFC 2544; RFC 5180",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressProtocol = 2215, "address-protocol" {
        summary: "address of a protocol of the network itself",
        why: "Anycast helpers, discovery, sinks: none of them is a web server.",
        fix: "Write the address of the server.",
        source: "RFC 6890; IANA special-purpose registries",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressIpv4Embedded = 2216, "address-ipv4-embedded" {
        summary: "IPv6 address that stands for an IPv4 address",
        why: "Sockets and translators unwrap it, and a check of the IPv6 address does not see which.",
        fix: "Write the IPv4 address.",
        source: "RFC 4291 2.5.5; RFC 6052; RFC 8215",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressTransition = 2217, "address-transition" {
        summary: "address of a tunnel",
        why: "6to4, Teredo and ISATAP addresses hold an IPv4 address that the tunnel's end unwraps.",
        fix: "Write the address of the server.",
        source: "RFC 3056; RFC 4380; RFC 5214; RFC 7526",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    AddressIdentifier = 2218, "address-identifier" {
        summary: "address that is an identifier and no place",
        why: "ORCHIDs, drone tags and segment identifiers have no host behind them.",
        fix: "Write the address of the server.",
        source: "RFC 7343; RFC 9374; RFC 9602",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }

    // ---- 23 port and resolution ------------------------------------------------------------
    PortText = 2301, "port-text" {
        summary: "port is not a number in its shortest form",
        why: "Empty, padded, signed and non-ASCII ports are taken, dropped or refused, so that readers connect to different ports.",
        fix: "Write 1 to 65535 without sign and leading zeros, or leave out the colon.",
        source: "RFC 3986 3.2.3; WHATWG URL 4.4",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    PortRange = 2302, "port-range" {
        summary: "port is not between 1 and 65535",
        why: "Some readers keep it, some cut it to 16 bits, some fall back to the default port.",
        fix: "Write the port of the server.",
        source: "RFC 6335 6",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    PortRefused = 2303, "port-refused" {
        summary: "port of a service that is no web server",
        why: "A mail, database or control server takes lines of a request for commands.",
        fix: "Use an ordinary port.",
        source: "reference, validate_url; Fetch standard 2.9",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    ResolutionMissing = 2310, "resolution-missing" {
        summary: "the policy asks for resolved addresses, and there is no resolver",
        why: "A check that was asked for and not made must not pass.",
        fix: "Use `validate_url_resolved`, or do not ask for `resolve_dns`.",
        source: "reference, validate_url; CWE-636",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    ResolutionFailed = 2311, "resolution-failed" {
        summary: "the name did not resolve",
        why: "Without an address there is nothing that was checked to connect to.",
        fix: "Check the name and the network.",
        source: "RFC 1035; CWE-636",
        grade: Low High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    ResolutionLength = 2312, "resolution-length" {
        summary: "the name resolves to too many addresses",
        why: "The addresses are kept in fixed storage, and one that was not looked at must not be used.",
        fix: "Use a name with at most 16 addresses.",
        source: "CWE-770",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ResolutionLocalhost = 2313, "resolution-localhost" {
        summary: "`localhost` resolves to another machine",
        why: "What is allowed for this machine would be sent elsewhere.",
        fix: "Mend the hosts file or the resolver.",
        source: "RFC 6761 6.3",
        grade: Medium High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }

    // ---- 30 variable names -----------------------------------------------------------------
    EnvNameEmpty = 3001, "env-name-empty" {
        summary: "variable name is empty",
        why: "No program can read such a variable, and some systems read `=value` as a name of their own.",
        fix: "Give the variable a name.",
        source: "POSIX XBD 8.1",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    EnvNameLength = 3002, "env-name-length" {
        summary: "variable name is too long",
        why: "Names are compared with tables and kept in reports.",
        fix: "Use at most 100 bytes, or what the policy asks for.",
        source: "reference, MAX_ENV_KEY_LENGTH",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    EnvNameCharacter = 3003, "env-name-character" {
        summary: "variable name has a character that names do not have",
        why: "`=` moves the border between name and value, `%` and `!` expand in `cmd`, a blank splits in shells; shells drop other names unseen.",
        fix: "Use letters, digits and `_` (from moderate on also `.`, `(` and `)`).",
        source: "POSIX XBD 3.216 and 8.1",
        grade: Low High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    EnvNameStart = 3004, "env-name-start" {
        summary: "variable name starts with something other than a letter or `_`",
        why: "A shell cannot name such a variable: `$1x` is the first argument and an `x`.",
        fix: "Start the name with a letter or `_`.",
        source: "POSIX XBD 3.216",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    EnvNameDuplicate = 3005, "env-name-duplicate" {
        summary: "variable name stands twice, letter case aside",
        why: "Which value a program sees depends on the system: Windows has one of the two, POSIX both.",
        fix: "Remove one of the two.",
        source: "POSIX XBD 8.1; Win32, Changing Environment Variables; CWE-694",
        grade: Medium High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    EnvCount = 3006, "env-count" {
        summary: "more variables than an environment may have",
        why: "The names are kept in fixed storage to find duplicates.",
        fix: "Hand on at most 256 variables.",
        source: "CWE-770",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }

    // ---- 31 variable classes ---------------------------------------------------------------
    EnvCodeLoading = 3101, "env-code-loading" {
        summary: "variable makes a program run code of its choosing",
        why: "Loaders, shells, interpreters and git take libraries, scripts, options or commands from it before the server starts.",
        fix: "Remove it; put what the server needs into its own code or arguments.",
        source: "glibc unsecvars.h; sudo env.c; manuals of the runtimes; CWE-426, CWE-427",
        grade: High High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    EnvToolOverride = 3102, "env-tool-override" {
        summary: "variable swaps a helper program, a runtime option or the home of a tool",
        why: "`EDITOR`, `BROWSER` and `CC` name programs that others run; `NPM_CONFIG_*`, `JAVA_OPTS` and `GOFLAGS` add options to every run.",
        fix: "Remove it, or allow it by name at level permissive.",
        source: "sudo env.c; npm config; go help environment; CWE-426",
        grade: Low Medium,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    EnvSearchPath = 3103, "env-search-path" {
        summary: "variable says where an interpreter looks for libraries",
        why: "Whoever can write to one of the folders replaces a library that the server imports.",
        fix: "List the variable in `allowed_vars` if the folder is yours alone.",
        source: "sudo env.c; manuals of the runtimes; CWE-427",
        grade: Low High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    EnvPluginPath = 3104, "env-plugin-path" {
        summary: "variable names configuration that can load plug-ins",
        why: "GTK, Qt, OpenSSL and terminals load code that such configuration points to.",
        fix: "List it in `allowed_vars` if the server needs it.",
        source: "sudo env.c; openssl-env(7); CWE-427",
        grade: Low Medium,
        levels: STRICT,
        bug: Injection,
        since: "0.1.0",
    }
    EnvPackageSource = 3105, "env-package-source" {
        summary: "variable says where packages or toolchains come from",
        why: "The next install or run takes its code from there.",
        fix: "Put the source into the project, or list the variable in `allowed_vars`.",
        source: "pip, uv, Go and Cargo manuals; CWE-494",
        grade: Low Medium,
        levels: STRICT,
        bug: SupplyChain,
        since: "0.1.0",
    }
    EnvTlsTrust = 3106, "env-tls-trust" {
        summary: "variable changes which TLS certificates are trusted",
        why: "It can add an authority, switch the check off or write out the session keys.",
        fix: "List it in `allowed_vars` if the network needs its own authority.",
        source: "openssl-env(7); Node CLI; CWE-295",
        grade: Low Medium,
        levels: STRICT,
        bug: Leak,
        since: "0.1.0",
    }
    EnvSideFile = 3107, "env-side-file" {
        summary: "variable makes a runtime read or write a file on the side",
        why: "Traces and coverage go to a path of its choosing; resolver and locale files are read from one.",
        fix: "List it in `allowed_vars` if the server needs it.",
        source: "glibc unsecvars.h; Node CLI; git(1); CWE-73",
        grade: Low Medium,
        levels: STRICT,
        bug: Leak,
        since: "0.1.0",
    }
    EnvNetworkPath = 3108, "env-network-path" {
        summary: "variable sends connections through a proxy or to another daemon",
        why: "All that the server sends passes there.",
        fix: "List it in `allowed_vars` if the network needs a proxy.",
        source: "curl(1); docker(1); CVE-2016-5385",
        grade: Low Medium,
        levels: STRICT,
        bug: Leak,
        since: "0.1.0",
    }
    EnvSensitiveName = 3109, "env-sensitive-name" {
        summary: "variable name says that the value is a credential",
        why: "A server that does not need the credential could send it anywhere.",
        fix: "List the variable in `allowed_vars` if this server needs it.",
        source: "reference, Sensitive Data Patterns; CWE-526",
        grade: Info Medium,
        levels: UP_TO_MODERATE,
        bug: Leak,
        since: "0.1.0",
    }
    EnvDefaultName = 3110, "env-default-name" {
        summary: "variable describes the user or the system",
        why: "Strict hands on nothing of the host that was not asked for; `PATH` also decides which program a name means.",
        fix: "List it in `allowed_vars`.",
        source: "reference, validate_environment_variables; CWE-426",
        grade: Info High,
        levels: STRICT,
        bug: Leak,
        since: "0.1.0",
    }
    EnvDenied = 3111, "env-denied" {
        summary: "variable is on the deny-list",
        why: "The policy names it.",
        fix: "Take it off `denied_vars`, or leave it out.",
        source: "reference, denied_vars",
        grade: Info High,
        levels: ALL,
        bug: Leak,
        since: "0.1.0",
    }
    EnvUnlisted = 3112, "env-unlisted" {
        summary: "variable is not on the allow-list",
        why: "In allowlist mode nothing passes but what is listed.",
        fix: "List it in `allowed_vars`.",
        source: "reference, allowed_vars",
        grade: Info High,
        levels: ALL,
        bug: Leak,
        since: "0.1.0",
    }

    // ---- 32 variable values ----------------------------------------------------------------
    EnvValueLength = 3201, "env-value-length" {
        summary: "variable value is too long",
        why: "An environment shares its room with the arguments; long values hide what they hold.",
        fix: "Use at most 1000 bytes, or what the policy asks for.",
        source: "reference, MAX_ENV_VALUE_LENGTH",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    EnvValueLineBreak = 3202, "env-value-line-break" {
        summary: "variable value holds a line break",
        why: "Files of variables, logs and shells read what follows as a line of its own.",
        fix: "Write the value on one line.",
        source: "CWE-93, CWE-117",
        grade: Low High,
        levels: STRICT,
        bug: Injection,
        since: "0.1.0",
    }
    EnvValueSubstitution = 3203, "env-value-substitution" {
        summary: "variable value holds a command substitution",
        why: "A script that expands the value runs the command.",
        fix: "Write the result in place of the command.",
        source: "POSIX XCU 2.6.3; CWE-78",
        grade: Medium High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    EnvValueExpansion = 3204, "env-value-expansion" {
        summary: "variable value holds a `${…}` that is more than a name",
        why: "Defaults, patterns and indirections in braces compute; hosts and shells read them differently.",
        fix: "Write `${NAME}`, or the value itself.",
        source: "POSIX XCU 2.6.2",
        grade: Low Medium,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    EnvValueSeparator = 3205, "env-value-separator" {
        summary: "variable value holds a separator of commands",
        why: "A script that hands the value to `eval` or `sh -c` starts a second command at `;`, `&` or a pipe.",
        fix: "Remove it; inside a URL or a connection string it passes from moderate on.",
        source: "reference, validate_environment_variables; POSIX XCU 2.3; CWE-78",
        grade: Low Medium,
        levels: UP_TO_MODERATE,
        bug: Injection,
        since: "0.1.0",
    }
    EnvValueFunction = 3206, "env-value-function" {
        summary: "variable value is an exported shell function",
        why: "Bash before the repair ran what stands after the function when it started.",
        fix: "Remove the variable.",
        source: "CVE-2014-6271, CVE-2014-7169",
        grade: High High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }

    // ---- 40 headers ------------------------------------------------------------------------
    HeaderNameEmpty = 4001, "header-name-empty" {
        summary: "header name is empty",
        why: "A field without a name is no field.",
        fix: "Give the header a name.",
        source: "RFC 9110 5.1",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    HeaderNameLength = 4002, "header-name-length" {
        summary: "header name is too long",
        why: "Names are compared and kept in reports; servers cap them.",
        fix: "Use at most 100 bytes.",
        source: "reference, MAX_HEADER_KEY_LENGTH",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    HeaderNameCharacter = 4003, "header-name-character" {
        summary: "header name has a character that is not in a token",
        why: "A colon or blank moves the border between name and value, and readers differ on where to.",
        fix: "Use letters, digits and `-`.",
        source: "RFC 9110 5.1 and 5.6.2; CWE-113",
        grade: Medium High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    HeaderHopByHop = 4004, "header-hop-by-hop" {
        summary: "header speaks to the next hop alone",
        why: "A proxy acts on it and takes it off, or takes off others because of it.",
        fix: "Remove it; the HTTP library sets it.",
        source: "RFC 9110 7.6.1; CWE-444",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    HeaderFraming = 4005, "header-framing" {
        summary: "header says where the message ends",
        why: "Two readers that believe two of them see two messages.",
        fix: "Remove it; the HTTP library sets it.",
        source: "RFC 9112 6.3 and 11.2; CWE-444",
        grade: Medium High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    HeaderHostOwned = 4006, "header-host-owned" {
        summary: "header belongs to the host",
        why: "The host knows the authority, the session and the method; a configured value makes routers and servers believe another.",
        fix: "Remove it; the host sets it.",
        source: "RFC 9110 7.2; MCP specification 2026-07-28, basic/transports",
        grade: Low High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    HeaderDuplicate = 4007, "header-duplicate" {
        summary: "header name stands twice, letter case aside",
        why: "Readers take the first, the last or both joined by a comma.",
        fix: "Remove one of the two.",
        source: "RFC 9110 5.3; CWE-694",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    HeaderCount = 4008, "header-count" {
        summary: "more headers than a server may have",
        why: "The names are kept in fixed storage to find duplicates.",
        fix: "Use at most 64 headers.",
        source: "CWE-770",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    HeaderValueLength = 4009, "header-value-length" {
        summary: "header value is too long",
        why: "Servers cap the size of a request head.",
        fix: "Use at most 1000 bytes.",
        source: "reference, MAX_HEADER_VALUE_LENGTH",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    HeaderValueCharacter = 4010, "header-value-character" {
        summary: "header value has a character beyond ASCII",
        why: "Readers take such bytes as Latin-1, as UTF-8 or not at all.",
        fix: "Write the value in ASCII.",
        source: "RFC 9110 5.5",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    HeaderValueBlank = 4011, "header-value-blank" {
        summary: "header value starts or ends with a blank",
        why: "Readers take outer blanks off; what was signed or compared is another text.",
        fix: "Remove the blank.",
        source: "RFC 9110 5.5",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    HeaderEncoding = 4012, "header-encoding" {
        summary: "header value is marked as Base64 and is not",
        why: "A server that knows the markers decodes or refuses the value, one that does not takes it as it is.",
        fix: "Encode the text again, with padding.",
        source: "MCP specification 2026-07-28, basic/transports; RFC 4648 3.5 and 4",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }

    // ---- 45 working directory --------------------------------------------------------------
    CwdEmpty = 4501, "cwd-empty" {
        summary: "working directory is empty",
        why: "Which folder is meant depends on the host.",
        fix: "Name a folder, or leave the setting out.",
        source: "reference, MAX_CWD_LENGTH; CWE-20",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    CwdLength = 4502, "cwd-length" {
        summary: "working directory is too long",
        why: "Paths are kept and shown whole.",
        fix: "Use at most 500 bytes.",
        source: "reference, MAX_CWD_LENGTH",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    CwdParent = 4503, "cwd-parent" {
        summary: "working directory climbs with `..`",
        why: "The folder is another one than the text says, and another again behind a link.",
        fix: "Write the path without `..`.",
        source: "CWE-22, CWE-23",
        grade: Info High,
        levels: ALL,
        bug: Traversal,
        since: "0.1.0",
    }
    CwdHome = 4504, "cwd-home" {
        summary: "working directory starts with `~`",
        why: "Some hosts expand it to a home folder, some take it as a name.",
        fix: "Write the path out.",
        source: "POSIX XCU 2.6.1",
        grade: Info High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    CwdScheme = 4505, "cwd-scheme" {
        summary: "working directory starts with a scheme or a bare drive",
        why: "Some hosts read a URL, some a folder of that name; `C:x` depends on the current folder of the drive.",
        fix: "Write an ordinary path.",
        source: "RFC 3986 3.1; Win32, Naming Files",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    CwdUnc = 4506, "cwd-unc" {
        summary: "working directory is a network or device path",
        why: "Opening it makes Windows log in to the host that it names, or skips the rules for names.",
        fix: "Use a local folder.",
        source: "Win32, Naming Files; CWE-40",
        grade: Medium High,
        levels: ALL,
        bug: Ssrf,
        since: "0.1.0",
    }
    CwdKernel = 4507, "cwd-kernel" {
        summary: "working directory lies under /proc, /sys or /dev",
        why: "The files there are other processes, kernel settings and devices.",
        fix: "Use an ordinary folder.",
        source: "proc(5), sysfs(5); CWE-22",
        grade: Medium High,
        levels: ALL,
        bug: Traversal,
        since: "0.1.0",
    }

    // ---- 50 server names ----------------------------------------------------------------------
    ServerNameEmpty = 5001, "server-name-empty" {
        summary: "server name is empty",
        why: "An empty name cannot be told apart in a tool name, a log line or an allow-list.",
        fix: "Give the server a name.",
        source: "reference, Server Configuration Validation",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    ServerNameLength = 5002, "server-name-length" {
        summary: "server name is too long",
        why: "Names are kept in fixed storage and become part of tool names, which models cap.",
        fix: "Use at most 100 bytes.",
        source: "reference, MAX_SERVER_NAME_LENGTH",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ServerNameCharacter = 5003, "server-name-character" {
        summary: "server name has a character other than letters, digits, `_` and `-`",
        why: "Names become tool prefixes, log fields, file names and routing keys; there, `/`, `:`, `;` and blanks have a meaning.",
        fix: "Use letters, digits, `_` and `-`.",
        source: "reference, Server Configuration Validation",
        grade: Info High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    ServerNameHyphen = 5004, "server-name-hyphen" {
        summary: "server name starts with `-`",
        why: "A program that gets the name as an argument reads an option.",
        fix: "Start the name with a letter or digit.",
        source: "POSIX XBD 12.2, guideline 4; CWE-88",
        grade: Low High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    ServerNameSeparator = 5005, "server-name-separator" {
        summary: "server name holds `__`",
        why: "`__` parts server and tool in `mcp__server__tool`; a name that holds it lets one server pose as another.",
        fix: "Use a single `_`.",
        source: "MCP specification 2026-07-28, server/tools (aggregation)",
        grade: Info High,
        levels: ALL,
        bug: Confusable,
        since: "0.1.0",
    }
    ServerNameBlank = 5006, "server-name-blank" {
        summary: "server name has no letter and no digit",
        why: "A name of `_` and `-` alone vanishes when names are trimmed.",
        fix: "Use at least one letter or digit.",
        source: "CWE-20",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    ServerNameReserved = 5007, "server-name-reserved" {
        summary: "server name is a property of every JavaScript object",
        why: "As a key of a map it reaches the prototype of a host written in JavaScript.",
        fix: "Choose another name.",
        source: "CWE-1321",
        grade: Medium High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    ServerNameInToolLength = 5008, "server-name-in-tool-length" {
        summary: "server name is too long for a tool name",
        why: "The tool name carries the server's, and models cap the whole.",
        fix: "Use at most 50 bytes for a server whose tools are named after it.",
        source: "reference, MAX_SERVER_NAME_FOR_TOOL_LENGTH",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ServerNameEdge = 5009, "server-name-edge" {
        summary: "server name starts or ends with `_` or `-` inside a tool name",
        why: "`mcp__a___b` could be taken apart in two ways.",
        fix: "Start and end the name with a letter or digit.",
        source: "MCP specification 2026-07-28, server/tools (aggregation)",
        grade: Low High,
        levels: ALL,
        bug: Confusable,
        since: "0.1.0",
    }

    // ---- 51 tool names ------------------------------------------------------------------------
    ToolNameEmpty = 5101, "tool-name-empty" {
        summary: "tool name is empty",
        why: "Nothing is left to call once the prefix and the outer `_`, `.` and `-` are taken off.",
        fix: "Give the tool a name with a letter or digit.",
        source: "reference, sanitize_tool_name",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    ToolNameLength = 5102, "tool-name-length" {
        summary: "tool name is too long",
        why: "Names are kept in fixed storage, and models cap them.",
        fix: "Use at most 100 bytes.",
        source: "reference, MAX_TOOL_NAME_LENGTH",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ToolNameCharacter = 5103, "tool-name-character" {
        summary: "tool name has a character other than letters, digits, `_`, `.` and `-`",
        why: "Tool names are put into prompts, routes and logs; anything else there is text of the server's choosing.",
        fix: "Use letters, digits, `_`, `.` and `-`.",
        source: "MCP specification 2026-07-28, server/tools; reference, sanitize_tool_name",
        grade: Medium High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    ToolNameReserved = 5104, "tool-name-reserved" {
        summary: "tool name is reserved",
        why: "`connect`, `help`, `exit` and their like are commands of hosts.",
        fix: "Choose another name.",
        source: "reference, sanitize_tool_name",
        grade: Low High,
        levels: ALL,
        bug: Confusable,
        since: "0.1.0",
    }
    ToolNameCollision = 5105, "tool-name-collision" {
        summary: "two tools have the same final name",
        why: "`a.b` and `a-b` both become `a_b`; the second would answer for the first.",
        fix: "Rename one of the tools, or the server.",
        source: "MCP specification 2026-07-28, server/tools (aggregation)",
        grade: Medium High,
        levels: ALL,
        bug: Confusable,
        since: "0.1.0",
    }
    ToolNameRegistryFull = 5106, "tool-name-registry-full" {
        summary: "more tools than the registry holds",
        why: "The registry is fixed storage of the caller's size.",
        fix: "Use a larger `ToolNames<N>`, or fewer servers.",
        source: "CWE-770",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }

    // ---- 60 JSON ---------------------------------------------------------------------------
    JsonSyntax = 6001, "json-syntax" {
        summary: "not JSON at this byte",
        why: "Comments, trailing commas, single quotes and bare words are read by some parsers and refused by others.",
        fix: "Write strict JSON.",
        source: "RFC 8259 2 to 5",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    JsonEnd = 6002, "json-end" {
        summary: "JSON text ends too early",
        why: "A text that was cut off says less than its author meant.",
        fix: "Close every string, list and object.",
        source: "RFC 8259 2",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    JsonTrailing = 6003, "json-trailing" {
        summary: "text after the JSON value",
        why: "Some parsers stop at the end of the value, so that the rest is seen by the others alone.",
        fix: "Keep one value and nothing after it.",
        source: "RFC 8259 2; CWE-436",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    JsonByteOrderMark = 6004, "json-byte-order-mark" {
        summary: "byte order mark",
        why: "Some parsers skip it, the others must not.",
        fix: "Save the text as UTF-8 without a byte order mark.",
        source: "RFC 8259 8.1",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    JsonDepth = 6005, "json-depth" {
        summary: "nested too deeply to be read",
        why: "A recursive reader runs out of stack.",
        fix: "Nest at most 64 levels.",
        source: "RFC 8259 9; CWE-674",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    JsonControlCharacter = 6006, "json-control-character" {
        summary: "raw control character in a string",
        why: "JSON has them escaped; lenient parsers let them through, NUL included.",
        fix: "Write `\\t`, `\\n`, `\\r`.",
        source: "RFC 8259 7",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    JsonEscape = 6007, "json-escape" {
        summary: "escape that JSON does not have",
        why: "Lenient parsers drop the backslash, keep it, or read an escape of their own.",
        fix: "Use the escapes of RFC 8259; double a backslash that stands for itself.",
        source: "RFC 8259 7",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    JsonSurrogate = 6008, "json-surrogate" {
        summary: "half of a surrogate pair",
        why: "It is no character: parsers keep it, replace it or refuse it, so that two strings can become equal later.",
        fix: "Write the character itself, or both halves.",
        source: "RFC 8259 8.2",
        grade: Medium High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    JsonNumber = 6009, "json-number" {
        summary: "not a JSON number",
        why: "`01`, `+1`, `.5`, `0x1f`, `1.` and `NaN` have a value for some parsers and none for others.",
        fix: "Write the number as RFC 8259 has it.",
        source: "RFC 8259 6",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    JsonNumberRange = 6010, "json-number-range" {
        summary: "number beyond the range of a double",
        why: "Parsers read infinity, an error or an exact value; an exponent of many digits makes some of them slow.",
        fix: "Keep the decimal exponent at 307 or below.",
        source: "RFC 8259 6; IEEE 754",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    JsonDuplicateKey = 6011, "json-duplicate-key" {
        summary: "name that stands twice in an object",
        why: "Parsers keep the first or the last, so that the checker and the user of a value can differ.",
        fix: "Keep one of them.",
        source: "RFC 8259 4; CVE-2017-12635",
        grade: High High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    JsonObjectKeys = 6012, "json-object-keys" {
        summary: "too many names in one object",
        why: "Names that must be unique are compared with each other; the count bounds the work.",
        fix: "Use at most 100 names in an object of a server entry, 1,000 elsewhere.",
        source: "reference, validate_tool_arguments; CWE-407",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    JsonOpenKeys = 6013, "json-open-keys" {
        summary: "too many names in the objects that are open",
        why: "The names of all open objects are kept in fixed storage.",
        fix: "Use fewer names, or nest them less.",
        source: "CWE-770",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }

    // ---- 61 tool arguments -----------------------------------------------------------------
    ArgumentsNotObject = 6101, "arguments-not-object" {
        summary: "tool arguments are not an object",
        why: "A tool call names its arguments.",
        fix: "Send an object.",
        source: "MCP specification 2026-07-28, server/tools",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    ArgumentsSize = 6102, "arguments-size" {
        summary: "tool arguments are too large",
        why: "Size is memory and time of everybody behind the check.",
        fix: "Send less, or raise the policy's size.",
        source: "reference, validate_tool_arguments",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ArgumentsDepth = 6103, "arguments-depth" {
        summary: "tool arguments are nested too deeply",
        why: "Recursive readers behind the check run out of stack.",
        fix: "Nest less, or raise the policy's depth.",
        source: "reference, validate_tool_arguments; CWE-674",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ArgumentsKeys = 6104, "arguments-keys" {
        summary: "too many keys in one object",
        why: "Objects with many keys are slow where their hashes collide.",
        fix: "Use fewer keys, or raise the policy's limit.",
        source: "reference, validate_tool_arguments; CWE-407",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ArgumentsItems = 6105, "arguments-items" {
        summary: "too many items in one list",
        why: "Each item is work for the tool.",
        fix: "Send the items in several calls.",
        source: "reference, validate_tool_arguments",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ArgumentsString = 6106, "arguments-string" {
        summary: "string or key is too long",
        why: "One string alone can fill the memory that the size limit grants.",
        fix: "Shorten it, or raise the policy's limit.",
        source: "reference, validate_tool_arguments",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ArgumentsBigInteger = 6107, "arguments-big-integer" {
        summary: "integer that a double does not hold exactly",
        why: "JavaScript rounds it, Python and Rust do not: an identifier then names something else.",
        fix: "Send it as a string, or let the policy allow big integers.",
        source: "RFC 8259 6; RFC 7493 2.2",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    ArgumentsPrototypeKey = 6108, "arguments-prototype-key" {
        summary: "key that reaches the prototype of an object",
        why: "A tool written in JavaScript that merges its arguments lets the caller change every object.",
        fix: "Choose another key.",
        source: "CWE-1321",
        grade: Medium High,
        levels: STRICT,
        bug: Injection,
        since: "0.1.0",
    }

    // ---- 70 server entries -----------------------------------------------------------------
    ServerNotObject = 7001, "server-not-object" {
        summary: "server entry is not an object",
        why: "Nothing in it says what to start or where to connect.",
        fix: "Write an object.",
        source: "reference, validate_server_security",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    ServerFieldType = 7002, "server-field-type" {
        summary: "value of a type that its field does not have",
        why: "Readers convert such a value each in its own way, or ignore it.",
        fix: "Write text, lists, objects, numbers and flags as what they are.",
        source: "reference, validate_server_security",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    ServerPrototypeKey = 7003, "server-prototype-key" {
        summary: "key that reaches the prototype of an object",
        why: "A host written in JavaScript that merges configurations lets the file change every object.",
        fix: "Remove the key.",
        source: "CWE-1321",
        grade: High High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    ServerKeyCase = 7004, "server-key-case" {
        summary: "key that is known but for its case",
        why: "Readers that ignore case take its value, the others do not see it.",
        fix: "Write the key in its own case.",
        source: "Go encoding/json, Unmarshal; CWE-178",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    ServerKeyUnknown = 7005, "server-key-unknown" {
        summary: "key that is not known here",
        why: "It is kept; what a client makes of it was not checked.",
        fix: "Check its spelling.",
        source: "reference, validate_server_security",
        grade: Info Low,
        levels: NONE,
        bug: Robustness,
        since: "0.1.0",
    }
    ServerShell = 7006, "server-shell" {
        summary: "the command is to be run by a shell",
        why: "A shell reads the words again: quotes, variables, operators.",
        fix: "Remove `shell`, or set it to false.",
        source: "CWE-78",
        grade: High High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    ServerTypeUnknown = 7007, "server-type-unknown" {
        summary: "unknown transport",
        why: "What reads the entry decides what it means.",
        fix: "Write `stdio`, `streamable-http` or `http`.",
        source: "MCP specification 2026-07-28, basic/transports",
        grade: Info High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    ServerTypeDeprecated = 7008, "server-type-deprecated" {
        summary: "transport `sse` is deprecated",
        why: "HTTP with server-sent events was replaced by streamable HTTP in 2025.",
        fix: "Write `streamable-http`, if the server has it.",
        source: "MCP specification 2026-07-28, deprecated",
        grade: Info High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    ServerCommandMissing = 7009, "server-command-missing" {
        summary: "no command to start",
        why: "A stdio server is a program.",
        fix: "Give a `command`, or the `type` of an HTTP server.",
        source: "reference, validate_server_security",
        grade: Info High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    ServerUrlMissing = 7010, "server-url-missing" {
        summary: "no URL to connect to",
        why: "An HTTP server is an address.",
        fix: "Give a `url`.",
        source: "reference, validate_server_security",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    ServerArgsAlone = 7011, "server-args-alone" {
        summary: "arguments without a command",
        why: "Somebody would run the first argument.",
        fix: "Give a `command`.",
        source: "reference, validate_server_security",
        grade: Medium High,
        levels: ALL,
        bug: Injection,
        since: "0.1.0",
    }
    ServerOtherTransport = 7012, "server-other-transport" {
        summary: "field of the other transport",
        why: "Clients differ in which they use, so that one is reviewed and the other runs.",
        fix: "Keep the fields of one transport.",
        source: "MCP specification 2026-07-28, basic/transports; CWE-436",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    ServerCommandListAndArgs = 7013, "server-command-list-and-args" {
        summary: "command is a list, and there are arguments as well",
        why: "Readers join the two, or drop one.",
        fix: "Put all words into one of them.",
        source: "CWE-436",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    ServerTimeout = 7014, "server-timeout" {
        summary: "timeout is not above 0 and at most 300 seconds",
        why: "A server without a limit holds its host up.",
        fix: "Write seconds, at most 300.",
        source: "reference, validate_server_security",
        grade: Info Medium,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ServerCredentialPlain = 7015, "server-credential-plain" {
        summary: "credential goes over plain http",
        why: "Everybody on the way reads it.",
        fix: "Use https.",
        source: "RFC 6750 5.3; CWE-319",
        grade: High High,
        levels: ALL,
        bug: Leak,
        since: "0.1.0",
    }
    ServerSecretSent = 7016, "server-secret-sent" {
        summary: "placeholder of a secret goes to a host that no list names",
        why: "Whoever owns the host receives the value.",
        fix: "Put the host into `allowed_hostnames`, if it may have the secret.",
        source: "CWE-201",
        grade: Info Medium,
        levels: NONE,
        bug: Leak,
        since: "0.1.0",
    }
    ServerSecurityLength = 7017, "server-security-length" {
        summary: "too many names in a list of the security block",
        why: "The names are kept in fixed storage.",
        fix: "Use at most 128 names a list.",
        source: "CWE-770",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    ServerSecurityEscape = 7018, "server-security-escape" {
        summary: "escape in a word of the security block",
        why: "Its words are compared as they are written.",
        fix: "Write the characters themselves.",
        source: "CWE-838",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }

    // ---- 71 documents ----------------------------------------------------------------------
    DocumentLength = 7101, "document-length" {
        summary: "document is too long",
        why: "Its length bounds the time of everything that reads it.",
        fix: "Use at most 1 MiB.",
        source: "CWE-770",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    DocumentNotObject = 7102, "document-not-object" {
        summary: "document is not an object",
        why: "Servers stand under a key.",
        fix: "Write an object with `mcpServers`.",
        source: "reference, validate_server_security",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    DocumentNoServers = 7103, "document-no-servers" {
        summary: "document names no servers",
        why: "What is not found is not checked.",
        fix: "Put the servers under `mcpServers`, `servers` or `mcp_servers`.",
        source: "reference, validate_server_security",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    DocumentContainers = 7104, "document-containers" {
        summary: "servers under two keys",
        why: "Clients differ in which they read.",
        fix: "Put all servers under one key.",
        source: "CWE-436",
        grade: Low High,
        levels: ALL,
        bug: Differential,
        since: "0.1.0",
    }
    DocumentServers = 7105, "document-servers" {
        summary: "too many servers",
        why: "Each is a process or a connection.",
        fix: "Use at most 256 servers a document.",
        source: "CWE-770",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }
    DocumentServerUnnamed = 7106, "document-server-unnamed" {
        summary: "server of a list without a name",
        why: "Nothing tells its tools from another's.",
        fix: "Give it a `name`.",
        source: "reference, validate_server_security",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    DocumentServerTwin = 7107, "document-server-twin" {
        summary: "two servers of one name, case aside",
        why: "Clients that ignore case keep one of them, which need not be the one that was reviewed.",
        fix: "Rename one of them.",
        source: "CWE-178",
        grade: Low High,
        levels: ALL,
        bug: Confusable,
        since: "0.1.0",
    }

    // ---- 80 policies --------------------------------------------------------------------------
    PolicyLevelUnknown = 8001, "policy-level-unknown" {
        summary: "unknown security level; strict is used",
        why: "A typing error must not make a check weaker.",
        fix: "Write `strict`, `moderate` or `permissive`, in lower case.",
        source: "reference, _normalize_security_level",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    PolicyModeUnknown = 8002, "policy-mode-unknown" {
        summary: "unknown mode of a policy",
        why: "Which mode was meant decides what passes, so that there is no safe guess.",
        fix: "Write one of the documented words.",
        source: "CWE-636",
        grade: Low High,
        levels: ALL,
        bug: Robustness,
        since: "0.1.0",
    }
    PolicyLimitAboveCap = 8003, "policy-limit-above-cap" {
        summary: "limit of a policy is above its hard cap",
        why: "The caps bound memory and time; a limit that was quietly lowered would not be the one asked for.",
        fix: "Ask for at most the cap that the setting's documentation states.",
        source: "CWE-770",
        grade: Low High,
        levels: ALL,
        bug: Resource,
        since: "0.1.0",
    }

    // ---- 90 audit only ---------------------------------------------------------------------
    DocumentSyntax = 9001, "document-syntax" {
        summary: "document is not well-formed in its syntax",
        why: "Clients skip the file, or read as much of it as each of them likes.",
        fix: "Mend the syntax at the place shown.",
        source: "RFC 8259; YAML 1.2.2; TOML 1.1",
        grade: Medium High,
        levels: NONE,
        bug: Robustness,
        since: "0.1.0",
    }
    SecretKnownFormat = 9010, "secret-known-format" {
        summary: "credential in plain text, in the format of a known issuer",
        why: "Configuration files are committed, synchronised and read by every tool of the project.",
        fix: "Revoke it, and refer to a variable or to the client's secret input.",
        source: "CWE-798; OWASP MCP Top 10, MCP01",
        grade: High High,
        levels: NONE,
        bug: Leak,
        since: "0.1.0",
    }
    SecretLiteral = 9011, "secret-literal" {
        summary: "random text where a credential belongs",
        why: "A literal credential is shared with everybody and everything that reads the file.",
        fix: "Refer to a variable or to the client's secret input; revoke the credential if the file was shared.",
        source: "CWE-798; OWASP MCP Top 10, MCP01",
        grade: Medium Medium,
        levels: NONE,
        bug: Leak,
        since: "0.1.0",
    }
    PackageUnpinned = 9020, "package-unpinned" {
        summary: "package or image without a version",
        why: "Whatever the registry serves next is what runs next.",
        fix: "Name the exact version, or the digest of an image.",
        source: "CVE-2025-6514; OWASP MCP Top 10, MCP04",
        grade: Info High,
        levels: NONE,
        bug: SupplyChain,
        since: "0.1.0",
    }
    ApprovalDisabled = 9030, "approval-disabled" {
        summary: "every call is approved in advance",
        why: "A tool whose description changes, or that was told to misbehave, runs without anybody seeing it.",
        fix: "Approve the tools by name.",
        source: "CVE-2025-54136; MCP specification 2026-07-28, security best practices",
        grade: Medium High,
        levels: NONE,
        bug: Robustness,
        since: "0.1.0",
    }
    BindAllInterfaces = 9040, "bind-all-interfaces" {
        summary: "server listens on every network interface",
        why: "Other machines, and web pages through DNS rebinding, reach a server that was meant for this one.",
        fix: "Bind to 127.0.0.1.",
        source: "MCP specification 2026-07-28, basic/transports; CVE-2025-49596",
        grade: Low Medium,
        levels: NONE,
        bug: Ssrf,
        since: "0.1.0",
    }
    FilesystemTooWide = 9041, "filesystem-too-wide" {
        summary: "file server gets a whole disk or home folder",
        why: "Credentials, keys and start-up files lie there, and each tool call reaches them.",
        fix: "Name the folders that the work needs.",
        source: "MCP specification 2026-07-28, security best practices (local servers)",
        grade: Medium High,
        levels: NONE,
        bug: Traversal,
        since: "0.1.0",
    }
    BrowserProtectionOff = 9042, "browser-protection-off" {
        summary: "browser runs without its protections",
        why: "Any page, or any program of this machine through the debug port, then acts for the user.",
        fix: "Leave the flag out.",
        source: "CWE-693; Chromium, remote debugging and web security switches",
        grade: Medium High,
        levels: NONE,
        bug: Injection,
        since: "0.1.0",
    }
}
