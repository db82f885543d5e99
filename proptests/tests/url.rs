//! URLs and addresses: against the model, and against the readers of this machine.

#[path = "url/readers.rs"]
mod readers;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use portcullis::{Host, Rule, Url, UrlPolicy, check_addr, classify, validate_ip, validate_url};
use portcullis_proptests::model::url::{self as model, Parts, Policy};
use portcullis_proptests::{Case, Kind};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::RngSeed;

/// Cases from a fixed seed; `PROPTEST_CASES=N` asks for N others, from a fresh seed.
fn config(cases: u32) -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return config;
    }
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(3986), ..config }
}

fn parts(url: &Url<'_>) -> Parts {
    let host = match url.host() {
        Host::Name(name) => name.to_ascii_lowercase(),
        Host::V4(address) => address.to_string(),
        Host::V6(address) => format!("[{}]", model::canonical(address)),
    };
    Parts {
        scheme: url.scheme().name().to_owned(),
        host,
        port: url.port(),
        path: url.path().to_owned(),
        query: url.query().map(str::to_owned),
    }
}

/// The core and the model say the same of a URL.
fn compare(url: &[u8], policy: &Policy) -> Result<bool, String> {
    let list: Option<Vec<&str>> =
        policy.listed.as_ref().map(|list| list.iter().map(String::as_str).collect());
    let mut core = UrlPolicy::strict()
        .allow_localhost(policy.localhost)
        .allow_private_ips(policy.private)
        .require_https(policy.https);
    if let Some(list) = &list {
        core = core.allowed_hostnames(list);
    }
    let verdict = validate_url(url, &core);
    let expected = model::accept(url, policy);
    if verdict.map(|url| parts(&url)).ok() == expected {
        Ok(expected.is_some())
    } else {
        Err(format!("{policy:?} {}: the core {verdict:?}, the model {expected:?}", url.escape_ascii()))
    }
}

/// Everything that a policy can let through.
fn loose() -> Policy {
    Policy { localhost: true, private: true, ..Policy::default() }
}

#[test]
fn every_byte_agrees_with_the_model_at_every_place() {
    let urls = [
        "http://a.bc:81/d?e=f",
        "https://[2606:4700::1]/",
        "http://localhost/a/b",
        "http://10.0.0.1:8080",
        "https://xn--mgba.org/%2e.x/..y",
    ];
    let mut accepted = 0;
    for url in urls {
        for at in 0..=url.len() {
            for byte in 0..=255_u8 {
                let (before, after) = url.as_bytes().split_at(at);
                let inserted = [before, &[byte], after].concat();
                let replaced = [before, &[byte], after.get(1..).unwrap_or_default()].concat();
                for url in [inserted, replaced] {
                    accepted += usize::from(compare(&url, &loose()).unwrap());
                }
            }
        }
    }
    assert!(accepted > 2_000, "{accepted} accepted: the test has lost its subject");
}

/// Every string of up to `len` of these letters.
fn exhaust(letters: &[u8], len: u32, mut visit: impl FnMut(&[u8])) {
    for len in 0..=len {
        for mut number in 0..(letters.len() as u64).pow(len) {
            let mut text = Vec::new();
            for _ in 0..len {
                text.push(letters[(number % letters.len() as u64) as usize]);
                number /= letters.len() as u64;
            }
            visit(&text);
        }
    }
}

#[test]
fn every_short_authority_agrees_with_the_model() {
    for (letters, len) in [(&b"a1.-:"[..], 6), (b"a@\\%/:", 5), (b"[]:1a.", 5), (b"xn-1.", 7)] {
        exhaust(letters, len, |text| {
            for (before, after) in [("http://", ""), ("http://a.", ".b/"), ("http://xn--", ".b:1")] {
                let url = [before.as_bytes(), text, after.as_bytes()].concat();
                compare(&url, &Policy::default()).unwrap();
            }
        });
    }
}

#[test]
fn every_short_target_agrees_with_the_model() {
    exhaust(b"/.%2eE?#", 5, |text| {
        compare(&[b"http://a.bc/", text].concat(), &Policy::default()).unwrap();
    });
}

/// How the core reads the text of an address, whatever its class.
fn read(text: &str) -> Result<Option<IpAddr>, Rule> {
    match validate_ip(text.as_bytes(), &UrlPolicy::strict().allowed_hostnames(&[text])) {
        Ok(address) => Ok(Some(address)),
        Err(rejection) => match rejection.rule() {
            Rule::AddressText | Rule::Ipv6Malformed | Rule::Ipv6NotCanonical => Ok(None),
            rule => Err(rule),
        },
    }
}

/// The core reads the canonical text of an address, and no other.
fn compare_text(text: &str) {
    match (read(text), model::address(text)) {
        (Ok(core), model) => assert_eq!(core, model, "{text}"),
        (Err(rule), address) => {
            let class = address.and_then(model::class);
            assert_eq!((rule, class), (Rule::AddressMetadata, Some("metadata")), "{text}");
        }
    }
}

#[test]
fn every_short_address_text_agrees_with_the_standard_library() {
    exhaust(b"0125.", 7, |text| compare_text(std::str::from_utf8(text).unwrap()));
    exhaust(b"01a:", 8, |text| compare_text(std::str::from_utf8(text).unwrap()));
    exhaust(b"0a:", 9, |text| compare_text(&format!("{}:1", std::str::from_utf8(text).unwrap())));
}

fn compare_class(address: IpAddr) {
    let ours = classify(address).map(|block| block.rule().slug());
    let expected = model::class(address).map(|class| format!("address-{class}"));
    assert_eq!(ours, expected.as_deref(), "{address}");
    let checked = check_addr(address, &UrlPolicy::strict());
    assert_eq!(checked.is_ok(), expected.is_none(), "{address}");
    // A block holds the addresses that it is found for, and says so.
    if let Some(block) = classify(address) {
        let bits = |address| match address {
            IpAddr::V4(address) => (u128::from(Ipv4Addr::to_bits(address)), 32),
            IpAddr::V6(address) => (Ipv6Addr::to_bits(address), 128),
        };
        let ((first, width), (bits, _)) = (bits(block.network()), bits(address));
        assert_eq!((first ^ bits).checked_shr(width - block.prefix()).unwrap_or(0), 0, "{address}");
        assert!(!block.name().is_empty() && !block.source().is_empty(), "{address}");
    }
}

#[test]
fn ipv4_classes_change_where_the_model_says() {
    for (edge, _) in model::ipv4_stretches() {
        for near in -2..=2 {
            compare_class(Ipv4Addr::from(edge.wrapping_add_signed(near)).into());
        }
        // Every network of 256 addresses in the /16 around the edge: its ends, and one inside.
        for network in 0..256 {
            for host in [0, 1, 254, 255] {
                compare_class(Ipv4Addr::from((edge & 0xffff_0000) | (network << 8) | host).into());
            }
        }
    }
    for network in 0..=0xffff_u32 {
        for host in [0, 1, 0xffff] {
            compare_class(Ipv4Addr::from((network << 16) | host).into());
        }
    }
}

/// All 2^32: `cargo test --release -p portcullis-proptests --test url -- --ignored`, some two minutes.
#[test]
#[ignore = "takes minutes, and needs an optimised build"]
fn every_ipv4_address_agrees_with_the_model() {
    let stretches = model::ipv4_stretches();
    let ends = stretches.iter().skip(1).map(|&(edge, _)| edge - 1).chain([u32::MAX]);
    let ranges: Vec<_> =
        stretches.iter().zip(ends).map(|(&(first, class), last)| (first..=last, class)).collect();
    let mut seen = 0_u64;
    for (range, class) in ranges {
        let expected = class.map(|class| format!("address-{class}"));
        for address in range {
            let ours = classify(Ipv4Addr::from(address).into()).map(|block| block.rule().slug());
            assert_eq!(ours, expected.as_deref(), "{}", Ipv4Addr::from(address));
            seen += 1;
        }
    }
    assert_eq!(seen, 1 << 32);
}

#[test]
fn ipv6_classes_change_where_the_model_says() {
    for &(first, last, _) in model::IPV6 {
        for edge in [model::number(first), model::number(last)] {
            for near in -2..=2 {
                compare_class(Ipv6Addr::from(edge.wrapping_add_signed(near)).into());
            }
        }
    }
    for network in 0..=0xffff_u128 {
        for host in [0, 1, (1 << 112) - 1] {
            compare_class(Ipv6Addr::from((network << 112) | host).into());
        }
        compare_class(Ipv6Addr::from((0x2001 << 112) | (network << 96) | 1).into());
    }
    // ISATAP, and each identifier one bit away from it.
    for identifier in [0x0000_5efe_u128, 0x0200_5efe] {
        compare_class(Ipv6Addr::from((0x2a00 << 112) | (identifier << 32) | 0x0a00_0001).into());
        for bit in 0..64 {
            let other = (identifier << 32) ^ (1 << bit);
            compare_class(Ipv6Addr::from((0x2a00 << 112) | other).into());
        }
    }
}

/// URLs that are right, by their parts; each part in several forms.
fn right() -> impl Strategy<Value = String> {
    let scheme = select(&["http://", "https://", "HTTP://", "hTTps://"][..]);
    let host = prop_oneof![
        select(
            &[
                "a.bc",
                "api.w3.org",
                "localhost",
                "WWW.IANA.org",
                "xn--mgba.xn--fiqs8s",
                "a--b.c-d.e",
                "1.2.3.4.net",
                "8.8.8.8",
                "10.0.0.1",
                "127.0.0.1",
                "[::1]",
                "[2606:4700::1111]",
                "[fd00::1]",
                "[2A00:1450:4001:C01::67]",
                "printer.local",
                "intern",
                "x.nip.io",
                "metadata.google.internal",
                "169.254.169.254",
            ][..]
        )
        .prop_map(str::to_owned),
        any::<u32>().prop_map(|bits| Ipv4Addr::from(bits).to_string()),
        any::<u128>()
            .prop_map(|bits| format!("[{}]", model::canonical(Ipv6Addr::from((bits >> 3) | (1 << 125))))),
        "[a-z0-9]{1,9}(-[a-z0-9]{1,5})?\\.[a-z]{2,5}",
    ];
    let port = prop_oneof![
        Just(String::new()),
        select(&[":80", ":443", ":8080", ":1", ":22", ":6379", ":65535"][..]).prop_map(str::to_owned),
        any::<u16>().prop_map(|port| format!(":{port}")),
    ];
    let target = select(
        &[
            "",
            "/",
            "/mcp",
            "/a/b.c/..d",
            "/%41%2f",
            "//a",
            "?q=1",
            "/a?b=/../c?d",
            "/:@!$&'()*+,;=~",
            "/a%20b?%25",
        ][..],
    );
    (scheme, host, port, target)
        .prop_map(|(scheme, host, port, target)| format!("{scheme}{host}{port}{target}"))
}

/// One text for another: each class of confusion.
const CONFUSIONS: &[(&str, &str)] = &[
    // Slashes and backslashes.
    ("//", "/"),
    ("//", "///"),
    ("://", ":\\\\"),
    ("://", ":"),
    ("/", "\\"),
    (".", "\\."),
    // Userinfo, fragment, query.
    ("://", "://evil.org@"),
    ("://", "://a:b@"),
    ("/", "@evil.org/"),
    ("/", "#@evil.org/"),
    ("/", "?@evil.org/"),
    ("/", "\\@evil.org/"),
    // Dots.
    (".", "%2e"),
    (".", "%2E"),
    (".", ".."),
    (".", "\u{3002}"),
    (".", "\u{ff0e}"),
    (".", "./"),
    ("/", "./"),
    ("/", "/../"),
    ("/", "/%2e/"),
    ("/", "/.%2E/"),
    // Ports.
    (":", "::"),
    (":8", ":+8"),
    (":8", ":08"),
    (":8", ":8_"),
    (":8", ":\u{ff18}"),
    ("80", "80:81"),
    ("80", ""),
    ("80", "65616"),
    ("80", "0"),
    // Numbers.
    ("1", "01"),
    ("1", "0x1"),
    ("8", "\u{2467}"),
    ("0.0.", ""),
    (".", ".0."),
    ("10", "0xa"),
    ("127", "0177"),
    // IPv6.
    ("::", ":0:"),
    ("::", ":0:0:"),
    ("[", ""),
    ("]", ""),
    ("]", "%25eth0]"),
    ("]", "]x"),
    ("[", "x["),
    ("::1", "::ffff:127.0.0.1"),
    ("::1", "::127.0.0.1"),
    ("[", "[["),
    ("[", "[v1."),
    // Letters.
    ("a", "\u{ff41}"),
    ("a", "\u{ad}a"),
    ("a", "\u{200b}a"),
    ("k", "\u{212a}"),
    ("a", "_a"),
    ("a", "-a"),
    ("a", "a-"),
    ("a", "*"),
    ("xn--", "xn--a-"),
    ("xn--", "xn--"),
    ("a", "xn--a"),
    // Bytes.
    ("t", "\tt"),
    ("/", "\r\n/"),
    (".", "\0."),
    ("h", " h"),
    ("/", "/%00"),
    ("/", "/%0d%0a"),
    ("/", "/%zz"),
    ("/", "/{}"),
    ("/", "/\u{e9}"),
    ("/", "/%7f"),
    // Schemes.
    ("http", "ftp"),
    ("http", "URL:http"),
    ("http", "<http"),
    ("http", "httpx"),
    ("http", ""),
    ("p:", "p\u{ff1a}"),
];

/// A right URL, confused at up to three places.
fn confused() -> impl Strategy<Value = String> {
    let confusion = (select(CONFUSIONS), any::<prop::sample::Index>());
    (right(), proptest::collection::vec(confusion, 0..=3)).prop_map(|(mut url, confusions)| {
        for ((from, to), index) in confusions {
            let places: Vec<usize> = url.match_indices(from).map(|(at, _)| at).collect();
            if !places.is_empty() {
                let at = places[index.index(places.len())];
                url.replace_range(at..at + from.len(), to);
            }
        }
        url
    })
}

fn policies() -> impl Strategy<Value = Policy> {
    const LISTS: [Option<&[&str]>; 7] = [
        None,
        None,
        None,
        Some(&[]),
        Some(&["a.bc", "10.0.0.1", "::1"]),
        Some(&["LOCALHOST", "intern", "[fd00::1]", "metadata.google.internal"]),
        Some(&["169.254.169.254", "x.nip.io", "127.0.0.1", "*.w3.org"]),
    ];
    let lists = select(&LISTS[..]);
    (any::<bool>(), any::<bool>(), any::<bool>(), lists).prop_map(|(localhost, private, https, list)| {
        Policy {
            localhost,
            private,
            https,
            listed: list.map(|list| list.iter().map(|&host| host.to_owned()).collect()),
        }
    })
}

proptest! {
    #![proptest_config(config(20_000))]

    #[test]
    fn confused_urls_agree_with_the_model(url in confused(), policy in policies()) {
        compare(url.as_bytes(), &policy).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn right_urls_agree_with_the_model(url in right(), policy in policies()) {
        compare(url.as_bytes(), &policy).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn what_is_accepted_reads_the_same_elsewhere(url in confused()) {
        if let Ok(accepted) = validate_url(url.as_bytes(), &UrlPolicy::strict().allow_localhost(true).allow_private_ips(true)) {
            let host = parts(&accepted);
            readers::rust(&url, &host).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn canonical_ipv4_texts_go_round(bits in any::<u32>()) {
        compare_text(&Ipv4Addr::from(bits).to_string());
    }

    #[test]
    fn canonical_ipv6_texts_go_round(bits in any::<u128>(), mask in any::<u8>()) {
        // Groups that the mask has are zero, so that there are runs.
        let mut groups = Ipv6Addr::from(bits).segments();
        groups.iter_mut().enumerate().filter(|(at, _)| mask >> at & 1 == 1).for_each(|(_, group)| *group = 0);
        let address = Ipv6Addr::from(groups);
        compare_text(&model::canonical(address));
        compare_text(&model::canonical(address).to_uppercase());
        compare_text(&address.to_string());
        // The standard library writes the tail of mapped addresses in the other notation.
        prop_assert!(address.to_ipv4_mapped().is_some() || model::canonical(address) == address.to_string());
        compare_text(&groups.map(|group| format!("{group:x}")).join(":"));
        compare_text(&groups.map(|group| format!("{group:04x}")).join(":"));
        compare_class(address.into());
    }

    #[test]
    fn address_texts_agree_with_the_standard_library(text in "[0-9a-f:.]{1,20}|([0-9]{1,3}\\.){3}[0-9]{1,3}|([0-9a-f]{0,4}:){1,8}[0-9a-f]{0,4}") {
        compare_text(&text);
    }

    #[test]
    fn labels_that_decode_survive_the_way_back(label in "[a-z]{0,4}-?[a-z0-9]{1,12}", text in "[a-z]{0,3}[\\u{e0}-\\u{24f}\\u{400}-\\u{4ff}\\u{4e00}-\\u{4e99}\\u{10400}-\\u{1044f}]{1,6}[a-z]{0,3}") {
        // Whatever decodes is the encoding of what it decodes to: why the core needs no way back.
        if let Some(text) = model::decode(&label) {
            prop_assert!(text.is_ascii() || model::encode(&text) == label, "{label}");
        }
        let encoded = model::encode(&text);
        prop_assert_eq!(model::decode(&encoded), Some(text));
        compare(format!("http://xn--{label}.org/").as_bytes(), &Policy::default()).map_err(TestCaseError::fail)?;
        let accepted = compare(format!("http://xn--{encoded}.org/").as_bytes(), &Policy::default());
        prop_assert!(accepted.map_err(TestCaseError::fail)?);
    }

    #[test]
    fn generated_calls_agree_with_the_model(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let case = Case::from_bytes(Kind::Url, &bytes);
        let settings = &case.settings;
        if settings.resolve_dns || settings.resolved_ips.is_some() || settings.max_length.is_some() || settings.level().is_err() {
            return Ok(());
        }
        let policy = Policy {
            localhost: settings.allow_localhost,
            private: settings.allow_private_ips,
            https: settings.require_https,
            listed: settings.allowed_hostnames.clone(),
        };
        compare(&case.parts[0], &policy).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn limits_are_exact() {
    let policy = UrlPolicy::strict();
    for limit in [0, 1, 16, 17, 2047, 2048] {
        let policy = policy.max_length(limit).unwrap();
        let url = format!("https://w3.org/{}", "a".repeat(limit.saturating_sub(15)));
        assert_eq!(validate_url(url.as_bytes(), &policy).is_ok(), url.len() == limit, "{limit}");
        let rejection = validate_url(&vec![b'\n'; limit + 1], &policy).unwrap_err();
        assert_eq!((rejection.rule(), rejection.span().end()), (Rule::UrlLength, limit + 1));
    }
    assert_eq!(policy.max_length(2049).unwrap_err().rule(), Rule::PolicyLimitAboveCap);
}

#[test]
fn readers_of_this_machine_agree() {
    let mut runner = proptest::test_runner::TestRunner::new(config(0));
    let mut accepted = std::collections::BTreeMap::new();
    while accepted.len() < 1_500 {
        let url = confused().new_tree(&mut runner).unwrap().current();
        let policy = UrlPolicy::strict().allow_localhost(true).allow_private_ips(true);
        if let Ok(read) = validate_url(url.as_bytes(), &policy) {
            accepted.insert(url.clone(), parts(&read));
        }
    }
    readers::installed(&accepted);
}
