//! Ports that no web server has, or that an intruder would like to speak HTTP to.

use crate::reject::{Rejection, Sink, Span};
use crate::rule::Rule;

/// Ports refused for every host, sorted.
///
/// The reference's (22, 23, 25, 53, 135, 139, 445, 1433, 1521, 3306, 3389, 5432, 6379); the "bad ports" of
/// the Fetch standard (2.9), whose protocols take a line of an HTTP request for a command; SOCKS and Squid
/// proxies (1080, 3128); control planes and stores that ask for no password by default: Docker (2375,
/// 2376), etcd (2379, 2380), CouchDB (5984), Elasticsearch (9200, 9300), the kubelet (10250, 10255),
/// memcached (11211), MongoDB (27017 to 27019).
#[rustfmt::skip]
static REFUSED: [u16; 104] = [
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43,
    53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117,
    119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 445, 465, 512, 513, 514, 515,
    526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995,
    1080, 1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376, 2379, 2380, 3128, 3306, 3389, 3659, 4045,
    4190, 5060, 5061, 5432, 5984, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9200,
    9300, 10080, 10250, 10255, 11211, 27017, 27018, 27019,
];

/// Reports a port that is refused for every host.
pub(super) fn audit(port: u16, span: Span, sink: &mut impl Sink) {
    if REFUSED.binary_search(&port).is_ok() {
        sink.refuse(Rejection::new(Rule::PortRefused, span));
    }
}
