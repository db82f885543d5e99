//! Other readers of URLs: three crates, and what is installed.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use portcullis_proptests::model::url::Parts;

/// The crates `url` (WHATWG), `http` (what hyper dials) and `fluent-uri` (RFC 3986) see the same scheme, host
/// and port. A reader that knows UTS 46 may refuse an `xn--` label; none may read another host.
pub(crate) fn rust(text: &str, ours: &Parts) -> Result<(), String> {
    let port = |port: Option<u16>| port.unwrap_or(if ours.scheme == "http" { 80 } else { 443 });
    let same = |reader: &str, scheme: &str, host: &str, port: u16| {
        let theirs = (scheme.to_lowercase(), host.to_lowercase(), port);
        let equal = theirs == (ours.scheme.clone(), ours.host.clone(), ours.port);
        if equal { Ok(()) } else { Err(format!("{text}: we read {ours:?}, {reader} {theirs:?}")) }
    };
    let encoded = ours.host.contains("xn--");
    match url::Url::parse(text) {
        Ok(url) => same("url", url.scheme(), url.host_str().unwrap_or_default(), port(url.port()))?,
        Err(url::ParseError::IdnaError) if encoded => {}
        Err(error) => return Err(format!("{text}: the url crate refuses it: {error}")),
    }
    let uri: http::Uri =
        text.parse().map_err(|error| format!("{text}: the http crate refuses it: {error}"))?;
    let written = uri.authority().map(http::uri::Authority::as_str).unwrap_or_default();
    if uri.port_u16().is_none() && written.trim_start_matches(|letter| letter != ']').contains(':') {
        return Err(format!("{text}: the http crate drops the port"));
    }
    same("http", uri.scheme_str().unwrap_or_default(), uri.host().unwrap_or_default(), port(uri.port_u16()))?;
    let uri =
        fluent_uri::Uri::parse(text).map_err(|error| format!("{text}: fluent-uri refuses it: {error}"))?;
    let authority = uri.authority().ok_or_else(|| format!("{text}: fluent-uri sees no authority"))?;
    if authority.has_userinfo() || uri.has_fragment() {
        return Err(format!("{text}: fluent-uri sees userinfo or a fragment"));
    }
    let written = authority.port_to_u16().map_err(|_| format!("{text}: fluent-uri reads no port"))?;
    same("fluent-uri", uri.scheme().as_str(), authority.host(), port(written))
}

/// Reads URLs from standard input, one a line, and answers with scheme, host and port as
/// `urllib.parse` sees them, the host and port that `urllib.request` would dial, and what libcurl sees
/// where it is installed; `-` for a refusal.
const PYTHON: &str = r#"
import ctypes, ctypes.util, sys, urllib.parse, urllib.request
def split(text):
    p = urllib.parse.urlsplit(text)
    return p.scheme, p.hostname, p.port
def dialled(text):
    r = urllib.request.Request(text)
    p = urllib.parse.urlsplit("//" + r.host)
    return r.type, p.hostname, p.port
def curl():
    lib = ctypes.CDLL(ctypes.util.find_library("curl") or "libcurl.so.4")
    lib.curl_url.restype = ctypes.c_void_p
    def read(text):
        handle = ctypes.c_void_p(lib.curl_url())
        if lib.curl_url_set(handle, 0, text.encode(), 0): raise ValueError
        parts = []
        for what in (1, 5, 6):
            part = ctypes.c_char_p()
            parts.append(part.value.decode() if not lib.curl_url_get(handle, what, ctypes.byref(part), 0) else None)
        lib.curl_url_cleanup(handle)
        return parts
    return read
readers = [("urllib.parse", split), ("urllib.request", dialled)]
try: readers.append(("libcurl", curl()))
except Exception: pass
for line in sys.stdin:
    for name, read in readers:
        try: scheme, host, port = read(line[:-1])
        except Exception: print(name, "-"); continue
        print(name, scheme, host, port if port is not None else "")
    print()
"#;

const NODE: &str = r#"
for (const line of require("fs").readFileSync(0, "utf8").split("\n").slice(0, -1)) {
    try { const u = new URL(line); console.log("URL", u.protocol.slice(0, -1), u.hostname, u.port); }
    catch { console.log("URL", "-"); }
    try { const u = require("url").parse(line); console.log("url.parse", u.protocol.slice(0, -1), u.hostname, u.port ?? ""); }
    catch { console.log("url.parse", "-"); }
    console.log("");
}
"#;

/// Asks every reader that is installed about all URLs at once.
pub(crate) fn installed(urls: &BTreeMap<String, Parts>) {
    for (program, arguments) in [("python3", ["-c", PYTHON]), ("node", ["-e", NODE])] {
        let Some(answers) = ask(program, &arguments, urls.keys()) else {
            println!("skipped: {program} is not installed");
            continue;
        };
        let blocks: Vec<&str> = answers.trim_end().split("\n\n").collect();
        assert_eq!(blocks.len(), urls.len(), "{program} answers");
        let mut readers = BTreeMap::<&str, usize>::new();
        for ((text, ours), block) in urls.iter().zip(blocks) {
            for line in block.lines() {
                let mut words = line.split(' ');
                let reader = words.next().unwrap_or_default();
                *readers.entry(reader).or_default() += 1;
                let theirs: Vec<&str> = words.collect();
                if theirs == ["-"] {
                    // Those that know UTS 46 refuse labels that Punycode can decode.
                    assert!(ours.host.contains("xn--"), "{reader} of {program} refuses {text}");
                    continue;
                }
                let host = theirs[1].to_lowercase();
                let host = host.trim_matches(['[', ']']);
                let default = if theirs[0] == "http" { "80" } else { "443" };
                let port = if theirs[2].is_empty() { default } else { theirs[2] };
                let ours_host = ours.host.trim_matches(['[', ']']);
                let (theirs, ours) =
                    ((theirs[0], host, port), (&*ours.scheme, ours_host, &*ours.port.to_string()));
                assert_eq!(theirs, ours, "{reader} of {program} on {text}");
            }
        }
        println!("{program}: {readers:?}");
    }
}

/// What a program answers to these lines; `None` where there is no such program.
fn ask<'u>(program: &str, arguments: &[&str], lines: impl Iterator<Item = &'u String>) -> Option<String> {
    let input: String = lines.map(|line| format!("{line}\n")).collect();
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().ok()?;
    let mut stdin = child.stdin.take()?;
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    assert!(output.status.success(), "{program} failed");
    String::from_utf8(output.stdout).ok()
}
