//! What the gate keeps the client from, against a server on loopback.

use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};

use portcullis::{Addresses, Resolve, Rule, Unresolved, UrlPolicy};
use portcullis_example_host::connect::{Client, Failed};

/// A server that answers each connection with the next of `responses`; returns its port.
fn serve(responses: &'static [&'static str]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback");
    let port = listener.local_addr().expect("bound").port();
    std::thread::spawn(move || {
        for response in responses {
            let Ok((mut stream, _)) = listener.accept() else { return };
            let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                line.clear();
            }
            let _ = stream.write_all(response.as_bytes());
        }
    });
    port
}

fn refused(result: Result<ureq::http::Response<ureq::Body>, Failed>) -> Rule {
    match result {
        Err(Failed::Refused(rejection)) => rejection.rule(),
        other => panic!("{other:?}"),
    }
}

/// Answers every name with one address, and counts how often it is asked.
struct Answer(IpAddr);
static ASKED: AtomicU32 = AtomicU32::new(0);

impl Resolve for Answer {
    fn resolve(&mut self, _: &str, answer: &mut Addresses) -> Result<(), Unresolved> {
        ASKED.fetch_add(1, Ordering::SeqCst);
        answer.push(self.0);
        Ok(())
    }
}

fn loopback() -> Answer {
    Answer([127, 0, 0, 1].into())
}

fn private() -> Answer {
    Answer([10, 0, 0, 7].into())
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi";
const TO_METADATA: &str = "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
const TO_INTRANET: &str = "HTTP/1.1 302 Found\r\nLocation: http://intra.example.com/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

#[test]
fn an_allowed_localhost_is_reached() {
    let port = serve(&[OK]);
    let client = Client::new(UrlPolicy::strict().allow_localhost(true));
    let mut response = client.get(&format!("http://127.0.0.1:{port}/")).expect("reached");
    assert_eq!(response.body_mut().read_to_string().expect("text"), "hi");
}

#[test]
fn a_name_that_resolves_to_loopback_is_refused_when_it_is_dialled() {
    let port = serve(&[OK]);
    let client = Client::with_resolver(UrlPolicy::strict(), loopback);
    assert_eq!(refused(client.get(&format!("http://rebound.example.com:{port}/"))), Rule::AddressLoopback);
}

#[test]
fn the_checked_address_is_the_dialled_one() {
    let port = serve(&[OK]);
    let client = Client::with_resolver(UrlPolicy::strict().allow_localhost(true), loopback);
    let before = ASKED.load(Ordering::SeqCst);
    client
        .get(&format!("http://pinned.example.com:{port}/"))
        .expect("reached, although DNS has no such name");
    assert!(ASKED.load(Ordering::SeqCst) > before);
}

#[test]
fn a_redirect_to_the_metadata_service_is_refused() {
    let port = serve(&[TO_METADATA]);
    let client = Client::new(UrlPolicy::strict().allow_localhost(true));
    assert_eq!(refused(client.get(&format!("http://127.0.0.1:{port}/"))), Rule::AddressMetadata);
}

#[test]
fn a_redirect_that_resolves_to_a_private_address_is_refused() {
    let port = serve(&[TO_INTRANET]);
    let client = Client::with_resolver(UrlPolicy::strict().allow_localhost(true), private);
    assert_eq!(refused(client.get(&format!("http://127.0.0.1:{port}/"))), Rule::AddressPrivate);
}
