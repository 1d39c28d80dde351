//! What a client is made of, and why it can't be.

use std::fmt;
use std::time::Duration;

use crate::base::Base;
use crate::key::Key;

/// For a whole answer. Nobody looks at a spinner for longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a client is made of.
#[derive(Clone)]
pub struct Setup {
    /// Where Apple is asked.
    pub base: Base,
    /// Who asks.
    pub key: Key,
    /// Certificates to trust beside the system's, in PEM: of a company that reads its people's
    /// traffic, or of a test.
    pub authorities: Vec<Vec<u8>>,
    /// A proxy in place of the system's. A stand-in on this computer is never asked through one.
    pub proxy: Option<String>,
    /// How long a whole answer may take; thirty seconds, unless a test has less.
    pub patience: Duration,
}

impl Setup {
    /// Apple itself, with the system's certificates and proxy.
    pub const fn apple(key: Key) -> Self {
        Self {
            base: Base::apple(),
            key,
            authorities: Vec::new(),
            proxy: None,
            patience: PATIENCE,
        }
    }

    /// As [`Setup::apple`], at another base.
    pub fn at(base: Base, key: Key) -> Self {
        Self {
            base,
            ..Self::apple(key)
        }
    }
}

impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A proxy's address may have a password in it.
        f.debug_struct("Setup")
            .field("base", &self.base)
            .field("key", &self.key)
            .field("authorities", &self.authorities.len())
            .field("proxy", &self.proxy.is_some())
            .finish_non_exhaustive()
    }
}

/// Why a client can't be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SetupFault {
    /// The base is no address, or says more than where.
    #[error(
        "This is not an address to ask Apple at. It is http or https, a host and a port, such as http://127.0.0.1:4010, with nothing after them."
    )]
    NotAnAddress,
    /// The base is on another computer.
    #[error(
        "Only https://api.appstoreconnect.apple.com or an address on this computer (127.0.0.1, ::1, localhost) may be asked: your key would go to whoever is there."
    )]
    NotLoopback,
    /// A certificate to trust can't be read.
    #[error(
        "The extra certificate can't be read. It has to be in PEM: text that begins with -----BEGIN CERTIFICATE-----."
    )]
    Authority,
    /// The proxy is no address.
    #[error("The proxy's address can't be read. It looks like http://proxy.example.com:3128.")]
    Proxy,
    /// The system's certificates could not be read.
    #[error("No secured connection can be made on this computer: its certificates can't be read.")]
    Tls,
}

impl SetupFault {
    /// A name for programs, which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAnAddress => "base-not-an-address",
            Self::NotLoopback => "base-not-loopback",
            Self::Authority => "authority-unreadable",
            Self::Proxy => "proxy-unreadable",
            Self::Tls => "no-tls",
        }
    }
}
