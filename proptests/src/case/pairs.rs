//! Environments and headers.

use portcullis::{
    Rejection, audit_environment_variables, audit_headers, validate_environment_variables, validate_header,
    validate_headers,
};

use super::{Accepted, Answer, Case, Kind, collect};
use crate::settings::Settings;

/// Name, value, name, value, … as pairs.
fn pairs<'p>(parts: &[&'p [u8]]) -> Vec<(&'p [u8], &'p [u8])> {
    parts.chunks(2).map(|pair| (pair[0], pair[1])).collect()
}

fn flat<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>) -> Vec<Vec<u8>> {
    pairs.flat_map(|(name, value)| [name.into(), value.into()]).collect()
}

pub(super) fn environment(settings: &Settings, parts: &[&[u8]]) -> Result<Answer, Rejection> {
    let pairs = pairs(parts);
    let lists = settings.lists();
    let policy = lists.env()?;
    let verdict = validate_environment_variables(&pairs, &policy).map(|environment| {
        let output = flat(environment.kept());
        let again = Case { kind: Kind::Env, settings: settings.clone(), parts: output.clone() };
        let dropped = environment.dropped().map(|(_, rejection)| rejection).collect();
        Accepted { output, dropped, printed: format!("{environment:?}"), again: Some(Box::new(again)) }
    });
    Ok(Answer {
        verdict,
        findings: collect(|mut sink| audit_environment_variables(&pairs, &policy, &mut sink)),
    })
}

/// Several headers; a single one by `validate_header`, which must agree.
pub(super) fn headers(parts: &[&[u8]]) -> Answer {
    let pairs = pairs(parts);
    let several = validate_headers(&pairs).map(|headers| {
        let output = flat(headers.iter().map(|header| (header.name(), header.value())));
        let printed = headers.iter().map(|header| format!("{header:?}")).collect::<String>();
        Accepted {
            again: Some(Box::new(Case::new(Kind::Header, output.clone()))),
            printed: format!("{headers:?}{printed}"),
            output,
            ..Accepted::default()
        }
    });
    if let [(name, value)] = pairs[..] {
        let single = validate_header(name, value);
        let single = single.map(|header| vec![header.name().into(), header.value().into()]);
        let several = several.as_ref().map(|accepted| accepted.output.clone());
        assert_eq!(
            single,
            several.map_err(|rejection| *rejection),
            "validate_header and validate_headers differ"
        );
    }
    Answer { verdict: several, findings: collect(|mut sink| audit_headers(&pairs, &mut sink)) }
}
