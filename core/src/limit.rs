//! Every number in the product, with its source. Lengths are bytes, never more lenient than the
//! reference's characters.
//!
//! A *cap* is the most that a policy can ask for; where there is none of its own, the default is
//! the cap.

/// Command string (reference: 1000 characters).
pub const COMMAND: usize = 1000;
/// One word of a command or argv (reference: 500 characters).
pub const ARGUMENT: usize = 500;
/// Words of a command string, or arguments after the executable of an argv (reference: 50).
pub const ARGUMENTS: usize = 50;
/// Server name (reference: 100).
pub const SERVER_NAME: usize = 100;
/// Server name inside a tool name (reference: 50).
pub const SERVER_NAME_IN_TOOL: usize = 50;
/// Tool name (reference: 100; the MCP specification says 128).
pub const TOOL_NAME: usize = 100;
/// `mcp__server__tool` (reference: 200).
pub const FINAL_TOOL_NAME: usize = 200;
/// URL (reference: 2048).
pub const URL: usize = 2048;
/// Host name (RFC 1035 2.3.4).
pub const HOST_NAME: usize = 253;
/// Label of a host name (RFC 1035 2.3.4).
pub const HOST_LABEL: usize = 63;
/// Addresses kept of one resolution; more is a refusal.
pub const RESOLVED: usize = 16;
/// Environment variable name (reference: 100).
pub const ENV_NAME: usize = 100;
/// Environment variable value (reference: 1000).
pub const ENV_VALUE: usize = 1000;
/// The most an environment policy can raise the value length to.
pub const ENV_VALUE_CAP: usize = 32 * 1024;
/// Variables of one environment.
pub const ENV_VARS: usize = 256;
/// Header name (reference: 100).
pub const HEADER_NAME: usize = 100;
/// Header value (reference: 1000).
pub const HEADER_VALUE: usize = 1000;
/// Headers of one server.
pub const HEADERS: usize = 64;
/// Working directory (reference: 500).
pub const CWD: usize = 500;
/// Timeouts, in seconds (reference: 300).
pub const TIMEOUT_SECONDS: u32 = 300;
/// Depth of tool arguments; the top object is 0 (reference: 5).
pub const ARGUMENTS_DEPTH: usize = 5;
/// The deepest JSON nesting that is read at all.
pub const DEPTH_CAP: usize = 64;
/// Compact JSON size of tool arguments (reference: 10,000).
pub const ARGUMENTS_SIZE: usize = 10_000;
/// The most a policy can raise the size of tool arguments to.
pub const ARGUMENTS_SIZE_CAP: usize = 1024 * 1024;
/// JSON text of tool arguments, blanks and escapes included: more than any text of the largest
/// compact size needs (six bytes a character).
pub const ARGUMENTS_TEXT: usize = 8 * 1024 * 1024;
/// Keys of one object (reference: 100).
pub const OBJECT_KEYS: usize = 100;
/// The most keys of one object that a policy can ask for (1,000 stand in a whole document's objects).
pub const OBJECT_KEYS_CAP: usize = 1000;
/// Keys of all objects that are open at one place of a JSON text.
pub const OPEN_KEYS: usize = 1024;
/// Items of one list (reference: 1000).
pub const LIST_ITEMS: usize = 1000;
/// String in tool arguments (reference: 10,000).
pub const STRING: usize = 10_000;
/// Configuration document.
pub const DOCUMENT: usize = 1024 * 1024;
/// Servers of one document.
pub const SERVERS: usize = 256;
/// Names in one list of a `security` block.
pub const SECURITY_LIST: usize = 128;
