//! Addresses: which of them no ordinary web host has, and which of those a policy lets through.
//!
//! [`classify`] has no policy; [`check_addr`] judges an address by one, [`validate_ip`] a text.

mod table;

use core::net::IpAddr;
use core::ops::BitAnd;

use crate::lex::ip;
use crate::policy::UrlPolicy;
use crate::reject::{First, Rejection, Sink, Span};
use crate::rule::Rule;

use table::{GLOBAL_UNICAST, IPV4, IPV6, ISATAP, Row};

/// A block of addresses that no ordinary web host has: a row of the IANA registries of special-purpose
/// addresses, of multicast, or of a vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressBlock {
    network: IpAddr,
    prefix: u32,
    name: &'static str,
    source: &'static str,
    rule: Rule,
}

impl AddressBlock {
    /// The first address.
    #[must_use]
    pub const fn network(&self) -> IpAddr {
        self.network
    }

    /// How many leading bits its addresses share. ISATAP addresses have their mark further down, in any
    /// network; their row says 0.
    #[must_use]
    pub const fn prefix(&self) -> u32 {
        self.prefix
    }

    /// Its name in the registry.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The RFC that set it aside, or the vendor.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// The rule that refuses its addresses.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }
}

/// The block that an address belongs to, the most specific of several; `None` for an address that an
/// ordinary host on the public Internet can have.
///
/// IPv4: no row of the IANA special-purpose registry (2025-10-09), no multicast, no metadata service.
/// IPv6: the same, and everything outside `2000::/3`, and ISATAP in any network. Addresses with an
/// IPv4 address inside (mapped, NAT64, 6to4, Teredo) are special whatever they hold: a socket that
/// reports `::ffff:192.0.2.1` for an IPv4 peer is asked by [`IpAddr::to_canonical`] first.
/// Time: one pass over a fixed table.
///
/// ```
/// use portcullis::{Rule, classify};
/// let block = classify([10, 1, 2, 3].into()).unwrap();
/// assert_eq!((block.name(), block.source()), ("Private-Use", "RFC 1918"));
/// assert_eq!(classify([169, 254, 169, 254].into()).unwrap().rule(), Rule::AddressMetadata);
/// assert_eq!(classify([1, 1, 1, 1].into()), None);
/// ```
#[must_use]
pub fn classify(address: IpAddr) -> Option<&'static AddressBlock> {
    match address {
        IpAddr::V4(address) => find(&IPV4, address.to_bits()),
        IpAddr::V6(address) => {
            let bits = address.to_bits();
            find(&IPV6, bits)
                .or_else(|| (!GLOBAL_UNICAST.has(bits)).then_some(&GLOBAL_UNICAST.block))
                .or_else(|| ISATAP.has(bits).then_some(&ISATAP.block))
        }
    }
}

/// The first row that the address falls in.
fn find<T: Copy + PartialEq + BitAnd<Output = T>>(
    rows: &'static [Row<T>],
    bits: T,
) -> Option<&'static AddressBlock> {
    rows.iter().find(|row| row.has(bits)).map(|row| &row.block)
}

/// Judges an address that is about to be dialled, or was.
///
/// For connect hooks: a name's addresses can change between check and use, and a redirect or a proxy
/// can lead elsewhere. Loopback passes with `allow_localhost`, RFC 1918 and `fc00::/7` with
/// `allow_private_ips`, any but a metadata address when `allowed_hostnames` has its text.
///
/// ```
/// use portcullis::{Rule, UrlPolicy, check_addr};
/// let policy = UrlPolicy::strict();
/// assert!(check_addr([8, 8, 8, 8].into(), &policy).is_ok());
/// assert_eq!(check_addr([127, 0, 0, 1].into(), &policy).unwrap_err().rule(), Rule::AddressLoopback);
/// assert!(check_addr([127, 0, 0, 1].into(), &policy.allow_localhost(true)).is_ok());
/// ```
///
/// # Errors
/// The rule of the address's block ([`AddressBlock::rule`]), with an empty span.
pub fn check_addr(address: IpAddr, policy: &UrlPolicy<'_>) -> Result<IpAddr, Rejection> {
    let mut first = First::default();
    audit_address(address, policy, Span::all(0), &mut first);
    first.verdict(address)
}

/// Accepts the text of an address: an IPv4 dotted quad or IPv6 in the form of RFC 5952, without
/// brackets, as [`validate_url`](crate::validate_url) accepts it for a host.
///
/// ```
/// use portcullis::{Rule, UrlPolicy, validate_ip};
/// let policy = UrlPolicy::strict();
/// assert_eq!(validate_ip(b"9.9.9.9", &policy), Ok([9, 9, 9, 9].into()));
/// assert_eq!(validate_ip(b"192.168.0.1", &policy).unwrap_err().rule(), Rule::AddressPrivate);
/// assert_eq!(validate_ip(b"0x7f.1", &policy).unwrap_err().rule(), Rule::AddressText);
/// ```
///
/// # Errors
/// The first problem: the text, `allowed_hostnames`, or the rule of the address's block.
pub fn validate_ip(text: &[u8], policy: &UrlPolicy<'_>) -> Result<IpAddr, Rejection> {
    let mut first = First::default();
    let address = judge_ip(text, policy, &mut first);
    first.verdict(())?;
    address
}

/// Reports every problem of the text of an address; see [`validate_ip`].
pub fn audit_ip(text: &[u8], policy: &UrlPolicy<'_>, sink: &mut impl Sink) {
    if let Err(rejection) = judge_ip(text, policy, sink) {
        sink.refuse(rejection);
    }
}

/// The address, or why the text is none; other problems go to the sink.
fn judge_ip(text: &[u8], policy: &UrlPolicy<'_>, sink: &mut impl Sink) -> Result<IpAddr, Rejection> {
    let span = Span::all(text.len());
    let address = if text.contains(&b':') {
        IpAddr::V6(ip::ipv6(text).map_err(|error| Rejection::new(error.rule(), span))?)
    } else {
        IpAddr::V4(ip::ipv4(text).ok_or(Rejection::new(Rule::AddressText, span))?)
    };
    if policy.allowed_hostnames.is_some() && !is_listed(address, policy) {
        sink.refuse(Rejection::new(Rule::HostNotAllowed, span));
    }
    audit_address(address, policy, span, sink);
    Ok(address)
}

/// Reports an address that the policy does not let through.
pub(crate) fn audit_address(address: IpAddr, policy: &UrlPolicy<'_>, span: Span, sink: &mut impl Sink) {
    let Some(block) = classify(address) else { return };
    let passes = match block.rule {
        Rule::AddressMetadata => false,
        Rule::AddressLoopback if policy.allow_localhost => true,
        Rule::AddressPrivate | Rule::AddressUniqueLocal if policy.allow_private_ips => true,
        _ => is_listed(address, policy),
    };
    if !passes {
        sink.refuse(Rejection::new(block.rule, span));
    }
}

/// Whether the allow-list has a text of this address, with or without brackets.
pub(crate) fn is_listed(address: IpAddr, policy: &UrlPolicy<'_>) -> bool {
    policy.allowed_hostnames.unwrap_or_default().iter().any(|entry| match (address, entry.as_bytes()) {
        (IpAddr::V4(address), text) => ip::ipv4(text) == Some(address),
        (IpAddr::V6(address), [b'[', text @ .., b']'] | text) => ip::ipv6(text) == Ok(address),
    })
}
