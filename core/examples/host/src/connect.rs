//! An HTTP client that connects only where the gate lets it.
//!
//! The gate sits in the client's resolver: each URL, that of a redirect too, is judged when it is about to
//! be dialled, and the addresses that were judged are the ones that are dialled. A name that changes
//! its answer between check and use finds nobody asking twice.

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use portcullis::{
    Rejection, Resolve, SystemResolver, UrlPolicy, check_redirect, validate_url, validate_url_resolved,
};
use ureq::config::Config;
use ureq::http::{Response, Uri, header::LOCATION};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};

/// How long an answer of DNS may take.
const DNS_DEADLINE: Duration = Duration::from_secs(5);

/// The most redirects that are followed.
const REDIRECTS: usize = 5;

/// Why there is no response.
#[derive(Debug)]
pub enum Failed {
    /// The gate said no.
    Refused(Rejection),
    /// The network or the server did.
    Http(Box<ureq::Error>),
    /// Another redirect, after all of these.
    TooManyRedirects,
}

impl From<Rejection> for Failed {
    fn from(rejection: Rejection) -> Self {
        Self::Refused(rejection)
    }
}

/// A client behind the gate. `R` finds addresses: [`SystemResolver`], or what a test puts in its place.
pub struct Client<R> {
    agent: Agent,
    policy: UrlPolicy<'static>,
    resolver: std::marker::PhantomData<R>,
}

impl<R> fmt::Debug for Client<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Client")
    }
}

impl Client<SystemResolver> {
    /// A client that asks the system for addresses.
    #[must_use]
    pub fn new(policy: UrlPolicy<'static>) -> Self {
        Self::with_resolver(policy, || SystemResolver::new(DNS_DEADLINE))
    }
}

impl<R: Resolve + 'static> Client<R> {
    /// A client that asks the resolvers that `make` makes, one a connection.
    pub fn with_resolver(policy: UrlPolicy<'static>, make: fn() -> R) -> Self {
        // Redirects are ours to judge; a proxy from the environment would see names instead of the gate.
        let config = Agent::config_builder().max_redirects(0).proxy(None).build();
        let gate = Gate { policy, make };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), gate),
            policy,
            resolver: std::marker::PhantomData,
        }
    }

    /// Fetches a URL, through at most five redirects.
    ///
    /// # Errors
    /// The refusal of the URL, of a redirect's, or of an address of either; or that of the network.
    pub fn get(&self, url: &str) -> Result<Response<Body>, Failed> {
        validate_url(url.as_bytes(), &self.policy)?;
        let mut at = url.to_owned();
        for _ in 0..=REDIRECTS {
            let response = self.agent.get(&at).call().map_err(|error| match refusal(&error) {
                Some(rejection) => Failed::Refused(rejection),
                None => Failed::Http(Box::new(error)),
            })?;
            let location = response.headers().get(LOCATION).filter(|_| response.status().is_redirection());
            let Some(location) = location else { return Ok(response) };
            let from = validate_url(at.as_bytes(), &self.policy)?;
            // This host follows absolute redirects only.
            let to = check_redirect(&from, location.as_bytes(), &self.policy)?;
            at = to.as_str().to_owned();
        }
        Err(Failed::TooManyRedirects)
    }
}

/// The client's resolver: judges the URL and hands out the addresses that were judged.
struct Gate<R> {
    policy: UrlPolicy<'static>,
    make: fn() -> R,
}

impl<R> fmt::Debug for Gate<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gate")
    }
}

impl<R: Resolve + 'static> Resolver for Gate<R> {
    fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let text = uri.to_string();
        let resolved = validate_url_resolved(text.as_bytes(), &self.policy, &mut (self.make)())
            .map_err(|rejection| ureq::Error::Other(Box::new(rejection)))?;
        let mut addresses = self.empty();
        resolved.socket_addrs().for_each(|address: SocketAddr| addresses.push(address));
        Ok(addresses)
    }
}

/// The gate's refusal inside of the client's error.
fn refusal(error: &ureq::Error) -> Option<Rejection> {
    match error {
        ureq::Error::Other(inner) => inner.downcast_ref().copied(),
        _ => None,
    }
}
