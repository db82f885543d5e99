//! Entries that connect: `url`, `headers`.

use super::entry::ServerEntry;
use super::field::{Decoded, Fields};
use super::keys::{Key, Known};
use super::pair::{InPair, NameBuffer, Names};
use super::security::Policies;
use super::{Buffer, Watch, placeholder, wrong_type};
use crate::check::env::secret;
use crate::check::header::{HeaderAudit, is_credential_header};
use crate::check::url::{Addresses, Lookup, audit_url, validate_url};
use crate::lex::json::text::Text;
use crate::lex::json::view::{Kind, Value};
use crate::lex::url::Scheme;
use crate::limit;
use crate::policy::{Level, Placeholders, UrlPolicy};
use crate::reject::{Effect, Finding, Rejection, Sink, Span};
use crate::rule::Rule;

/// Reports on the fields, and puts what they say into the entry.
pub(super) fn judge<'a>(
    known: &Known<'a, Key>,
    fields: Fields,
    policies: &Policies<'_>,
    lookup: &mut impl Lookup,
    entry: &mut ServerEntry<'a>,
    sink: &mut impl Sink,
) {
    let mut channel = Channel::default();
    if let Some(value) = known.of(Key::Url) {
        match value.text() {
            None => sink.refuse(wrong_type(value)),
            Some(text) => {
                entry.url = Some(text);
                channel = judge_url(text, fields, policies, lookup, &mut entry.addresses, sink);
            }
        }
    }
    if let Some(value) = known.of(Key::Headers) {
        entry.headers = Some(value);
        judge_headers(value, fields, channel, sink);
    }
}

/// What the URL says about where header values go.
#[derive(Clone, Copy, Default)]
struct Channel {
    /// Over the network, in the clear.
    plain: bool,
    /// To a host that an allow-list names.
    listed: bool,
}

fn judge_url(
    text: Text<'_>,
    fields: Fields,
    policies: &Policies<'_>,
    lookup: &mut impl Lookup,
    addresses: &mut Addresses,
    sink: &mut impl Sink,
) -> Channel {
    let mut buffer = Buffer::new();
    let Decoded { bytes, place } = fields.decode(text, &mut buffer);
    let mut watch = Watch::new(sink);
    let text_alone = policies.url.resolve_dns(false);
    audit_url(bytes, &text_alone, &mut place.sink(&mut watch));
    if let (false, Some(hostnames)) = (watch.refused, policies.also.hostnames) {
        audit_url(bytes, &text_alone.allowed_hostnames(hostnames), &mut place.sink(&mut watch));
    }
    // A name that is refused anyway is not asked for.
    if policies.url.resolve_dns && !watch.refused {
        *addresses = lookup.addresses(bytes, &policies.url, &mut place.sink(&mut watch));
    }
    // Where the host itself is refused, the credentials would still go there.
    let lenient = UrlPolicy::strict().allow_private_ips(true).allow_localhost(true);
    let plain =
        validate_url(bytes, &lenient).is_ok_and(|url| url.scheme() == Scheme::Http && !url.is_loopback());
    let listed = policies.url.allowed_hostnames.is_some() || policies.also.hostnames.is_some();
    let channel = Channel { plain, listed };
    note_sent_secret(text, fields.placeholders, channel, sink);
    channel
}

fn judge_headers(headers: Value<'_>, fields: Fields, channel: Channel, sink: &mut impl Sink) {
    if !matches!(headers.kind, Kind::Object) {
        return sink.refuse(wrong_type(headers));
    }
    let mut audit = HeaderAudit::new();
    let mut names = Names::<{ limit::HEADERS }>::new(headers.json());
    for member in headers.members() {
        match member.value.text() {
            None => sink.refuse(wrong_type(member.value)),
            Some(value) => {
                let mut name_buffer = NameBuffer::new();
                let mut value_buffer = Buffer::new();
                let name = Fields { placeholders: Placeholders::None }.decode(member.key, &mut name_buffer);
                let decoded = fields.decode(value, &mut value_buffer);
                let mut pair = InPair::new(&name.place, &decoded.place, sink);
                audit.pair(name.bytes, decoded.bytes, |index| names.same(index, member.key), &mut pair);
                if channel.plain && is_credential_header(name.bytes) {
                    sink.refuse(Rejection::new(Rule::ServerCredentialPlain, member.key_span));
                }
                note_sent_secret(value, fields.placeholders, channel, sink);
            }
        }
        names.add(member.key_span);
    }
}

/// Notes a placeholder for a sensitive variable whose value would go to a host that nobody has listed.
fn note_sent_secret(text: Text<'_>, syntax: Placeholders, channel: Channel, sink: &mut impl Sink) {
    if channel.listed {
        return;
    }
    let span = Span::new(text.start(), text.end());
    if placeholder::names(text, syntax).any(|name| secret::is_sensitive(&name, Level::Moderate)) {
        sink.finding(Finding::new(Effect::Note, Rejection::new(Rule::ServerSecretSent, span)));
    }
}
