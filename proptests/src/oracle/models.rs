//! The core against the independent models.

use std::collections::BTreeSet;

use portcullis::{Effect, Finding, HostOs, Level};

use crate::case::{Answer, Case, Kind, Subject};
use crate::model::{command, env, json, pairs, url};

type Rules = BTreeSet<&'static str>;

/// The rules that refuse are those of the model, for each part; and so are the drops.
pub(super) fn model(_: &Subject, case: &Case, answer: &Answer) -> Result<(), String> {
    let Some(findings) = &answer.findings else { return Ok(()) };
    // The models of this list leave characters beyond ASCII to the text rules, which have their own tests.
    let texts_only = matches!(case.kind, Kind::Env | Kind::Header | Kind::Cwd);
    if texts_only && !case.parts.iter().all(|part| part.is_ascii()) {
        return Ok(());
    }
    match case.kind {
        Kind::Command | Kind::Argv => commands(case, answer),
        Kind::ToolArgs => arguments(case, answer),
        Kind::Env => environment(case, findings),
        Kind::Header => headers(case, findings),
        Kind::Url => {
            urls(case, answer)?;
            answer.verdict.as_ref().map_or(Ok(()), |accepted| url_crate(&accepted.output))
        }
        Kind::Cwd => {
            let cwd = String::from_utf8_lossy(&case.parts[0]);
            same("", &refusing(findings, 0), &pairs::cwd_problems(&cwd))
        }
        _ => Ok(()),
    }
}

/// The rules that refuse something in this part.
fn refusing(findings: &[Finding], part: usize) -> Rules {
    let refusals = findings.iter().filter(|finding| finding.effect == Effect::Refuse);
    let in_part = refusals.map(|finding| finding.rejection).filter(|found| found.part().index() == part);
    in_part.map(|found| found.rule().slug()).collect()
}

fn same(place: &str, core: &Rules, model: &Rules) -> Result<(), String> {
    if core == model { Ok(()) } else { Err(format!("{place}the core says {core:?}, the model {model:?}")) }
}

fn environment(case: &Case, findings: &[Finding]) -> Result<(), String> {
    let settings = &case.settings;
    // What the model does not know.
    let limits = settings.max_key_length.or(settings.max_value_length);
    if limits.is_some() || settings.on_denied.is_some() || case.parts.len() > 2 * 256 {
        return Ok(());
    }
    let policy = env::Policy {
        level: settings.level().unwrap_or(Level::Strict),
        allowlist: settings.mode.as_deref() == Some("allowlist"),
        allowed: settings.allowed_vars.clone(),
        denied: settings.denied_vars.clone(),
    };
    let pairs: Vec<_> = case.parts.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
    for (at, fate) in env::fates(&pairs, &policy).into_iter().enumerate() {
        let refusing = refusing(findings, at);
        let dropped = findings
            .iter()
            .any(|finding| finding.effect == Effect::Drop && finding.rejection.part().index() == at);
        let place = format!("variable {at}: ");
        match &fate {
            env::Fate::Refuse(rules) => same(&place, &refusing, rules)?,
            env::Fate::Keep | env::Fate::Drop(_) => same(&place, &refusing, &Rules::new())?,
        }
        if dropped != matches!(fate, env::Fate::Drop(_)) {
            return Err(format!("{place}the core drops it: {dropped}, the model says {fate:?}"));
        }
    }
    Ok(())
}

fn headers(case: &Case, findings: &[Finding]) -> Result<(), String> {
    // More headers than there may be are not looked at.
    if case.parts.len() > 2 * 64 {
        return Ok(());
    }
    for (at, pair) in case.parts.chunks(2).enumerate() {
        let mut refusing = refusing(findings, at);
        let earlier = case.parts.chunks(2).take(at).any(|other| other[0].eq_ignore_ascii_case(&pair[0]));
        let duplicate = refusing.remove("header-duplicate");
        if duplicate && !earlier {
            return Err(format!("header {at}: is no duplicate"));
        }
        same(&format!("header {at}: "), &refusing, &pairs::header_problems(&pair[0], &pair[1]))?;
    }
    Ok(())
}

/// What the core accepts, the model accepts. (Not the other way round: launchers, payloads and the
/// audit of the program's own options are no part of the model.)
fn commands(case: &Case, answer: &Answer) -> Result<(), String> {
    let (Ok(accepted), settings) = (&answer.verdict, &case.settings) else { return Ok(()) };
    let lists = settings.allowed_executables.as_ref();
    let allowed: Option<Vec<&str>> = lists.map(|list| list.iter().map(String::as_str).collect());
    let rules = command::Rules {
        level: settings.level().unwrap_or_default(),
        allowed: allowed.as_deref(),
        windows: settings.host_os == Some(HostOs::Windows),
        longest: settings.max_length.unwrap_or(1000),
    };
    if case.kind == Kind::Argv {
        let passes = command::argv(&case.slices(), rules);
        return if passes { Ok(()) } else { Err("the model refuses the argv".to_owned()) };
    }
    let ours: Vec<_> =
        accepted.output.iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect();
    let model = command::command(&case.parts[0], rules);
    if model.as_ref() != Some(&ours) {
        return Err(format!("we read {ours:?}, the model {model:?}"));
    }
    words(&case.parts[0], &ours)
}

/// The words of an accepted command are those of the `shlex` and the `shell-words` crates.
fn words(command: &[u8], ours: &Vec<String>) -> Result<(), String> {
    let command = std::str::from_utf8(command).map_err(|_| "an accepted command is no text".to_owned())?;
    let shlex = shlex::split(command);
    if shlex.as_ref() != Some(ours) {
        return Err(format!("we read {ours:?}, shlex {shlex:?}"));
    }
    let shell_words = shell_words::split(command).ok();
    if shell_words.as_ref() != Some(ours) {
        return Err(format!("we read {ours:?}, shell-words {shell_words:?}"));
    }
    Ok(())
}

/// The core accepts exactly what the model accepts, where nothing is resolved.
fn urls(case: &Case, answer: &Answer) -> Result<(), String> {
    let settings = &case.settings;
    if settings.resolve_dns || settings.max_length.is_some() {
        return Ok(());
    }
    let policy = url::Policy {
        localhost: settings.allow_localhost,
        private: settings.allow_private_ips,
        https: settings.require_https,
        listed: settings.allowed_hostnames.clone(),
    };
    let model = url::accept(&case.parts[0], &policy);
    match (&answer.verdict, model) {
        (Ok(_), Some(_)) | (Err(_), None) => Ok(()),
        (verdict, model) => {
            let verdict = verdict.as_ref().map(|_| "accepted");
            Err(format!("the core says {verdict:?}, the model {model:?}"))
        }
    }
}

/// The core accepts exactly what the model accepts; and what it accepts, `serde_json` reads.
fn arguments(case: &Case, answer: &Answer) -> Result<(), String> {
    let settings = &case.settings;
    let limits = json::Limits {
        level: settings.level().unwrap_or_default(),
        depth: settings.max_depth.unwrap_or(5),
        size: settings.max_size.unwrap_or(10_000),
        keys: settings.max_dict_keys.unwrap_or(100),
        items: settings.max_list_items.unwrap_or(1000),
        string: settings.max_string_length.unwrap_or(10_000),
        big_integers: settings.big_integers,
    };
    let model = json::accept(&case.parts[0], &limits);
    if answer.verdict.is_ok() != model.is_some() {
        let verdict = answer.verdict.as_ref().map(|_| "accepted");
        return Err(format!("the core says {verdict:?}, the model {model:?}"));
    }
    let peer = serde_json::from_slice::<serde_json::Value>(&case.parts[0]);
    match peer {
        Err(error) if model.is_some() => Err(format!("serde_json refuses it: {error}")),
        _ => Ok(()),
    }
}

/// The parts of an accepted URL are those that the `url` crate reads (the WHATWG grammar).
fn url_crate(output: &[Vec<u8>]) -> Result<(), String> {
    let text = |at: usize| output.get(at).map_or("", |part| std::str::from_utf8(part).unwrap_or(""));
    let peer = match ::url::Url::parse(text(0)) {
        Ok(peer) => peer,
        // UTS 46 knows code points that no label may have; Punycode does not. A reader that refuses
        // such a label connects nowhere (SECURITY.md says so).
        Err(::url::ParseError::IdnaError) if text(2).to_ascii_lowercase().contains("xn--") => return Ok(()),
        Err(error) => return Err(format!("the url crate refuses it: {error}")),
    };
    let path = if text(4).is_empty() { "/" } else { text(4) };
    // It writes `'` in a query as `%27`.
    let query = text(5).replace('\'', "%27");
    let ours = [text(1), &text(2).to_ascii_lowercase(), text(3), path, &query];
    let host = peer.host_str().unwrap_or_default();
    let port = peer.port_or_known_default().unwrap_or_default().to_string();
    let its_query = peer.query().map_or_else(String::new, |query| format!("?{query}"));
    let its = [peer.scheme(), host.trim_matches(['[', ']']), &port, peer.path(), &its_query];
    if ours != its {
        return Err(format!("we read {ours:?}, the url crate {its:?}"));
    }
    let extras = (peer.username(), peer.password(), peer.fragment());
    if extras == ("", None, None) { Ok(()) } else { Err(format!("the url crate finds {extras:?}")) }
}
