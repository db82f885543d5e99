//! From a request to the core and back.

use portcullis::{Rejection, sanitize_tool_name, validate_server_name};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Outcome;
use super::input::Text;
use super::policy::Policies;
use super::request::{Input, Kind, Request, describe};

/// The outcome, or what is wrong with the request.
pub(super) fn judge(request: &Request<'_>) -> Result<Outcome, String> {
    let lists = request.policy.lists();
    let policies = request.policy.build(&lists).map_err(|rejection| format!("policy: {rejection}"))?;
    let _ = &policies;
    match request.kind {
        Kind::ServerName => Ok(answer(validate_server_name(&text(&request.input)?), |name| json!(name))),
        Kind::ToolName => tool_name(&request.input),
    }
}

/// An answer about an input of one part.
fn answer<T>(verdict: Result<T, Rejection>, output: impl FnOnce(T) -> Value) -> Outcome {
    match verdict {
        Ok(accepted) => Outcome::Accept(output(accepted)),
        Err(rejection) => Outcome::Reject(rejection, None),
    }
}

/// The bytes of an input that is one string.
fn text(input: &Input<'_>) -> Result<Vec<u8>, String> {
    match input {
        Input::Json(value) => serde_json::from_str::<Text>(value.get()).map(|text| text.0).map_err(|e| describe(&e)),
        Input::Text(text) => Ok(text.clone().into_bytes()),
        Input::Hex(hex) => super::input::hex(hex),
    }
}

/// The members of an input that is an object of strings.
fn members<'a, T: Deserialize<'a>>(input: &'a Input<'_>) -> Result<T, String> {
    match input {
        Input::Json(value) => serde_json::from_str(value.get()).map_err(|e| describe(&e)),
        Input::Text(_) | Input::Hex(_) => Err("this kind has several texts; give them as input".into()),
    }
}

fn tool_name(input: &Input<'_>) -> Result<Outcome, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Names {
        tool_name: Text,
        server_name: Text,
    }
    let names: Names = members(input)?;
    Ok(match sanitize_tool_name(&names.tool_name.0, &names.server_name.0) {
        Ok(name) => Outcome::Accept(json!(name.as_str())),
        Err(rejection) => {
            let part = if rejection.part().index() == 0 { "tool_name" } else { "server_name" };
            Outcome::Reject(rejection, Some(json!(part)))
        }
    })
}
