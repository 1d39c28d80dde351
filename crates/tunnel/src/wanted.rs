//! What is to run.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;

use crate::kind::Kind;

/// A tunnel as the user wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its kind.
    pub kind: Kind,
    /// Where it has to lead: Shipbell's door on this computer.
    pub door: SocketAddr,
    /// What the user said about it, by [`Field::key`](crate::Field::key). An empty value is none.
    pub options: BTreeMap<String, String>,
    /// The secrets among it, which no log, no error and no command line shows.
    pub secrets: BTreeMap<String, Secret>,
}

/// A secret of a tunnel.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl From<String> for Secret {
    fn from(secret: String) -> Self {
        Self(secret)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Secret {
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}
