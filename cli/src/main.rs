//! `portcullis`: audits MCP configuration files.
fn main() {}
