//! The blocks. The first row that an address falls in is its own, so the more specific stand first.
//!
//! Sources: the IANA registries of special-purpose addresses as of 2025-10-09, the RFCs beside the rows,
//! and vendors' manuals. Rows that the registries call globally reachable (anycast services, AS112, AMT,
//! NAT64) are here as well: none of them has a web host behind it.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::ops::BitAnd;

use super::AddressBlock;
use crate::rule::Rule;

/// A block and its leading bits.
#[derive(Debug)]
pub(super) struct Row<T> {
    network: T,
    mask: T,
    pub(super) block: AddressBlock,
}

impl<T: Copy + PartialEq + BitAnd<Output = T>> Row<T> {
    /// Whether the address is in the block.
    pub(super) fn has(&self, bits: T) -> bool {
        bits & self.mask == self.network
    }
}

/// A row of IPv4.
const fn v4(network: [u8; 4], prefix: u32, name: &'static str, source: &'static str, rule: Rule) -> Row<u32> {
    let bits = u32::from_be_bytes(network);
    let mask = match u32::MAX.checked_shl(32_u32.saturating_sub(prefix)) {
        Some(mask) => mask,
        None => 0,
    };
    assert!(bits & mask == bits, "a network has no bits beyond its prefix");
    let network = IpAddr::V4(Ipv4Addr::from_bits(bits));
    Row { network: bits, mask, block: AddressBlock { network, prefix, name, source, rule } }
}

/// A row of IPv6.
const fn v6(
    network: [u16; 8],
    prefix: u32,
    name: &'static str,
    source: &'static str,
    rule: Rule,
) -> Row<u128> {
    let [a, b, c, d, e, f, g, h] = network;
    let network = Ipv6Addr::new(a, b, c, d, e, f, g, h);
    let bits = network.to_bits();
    let mask = match u128::MAX.checked_shl(128_u32.saturating_sub(prefix)) {
        Some(mask) => mask,
        None => 0,
    };
    assert!(bits & mask == bits, "a network has no bits beyond its prefix");
    let network = IpAddr::V6(network);
    Row { network: bits, mask, block: AddressBlock { network, prefix, name, source, rule } }
}

#[rustfmt::skip]
pub(super) static IPV4: [Row<u32>; 33] = [
    // Metadata services of vendors; more specific than the blocks around them.
    v4([169, 254, 169, 254], 32, "Instance metadata", "AWS, Azure, Google Cloud, OpenStack", Rule::AddressMetadata),
    v4([169, 254, 170, 2], 32, "ECS task metadata", "AWS", Rule::AddressMetadata),
    v4([169, 254, 170, 23], 32, "EKS pod identity", "AWS", Rule::AddressMetadata),
    v4([169, 254, 42, 42], 32, "Instance metadata", "Scaleway", Rule::AddressMetadata),
    v4([169, 254, 0, 23], 32, "Instance metadata", "Tencent Cloud", Rule::AddressMetadata),
    v4([100, 100, 100, 200], 32, "Instance metadata", "Alibaba Cloud", Rule::AddressMetadata),
    v4([192, 0, 0, 192], 32, "Instance metadata", "Oracle Cloud Classic", Rule::AddressMetadata),
    v4([168, 63, 129, 16], 32, "WireServer, reached from every virtual machine", "Azure", Rule::AddressMetadata),
    // IANA IPv4 Special-Purpose Address Registry, the most specific rows first.
    v4([0, 0, 0, 0], 8, "This network", "RFC 791, RFC 1122", Rule::AddressThisNetwork),
    v4([10, 0, 0, 0], 8, "Private-Use", "RFC 1918", Rule::AddressPrivate),
    v4([100, 64, 0, 0], 10, "Shared Address Space", "RFC 6598", Rule::AddressShared),
    v4([127, 0, 0, 0], 8, "Loopback", "RFC 1122", Rule::AddressLoopback),
    v4([169, 254, 0, 0], 16, "Link Local", "RFC 3927", Rule::AddressLinkLocal),
    v4([172, 16, 0, 0], 12, "Private-Use", "RFC 1918", Rule::AddressPrivate),
    v4([192, 0, 0, 0], 29, "IPv4 Service Continuity Prefix", "RFC 7335", Rule::AddressProtocol),
    v4([192, 0, 0, 8], 32, "IPv4 dummy address", "RFC 7600", Rule::AddressProtocol),
    v4([192, 0, 0, 9], 32, "Port Control Protocol Anycast", "RFC 7723", Rule::AddressProtocol),
    v4([192, 0, 0, 10], 32, "Traversal Using Relays around NAT Anycast", "RFC 8155", Rule::AddressProtocol),
    v4([192, 0, 0, 170], 31, "NAT64/DNS64 Discovery", "RFC 7050, RFC 8880", Rule::AddressProtocol),
    v4([192, 0, 0, 0], 24, "IETF Protocol Assignments", "RFC 6890", Rule::AddressProtocol),
    v4([192, 0, 2, 0], 24, "Documentation (TEST-NET-1)", "RFC 5737", Rule::AddressDocumentation),
    v4([192, 31, 196, 0], 24, "AS112-v4", "RFC 7535", Rule::AddressProtocol),
    v4([192, 52, 193, 0], 24, "AMT", "RFC 7450", Rule::AddressProtocol),
    v4([192, 88, 99, 2], 32, "6a44 relay anycast", "RFC 6751", Rule::AddressTransition),
    v4([192, 88, 99, 0], 24, "Deprecated (6to4 Relay Anycast)", "RFC 7526", Rule::AddressTransition),
    v4([192, 168, 0, 0], 16, "Private-Use", "RFC 1918", Rule::AddressPrivate),
    v4([192, 175, 48, 0], 24, "Direct Delegation AS112 Service", "RFC 7534", Rule::AddressProtocol),
    v4([198, 18, 0, 0], 15, "Benchmarking", "RFC 2544", Rule::AddressBenchmarking),
    v4([198, 51, 100, 0], 24, "Documentation (TEST-NET-2)", "RFC 5737", Rule::AddressDocumentation),
    v4([203, 0, 113, 0], 24, "Documentation (TEST-NET-3)", "RFC 5737", Rule::AddressDocumentation),
    v4([255, 255, 255, 255], 32, "Limited Broadcast", "RFC 919, RFC 8190", Rule::AddressBroadcast),
    v4([240, 0, 0, 0], 4, "Reserved", "RFC 1112", Rule::AddressReserved),
    // IANA IPv4 Multicast Address Space Registry.
    v4([224, 0, 0, 0], 4, "Multicast", "RFC 5771", Rule::AddressMulticast),
];

#[rustfmt::skip]
pub(super) static IPV6: [Row<u128>; 35] = [
    // Metadata services of vendors; more specific than the blocks around them.
    v6([0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254], 128, "Instance metadata", "AWS", Rule::AddressMetadata),
    v6([0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x23], 128, "EKS pod identity", "AWS", Rule::AddressMetadata),
    v6([0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254], 128, "Instance metadata", "Google Cloud", Rule::AddressMetadata),
    v6([0xfd00, 0x42, 0, 0, 0, 0, 0, 0x42], 128, "Instance metadata", "Scaleway", Rule::AddressMetadata),
    v6([0xfe80, 0, 0, 0, 0, 0, 0xa9fe, 0xa9fe], 128, "Instance metadata", "OpenStack", Rule::AddressMetadata),
    // IANA IPv6 Special-Purpose Address Registry, the most specific rows first.
    v6([0, 0, 0, 0, 0, 0, 0, 0x1], 128, "Loopback Address", "RFC 4291", Rule::AddressLoopback),
    v6([0, 0, 0, 0, 0, 0, 0, 0], 128, "Unspecified Address", "RFC 4291", Rule::AddressThisNetwork),
    v6([0, 0, 0, 0, 0, 0xffff, 0, 0], 96, "IPv4-mapped Address", "RFC 4291", Rule::AddressIpv4Embedded),
    v6([0x64, 0xff9b, 0, 0, 0, 0, 0, 0], 96, "IPv4-IPv6 Translation", "RFC 6052", Rule::AddressIpv4Embedded),
    v6([0x64, 0xff9b, 0x1, 0, 0, 0, 0, 0], 48, "IPv4-IPv6 Translation (local use)", "RFC 8215", Rule::AddressIpv4Embedded),
    v6([0x100, 0, 0, 0, 0, 0, 0, 0], 64, "Discard-Only Address Block", "RFC 6666", Rule::AddressProtocol),
    v6([0x100, 0, 0, 0x1, 0, 0, 0, 0], 64, "Dummy IPv6 Prefix", "RFC 9780", Rule::AddressProtocol),
    v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 32, "TEREDO", "RFC 4380, RFC 8190", Rule::AddressTransition),
    v6([0x2001, 0x1, 0, 0, 0, 0, 0, 0x1], 128, "Port Control Protocol Anycast", "RFC 7723", Rule::AddressProtocol),
    v6([0x2001, 0x1, 0, 0, 0, 0, 0, 0x2], 128, "Traversal Using Relays around NAT Anycast", "RFC 8155", Rule::AddressProtocol),
    v6([0x2001, 0x1, 0, 0, 0, 0, 0, 0x3], 128, "DNS-SD Service Registration Protocol Anycast", "RFC 9665", Rule::AddressProtocol),
    v6([0x2001, 0x2, 0, 0, 0, 0, 0, 0], 48, "Benchmarking", "RFC 5180", Rule::AddressBenchmarking),
    v6([0x2001, 0x3, 0, 0, 0, 0, 0, 0], 32, "AMT", "RFC 7450", Rule::AddressProtocol),
    v6([0x2001, 0x4, 0x112, 0, 0, 0, 0, 0], 48, "AS112-v6", "RFC 7535", Rule::AddressProtocol),
    v6([0x2001, 0x10, 0, 0, 0, 0, 0, 0], 28, "Deprecated (previously ORCHID)", "RFC 4843", Rule::AddressIdentifier),
    v6([0x2001, 0x20, 0, 0, 0, 0, 0, 0], 28, "ORCHIDv2", "RFC 7343", Rule::AddressIdentifier),
    v6([0x2001, 0x30, 0, 0, 0, 0, 0, 0], 28, "Drone Remote ID Protocol Entity Tags", "RFC 9374", Rule::AddressIdentifier),
    v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 23, "IETF Protocol Assignments", "RFC 2928", Rule::AddressProtocol),
    v6([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32, "Documentation", "RFC 3849", Rule::AddressDocumentation),
    v6([0x2002, 0, 0, 0, 0, 0, 0, 0], 16, "6to4", "RFC 3056", Rule::AddressTransition),
    v6([0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0], 48, "Direct Delegation AS112 Service", "RFC 7534", Rule::AddressProtocol),
    v6([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20, "Documentation", "RFC 9637", Rule::AddressDocumentation),
    v6([0x5f00, 0, 0, 0, 0, 0, 0, 0], 16, "Segment Routing (SRv6) SIDs", "RFC 9602", Rule::AddressIdentifier),
    v6([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7, "Unique-Local", "RFC 4193, RFC 8190", Rule::AddressUniqueLocal),
    v6([0xfe80, 0, 0, 0, 0, 0, 0, 0], 10, "Link-Local Unicast", "RFC 4291", Rule::AddressLinkLocal),
    // Set aside by an RFC, in no row of that registry.
    v6([0, 0, 0, 0, 0, 0, 0, 0], 96, "IPv4-compatible (deprecated)", "RFC 4291", Rule::AddressIpv4Embedded),
    v6([0, 0, 0, 0, 0xffff, 0, 0, 0], 96, "IPv4-translated", "RFC 2765", Rule::AddressIpv4Embedded),
    v6([0x200, 0, 0, 0, 0, 0, 0, 0], 7, "OSI NSAP-mapped (deprecated)", "RFC 4048", Rule::AddressReserved),
    v6([0xfec0, 0, 0, 0, 0, 0, 0, 0], 10, "Site-Local (deprecated)", "RFC 3879", Rule::AddressSiteLocal),
    v6([0xff00, 0, 0, 0, 0, 0, 0, 0], 8, "Multicast", "RFC 4291", Rule::AddressMulticast),
];

/// Everything that can be an ordinary host (RFC 4291 2.4). The block of this row is what lies outside.
#[rustfmt::skip]
pub(super) static GLOBAL_UNICAST: Row<u128> = Row {
    block: v6([0; 8], 0, "Reserved by IETF", "RFC 4291", Rule::AddressReserved).block,
    ..v6([0x2000, 0, 0, 0, 0, 0, 0, 0], 3, "", "", Rule::AddressReserved)
};

/// Interface identifiers `0000:5efe` and `0200:5efe` with an IPv4 address after them (RFC 5214 6.1): the
/// host that has one unwraps it, in any network.
#[rustfmt::skip]
pub(super) static ISATAP: Row<u128> = Row {
    network: 0x5efe << 32,
    mask: 0xfdff_ffff << 32,
    block: v6([0; 8], 0, "ISATAP", "RFC 5214", Rule::AddressTransition).block,
};
