//! URLs and addresses: one way to read them, on strings and `std::net`, and a table of its own.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A policy, as far as verdicts depend on it.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// `localhost` and loopback addresses pass.
    pub localhost: bool,
    /// RFC 1918 and `fc00::/7` pass.
    pub private: bool,
    /// `http` is refused.
    pub https: bool,
    /// The allow-list.
    pub listed: Option<Vec<String>>,
}

/// What every reader sees in an accepted URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// In lower case.
    pub scheme: String,
    /// In lower case; an IPv6 address in brackets.
    pub host: String,
    /// The port to connect to.
    pub port: u16,
    /// Empty, or from the first `/` on.
    pub path: String,
    /// Without its `?`.
    pub query: Option<String>,
}

/// The parts of a URL that the document accepts; no resolver.
#[must_use]
pub fn accept(url: &[u8], policy: &Policy) -> Option<Parts> {
    let text = std::str::from_utf8(url).ok()?;
    if text.len() > 2048 || !text.chars().all(|letter| ('!'..='~').contains(&letter)) {
        return None;
    }
    let parts = read(text)?;
    let bare = parts.host.trim_start_matches('[').trim_end_matches(']');
    let address: Option<IpAddr> = bare.parse().ok();
    let listed = policy.listed.as_ref().map(|list| {
        list.iter().map(|entry| entry.to_ascii_lowercase()).any(|entry| match address {
            Some(IpAddr::V6(_)) => entry == bare || entry == parts.host,
            _ => entry == bare,
        })
    });
    if listed == Some(false) || PORTS.contains(&parts.port) {
        return None;
    }
    let class = match address {
        Some(address) => class(address),
        None => name_class(bare),
    };
    let mine = policy.localhost && matches!(class, Some("loopback" | "localhost"));
    let passes = match class {
        None => true,
        Some("metadata") => false,
        Some("private" | "unique-local") => policy.private || listed == Some(true),
        Some(_) => mine || listed == Some(true),
    };
    (passes && (!policy.https || parts.scheme == "https" || mine)).then_some(parts)
}

/// The parts of a URL that every reader takes apart alike, whatever the policy.
#[must_use]
pub fn read(text: &str) -> Option<Parts> {
    let (scheme, rest) = text.split_once("://")?;
    let scheme = scheme.to_lowercase();
    if scheme != "http" && scheme != "https" {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, target) = rest.split_at(end);
    // The port is what follows the last colon, if that is not inside the brackets.
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let port = match port {
        None => {
            if scheme == "http" {
                80
            } else {
                443
            }
        }
        // A number in its shortest form is the text of its value.
        Some(port) => port.parse::<u16>().ok().filter(|number| *number > 0 && number.to_string() == port)?,
    };
    let host = host.to_lowercase();
    let good = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(literal) => literal.contains(':') && address(literal).is_some(),
        None => address(&host).is_some_and(|address| address.is_ipv4()) || is_name(&host),
    };
    if !good {
        return None;
    }
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (target, None),
    };
    let plain = |text: &str, more: &str| {
        let bytes: Vec<char> = text.chars().collect();
        (0..bytes.len()).all(|at| match bytes[at] {
            '%' => {
                let digits: String = bytes[at + 1..].iter().take(2).collect();
                let hex = digits.len() == 2 && digits.chars().all(|digit| digit.is_ascii_hexdigit());
                hex && !u8::from_str_radix(&digits, 16).unwrap().is_ascii_control()
            }
            letter => {
                letter.is_ascii_alphanumeric()
                    || "-._~!$&'()*+,;=:@/".contains(letter)
                    || more.contains(letter)
            }
        })
    };
    let dots = path.to_lowercase().replace("%2e", ".");
    let moves = dots.split('/').any(|segment| segment == "." || segment == "..");
    if moves || !plain(path, "") || !plain(query.unwrap_or_default(), "?") {
        return None;
    }
    Some(Parts { scheme, host, port, path: path.to_owned(), query: query.map(str::to_owned) })
}

/// Two labels are a matter of policy; what a label is is not.
fn is_name(host: &str) -> bool {
    let label = |label: &str| {
        let edge = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        let inner = label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
        let decodes = label.strip_prefix("xn--").is_none_or(|rest| {
            decode(rest)
                .is_some_and(|text| encode(&text) == rest && !text.is_ascii() && text.chars().all(is_shown))
        });
        label.len() <= 63 && edge(label.chars().next()) && edge(label.chars().last()) && inner && decodes
    };
    let numeric =
        host.rsplit('.').next().is_some_and(|last| last.starts_with(|first: char| first.is_ascii_digit()));
    host.len() <= 253 && host.split('.').all(label) && !numeric
}

/// Not hidden, not private or unassigned, not another form of other characters.
fn is_shown(letter: char) -> bool {
    const NOT: [(u32, u32); 24] = [
        (0x80, 0x9f),
        (0xad, 0xad),
        (0x34f, 0x34f),
        (0x61c, 0x61c),
        (0x115f, 0x1160),
        (0x17b4, 0x17b5),
        (0x180b, 0x180f),
        (0x200b, 0x200f),
        (0x2028, 0x202e),
        (0x2060, 0x206f),
        (0x2460, 0x24ff),
        (0x3002, 0x3002),
        (0x3164, 0x3164),
        (0x3200, 0x33ff),
        (0xe000, 0xf8ff),
        (0xfb50, 0xfdff),
        (0xfe30, 0xfeff),
        (0xff00, 0xff9f),
        (0xffa0, 0xffef),
        (0xfff0, 0xffff),
        (0x1d173, 0x1d17a),
        (0x40000, 0xdffff),
        (0xe0000, 0xe0fff),
        (0xe1000, 0x10ffff),
    ];
    !NOT.iter().any(|&(first, last)| (first..=last).contains(&u32::from(letter)))
}

/// The canonical text of an address, read.
#[must_use]
pub fn address(text: &str) -> Option<IpAddr> {
    let address: IpAddr = text.parse().ok()?;
    let canonical = match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => canonical(address),
    };
    (text.to_ascii_lowercase() == canonical).then_some(address)
}

/// RFC 5952 4: `::` for the longest run of at least two zero groups, the first of several.
#[must_use]
pub fn canonical(address: Ipv6Addr) -> String {
    let groups: Vec<String> = address.segments().iter().map(|group| format!("{group:x}")).collect();
    for len in (2..=8).rev() {
        for start in 0..=8 - len {
            if groups[start..start + len].iter().all(|group| group == "0") {
                return format!("{}::{}", groups[..start].join(":"), groups[start + len..].join(":"));
            }
        }
    }
    groups.join(":")
}

/// What a name is besides a name.
#[must_use]
pub fn name_class(name: &str) -> Option<&'static str> {
    const METADATA: &str = "metadata.google.internal metadata.goog metadata instance-data \
        instance-data.ec2.internal metadata.azure.internal metadata.packet.net metadata.platformequinix.com \
        metadata.tencentyun.com rancher-metadata api.metadata.cloud.ibm.com";
    const SPECIAL: &str = "internal local arpa lan corp home intranet private onion test invalid example alt \
        localdomain localdomain4 localdomain6 svc default mail consul";
    const ECHO: &str = "1u.ms backname.io lacolhost.com local-ip.co local-ip.sh local.gd localh.st \
        localhost.direct localtest.me lvh.me nip.io rbndr.us sslip.io traefik.me vcap.me xip.io xip.name \
        plex.direct lndo.site ddev.site lcl.host fuf.me localdev.me localho.st ip.addr.tools rebind.it";
    const LOCAL: &str = "localhost.localdomain localhost4 localhost6 localhost4.localdomain4 \
        localhost6.localdomain6 ip6-localhost ip6-loopback";
    let under = |domain: &str| name == domain || name.ends_with(&format!(".{domain}"));
    if METADATA.split_whitespace().any(|other| other == name) {
        return Some("metadata");
    }
    if name == "localhost" {
        return Some("localhost");
    }
    let special = under("localhost")
        || LOCAL.split_whitespace().any(|other| other == name)
        || !name.contains('.')
        || SPECIAL.split_whitespace().any(under)
        || ECHO.split_whitespace().any(under);
    special.then_some("special")
}

/// The reference's ports, the Fetch standard's, proxies, control planes.
pub const PORTS: &[u16] = &[
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
    109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 445, 465, 512, 513, 514,
    515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1080, 1433, 1521,
    1719, 1720, 1723, 2049, 2375, 2376, 2379, 2380, 3128, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432,
    5984, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9200, 9300, 10080, 10250, 10255, 11211,
    27017, 27018, 27019,
];

/// Blocks by their first and last address. Where two overlap, the smaller one counts.
pub const IPV4: &[(&str, &str, &str)] = &[
    ("0.0.0.0", "0.255.255.255", "this-network"),
    ("10.0.0.0", "10.255.255.255", "private"),
    ("100.64.0.0", "100.127.255.255", "shared"),
    ("100.100.100.200", "100.100.100.200", "metadata"),
    ("127.0.0.0", "127.255.255.255", "loopback"),
    ("168.63.129.16", "168.63.129.16", "metadata"),
    ("169.254.0.0", "169.254.255.255", "link-local"),
    ("169.254.0.23", "169.254.0.23", "metadata"),
    ("169.254.42.42", "169.254.42.42", "metadata"),
    ("169.254.169.254", "169.254.169.254", "metadata"),
    ("169.254.170.2", "169.254.170.2", "metadata"),
    ("169.254.170.23", "169.254.170.23", "metadata"),
    ("172.16.0.0", "172.31.255.255", "private"),
    ("192.0.0.0", "192.0.0.255", "protocol"),
    ("192.0.0.192", "192.0.0.192", "metadata"),
    ("192.0.2.0", "192.0.2.255", "documentation"),
    ("192.31.196.0", "192.31.196.255", "protocol"),
    ("192.52.193.0", "192.52.193.255", "protocol"),
    ("192.88.99.0", "192.88.99.255", "transition"),
    ("192.168.0.0", "192.168.255.255", "private"),
    ("192.175.48.0", "192.175.48.255", "protocol"),
    ("198.18.0.0", "198.19.255.255", "benchmarking"),
    ("198.51.100.0", "198.51.100.255", "documentation"),
    ("203.0.113.0", "203.0.113.255", "documentation"),
    ("224.0.0.0", "239.255.255.255", "multicast"),
    ("240.0.0.0", "255.255.255.255", "reserved"),
    ("255.255.255.255", "255.255.255.255", "broadcast"),
];

/// The same for IPv6; ISATAP is no interval.
pub const IPV6: &[(&str, &str, &str)] = &[
    ("::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "reserved"),
    ("4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "reserved"),
    ("::", "::", "this-network"),
    ("::1", "::1", "loopback"),
    ("::", "::ffff:ffff", "ipv4-embedded"),
    ("::ffff:0:0", "::ffff:ffff:ffff", "ipv4-embedded"),
    ("::ffff:0:0:0", "::ffff:0:ffff:ffff", "ipv4-embedded"),
    ("64:ff9b::", "64:ff9b::ffff:ffff", "ipv4-embedded"),
    ("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "ipv4-embedded"),
    ("100::", "100::ffff:ffff:ffff:ffff", "protocol"),
    ("100:0:0:1::", "100:0:0:1:ffff:ffff:ffff:ffff", "protocol"),
    ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "protocol"),
    ("2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", "transition"),
    ("2001:2::", "2001:2:0:ffff:ffff:ffff:ffff:ffff", "benchmarking"),
    ("2001:10::", "2001:3f:ffff:ffff:ffff:ffff:ffff:ffff", "identifier"),
    ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "documentation"),
    ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "transition"),
    ("2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", "protocol"),
    ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "documentation"),
    ("5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "identifier"),
    ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "unique-local"),
    ("fd00:42::42", "fd00:42::42", "metadata"),
    ("fd00:ec2::23", "fd00:ec2::23", "metadata"),
    ("fd00:ec2::254", "fd00:ec2::254", "metadata"),
    ("fd20:ce::254", "fd20:ce::254", "metadata"),
    ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "link-local"),
    ("fe80::a9fe:a9fe", "fe80::a9fe:a9fe", "metadata"),
    ("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "site-local"),
    ("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "multicast"),
];

/// The class of an address, as the slug of its rule without `address-`.
///
/// # Panics
/// When a table holds no addresses.
#[must_use]
pub fn class(address: IpAddr) -> Option<&'static str> {
    let (table, value) = match address {
        IpAddr::V4(address) => (IPV4, u128::from(u32::from(address))),
        IpAddr::V6(address) => (IPV6, u128::from(address)),
    };
    let inside = table.iter().filter_map(|&(first, last, class)| {
        let (first, last) = (number(first), number(last));
        (first..=last).contains(&value).then_some((last - first, class))
    });
    let smallest = inside.min().map(|(_, class)| class);
    let tail = format!("{:016x}", value as u64);
    let isatap = address.is_ipv6() && (tail.starts_with("00005efe") || tail.starts_with("02005efe"));
    smallest.or(isatap.then_some("transition"))
}

/// An address as a number.
///
/// # Panics
/// When the text is no address.
#[must_use]
pub fn number(text: &str) -> u128 {
    match text.parse().expect("an address") {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address),
    }
}

/// Where the class of IPv4 addresses changes: the first address of each stretch, and its class.
#[must_use]
pub fn ipv4_stretches() -> Vec<(u32, Option<&'static str>)> {
    let mut edges: Vec<u128> = vec![0];
    edges.extend(IPV4.iter().flat_map(|&(first, last, _)| [number(first), number(last) + 1]));
    edges.sort_unstable();
    edges.dedup();
    let edges = edges.into_iter().filter_map(|edge| u32::try_from(edge).ok());
    edges.map(|edge| (edge, class(Ipv4Addr::from(edge).into()))).collect()
}

/// Punycode decoding, RFC 3492 6.2 with a list of characters.
#[must_use]
pub fn decode(label: &str) -> Option<String> {
    let (basic, extended) = label.rsplit_once('-').unwrap_or(("", label));
    if label.starts_with('-') && basic.is_empty() {
        return None;
    }
    let mut letters: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (128_u64, 0_u64, 72_u64);
    let mut digits = extended.chars().peekable();
    while digits.peek().is_some() {
        let (before, mut weight, mut k) = (i, 1_u64, 36_u64);
        loop {
            let digit = u64::from("abcdefghijklmnopqrstuvwxyz0123456789".find(digits.next()?)? as u32);
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let threshold = if k <= bias { 1 } else { (k - bias).min(26) };
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(36 - threshold)?;
            k += 36;
        }
        let len = letters.len() as u64 + 1;
        bias = next_bias(i - before, len, before == 0);
        n += i / len;
        i %= len;
        letters.insert(i as usize, char::from_u32(u32::try_from(n).ok()?)?);
        i += 1;
    }
    Some(letters.into_iter().collect())
}

/// Punycode encoding, RFC 3492 6.3.
#[must_use]
pub fn encode(text: &str) -> String {
    let letters: Vec<u64> = text.chars().map(|letter| u64::from(u32::from(letter))).collect();
    let mut output: String = text.chars().filter(char::is_ascii).collect();
    let basic = output.len() as u64;
    if basic > 0 {
        output.push('-');
    }
    let (mut n, mut delta, mut bias, mut done) = (128_u64, 0_u64, 72_u64, basic);
    while done < letters.len() as u64 {
        let next = *letters.iter().filter(|&&letter| letter >= n).min().unwrap_or(&n);
        delta += (next - n) * (done + 1);
        n = next;
        for &letter in &letters {
            if letter < n {
                delta += 1;
            }
            if letter == n {
                let (mut rest, mut k) = (delta, 36_u64);
                loop {
                    let threshold = if k <= bias { 1 } else { (k - bias).min(26) };
                    let digit = if rest < threshold {
                        rest
                    } else {
                        threshold + (rest - threshold) % (36 - threshold)
                    };
                    output.push(char::from(b"abcdefghijklmnopqrstuvwxyz0123456789"[digit as usize]));
                    if rest < threshold {
                        break;
                    }
                    rest = (rest - threshold) / (36 - threshold);
                    k += 36;
                }
                bias = next_bias(delta, done + 1, done == basic);
                delta = 0;
                done += 1;
            }
        }
        delta += 1;
        n += 1;
    }
    output
}

fn next_bias(delta: u64, len: u64, first: bool) -> u64 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / len;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}
