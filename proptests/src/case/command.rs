//! Command strings and argv.

use portcullis::{
    Escaped, Rejection, audit_argv, audit_command, prepare_command, resolve_executable_in, validate_argv,
};

use super::{Accepted, Answer, Case, Kind, collect};
use crate::settings::Settings;

fn words<'w>(words: impl Iterator<Item = &'w str>) -> Vec<Vec<u8>> {
    words.map(|word| word.as_bytes().to_vec()).collect()
}

/// The argv that came out has to be accepted as an argv.
fn accepted(settings: &Settings, output: Vec<Vec<u8>>, printed: String) -> Accepted {
    let mut settings = settings.clone();
    settings.max_length = None;
    let again = Case { kind: Kind::Argv, settings, parts: output.clone() };
    Accepted { output, printed, again: Some(Box::new(again)), ..Accepted::default() }
}

pub(super) fn string(settings: &Settings, command: &[u8]) -> Result<Answer, Rejection> {
    let lists = settings.lists();
    let policy = lists.command()?;
    let verdict = prepare_command(command, &policy);
    let verdict = verdict.map(|argv| accepted(settings, words(argv.words()), format!("{argv:?}")));
    Ok(Answer { verdict, findings: collect(|mut sink| audit_command(command, &policy, &mut sink)) })
}

pub(super) fn argv(settings: &Settings, parts: &[&[u8]]) -> Result<Answer, Rejection> {
    let lists = settings.lists();
    let policy = lists.command()?;
    let (executable, arguments) = (parts[0], &parts[1..]);
    let verdict = validate_argv(executable, arguments, &policy).map(|argv| {
        assert_eq!(argv.to_string(), Escaped::new(executable, arguments).to_string());
        accepted(settings, words(argv.words()), format!("{argv:?}"))
    });
    let findings = collect(|mut sink| audit_argv(executable, arguments, &policy, &mut sink));
    Ok(Answer { verdict, findings })
}

/// The folder stands in the repository, whose place the output leaves out.
pub(super) fn resolve(name: &[u8], folder: &[u8]) -> Answer {
    let root = crate::repository().canonicalize().expect("the repository is there");
    let folder = root.join(String::from_utf8_lossy(folder).as_ref());
    let verdict = resolve_executable_in(&String::from_utf8_lossy(name), folder.as_os_str()).map(|program| {
        let program = program.strip_prefix(&root).unwrap_or(&program).to_string_lossy().into_owned();
        Accepted { output: vec![program.into_bytes()], ..Accepted::default() }
    });
    Answer { verdict, findings: None }
}
