//! Portcullis checks every string that an MCP server configuration or an MCP tool call can put in
//! front of an operating system, a network or a shell, before it gets there.
//!
//! Each function answers with the thing to use (the argv, the URL's parts, the filtered environment,
//! the final name) or with a [`Rejection`]: a [`Rule`] with a stable id and the [`Span`] of bytes it
//! refused. Each also has an `audit_*` form that hands every [`Finding`] to a [`Sink`].
//!
//! # What holds for every function
//!
//! * It does not panic, allocate, recurse or use `unsafe` code. `core/probe` proves the first two
//!   when it links.
//! * Time is linear in the input. Stack use is bounded: at most 9 KiB for a value, 12 KiB for tool
//!   arguments, 48 KiB for a server entry or a document; `core/probe/stack.tsv` has the bound of each
//!   function, measured by `core/probe/stack.py`.
//! * The same input and policy give the same answer, in every build and with every feature.
//! * Nothing that it returns or prints on refusal holds a byte of the input.
//!
//! # How to read the source
//!
//! `check` (what a policy says) calls `lex` (what a grammar says), which reads through `bytes`
//! (tables, the cursor, the `memchr` paths); all of them speak in `reject` and `rule`. Nothing calls
//! upwards: `lex` never sees a policy, `check` never cuts bytes by raw index.
#![no_std]
#![forbid(unsafe_code)]
#![deny(
    missing_docs,
    missing_copy_implementations,
    unnameable_types,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::panic_in_result_fn,
    clippy::unreachable,
    clippy::get_unwrap,
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    clippy::std_instead_of_core,
    clippy::alloc_instead_of_core,
    clippy::print_stdout,
    clippy::print_stderr
)]
#![warn(clippy::must_use_candidate, clippy::missing_errors_doc, clippy::missing_panics_doc)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod bytes;
mod check;
mod lex;
pub mod limit;
mod policy;
mod reject;
pub mod rule;

pub use check::address::{AddressBlock, audit_ip, check_addr, classify, validate_ip};
pub use check::arguments::{
    Measure, Node, NodeView, audit_tool_arguments, audit_tool_arguments_tree, validate_tool_arguments,
    validate_tool_arguments_tree,
};
pub use check::command::{
    AcceptedArgv, Argv, Escaped, audit_argv, audit_command, prepare_command, validate_argv,
};
#[cfg(feature = "std")]
pub use check::command::{resolve_executable, resolve_executable_in};
pub use check::config::{Config, Server, audit_config, validate_config};
pub use check::cwd::{audit_cwd, validate_cwd};
pub use check::env::{Environment, audit_environment_variables, validate_environment_variables};
pub use check::header::{
    DecodedHeaderValue, EncodedHeaderValue, Header, Headers, audit_headers, decode_header_value,
    encode_header_value, is_credential_header, validate_header, validate_headers,
};
pub use check::name::{
    ToolName, ToolNames, audit_server_name, audit_tool_name, sanitize_tool_name, validate_server_name,
};
pub use check::server::{
    ServerEntry, Transport, audit_server_security, validate_server_security,
    validate_server_security_resolved,
};
pub use check::text::{audit_text, inspect_text};
#[cfg(feature = "std")]
pub use check::url::SystemResolver;
pub use check::url::{
    Addresses, Resolve, ResolvedUrl, Unresolved, Url, audit_url, audit_url_resolved, check_redirect,
    validate_url, validate_url_resolved,
};
pub use lex::host::Host;
pub use lex::json::text::Text;
pub use lex::url::Scheme;
pub use policy::{
    ArgumentsPolicy, CommandPolicy, EnvMode, EnvPolicy, HostOs, Level, OnDenied, Placeholders, SecurityBlock,
    ServerPolicy, UrlPolicy,
};
pub use reject::{Effect, Finding, Findings, Part, Rejection, Sink, Span};
pub use rule::Rule;
