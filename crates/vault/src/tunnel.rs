//! What the vault keeps for the program that brings deliveries here.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use crate::{SecretText, VaultError, stored};

/// What it is kept under: a home has one tunnel at most.
pub(crate) const ID: &str = "tunnel";

/// The secrets of the tunnel in use, by the names that its kind gives them.
#[derive(Debug, Clone, Default)]
pub struct TunnelSecrets(pub BTreeMap<String, SecretText>);

impl TunnelSecrets {
    /// The id under which they are kept, beside endpoints and accounts.
    pub const ID: &'static str = ID;

    /// The secrets as JSON, for a backup that is sealed.
    pub fn to_json(&self) -> Result<Zeroizing<String>, VaultError> {
        stored::encode(ID, &stored::StoredTunnel::from(self))
    }

    /// The secrets of a backup. What can't be read is not repeated: it may be a secret.
    pub fn from_json(text: &str) -> Result<Self, VaultError> {
        stored::decode::<stored::StoredTunnel>(ID, text).map(|kept| Self::from(&kept))
    }
}
