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

    // ---- 11 command words ------------------------------------------------------------------

    // ---- 12 executables --------------------------------------------------------------------

    // ---- 13 launchers ----------------------------------------------------------------------

    // ---- 14 shell payloads -----------------------------------------------------------------

    // ---- 20 URL ----------------------------------------------------------------------------

    // ---- 21 host ---------------------------------------------------------------------------

    // ---- 22 address ------------------------------------------------------------------------

    // ---- 23 port and resolution ------------------------------------------------------------

    // ---- 30 variable names -----------------------------------------------------------------

    // ---- 31 variable classes ---------------------------------------------------------------

    // ---- 32 variable values ----------------------------------------------------------------

    // ---- 40 headers ------------------------------------------------------------------------

    // ---- 45 working directory --------------------------------------------------------------

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

    // ---- 61 tool arguments -----------------------------------------------------------------

    // ---- 70 server entries -----------------------------------------------------------------

    // ---- 71 documents ----------------------------------------------------------------------

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
}
