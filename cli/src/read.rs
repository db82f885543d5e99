//! Reading files, with a bound and with one clear sentence for each way it fails.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::exit::Exit;
use crate::printable::Printable;

/// The largest file that is read. Settings files of editors reach a few MiB.
pub(crate) const LIMIT: u64 = 32 * 1024 * 1024;

/// A file as it was read.
#[derive(Debug)]
pub(crate) struct Input {
    /// How reports name it.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Why there is no text.
#[derive(Debug)]
pub(crate) enum ReadError {
    NotFound,
    Folder,
    TooLarge,
    Binary(usize),
    Utf16,
    NotUtf8(usize),
    Io(io::ErrorKind),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("no such file"),
            Self::Folder => f.write_str("a folder, not a file"),
            Self::TooLarge => write!(f, "larger than {} MiB", LIMIT / 1024 / 1024),
            Self::Binary(at) => write!(f, "not a text file (NUL at byte {at})"),
            Self::Utf16 => f.write_str("UTF-16; save it as UTF-8"),
            Self::NotUtf8(at) => write!(f, "not UTF-8 (byte {at})"),
            Self::Io(kind) => write!(f, "cannot be read: {kind}"),
        }
    }
}

/// Says of one input that it cannot be used.
pub(crate) fn complain(name: &str, problem: impl fmt::Display) {
    anstream::eprintln!("portcullis: {}: {}", Printable(name), Printable(&problem.to_string()));
}

pub(crate) fn file(path: &Path) -> Result<String, ReadError> {
    // Opened first, so that what is asked about is what is read.
    let file = File::open(path).map_err(|error| io_error(&error))?;
    if file.metadata().map_err(|error| io_error(&error))?.is_dir() {
        return Err(ReadError::Folder);
    }
    bounded(file)
}

pub(crate) fn stdin() -> Result<String, ReadError> {
    bounded(io::stdin().lock())
}

/// The name and the text of the one input of a command; a failure is told, and is the exit code.
pub(crate) fn named(path: &Path) -> Result<(String, String), Exit> {
    let (name, text) = if path == Path::new("-") {
        ("<stdin>".to_owned(), stdin())
    } else {
        (path.display().to_string(), file(path))
    };
    match text {
        Ok(text) => Ok((name, text)),
        Err(error) => {
            complain(&name, error);
            Err(Exit::Unreadable)
        }
    }
}

fn bounded(source: impl Read) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    source.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| io_error(&error))?;
    decode(bytes)
}

/// The text of a file's bytes, without a byte order mark.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    if bytes.len() as u64 > LIMIT {
        return Err(ReadError::TooLarge);
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(ReadError::Utf16);
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(ReadError::Binary(at));
    }
    String::from_utf8(bytes).map_err(|error| ReadError::NotUtf8(error.utf8_error().valid_up_to()))
}

fn io_error(error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::NotFound,
        io::ErrorKind::IsADirectory => ReadError::Folder,
        kind => ReadError::Io(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn each_failure_has_its_sentence() {
        let problem = |bytes: &[u8]| decode(bytes.to_vec()).map_err(|error| error.to_string());
        assert_eq!(problem(b"{}"), Ok("{}".to_owned()));
        assert_eq!(problem(b"a\0").unwrap_err(), "not a text file (NUL at byte 1)");
        assert_eq!(problem(b"\xff\xfe{\0").unwrap_err(), "UTF-16; save it as UTF-8");
        assert_eq!(problem(b"ab\xff").unwrap_err(), "not UTF-8 (byte 2)");
    }
}
