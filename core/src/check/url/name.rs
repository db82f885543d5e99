//! Names that are no ordinary name of the public DNS.

use crate::rule::Rule;

/// The longest name that the tables below hold.
const LONGEST: usize = 32;

/// What a name is besides a name, as the rule that refuses it.
pub(super) fn special(name: &[u8]) -> Option<Rule> {
    let mut buffer = [0; LONGEST];
    let (tail, whole) = lower_tail(name, &mut buffer);
    let (last, domain) = last_labels(tail);
    if whole && is_metadata(tail) {
        Some(Rule::HostMetadata)
    } else if last == b"localhost" || whole && is_local(tail) {
        Some(Rule::HostLocalhost)
    } else if last.len() == tail.len() && !name.contains(&b'.') {
        Some(Rule::HostSingleLabel)
    } else if is_special_use(last) {
        Some(Rule::HostSpecialUse)
    } else if is_address_echo(domain) || is_under(tail, b"ip.addr.tools") {
        Some(Rule::HostAddressEcho)
    } else {
        None
    }
}

/// Names of metadata services. Those of one label are in the search domain of the vendor's machines.
#[rustfmt::skip]
fn is_metadata(name: &[u8]) -> bool {
    matches!(
        name,
        b"api.metadata.cloud.ibm.com" | b"instance-data" | b"instance-data.ec2.internal" | b"metadata"
        | b"metadata.azure.internal" | b"metadata.goog" | b"metadata.google.internal" | b"metadata.packet.net"
        | b"metadata.platformequinix.com" | b"metadata.tencentyun.com" | b"rancher-metadata"
    )
}

/// Names of this machine in the hosts files of distributions, besides `localhost` and what is under it.
#[rustfmt::skip]
fn is_local(name: &[u8]) -> bool {
    matches!(
        name,
        b"ip6-localhost" | b"ip6-loopback" | b"localhost.localdomain" | b"localhost4"
        | b"localhost4.localdomain4" | b"localhost6" | b"localhost6.localdomain6"
    )
}

/// Last labels that the public DNS does not have, or not for hosts.
#[rustfmt::skip]
fn is_special_use(label: &[u8]) -> bool {
    matches!(
        label,
        // RFC 6761, RFC 6762, RFC 7686, RFC 9476; RFC 3172 (infrastructure, so `home.arpa` of RFC 8375 too).
        b"alt" | b"arpa" | b"example" | b"invalid" | b"local" | b"onion" | b"test"
        // ICANN's reservation for private use (2024), and RFC 6762 appendix G.
        | b"corp" | b"home" | b"internal" | b"intranet" | b"lan" | b"private"
        // Hosts files.
        | b"localdomain" | b"localdomain4" | b"localdomain6"
        // ICANN's deferral for name collisions (2018), with `corp` and `home`.
        | b"mail"
        // Kubernetes: `name.namespace.svc`, and `name.default` by the search list. Consul's domain.
        | b"consul" | b"default" | b"svc"
    )
}

/// Domains whose names answer with an address that the name spells, or with a local one.
#[rustfmt::skip]
fn is_address_echo(domain: &[u8]) -> bool {
    matches!(
        domain,
        b"1u.ms" | b"backname.io" | b"ddev.site" | b"fuf.me" | b"lacolhost.com" | b"lcl.host"
        | b"lndo.site" | b"local-ip.co" | b"local-ip.sh" | b"local.gd" | b"localdev.me" | b"localh.st"
        | b"localho.st" | b"localhost.direct" | b"localtest.me" | b"lvh.me" | b"nip.io" | b"plex.direct"
        | b"rbndr.us" | b"rebind.it" | b"sslip.io" | b"traefik.me" | b"vcap.me"
        | b"xip.io" | b"xip.name"
    )
}

/// Whether the name is the domain or below it, for domains of more than two labels.
fn is_under(name: &[u8], domain: &[u8]) -> bool {
    name.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with(b"."))
}

/// Whether the name is `localhost` itself.
pub(super) fn is_localhost(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(b"localhost")
}

/// Whether the allow-list has the name: the whole of it, ASCII case aside.
pub(super) fn is_listed(name: &[u8], list: &[&str]) -> bool {
    list.iter().any(|entry| name.eq_ignore_ascii_case(entry.as_bytes()))
}

/// The last bytes of the name in lower case, and whether they are all of it.
fn lower_tail<'b>(name: &[u8], buffer: &'b mut [u8; LONGEST]) -> (&'b [u8], bool) {
    let tail = name.last_chunk::<LONGEST>().map_or(name, |tail| tail);
    for (lower, byte) in buffer.iter_mut().zip(tail) {
        *lower = *byte;
    }
    buffer.make_ascii_lowercase();
    (buffer.get(..tail.len()).unwrap_or_default(), tail.len() == name.len())
}

/// The last label, and the last two with their dot. Labels that the tail cuts are longer than any of the
/// tables.
fn last_labels(tail: &[u8]) -> (&[u8], &[u8]) {
    let last_dot = |bytes: &[u8]| bytes.iter().rposition(|&byte| byte == b'.');
    let Some(dot) = last_dot(tail) else { return (tail, tail) };
    let (before, last) = tail.split_at_checked(dot).unwrap_or_default();
    let start = last_dot(before).map_or(0, |dot| dot.saturating_add(1));
    (last.get(1..).unwrap_or_default(), tail.get(start..).unwrap_or_default())
}
