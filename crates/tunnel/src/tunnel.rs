//! The question, sent out.

use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Certificate, Client};

use crate::answer;
use crate::error::Unproven;
use crate::failure::told_apart;
use crate::names::SystemNames;

/// The header that holds the nonce on the way there, and the mac on the way back.
pub const PROOF_HEADER: &str = "x-shipbell-proof";

/// Long enough for a tunnel that wakes up; nobody looks at a spinner for longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// How an address of this computer begins. Nothing that is sent there leaves it, so it needs no TLS; only
/// a stand-in for Apple can post to one.
const HERE: &str = "http://127.";

/// The way out, and hopefully in again.
#[derive(Debug, Clone)]
pub struct Tunnel {
    patience: Duration,
    only_trusts: Option<Vec<u8>>,
}

impl Default for Tunnel {
    fn default() -> Self {
        Self::new()
    }
}

impl Tunnel {
    /// With the system's certificates and proxy.
    pub fn new() -> Self {
        Self {
            patience: PATIENCE,
            only_trusts: None,
        }
    }

    /// As [`Tunnel::new`], for tests: trusts nobody but this authority (PEM), uses no proxy, and
    /// waits no longer than this.
    pub fn trusting(authority: &[u8], patience: Duration) -> Self {
        Self {
            patience,
            only_trusts: Some(authority.to_owned()),
        }
    }

    /// Asks at `url`, and gives back the mac of the door that awaited `nonce`. Whether it is the
    /// right one is for whoever knows the secret to say.
    pub async fn prove(&self, url: &str, nonce: &str) -> Result<String, Unproven> {
        // A client of its own each time: certificates and proxy are those of now.
        let client = self
            .client(url.starts_with(HERE))
            .map_err(|error| Unproven::Tls(error.without_url().to_string()))?;
        let asked = client.post(url).header(PROOF_HEADER, nonce).send().await;
        match asked {
            Ok(response) => answer::read(response).await,
            Err(error) => Err(told_apart(&error, self.patience)),
        }
    }

    fn client(&self, here: bool) -> reqwest::Result<Client> {
        let mut client = Client::builder()
            .https_only(!here)
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .timeout(self.patience)
            .dns_resolver(Arc::new(SystemNames))
            .user_agent(concat!("Shipbell/", env!("CARGO_PKG_VERSION")));
        if let Some(authority) = &self.only_trusts {
            let authority = Certificate::from_pem(authority)?;
            client = client.no_proxy().tls_certs_only([authority]);
        }
        if here {
            client = client.no_proxy();
        }
        client.build()
    }
}
