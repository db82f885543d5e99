//! `portcullis explain` and `portcullis rules`.

use std::io::{self, Write};

use portcullis::rule::Info;
use portcullis::{Level, Rule};
use serde_json::{Value, json};

use crate::args::RulesFormat;
use crate::exit::Exit;
use crate::printable::Printable;
use crate::render::{confidence_name, severity_name};

pub(crate) fn explain(name: &str) -> Exit {
    match Rule::find(name).or_else(|| Rule::find(&name.to_ascii_uppercase())) {
        Some(rule) => finish(write_page(rule.info(), &mut anstream::stdout().lock())),
        None => {
            anstream::eprintln!("portcullis: no rule `{}`; `portcullis rules` lists them", Printable(name));
            Exit::Usage
        }
    }
}

pub(crate) fn rules(format: RulesFormat) -> Exit {
    let mut output = anstream::stdout().lock();
    finish(match format {
        RulesFormat::Plain => write_table(&mut output),
        RulesFormat::Json => {
            writeln!(output, "{:#}", Value::Array(Rule::ALL.iter().map(|rule| entry(rule.info())).collect()))
        }
    })
}

fn finish(written: io::Result<()>) -> Exit {
    match written {
        Ok(()) => Exit::Clean,
        Err(error) => Exit::from_output(&error),
    }
}

fn write_page(info: &Info, output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "{} {}: {}\n", info.id, info.slug, info.summary)?;
    writeln!(output, "{}\n", info.why)?;
    writeln!(output, "Mend:       {}", info.fix)?;
    writeln!(output, "Refused at: {}", levels(info).join(", "))?;
    writeln!(
        output,
        "Severity:   {} (confidence: {})",
        severity_name(info.severity),
        confidence_name(info.confidence)
    )?;
    writeln!(output, "Source:     {}", info.source)?;
    writeln!(output, "Since:      {}", info.since)
}

fn write_table(output: &mut impl Write) -> io::Result<()> {
    for rule in Rule::ALL {
        let info = rule.info();
        writeln!(
            output,
            "{}  {:6}  {:32}  {}",
            info.id,
            severity_name(info.severity),
            info.slug,
            info.summary
        )?;
    }
    Ok(())
}

/// The levels by name; a rule of the audit alone has none.
fn levels(info: &Info) -> Vec<&'static str> {
    let levels: Vec<_> =
        Level::ALL.into_iter().filter(|level| info.levels.contains(*level)).map(Level::name).collect();
    if levels.is_empty() { vec!["no level (audit only)"] } else { levels }
}

fn entry(info: &Info) -> Value {
    let levels: Vec<_> =
        Level::ALL.into_iter().filter(|level| info.levels.contains(*level)).map(Level::name).collect();
    json!({
        "id": info.id,
        "slug": info.slug,
        "summary": info.summary,
        "why": info.why,
        "fix": info.fix,
        "source": info.source,
        "severity": severity_name(info.severity),
        "confidence": confidence_name(info.confidence),
        "levels": levels,
        "bug": format!("{:?}", info.bug),
        "since": info.since,
    })
}
