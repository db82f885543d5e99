//! The programs that the catalogue knows.

use crate::rule::Rule;

/// What the operands of a command are read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    /// None yet: the next word is an assignment, a wrapper, or the program.
    Expected,
    /// `env`, `nohup` and their like: options, assignments, then the program.
    Wrapper,
    /// `xargs`: the same, and the program gets operands that nobody sees.
    Xargs,
    /// Nothing that the catalogue knows.
    Other,
    Remove,
    Netcat,
    Socat,
    Copy,
    Source,
    Shell,
    Find,
    Mode,
    Owner,
    Tee,
    Kill,
    Container,
    Export,
    History,
    Unset,
    Base64,
    Xxd,
    Openssl,
    Fetch,
    Truncate,
    WindowsRemove,
    PowerShell,
    WindowsShell,
}

/// A name in lower case without `.exe`, cut at 32 bytes: longer than any that is compared.
pub(super) struct Name(heapless::Vec<u8, 32>);

impl Name {
    pub(super) fn new(word: &[u8]) -> Self {
        let mut name = heapless::Vec::new();
        for byte in word.iter().map(u8::to_ascii_lowercase) {
            if name.push(byte).is_err() {
                break;
            }
        }
        Self(name)
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        self.0.strip_suffix(b".exe").unwrap_or(&self.0)
    }
}

impl core::ops::Deref for Name {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.as_slice()
    }
}

/// What the operands of a program are read for.
pub(super) fn kind(name: &[u8]) -> Program {
    match name {
        b"env" | b"command" | b"builtin" | b"exec" | b"nohup" | b"time" | b"nice" | b"timeout"
        | b"stdbuf" | b"setsid" | b"ionice" | b"coproc" | b"start" | b"call" | b"sudo" | b"doas" => {
            Program::Wrapper
        }
        b"xargs" | b"parallel" => Program::Xargs,
        b"rm" => Program::Remove,
        b"del" | b"erase" | b"rd" | b"rmdir" | b"remove-item" | b"ri" => Program::WindowsRemove,
        b"nc" | b"ncat" | b"netcat" => Program::Netcat,
        b"socat" => Program::Socat,
        b"dd" => Program::Copy,
        b"source" | b"." => Program::Source,
        b"sh" | b"bash" | b"dash" | b"zsh" | b"ksh" | b"mksh" | b"ash" | b"fish" | b"csh" | b"tcsh" => {
            Program::Shell
        }
        b"powershell" | b"pwsh" => Program::PowerShell,
        b"cmd" => Program::WindowsShell,
        b"find" => Program::Find,
        b"chmod" => Program::Mode,
        b"chown" => Program::Owner,
        b"tee" | b"tee-object" => Program::Tee,
        b"truncate" => Program::Truncate,
        b"kill" => Program::Kill,
        b"docker" | b"podman" | b"nerdctl" => Program::Container,
        b"export" | b"declare" | b"typeset" | b"local" | b"readonly" | b"set" | b"setx" => Program::Export,
        b"history" => Program::History,
        b"unset" => Program::Unset,
        b"base64" | b"base32" | b"gbase64" => Program::Base64,
        b"xxd" => Program::Xxd,
        b"openssl" => Program::Openssl,
        b"curl" | b"wget" | b"fetch" | b"iwr" | b"irm" | b"invoke-webrequest" | b"invoke-restmethod"
        | b"certutil" | b"bitsadmin" => Program::Fetch,
        _ => Program::Other,
    }
}

/// Programs that run what they read.
pub(super) fn is_interpreter(name: &[u8]) -> bool {
    const OTHERS: [&[u8]; 10] =
        [b"node", b"nodejs", b"perl", b"ruby", b"php", b"lua", b"deno", b"bun", b"iex", b"invoke-expression"];
    OTHERS.contains(&name) || name.starts_with(b"python") || name.starts_with(b"pypy")
}

/// What a program is refused for by itself.
pub(super) fn always(name: &[u8]) -> Option<Rule> {
    match name {
        b"eval" | b"trap" | b"alias" | b"iex" | b"invoke-expression" | b"mshta" => Some(Rule::PayloadEval),
        b"mke2fs" | b"mkfs" | b"wipefs" | b"shred" => Some(Rule::PayloadOverwrite),
        b"sudo" | b"su" | b"doas" | b"pkexec" | b"insmod" | b"modprobe" | b"mount" | b"iptables"
        | b"crontab" | b"shutdown" | b"reboot" | b"halt" | b"poweroff" | b"runas" => {
            Some(Rule::PayloadPrivilege)
        }
        _ if name.starts_with(b"mkfs.") => Some(Rule::PayloadOverwrite),
        _ => None,
    }
}
