//! Names and working directories.

use portcullis::{
    Part, ToolNames, audit_cwd, audit_server_name, audit_text, audit_tool_name, inspect_text, limit,
    sanitize_tool_name, validate_cwd, validate_server_name,
};

use super::{Accepted, Answer, Case, Kind, collect};

pub(super) fn server(name: &[u8]) -> Answer {
    let verdict = validate_server_name(name).map(|accepted| Accepted {
        output: vec![accepted.into()],
        again: Some(Box::new(Case::new(Kind::ServerName, vec![accepted.into()]))),
        ..Accepted::default()
    });
    Answer { verdict, findings: collect(|mut sink| audit_server_name(name, &mut sink)) }
}

pub(super) fn tool(tool: &[u8], server: &[u8]) -> Answer {
    let verdict = sanitize_tool_name(tool, server).map(|name| {
        // A final name is accepted as a tool's name, as far as it is short enough to be one.
        let again = name.as_str().len() <= limit::TOOL_NAME;
        let case = Case::new(Kind::ToolName, vec![name.as_str().into(), server.into()]);
        Accepted {
            output: vec![name.as_str().into(), name.server().into(), name.tool().into()],
            printed: format!("{name:?}"),
            again: again.then(|| Box::new(case)),
            ..Accepted::default()
        }
    });
    Answer { verdict, findings: collect(|mut sink| audit_tool_name(tool, server, &mut sink)) }
}

pub(super) fn tools(pairs: &[&[u8]]) -> Answer {
    let mut registry = ToolNames::<4>::new();
    let mut accepted = Accepted::default();
    for (at, pair) in pairs.chunks(2).enumerate() {
        match registry.add(pair[0], pair[1]) {
            Ok(name) => accepted.output.push(name.as_str().into()),
            Err(rejection) => {
                // A rejection speaks of the call's own two inputs; here they are two of many.
                let part = Part::new(2 * at + rejection.part().index());
                return Answer::refused(rejection.in_part(part));
            }
        }
    }
    accepted.printed = format!("{registry:?}");
    Answer { verdict: Ok(accepted), findings: None }
}

pub(super) fn cwd(cwd: &[u8]) -> Answer {
    let verdict = validate_cwd(cwd).map(|accepted| Accepted {
        output: vec![accepted.into()],
        again: Some(Box::new(Case::new(Kind::Cwd, vec![accepted.into()]))),
        ..Accepted::default()
    });
    Answer { verdict, findings: collect(|mut sink| audit_cwd(cwd, &mut sink)) }
}

pub(super) fn text(text: &[u8]) -> Answer {
    let verdict = inspect_text(text).map(|accepted| Accepted {
        output: vec![accepted.into()],
        again: Some(Box::new(Case::new(Kind::Text, vec![accepted.into()]))),
        ..Accepted::default()
    });
    Answer { verdict, findings: collect(|mut sink| audit_text(text, &mut sink)) }
}
