//! `portcullis check`: which files, which profile, which exit code.

use std::path::{Path, PathBuf};

use portcullis::rule::Severity;

use crate::args::CheckArguments;
use crate::audit::{self, Audit, Finding};
use crate::client;
use crate::exit::Exit;
use crate::read::{self, Input, complain};
use crate::render::{File, Format, Report};

/// The most findings of one file that a report lists; the rest is counted. What code scanning shows at most.
const SHOWN: usize = 5000;

pub(crate) fn run(arguments: &CheckArguments) -> Exit {
    let mut worst = Exit::Clean;
    let inputs = inputs(arguments, &mut worst);
    if inputs.is_empty() && worst == Exit::Clean {
        anstream::eprintln!("portcullis: no known configuration file here; name the files to check");
        return Exit::NoInput;
    }
    let threshold = Severity::from(arguments.min_severity);
    let mut report = Report { files: Vec::new(), servers: 0, hidden: 0, threshold };
    let mut audited = false;
    for Sourced { input, discovered } in inputs {
        let mut audit = judge(arguments, &input);
        if let Some(problem) = &audit.problem {
            complain(&input.name, problem);
            worst = worst.max(Exit::Unreadable);
        }
        let is_settings = audit.servers.is_none() && audit.findings.is_empty();
        if is_settings && !discovered {
            complain(&input.name, "no MCP servers in this file");
        }
        audited |= !is_settings;
        report.servers += audit.servers.unwrap_or(0);
        audit.findings.retain(|finding| !arguments.ignore.contains(&finding.rule));
        let all = audit.findings.len();
        let is_shown = |finding: &Finding| arguments.enforce.is_some() || finding.severity() >= threshold;
        let findings: Vec<_> = audit.findings.into_iter().filter(is_shown).take(SHOWN).collect();
        report.hidden += all - findings.len();
        // Who uploads a SARIF report takes an exit code other than 0 for a failure of the scan.
        let quiet = arguments.exit_zero || matches!(arguments.format, Format::Sarif);
        if !findings.is_empty() && !quiet {
            worst = worst.max(Exit::Findings);
        }
        if !is_settings {
            report.files.push(File {
                name: input.name,
                text: input.text,
                findings,
                secrets: audit.secrets,
                verdicts: audit.verdicts,
            });
        }
    }
    if !audited && worst == Exit::Clean {
        anstream::eprintln!("portcullis: nothing to check");
        return Exit::NoInput;
    }
    match report.print(arguments.format) {
        Ok(()) => worst,
        Err(error) => Exit::from_output(&error),
    }
}

/// The audit of an input, or what a host would do with it.
fn judge(arguments: &CheckArguments, input: &Input) -> Audit {
    match arguments.enforce {
        None => audit::document(&input.name, &input.text, arguments.client),
        Some(level) => {
            let lists = arguments.policy.lists();
            let policy = arguments.policy.policy(level.into(), &lists);
            audit::enforce(&input.name, &input.text, arguments.client, &policy, level.into())
        }
    }
}

/// An input, and whether a search found it.
struct Sourced {
    input: Input,
    discovered: bool,
}

/// Reads what was named, or what is known here. Complaints go to standard error, and to `worst`.
fn inputs(arguments: &CheckArguments, worst: &mut Exit) -> Vec<Sourced> {
    let mut inputs = Vec::new();
    let mut add = |path: &Path, discovered: bool, worst: &mut Exit| {
        let name = path.display().to_string();
        match read::file(path) {
            Ok(text) => inputs.push(Sourced { input: Input { name, text }, discovered }),
            Err(error) => {
                complain(&name, error);
                *worst = (*worst).max(Exit::Unreadable);
            }
        }
    };
    if arguments.paths.is_empty() {
        for path in client::present_in(Path::new("")) {
            add(&path, true, worst);
        }
        return inputs;
    }
    let mut stdin = false;
    for path in &arguments.paths {
        if path == Path::new("-") {
            stdin = true;
        } else if path.is_dir() {
            let (files, unreadable) = client::find_in(path);
            for folder in unreadable {
                complain(&folder.display().to_string(), "the folder cannot be read");
                *worst = (*worst).max(Exit::Unreadable);
            }
            if files.is_empty() {
                complain(&path.display().to_string(), "no known configuration file in this folder");
            }
            for file in files {
                add(&file, true, worst);
            }
        } else {
            add(path, false, worst);
        }
    }
    if stdin {
        let name = arguments
            .stdin_filename
            .clone()
            .unwrap_or_else(|| PathBuf::from("<stdin>"))
            .display()
            .to_string();
        match read::stdin() {
            Ok(text) => inputs.push(Sourced { input: Input { name, text }, discovered: false }),
            Err(error) => {
                complain(&name, error);
                *worst = (*worst).max(Exit::Unreadable);
            }
        }
    }
    inputs
}
