//! Which variables are kept, dropped and refused: slow, by globs and text, from the document's table.

use std::collections::BTreeSet;

use portcullis::Level;

/// The document's classes, as its rows name them; `*` is any text. Rows without `*` win over rows with
/// one; each name stands in one class only, so that their order does not matter.
const CLASSES: [(&str, &str); 7] = [
    (
        "X",
        "LD_* GLIBC_TUNABLES GCONV_PATH GETCONF_DIR DYLD_* _RLD* SHLIB_PATH LDR_* LIBPATH AUTHSTATE \
         BASH_ENV ENV SHELLOPTS BASHOPTS PS4 PROMPT_COMMAND BASH_FUNC_* IFS CDPATH GLOBIGNORE FPATH ZDOTDIR \
         NULLCMD READNULLCMD TMPPREFIX HISTFILE INPUTRC \
         PYTHONHOME PYTHONSTARTUP PYTHONUSERBASE PYTHONINSPECT PYTHONEXECUTABLE PYTHONPLATLIBDIR \
         PYTHONPYCACHEPREFIX PYTHONWARNINGS PYTHONBREAKPOINT PYTHON_* \
         NODE_OPTIONS NODE_REPL_EXTERNAL_MODULE OPENSSL_CONF NPM_CONFIG_* BUN_* YARN_* COREPACK_* \
         RUBYOPT BUNDLE_* PERL5OPT PERL5DB PERLIO_DEBUG JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS \
         JAVA_OPTS MAVEN_OPTS GRADLE_OPTS LUA_INIT* PHPRC PHP_INI_SCAN_DIR R_PROFILE* R_ENVIRON* \
         DOTNET_STARTUP_HOOKS DOTNET_ADDITIONAL_DEPS CORECLR_PROFILER* COR_PROFILER* ERL_FLAGS ERL_AFLAGS \
         ERL_ZFLAGS \
         GIT_SSH GIT_SSH_COMMAND GIT_EXEC_PATH GIT_CONFIG* GIT_ASKPASS GIT_EXTERNAL_DIFF GIT_PAGER GIT_EDITOR \
         GIT_SEQUENCE_EDITOR GIT_PROXY_COMMAND GIT_TEMPLATE_DIR GIT_ALLOW_PROTOCOL GIT_DIR GIT_WORK_TREE \
         SSH_ASKPASS EDITOR VISUAL PAGER MANPAGER LESSOPEN LESSCLOSE BROWSER \
         RUSTC RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER RUSTDOC CARGO_BUILD_RUSTC* CARGO_TARGET_*_RUNNER \
         CARGO_TARGET_*_LINKER CARGO_ALIAS_* CARGO_HOME RUSTFLAGS RUSTUP_TOOLCHAIN GOFLAGS GOENV GOROOT GOPATH \
         GOTOOLCHAIN CC CXX AR LD CFLAGS LDFLAGS MAKEFLAGS \
         COMSPEC PATHEXT PROMPT PSModulePath __COMPAT_LAYER \
         PNPM_CONFIG_* UV_ENV_FILE UV_PROJECT UV_PROJECT_ENVIRONMENT PIPX_DEFAULT_PYTHON __PYVENV_LAUNCHER__ \
         GOCACHEPROG GOAUTH GOWORK GOTOOLDIR PKG_CONFIG CGO_*FLAGS CGO_*FLAGS_ALLOW \
         CARGO_ENCODED_RUSTFLAGS CARGO_ENCODED_RUSTDOCFLAGS CARGO_BUILD_RUSTFLAGS CARGO_BUILD_RUSTDOC \
         CARGO_BUILD_RUSTDOCFLAGS CARGO_TARGET_*_RUSTFLAGS CARGO_TARGET_*_RUSTDOCFLAGS RUSTDOCFLAGS \
         RUSTUP_DIST_SERVER RUSTUP_UPDATE_ROOT RUSTUP_HOME \
         IBM_JAVA_OPTIONS OPENJ9_JAVA_OPTIONS DOTNET_GCName DOTNET_GCPath COMPlus_GCName \
         MAKEFILES GNUMAKEFLAGS GIT_COMMON_DIR TAR_OPTIONS RSYNC_RSH RIPGREP_CONFIG_PATH DOCKER_CONFIG \
         CONTAINERS_CONF CONTAINERS_CONF_OVERRIDE NAPI_RS_NATIVE_LIBRARY_PATH ESBUILD_BINARY_PATH",
    ),
    (
        "L",
        "PYTHONPATH NODE_PATH CLASSPATH RUBYLIB PERL5LIB PERLLIB GEM_PATH GEM_HOME LUA_PATH LUA_CPATH \
         JULIA_LOAD_PATH GUILE_LOAD_PATH TCLLIBPATH",
    ),
    (
        "C",
        "OPENSSL_ENGINES OPENSSL_MODULES GTK_MODULES GTK_PATH GIO_EXTRA_MODULES QT_PLUGIN_PATH \
         GST_PLUGIN_PATH VIMINIT XDG_CONFIG_HOME XDG_DATA_DIRS KRB5_CONFIG* KRB5_KTNAME TERMINFO TERMINFO_DIRS \
         TERMCAP TERMPATH PATH_LOCALE",
    ),
    (
        "T",
        "SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE NODE_EXTRA_CA_CERTS \
         NODE_TLS_REJECT_UNAUTHORIZED PYTHONHTTPSVERIFY GIT_SSL_* PIP_CERT PIP_TRUSTED_HOST UV_INSECURE_HOST \
         UV_NATIVE_TLS DENO_CERT DENO_TLS_CA_STORE AWS_CA_BUNDLE CARGO_HTTP_CAINFO SSLKEYLOGFILE",
    ),
    ("N", "HTTP_PROXY HTTPS_PROXY ALL_PROXY FTP_PROXY NO_PROXY GLOBAL_AGENT_* PIP_PROXY DOCKER_HOST"),
    (
        "I",
        "UV_INDEX* UV_DEFAULT_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS UV_CONFIG_FILE UV_PYTHON* PIP_* GOPROXY \
         GOSUMDB GONOSUMDB GOINSECURE CARGO_REGISTRIES_* DENO_DIR BUN_INSTALL VIRTUAL_ENV CONDA_PREFIX",
    ),
    (
        "F",
        "LOCPATH NLSPATH MALLOC_TRACE MALLOC_* HOSTALIASES LOCALDOMAIN RES_OPTIONS RESOLV_HOST_CONF NIS_PATH \
         TMPDIR TZDIR NODE_V8_COVERAGE NODE_REDIRECT_WARNINGS GIT_TRACE*",
    ),
];

/// The reference's patterns.
const STRICT_SECRETS: &str = "*PASSWORD* *SECRET* *TOKEN* *KEY* AWS_* GITHUB_* *_CREDENTIAL*";
/// Whole words that name a credential.
const SECRET_WORDS: &str = "password passwords passwd pass pwd passphrase secret secrets token tokens key keys \
    apikey apikeys apisecret apitoken accesskey accesstoken authkey authtoken secretkey privatekey appsecret \
    clientsecret pgpassword credential credentials cred creds pat pats jwt bearer authorization cookie cookies \
    mnemonic";
/// Words that make a `token` a unit of text.
const COUNTING_WORDS: &str = "max maximum min minimum limit limits count num total budget";
/// Endings that strict takes for carriers of a credential.
const CARRIERS: &str = "auth cert dsn headers kubeconfig netrc pgpassfile private seed webhook connection_string \
    database_uri database_url db_uri db_url seed_phrase webhook_url";
/// What strict drops by default.
const DEFAULTS: &str = "PATH HOME USER USERNAME SHELL PWD OLDPWD APPDATA SystemRoot WINDIR";

/// What becomes of one variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Handed on.
    Keep,
    /// Left out; the class letter, or `secret`, `default`, `denied`, `unlisted`.
    Drop(&'static str),
    /// Refused by each of these rules.
    Refuse(BTreeSet<&'static str>),
}

/// A policy, in the model's own words.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The level.
    pub level: Level,
    /// Allowlist mode.
    pub allowlist: bool,
    /// `allowed_vars`
    pub allowed: Option<Vec<String>>,
    /// `denied_vars`
    pub denied: Option<Vec<String>>,
}

/// Every class row, with the letter of its class.
pub fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    CLASSES.into_iter().flat_map(|(class, rows)| rows.split_whitespace().map(move |row| (class, row)))
}

/// The words of the model's lists, for generators.
pub fn words() -> impl Iterator<Item = &'static str> {
    [SECRET_WORDS, COUNTING_WORDS, CARRIERS, DEFAULTS].into_iter().flat_map(str::split_whitespace)
}

/// What becomes of each variable.
#[must_use]
pub fn fates(pairs: &[(Vec<u8>, Vec<u8>)], policy: &Policy) -> Vec<Fate> {
    let lower = |name: &[u8]| name.to_ascii_lowercase();
    let mut fates = Vec::new();
    for (at, (name, value)) in pairs.iter().enumerate() {
        let mut wrong = name_problems(name, policy.level);
        let twice = pairs[..at].iter().any(|(other, _)| lower(other) == lower(name));
        if twice && name.len() <= 100 {
            wrong.insert("env-name-duplicate");
        }
        fates.push(match (wrong.is_empty(), dropped(&text(name), policy)) {
            (false, _) => Fate::Refuse(wrong),
            (true, Some(why)) => Fate::Drop(why),
            (true, None) => match value_problems(value, policy.level) {
                wrong if wrong.is_empty() => Fate::Keep,
                wrong => Fate::Refuse(wrong),
            },
        });
    }
    fates
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn name_problems(name: &[u8], level: Level) -> BTreeSet<&'static str> {
    let mut wrong = BTreeSet::new();
    if name.len() > 100 {
        return BTreeSet::from(["env-name-length"]);
    }
    if name.is_empty() {
        wrong.insert("env-name-empty");
    }
    if std::str::from_utf8(name).is_err() {
        wrong.insert("invalid-utf8");
    }
    let inside = |letter: char| {
        letter == '_' || letter.is_ascii_alphanumeric() || (level != Level::Strict && ".()".contains(letter))
    };
    for letter in text(name).chars().filter(|&letter| letter != '\u{fffd}') {
        if letter.is_control() {
            wrong.insert("control-character");
        } else if !inside(letter) {
            wrong.insert("env-name-character");
        }
    }
    if name.first().is_some_and(|first| b"0123456789.()".contains(first)) {
        wrong.insert("env-name-start");
    }
    wrong
}

fn dropped(name: &str, policy: &Policy) -> Option<&'static str> {
    let on = |list: &Option<Vec<String>>| {
        list.iter().flatten().any(|listed| listed.to_lowercase() == name.to_lowercase())
    };
    let (listed, denied) = (on(&policy.allowed), on(&policy.denied));
    let class = class(name);
    if class == Some("X") && !(listed && policy.level == Level::Permissive) {
        return class;
    }
    if denied {
        return Some("denied");
    }
    if listed {
        return None;
    }
    if policy.allowlist {
        return Some("unlisted");
    }
    match (policy.level, class) {
        (_, Some("L")) | (Level::Strict, Some(_)) => return class,
        _ => {}
    }
    if is_secret(name, policy.level) {
        return Some("secret");
    }
    let default = DEFAULTS.split(' ').any(|default| default.eq_ignore_ascii_case(name));
    (policy.level == Level::Strict && default && policy.denied.is_none()).then_some("default")
}

/// The class letter of a name.
#[must_use]
pub fn class(name: &str) -> Option<&'static str> {
    let fits = |starred: bool| {
        let matching: Vec<_> =
            rows().filter(|(_, row)| row.contains('*') == starred && glob(row, name)).collect();
        assert!(matching.iter().all(|(class, _)| *class == matching[0].0), "{name} has two classes");
        matching.first().map(|(class, _)| *class)
    };
    fits(false).or_else(|| fits(true))
}

/// Whether a name says that its value is a credential.
#[must_use]
pub fn is_secret(name: &str, level: Level) -> bool {
    let words = split(name);
    let has = |list: &str, word: &String| list.split_whitespace().any(|other| other == word);
    let counted = words.iter().any(|word| has(COUNTING_WORDS, word));
    let named = words.iter().any(|word| {
        has(SECRET_WORDS, word)
            && !(counted && word.starts_with("token"))
            && !name.eq_ignore_ascii_case("pwd")
    });
    let ends = |carrier: &str| {
        let carrier: Vec<_> = carrier.split('_').collect();
        words.len() >= carrier.len() && words[words.len() - carrier.len()..] == carrier[..]
    };
    match level {
        Level::Permissive => false,
        Level::Moderate => named,
        Level::Strict => {
            named
                || STRICT_SECRETS.split(' ').any(|pattern| glob(pattern, name))
                || CARRIERS.split_whitespace().any(ends)
        }
    }
}

/// The words of a name, in small letters: marks are put in where the case changes, then all is cut at
/// what is no letter.
fn split(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut marked = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map_or(' ', |before| letters[before]);
        let after = letters.get(at + 1).copied().unwrap_or(' ');
        let rises = before.is_lowercase() && letter.is_uppercase();
        let begins = before.is_uppercase() && letter.is_uppercase() && after.is_lowercase();
        if rises || begins {
            marked.push('_');
        }
        marked.push(letter);
    }
    let words = marked.split(|letter: char| !letter.is_ascii_alphabetic());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// `*` is any text; letters have no case.
fn glob(pattern: &str, name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let pattern = pattern.to_ascii_uppercase();
    let pieces: Vec<&str> = pattern.split('*').collect();
    let Some(mut rest) = name.strip_prefix(pieces[0]) else { return false };
    let Some((last, middle)) = pieces[1..].split_last() else { return rest.is_empty() };
    for piece in middle {
        let Some((_, after)) = rest.split_once(piece) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

/// Every rule that refuses a value.
#[must_use]
pub fn value_problems(value: &[u8], level: Level) -> BTreeSet<&'static str> {
    if value.len() > 1000 {
        return BTreeSet::from(["env-value-length"]);
    }
    let mut wrong = BTreeSet::new();
    let strict = level == Level::Strict;
    if value.iter().any(|byte| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 127)) {
        wrong.insert("control-character");
    }
    if strict && (value.contains(&10) || value.contains(&13)) {
        wrong.insert("env-value-line-break");
    }
    if std::str::from_utf8(value).is_err() {
        wrong.insert("invalid-utf8");
    }
    let value = text(value);
    if value.contains('`') || value.contains("$(") {
        wrong.insert("env-value-substitution");
    }
    if value.starts_with("() {") {
        wrong.insert("env-value-function");
    }
    if level == Level::Permissive {
        return wrong;
    }
    for opened in value.split("${").skip(1) {
        let name = opened.split_once('}').map(|(name, _)| name);
        let is_name = |name: &str| {
            name.chars().all(|letter| letter == '_' || letter.is_ascii_alphanumeric())
                && !name.is_empty()
                && !name.starts_with(|first: char| first.is_ascii_digit())
        };
        if !name.is_some_and(is_name) {
            wrong.insert("env-value-expansion");
        }
    }
    if value.char_indices().any(|(at, mark)| "&;|".contains(mark) && (strict || is_bare(&value, at))) {
        wrong.insert("env-value-separator");
    }
    wrong
}

/// Whether the mark at `at` parts neither a URL nor a connection string.
fn is_bare(value: &str, at: usize) -> bool {
    let blank = |letter: char| " \t\r\n".contains(letter);
    let (before, after) = (&value[..at], &value[at + 1..]);
    let near = [before.chars().next_back(), after.chars().next()];
    if near.into_iter().flatten().any(|letter| blank(letter) || "&;|".contains(letter)) {
        return true;
    }
    let in_url = before.rsplit(blank).next().unwrap_or_default().contains("://");
    !in_url && !is_connection_string(value)
}

fn is_connection_string(value: &str) -> bool {
    let pairs: Vec<&str> = value.strip_suffix(';').unwrap_or(value).split(';').collect();
    let key = |pair: &&str| {
        let Some((key, _)) = pair.split_once('=') else { return false };
        key.split(' ').all(|word| {
            word.starts_with(|first: char| first.is_ascii_alphanumeric())
                && word.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.-".contains(letter))
        })
    };
    pairs.len() > 1 && pairs.iter().all(key)
}
