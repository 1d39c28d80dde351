//! Where Apple is asked.

use std::net::IpAddr;

use reqwest::Url;

use crate::setup::SetupFault;

const APPLE: &str = "https://api.appstoreconnect.apple.com";

/// Apple's own address, or a stand-in for it on this computer. A key never goes anywhere else.
///
/// ```
/// use shipbell_asc::{Base, SetupFault};
///
/// assert!(Base::parse("http://127.0.0.1:4010").is_ok());
/// assert_eq!(Base::parse("https://apple.example.com").err(), Some(SetupFault::NotLoopback));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// None is Apple: a constant that is read where it is needed can't be changed by accident.
    stand_in: Option<Url>,
}

impl Base {
    /// `https://api.appstoreconnect.apple.com`.
    pub const fn apple() -> Self {
        Self { stand_in: None }
    }

    /// Apple's address, or one on this computer, with a port and without a path.
    pub fn parse(text: &str) -> Result<Self, SetupFault> {
        let text = text.trim();
        if text.trim_end_matches('/') == APPLE {
            return Ok(Self::apple());
        }
        let url = Url::parse(text).map_err(|_| SetupFault::NotAnAddress)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(SetupFault::NotAnAddress);
        }
        if !is_loopback(&url) {
            return Err(SetupFault::NotLoopback);
        }
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || !url.username().is_empty() || url.password().is_some() {
            return Err(SetupFault::NotAnAddress);
        }
        Ok(Self {
            stand_in: Some(url),
        })
    }

    /// Whether this is a stand-in on this computer.
    pub const fn is_loopback(&self) -> bool {
        self.stand_in.is_some()
    }

    /// An address at the base. The path begins with a slash.
    pub(crate) fn join(&self, path: &str) -> Result<Url, SetupFault> {
        let base = match &self.stand_in {
            Some(url) => url.as_str().trim_end_matches('/'),
            None => APPLE,
        };
        Url::parse(&format!("{base}{path}")).map_err(|_| SetupFault::NotAnAddress)
    }

    /// Whether an address that an answer gave may be asked with the key.
    pub(crate) fn has(&self, url: &Url) -> bool {
        let own = self.join("/").map(|own| own.origin() == url.origin());
        own.unwrap_or(false) && url.path().starts_with("/v1/") && url.username().is_empty()
    }
}

/// A name would have to be looked up, and could lead elsewhere tomorrow: only `localhost` is taken.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}
