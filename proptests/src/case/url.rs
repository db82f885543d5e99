//! URLs, redirects and addresses.

use std::net::IpAddr;

use portcullis::{
    Addresses, Host, Part, Rejection, Unresolved, Url, audit_ip, audit_url, audit_url_resolved,
    check_redirect, validate_ip, validate_url, validate_url_resolved,
};

use super::{Accepted, Answer, Case, Kind, collect};
use crate::settings::Settings;

/// A resolver that knows one answer. Empty, it has none.
fn resolver(answer: &[IpAddr]) -> impl FnMut(&str, &mut Addresses) -> Result<(), Unresolved> + '_ {
    move |_, addresses| {
        addresses.extend(answer.iter().copied());
        if answer.is_empty() { Err(Unresolved) } else { Ok(()) }
    }
}

/// The URL first, then its parts.
fn output(url: &Url<'_>) -> Vec<Vec<u8>> {
    let host = match url.host() {
        Host::Name(name) => name.to_owned(),
        Host::V4(address) => address.to_string(),
        Host::V6(address) => address.to_string(),
    };
    let query = url.query().map_or_else(String::new, |query| format!("?{query}"));
    let parts = [url.as_str(), url.scheme().name(), &host, &url.port().to_string(), url.path(), &query];
    parts.into_iter().map(|part| part.as_bytes().to_vec()).collect()
}

/// `validate_url`; with `resolved_ips`, `validate_url_resolved` as well.
pub(super) fn url(settings: &Settings, url: &[u8]) -> Result<Answer, Rejection> {
    let lists = settings.lists();
    let policy = lists.url()?;
    let again = Case { kind: Kind::Url, settings: settings.clone(), parts: vec![url.into()] };
    let accepted =
        |output, printed| Accepted { output, printed, again: Some(Box::new(again)), ..Accepted::default() };
    let Some(answer) = &settings.resolved_ips else {
        return Ok(Answer {
            verdict: validate_url(url, &policy).map(|url| accepted(output(&url), format!("{url:?}"))),
            findings: collect(|mut sink| audit_url(url, &policy, &mut sink)),
        });
    };
    let verdict = validate_url_resolved(url, &policy, &mut resolver(answer)).map(|resolved| {
        let addresses = resolved.addresses().iter().map(|address| address.to_string().into_bytes());
        accepted(
            output(&resolved.url()).into_iter().chain(addresses).collect(),
            format!("{:?}", resolved.url()),
        )
    });
    let findings = collect(|mut sink| audit_url_resolved(url, &policy, &mut resolver(answer), &mut sink));
    Ok(Answer { verdict, findings })
}

/// `check_redirect` from one URL to another; the first has to be accepted itself.
pub(super) fn redirect(settings: &Settings, from: &[u8], to: &[u8]) -> Result<Answer, Rejection> {
    let lists = settings.lists();
    let policy = lists.url()?;
    let from = validate_url(from, &policy.resolve_dns(false))?;
    let verdict = check_redirect(&from, to, &policy)
        .map(|to| Accepted { output: output(&to), printed: format!("{to:?}"), ..Accepted::default() })
        .map_err(|rejection| rejection.in_part(Part::new(1)));
    Ok(Answer { verdict, findings: None })
}

/// `validate_ip`
pub(super) fn ip(settings: &Settings, text: &[u8]) -> Result<Answer, Rejection> {
    let lists = settings.lists();
    let policy = lists.url()?;
    let verdict = validate_ip(text, &policy).map(|address| {
        let output = vec![address.to_string().into_bytes()];
        let again = Case { kind: Kind::Ip, settings: settings.clone(), parts: output.clone() };
        Accepted { output, again: Some(Box::new(again)), ..Accepted::default() }
    });
    Ok(Answer { verdict, findings: collect(|mut sink| audit_ip(text, &policy, &mut sink)) })
}
