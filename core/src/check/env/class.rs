//! Variables that programs read for themselves, and what each can do.
//!
//! Names are upper case here and compared without case: npm, curl and Windows read either. A row's last
//! word is its source:
//!
//! * `glibc`: `sysdeps/generic/unsecvars.h`, what the loader ignores in set-user-ID programs
//! * `sudo`: `plugins/sudoers/env.c`, what sudo removes
//! * `shells`: POSIX XCU 2.5.3 and the manuals of bash and zsh
//! * `python`: "Command line and environment" of CPython, its launcher on macOS; settings of pip, uv, pipx
//! * `node`, `npm`: the CLI pages of Node; npm's `config` and pnpm's, which every setting has a variable for
//! * `jvm`: the `java` command (JDK 9 and later), JVMTI; OpenJ9, "OPENJ9_JAVA_OPTIONS"
//! * `git`: git(1), "Environment variables"
//! * `cargo`, `go`, `make`: "Environment variables" of the Cargo book and of rustup's; `go help environment`
//!   and `go help goauth`; GNU make 3.4, 5.7.2 and 10.3
//! * `openssl`: openssl-env(7); `curl`: curl(1), "Environment"
//! * `windows`: what `cmd`, PowerShell and the loader read
//! * `tools`: the manual of the program that the name begins with

use core::cmp::Ordering;

use crate::rule::Rule;

/// What a variable can do. Every name has at most one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Makes a loader, shell, interpreter or tool run code of the value's choosing.
    CodeLoading,
    /// The same, for names that ordinary configurations use as well: a helper program, options of a
    /// runtime, the home of a tool.
    ToolOverride,
    /// Where an interpreter looks for libraries.
    SearchPath,
    /// Configuration that names plug-ins.
    PluginPath,
    /// Where packages or toolchains come from.
    PackageSource,
    /// Which certificates are trusted, or whether any is checked.
    TlsTrust,
    /// Files that a runtime writes or reads on the side.
    SideFile,
    /// Where connections go.
    NetworkPath,
}

impl Class {
    /// The rule that drops this class.
    pub(super) const fn rule(self) -> Rule {
        match self {
            Self::CodeLoading => Rule::EnvCodeLoading,
            Self::ToolOverride => Rule::EnvToolOverride,
            Self::SearchPath => Rule::EnvSearchPath,
            Self::PluginPath => Rule::EnvPluginPath,
            Self::PackageSource => Rule::EnvPackageSource,
            Self::TlsTrust => Rule::EnvTlsTrust,
            Self::SideFile => Rule::EnvSideFile,
            Self::NetworkPath => Rule::EnvNetworkPath,
        }
    }

    /// Whether `allowed_vars` lifts the rule at levels below permissive.
    pub(super) const fn can_be_listed(self) -> bool {
        !matches!(self, Self::CodeLoading | Self::ToolOverride)
    }

    /// Whether only strict drops the class.
    pub(super) const fn only_strict(self) -> bool {
        !matches!(self, Self::CodeLoading | Self::ToolOverride | Self::SearchPath)
    }
}

/// The class of a name: its own row, or else the row of its prefix.
///
/// Two binary searches. Rows are sorted and no prefix is a prefix of another (asserted below), so that
/// the last prefix that is not greater than the name is the only one it can start with.
pub(super) fn classify(name: &[u8]) -> Option<Class> {
    if let Ok(at) = EXACT.binary_search_by(|row| compare(row.name, name)) {
        return EXACT.get(at).map(|row| row.class);
    }
    let after = PREFIXES.partition_point(|row| compare(row.name, name) != Ordering::Greater);
    let row = PREFIXES.get(after.checked_sub(1)?)?;
    let (head, tail) = name.split_at_checked(row.name.len())?;
    let fits = row.endings.is_empty() || row.endings.iter().any(|ending| ends_with(tail, ending));
    (compare(row.name, head) == Ordering::Equal && fits).then_some(row.class)
}

/// Orders an upper-case row before, at or after a name.
pub(super) fn compare(row: &[u8], name: &[u8]) -> Ordering {
    row.iter().copied().cmp(name.iter().map(u8::to_ascii_uppercase))
}

fn ends_with(name: &[u8], ending: &[u8]) -> bool {
    let from = name.len().checked_sub(ending.len());
    from.and_then(|from| name.get(from..)).is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
}

struct Row {
    name: &'static [u8],
    /// What a name with this prefix must end in, where not every one is meant.
    endings: &'static [&'static [u8]],
    class: Class,
}

/// `"NAME" Class source;` rows, or `"PREFIX" .. ["ENDING"] Class source;`. The source is for readers.
macro_rules! rows {
    ($($name:literal $(.. [$($ending:literal),*])? $class:ident $source:ident;)*) => {
        &[$(Row {
            name: $name.as_bytes(),
            endings: &[$($($ending.as_bytes()),*)?],
            class: Class::$class,
        }),*]
    };
}

static EXACT: &[Row] = rows! {
    "ALL_PROXY" NetworkPath curl;
    "AR" ToolOverride make;
    "AUTHSTATE" CodeLoading sudo;
    "AWS_CA_BUNDLE" TlsTrust tools;
    "BASHOPTS" CodeLoading shells;
    "BASH_ENV" CodeLoading shells;
    "BROWSER" ToolOverride sudo;
    "BUN_INSTALL" PackageSource tools;
    "CARGO_BUILD_RUSTDOC" CodeLoading cargo;
    "CARGO_BUILD_RUSTDOCFLAGS" ToolOverride cargo;
    "CARGO_BUILD_RUSTFLAGS" ToolOverride cargo;
    "CARGO_ENCODED_RUSTDOCFLAGS" ToolOverride cargo;
    "CARGO_ENCODED_RUSTFLAGS" ToolOverride cargo;
    "CARGO_HOME" ToolOverride cargo;
    "CARGO_HTTP_CAINFO" TlsTrust cargo;
    "CC" ToolOverride make;
    "CDPATH" CodeLoading shells;
    "CFLAGS" ToolOverride make;
    "CLASSPATH" SearchPath jvm;
    "COMPLUS_GCNAME" CodeLoading tools;
    "COMSPEC" ToolOverride windows;
    "CONDA_PREFIX" PackageSource python;
    "CONTAINERS_CONF" ToolOverride tools;
    "CONTAINERS_CONF_OVERRIDE" ToolOverride tools;
    "CURL_CA_BUNDLE" TlsTrust tools;
    "CXX" ToolOverride make;
    "DENO_CERT" TlsTrust tools;
    "DENO_DIR" PackageSource tools;
    "DENO_TLS_CA_STORE" TlsTrust tools;
    "DOCKER_CONFIG" ToolOverride tools;
    "DOCKER_HOST" NetworkPath tools;
    "DOTNET_ADDITIONAL_DEPS" CodeLoading tools;
    "DOTNET_GCNAME" CodeLoading tools;
    "DOTNET_GCPATH" CodeLoading tools;
    "DOTNET_STARTUP_HOOKS" CodeLoading tools;
    "EDITOR" ToolOverride sudo;
    "ENV" ToolOverride shells;
    "ERL_AFLAGS" CodeLoading tools;
    "ERL_FLAGS" CodeLoading tools;
    "ERL_ZFLAGS" CodeLoading tools;
    "ESBUILD_BINARY_PATH" ToolOverride tools;
    "FPATH" CodeLoading shells;
    "FTP_PROXY" NetworkPath curl;
    "GCONV_PATH" CodeLoading glibc;
    "GEM_HOME" SearchPath sudo;
    "GEM_PATH" SearchPath sudo;
    "GETCONF_DIR" CodeLoading glibc;
    "GIO_EXTRA_MODULES" PluginPath sudo;
    "GIT_ALLOW_PROTOCOL" CodeLoading git;
    "GIT_ASKPASS" CodeLoading git;
    "GIT_COMMON_DIR" ToolOverride git;
    "GIT_DIR" ToolOverride git;
    "GIT_EDITOR" CodeLoading git;
    "GIT_EXEC_PATH" CodeLoading git;
    "GIT_EXTERNAL_DIFF" CodeLoading git;
    "GIT_PAGER" CodeLoading git;
    "GIT_PROXY_COMMAND" CodeLoading git;
    "GIT_SEQUENCE_EDITOR" CodeLoading git;
    "GIT_SSH" CodeLoading git;
    "GIT_SSH_COMMAND" CodeLoading git;
    "GIT_TEMPLATE_DIR" CodeLoading git;
    "GIT_WORK_TREE" ToolOverride git;
    "GLIBC_TUNABLES" CodeLoading glibc;
    "GLOBIGNORE" CodeLoading shells;
    "GNUMAKEFLAGS" ToolOverride make;
    "GOAUTH" ToolOverride go;
    "GOCACHEPROG" CodeLoading go;
    "GOENV" ToolOverride go;
    "GOFLAGS" ToolOverride go;
    "GOINSECURE" PackageSource go;
    "GONOSUMDB" PackageSource go;
    "GOPATH" ToolOverride go;
    "GOPROXY" PackageSource go;
    "GOROOT" ToolOverride go;
    "GOSUMDB" PackageSource go;
    "GOTOOLCHAIN" ToolOverride go;
    "GOTOOLDIR" CodeLoading go;
    "GOWORK" ToolOverride go;
    "GRADLE_OPTS" ToolOverride jvm;
    "GST_PLUGIN_PATH" PluginPath sudo;
    "GTK_MODULES" PluginPath sudo;
    "GTK_PATH" PluginPath sudo;
    "GUILE_LOAD_PATH" SearchPath tools;
    "HISTFILE" ToolOverride shells;
    "HOSTALIASES" SideFile glibc;
    "HTTPS_PROXY" NetworkPath curl;
    "HTTP_PROXY" NetworkPath curl;
    "IBM_JAVA_OPTIONS" CodeLoading jvm;
    "IFS" CodeLoading shells;
    "INPUTRC" CodeLoading shells;
    "JAVA_OPTS" ToolOverride jvm;
    "JAVA_TOOL_OPTIONS" CodeLoading jvm;
    "JDK_JAVA_OPTIONS" CodeLoading jvm;
    "JULIA_LOAD_PATH" SearchPath tools;
    "KRB5_KTNAME" PluginPath sudo;
    "LD" ToolOverride make;
    "LDFLAGS" ToolOverride make;
    "LESSCLOSE" CodeLoading sudo;
    "LESSOPEN" CodeLoading sudo;
    "LIBPATH" CodeLoading sudo;
    "LOCALDOMAIN" SideFile glibc;
    "LOCPATH" SideFile glibc;
    "LUA_CPATH" SearchPath tools;
    "LUA_PATH" SearchPath tools;
    "MAKEFILES" CodeLoading make;
    "MAKEFLAGS" ToolOverride make;
    "MALLOC_TRACE" SideFile glibc;
    "MANPAGER" ToolOverride sudo;
    "MAVEN_OPTS" ToolOverride jvm;
    "NAPI_RS_NATIVE_LIBRARY_PATH" CodeLoading tools;
    "NIS_PATH" SideFile glibc;
    "NLSPATH" SideFile glibc;
    "NODE_EXTRA_CA_CERTS" TlsTrust node;
    "NODE_OPTIONS" CodeLoading node;
    "NODE_PATH" SearchPath node;
    "NODE_REDIRECT_WARNINGS" SideFile node;
    "NODE_REPL_EXTERNAL_MODULE" CodeLoading node;
    "NODE_TLS_REJECT_UNAUTHORIZED" TlsTrust node;
    "NODE_V8_COVERAGE" SideFile node;
    "NO_PROXY" NetworkPath curl;
    "NPM_CONFIG_CALL" CodeLoading npm;
    "NPM_CONFIG_EDITOR" CodeLoading npm;
    "NPM_CONFIG_GIT" CodeLoading npm;
    "NPM_CONFIG_GLOBALCONFIG" CodeLoading npm;
    "NPM_CONFIG_NODE_OPTIONS" CodeLoading npm;
    "NPM_CONFIG_PREFIX" CodeLoading npm;
    "NPM_CONFIG_SCRIPT_SHELL" CodeLoading npm;
    "NPM_CONFIG_USERCONFIG" CodeLoading npm;
    "NULLCMD" CodeLoading shells;
    "OPENJ9_JAVA_OPTIONS" CodeLoading jvm;
    "OPENSSL_CONF" CodeLoading node;
    "OPENSSL_ENGINES" PluginPath openssl;
    "OPENSSL_MODULES" PluginPath openssl;
    "PAGER" ToolOverride sudo;
    "PATHEXT" ToolOverride windows;
    "PATH_LOCALE" PluginPath sudo;
    "PERL5DB" CodeLoading sudo;
    "PERL5LIB" SearchPath sudo;
    "PERL5OPT" CodeLoading sudo;
    "PERLIO_DEBUG" ToolOverride sudo;
    "PERLLIB" SearchPath sudo;
    "PHPRC" CodeLoading tools;
    "PHP_INI_SCAN_DIR" CodeLoading tools;
    "PIPX_DEFAULT_PYTHON" ToolOverride python;
    "PIP_CERT" TlsTrust python;
    "PIP_PROXY" NetworkPath python;
    "PIP_TRUSTED_HOST" TlsTrust python;
    "PKG_CONFIG" ToolOverride go;
    "PNPM_CONFIG_NODE_OPTIONS" CodeLoading npm;
    "PNPM_CONFIG_SCRIPT_SHELL" CodeLoading npm;
    "PROMPT" ToolOverride windows;
    "PROMPT_COMMAND" CodeLoading shells;
    "PS4" CodeLoading shells;
    "PSMODULEPATH" ToolOverride windows;
    "PYTHONBREAKPOINT" CodeLoading python;
    "PYTHONEXECUTABLE" CodeLoading python;
    "PYTHONHOME" CodeLoading python;
    "PYTHONHTTPSVERIFY" TlsTrust python;
    "PYTHONINSPECT" ToolOverride python;
    "PYTHONPATH" SearchPath python;
    "PYTHONPLATLIBDIR" ToolOverride python;
    "PYTHONPYCACHEPREFIX" ToolOverride python;
    "PYTHONSTARTUP" CodeLoading python;
    "PYTHONUSERBASE" CodeLoading python;
    "PYTHONWARNINGS" ToolOverride python;
    "PYTHON_PRESITE" CodeLoading python;
    "QT_PLUGIN_PATH" PluginPath sudo;
    "READNULLCMD" CodeLoading shells;
    "REQUESTS_CA_BUNDLE" TlsTrust tools;
    "RESOLV_HOST_CONF" SideFile glibc;
    "RES_OPTIONS" SideFile glibc;
    "RIPGREP_CONFIG_PATH" ToolOverride tools;
    "RSYNC_RSH" CodeLoading tools;
    "RUBYLIB" SearchPath sudo;
    "RUBYOPT" CodeLoading sudo;
    "RUSTC" CodeLoading cargo;
    "RUSTC_WORKSPACE_WRAPPER" CodeLoading cargo;
    "RUSTC_WRAPPER" CodeLoading cargo;
    "RUSTDOC" CodeLoading cargo;
    "RUSTDOCFLAGS" ToolOverride cargo;
    "RUSTFLAGS" ToolOverride cargo;
    "RUSTUP_DIST_SERVER" ToolOverride cargo;
    "RUSTUP_HOME" ToolOverride cargo;
    "RUSTUP_TOOLCHAIN" ToolOverride cargo;
    "RUSTUP_UPDATE_ROOT" ToolOverride cargo;
    "SHELLOPTS" CodeLoading shells;
    "SHLIB_PATH" CodeLoading sudo;
    "SSH_ASKPASS" CodeLoading sudo;
    "SSLKEYLOGFILE" TlsTrust tools;
    "SSL_CERT_DIR" TlsTrust tools;
    "SSL_CERT_FILE" TlsTrust tools;
    "TAR_OPTIONS" CodeLoading tools;
    "TCLLIBPATH" SearchPath tools;
    "TERMCAP" PluginPath sudo;
    "TERMINFO" PluginPath sudo;
    "TERMINFO_DIRS" PluginPath sudo;
    "TERMPATH" PluginPath sudo;
    "TMPDIR" SideFile glibc;
    "TMPPREFIX" CodeLoading shells;
    "TZDIR" SideFile glibc;
    "UV_CONFIG_FILE" PackageSource python;
    "UV_DEFAULT_INDEX" PackageSource python;
    "UV_ENV_FILE" ToolOverride python;
    "UV_EXTRA_INDEX_URL" PackageSource python;
    "UV_FIND_LINKS" PackageSource python;
    "UV_INSECURE_HOST" TlsTrust python;
    "UV_NATIVE_TLS" TlsTrust python;
    "UV_PROJECT" ToolOverride python;
    "UV_PROJECT_ENVIRONMENT" ToolOverride python;
    "VIMINIT" PluginPath sudo;
    "VIRTUAL_ENV" PackageSource python;
    "VISUAL" ToolOverride sudo;
    "XDG_CONFIG_HOME" PluginPath sudo;
    "XDG_DATA_DIRS" PluginPath sudo;
    "ZDOTDIR" CodeLoading shells;
    "_JAVA_OPTIONS" CodeLoading jvm;
    "__COMPAT_LAYER" CodeLoading windows;
    "__PYVENV_LAUNCHER__" CodeLoading python;
};

static PREFIXES: &[Row] = rows! {
    "BASH_FUNC_" CodeLoading shells;
    "BUNDLE_" ToolOverride tools;
    "BUN_" ToolOverride tools;
    "CARGO_ALIAS_" CodeLoading cargo;
    "CARGO_BUILD_RUSTC" CodeLoading cargo;
    "CARGO_REGISTRIES_" PackageSource cargo;
    "CARGO_TARGET_" .. ["_LINKER", "_RUNNER", "_RUSTDOCFLAGS", "_RUSTFLAGS"] CodeLoading cargo;
    "CGO_" .. ["FLAGS", "FLAGS_ALLOW"] ToolOverride go;
    "CORECLR_PROFILER" CodeLoading tools;
    "COREPACK_" ToolOverride tools;
    "COR_PROFILER" CodeLoading tools;
    "DYLD_" CodeLoading sudo;
    "GIT_CONFIG" CodeLoading git;
    "GIT_SSL_" TlsTrust git;
    "GIT_TRACE" SideFile git;
    "GLOBAL_AGENT_" NetworkPath node;
    "KRB5_CONFIG" PluginPath sudo;
    "LDR_" CodeLoading sudo;
    "LD_" CodeLoading glibc;
    "LUA_INIT" CodeLoading tools;
    "MALLOC_" SideFile glibc;
    "NPM_CONFIG_" ToolOverride npm;
    "PIP_" PackageSource python;
    "PNPM_CONFIG_" ToolOverride npm;
    "PYTHON_" ToolOverride python;
    "R_ENVIRON" CodeLoading tools;
    "R_PROFILE" CodeLoading tools;
    "UV_INDEX" PackageSource python;
    "UV_PYTHON" PackageSource python;
    "YARN_" ToolOverride tools;
    "_RLD" CodeLoading sudo;
};

/// Both tables are sorted, without duplicates, and no prefix starts with another.
const _: () = {
    assert!(sorted(EXACT, false));
    assert!(sorted(PREFIXES, true));
};

const fn sorted(mut rows: &[Row], prefixes: bool) -> bool {
    while let [first, rest @ ..] = rows {
        if let [second, ..] = rest {
            let (mut left, mut right) = (first.name, second.name);
            loop {
                match (left, right) {
                    ([], []) => return false,
                    ([], _) if prefixes => return false,
                    ([], _) => break,
                    ([a, left_rest @ ..], [b, right_rest @ ..]) if *a == *b => {
                        left = left_rest;
                        right = right_rest;
                    }
                    ([a, ..], [b, ..]) if *a < *b => break,
                    _ => return false,
                }
            }
        }
        rows = rest;
    }
    true
}
