//! `&`, `;` and `|` where they part the fields of a URL or of a connection string.
//!
//! Nothing splits a word of an argv or the value of a variable again, so that those bytes are data
//! there; a word in which they stand as shells use them (doubled, beside a blank, after a bare word)
//! was written for a shell all the same.

/// Where the first `&`, `;` or `|` stands that parts neither a URL nor a connection string.
///
/// One passes where it follows `://` in the same run without blanks, or where the whole text is
/// `key=value` pairs joined by `;`; never beside another one or beside a blank. Two passes over the
/// text at most.
pub(crate) fn first_bare(text: &[u8]) -> Option<usize> {
    let mut connection = None;
    let mut url = Scheme::default();
    let mut before = None;
    for (at, &byte) in text.iter().enumerate() {
        if is_separator(byte) {
            let after = text.get(at.saturating_add(1)).copied();
            let alone =
                ![before, after].into_iter().flatten().any(|near| is_separator(near) || is_blank(near));
            let inside = url.seen || *connection.get_or_insert_with(|| is_connection_string(text));
            if !(alone && inside) {
                return Some(at);
            }
        }
        url.read(byte);
        before = Some(byte);
    }
    None
}

pub(crate) const fn is_separator(byte: u8) -> bool {
    matches!(byte, b'&' | b';' | b'|')
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Watches for `://` since the last blank.
#[derive(Default)]
struct Scheme {
    matched: u8,
    seen: bool,
}

impl Scheme {
    fn read(&mut self, byte: u8) {
        self.matched = match (self.matched, byte) {
            (_, b':') => 1,
            (1, b'/') => 2,
            (2, b'/') => {
                self.seen = true;
                0
            }
            _ => 0,
        };
        if is_blank(byte) {
            self.seen = false;
        }
    }
}

/// Two or more `key=value` joined by `;`, which may also end the text (ADO.NET, Azure, ODBC).
fn is_connection_string(text: &[u8]) -> bool {
    let pairs = text.strip_suffix(b";").unwrap_or(text);
    pairs.contains(&b';') && pairs.split(|&byte| byte == b';').all(is_pair)
}

/// A key is words of letters, digits, `_`, `.` and `-`, each starting with a letter or digit, parted
/// by one blank (`Data Source`, `User ID`); `rm -rf` is none.
fn is_pair(pair: &[u8]) -> bool {
    let mut inside_word = false;
    for &byte in pair {
        inside_word = match byte {
            b'=' => return inside_word,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => true,
            b'_' | b'.' | b'-' if inside_word => true,
            b' ' if inside_word => false,
            _ => return false,
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::first_bare;

    #[test]
    fn urls_and_connection_strings_keep_their_separators() {
        for text in [
            "https://h.example/p?a=1&b=2",
            "jdbc:sqlserver://db.example:1433;databaseName=x;encrypt=true",
            "--uri=mongodb://a,b/?x=1&y=2",
            "Data Source=db;Initial Catalog=sales;User ID=me;Password=a&b",
            "A=1;B=2;",
            "see https://h.example/?a=1&b=2 for more",
            "no separator at all",
            "",
        ] {
            assert_eq!(first_bare(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn what_shells_read_is_bare() {
        for (text, at) in [
            ("a;b", 1),
            ("a=1;rm", 3),
            ("a=1;rm -rf=2", 3),
            ("a=1;;b=2", 3),
            ("a=1; b=2", 3),
            ("a=1;", 3),
            (";a=1;b=2", 0),
            ("x;y http://h/", 1),
            ("http://h/ x;y", 11),
            ("http://h/&&x", 9),
            ("http://h/?a&;b", 11),
            ("http://h/ & x", 10),
            ("http:/h|x", 7),
            ("http:x//y&z", 9),
        ] {
            assert_eq!(first_bare(text.as_bytes()), Some(at), "{text}");
        }
    }
}
