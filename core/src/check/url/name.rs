//! Names that are no ordinary name of the public DNS.

use crate::rule::Rule;

/// Names of metadata services. Those of one label are in the search domain of the vendor's machines.
const METADATA: [&str; 10] = [
    "instance-data",
    "instance-data.ec2.internal",
    "metadata",
    "metadata.azure.internal",
    "metadata.goog",
    "metadata.google.internal",
    "metadata.packet.net",
    "metadata.platformequinix.com",
    "metadata.tencentyun.com",
    "rancher-metadata",
];

/// Names of this machine in the hosts files of distributions, besides `localhost` and what is under it.
const LOCALHOST: [&str; 7] = [
    "ip6-localhost",
    "ip6-loopback",
    "localhost.localdomain",
    "localhost4",
    "localhost4.localdomain4",
    "localhost6",
    "localhost6.localdomain6",
];

/// Last labels that the public DNS does not have, or not for hosts.
const SPECIAL_USE: [&str; 17] = [
    // RFC 6761, RFC 6762, RFC 7686, RFC 9476; RFC 3172 (infrastructure, so `home.arpa` of RFC 8375 too).
    "alt",
    "arpa",
    "example",
    "invalid",
    "local",
    "onion",
    "test",
    // ICANN's reservation for private use (2024), and RFC 6762 appendix G.
    "corp",
    "home",
    "internal",
    "intranet",
    "lan",
    "private",
    // Hosts files.
    "localdomain",
    "localdomain4",
    "localdomain6",
    // Kubernetes (`name.namespace.svc`).
    "svc",
];

/// Domains whose names answer with an address that the name spells, or with a local one. Two labels each.
const ADDRESS_ECHO: [&str; 17] = [
    "1u.ms",
    "backname.io",
    "lacolhost.com",
    "local-ip.co",
    "local-ip.sh",
    "local.gd",
    "localh.st",
    "localhost.direct",
    "localtest.me",
    "lvh.me",
    "nip.io",
    "rbndr.us",
    "sslip.io",
    "traefik.me",
    "vcap.me",
    "xip.io",
    "xip.name",
];

/// What a name is besides a name, as the rule that refuses it.
pub(super) fn special(name: &str) -> Option<Rule> {
    let name = name.as_bytes();
    let mut labels = name.rsplit(|&byte| byte == b'.');
    let last = labels.next().unwrap_or_default();
    let single = last.len() == name.len();
    if is_one_of(name, &METADATA) {
        Some(Rule::HostMetadata)
    } else if last.eq_ignore_ascii_case(b"localhost") || is_one_of(name, &LOCALHOST) {
        Some(Rule::HostLocalhost)
    } else if single {
        Some(Rule::HostSingleLabel)
    } else if is_one_of(last, &SPECIAL_USE) {
        Some(Rule::HostSpecialUse)
    } else if is_one_of(domain(name), &ADDRESS_ECHO) {
        Some(Rule::HostAddressEcho)
    } else {
        None
    }
}

/// Whether the name is `localhost` itself.
pub(super) fn is_localhost(name: &str) -> bool {
    name.eq_ignore_ascii_case("localhost")
}

/// Whether the allow-list has the name: the whole of it, ASCII case aside.
pub(super) fn is_listed(name: &str, list: &[&str]) -> bool {
    is_one_of(name.as_bytes(), list)
}

fn is_one_of(name: &[u8], names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other.as_bytes()))
}

/// The last two labels.
fn domain(name: &[u8]) -> &[u8] {
    let mut dots = 0_u8;
    let before = name.iter().rposition(|&byte| {
        dots = dots.saturating_add(u8::from(byte == b'.'));
        dots == 2
    });
    before.and_then(|at| name.get(at.saturating_add(1)..)).unwrap_or(name)
}
