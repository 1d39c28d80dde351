//! The handle through which Apple is asked.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Certificate, Proxy};

use crate::base::Base;
use crate::key::Key;
use crate::limit::{Hour, RateLimit};
use crate::names::SystemNames;
use crate::setup::{Setup, SetupFault};
use crate::skew::{Skew, Watch};
use crate::surroundings::Surroundings;
use crate::tokens::Tokens;

const TO_CONNECT: Duration = Duration::from_secs(5);

/// Who wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Somebody who looks at the screen.
    Person,
    /// Nobody in particular: the last tenth of Apple's hour is left for people.
    Background,
    /// Whoever can do without an answer: half of Apple's hour is left for the others.
    Spare,
}

/// Apple's API, asked with one key. Clones share connections, tokens and what is known of Apple's
/// limits; only [`Client::urgently`] differs between them.
///
/// Proxy and certificates are the system's when it was made: after the network's settings changed,
/// make another.
#[derive(Clone)]
pub struct Client {
    pub(crate) within: Arc<Within>,
    pub(crate) urgency: Urgency,
}

pub(crate) struct Within {
    pub(crate) base: Base,
    pub(crate) http: reqwest::Client,
    pub(crate) tokens: Tokens,
    pub(crate) hour: Hour,
    pub(crate) watch: Watch,
    pub(crate) patience: Duration,
    pub(crate) surroundings: Arc<dyn Surroundings>,
}

impl Client {
    /// Made once, at start-up. Asks nothing yet; a person is who asks.
    pub fn new(setup: Setup, surroundings: Arc<dyn Surroundings>) -> Result<Self, SetupFault> {
        let http = http(&setup)?;
        Ok(Self {
            within: Arc::new(Within {
                base: setup.base,
                http,
                tokens: Tokens::new(setup.key),
                hour: Hour::default(),
                watch: Watch::default(),
                patience: setup.patience,
                surroundings,
            }),
            urgency: Urgency::Person,
        })
    }

    /// The same, asked by somebody else.
    #[must_use]
    pub fn urgently(&self, urgency: Urgency) -> Self {
        Self {
            within: Arc::clone(&self.within),
            urgency,
        }
    }

    /// What Apple last said of this hour; none before it said anything.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.within.hour.limit()
    }

    /// How wrong this computer's clock is by Apple's; none where it is right enough. Tokens are
    /// corrected by it, so nothing fails because of it.
    pub fn skew(&self) -> Option<Skew> {
        self.within.watch.skew()
    }

    /// Who asks.
    pub fn key(&self) -> &Key {
        self.within.tokens.key()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.within.base)
            .field("key", self.within.tokens.key())
            .field("urgency", &self.urgency)
            .finish_non_exhaustive()
    }
}

fn http(setup: &Setup) -> Result<reqwest::Client, SetupFault> {
    let authorities = setup
        .authorities
        .iter()
        .map(|pem| Certificate::from_pem_bundle(pem));
    let authorities: Vec<_> = authorities
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| SetupFault::Authority)?;
    if authorities.iter().any(Vec::is_empty) {
        return Err(SetupFault::Authority);
    }
    let mut http = reqwest::Client::builder()
        .https_only(!setup.base.is_loopback())
        // A redirect would carry the token along, and Apple's API has none.
        .redirect(Policy::none())
        // Whether to ask again is for `patience` to say.
        .retry(reqwest::retry::never())
        .connect_timeout(TO_CONNECT)
        .timeout(setup.patience)
        .dns_resolver(Arc::new(SystemNames))
        .tls_certs_merge(authorities.into_iter().flatten())
        .user_agent(concat!("Shipbell/", env!("CARGO_PKG_VERSION")));
    if setup.base.is_loopback() {
        http = http.no_proxy();
    } else if let Some(proxy) = &setup.proxy {
        http = http.proxy(Proxy::all(proxy).map_err(|_| SetupFault::Proxy)?);
    }
    http.build().map_err(|_| SetupFault::Tls)
}
