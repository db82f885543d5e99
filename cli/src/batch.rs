//! `portcullis batch`: JSON Lines in, JSON Lines out.
//!
//! One answer a line, in order. A line that is no request gets an answer with `error` and the run
//! goes on; memory does not grow with the number of lines.

mod answer;
mod input;
mod judge;
mod policy;
mod request;

use std::io::{self, BufRead, BufReader, BufWriter, Write};

use crate::exit::Exit;
use crate::printable;
use answer::{Answer, Outcome};
use request::Request;

/// The longest line that is read.
const LINE: usize = 4 * 1024 * 1024;

/// `network` lets names be resolved where a policy asks for it and assumes no answer.
pub(crate) fn run(network: bool) -> Exit {
    let input = BufReader::with_capacity(64 * 1024, io::stdin().lock());
    let output = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    match answer_lines(input, output, network) {
        Ok(()) => Exit::Clean,
        // Whoever read the answers has enough of them.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(error) => {
            // Nothing is left to do when the error cannot be written either.
            let _ = writeln!(io::stderr(), "portcullis: batch: {error}");
            Exit::Internal
        }
    }
}

/// The answer to one request.
pub(crate) fn answer(request: &serde_json::Value, network: bool) -> serde_json::Value {
    // An answer is made of plain values, which always become one.
    serde_json::to_value(answer_line(request.to_string().as_bytes(), network)).unwrap_or_default()
}

fn answer_lines<R: io::Read>(
    mut input: BufReader<R>,
    mut output: impl Write,
    network: bool,
) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        let answer = match read_line(&mut input, &mut line)? {
            Line::End => return output.flush(),
            Line::TooLong => Answer::error(None, "the line is longer than 4 MiB"),
            Line::Read => answer_line(&line, network),
        };
        writeln!(output, "{}", printable::json(&answer)?)?;
        // A caller that waits for the answer before it asks again must get it.
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
}

fn answer_line(line: &[u8], network: bool) -> Answer<'_> {
    let Ok(text) = str::from_utf8(line) else {
        return Answer::error(None, "the line is not UTF-8");
    };
    match Request::parse(text) {
        Ok(request) => {
            let outcome = judge::judge(&request, network).unwrap_or_else(Outcome::Error);
            Answer::new(request.id, outcome, request.policy.notes())
        }
        Err((id, message)) => Answer::error(id, message),
    }
}

enum Line {
    Read,
    TooLong,
    End,
}

/// Reads one line, without its line feed, into `line`; an overlong one is skipped to its end.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let mut seen = false;
    let mut too_long = false;
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            break if !seen { Ok(Line::End) } else { Ok(if too_long { Line::TooLong } else { Line::Read }) };
        }
        seen = true;
        let (chunk, used, done) = match buffer.iter().position(|&byte| byte == b'\n') {
            Some(at) => (&buffer[..at], at + 1, true),
            None => (buffer, buffer.len(), false),
        };
        if line.len() + chunk.len() > LINE {
            too_long = true;
            // The memory goes back at once; a later line takes what it needs.
            *line = Vec::new();
        }
        if !too_long {
            line.extend_from_slice(chunk);
        }
        input.consume(used);
        if done {
            return Ok(if too_long { Line::TooLong } else { Line::Read });
        }
    }
}
