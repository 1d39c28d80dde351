//! The key with which Apple knows who asks.

mod der;
mod fault;
mod id;
mod pem;

use std::fmt;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use secrecy::{ExposeSecret, SecretSlice};

pub use fault::KeyFault;
pub use id::{IssuerId, KeyId};

/// A key of App Store Connect's API: a team's, or one person's.
///
/// ```
/// use shipbell_asc::{Key, KeyFault, KeyId};
///
/// let id = KeyId::parse("2X9R4HXF34")?;
/// let pasted = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
/// assert_eq!(Key::individual(id, pasted).err(), Some(KeyFault::Certificate));
/// # Ok::<(), KeyFault>(())
/// ```
#[derive(Clone)]
pub struct Key {
    id: KeyId,
    issuer: Option<IssuerId>,
    pkcs8: SecretSlice<u8>,
}

impl Key {
    /// A team's key, from the text of its `.p8` file.
    pub fn team(id: KeyId, issuer: IssuerId, p8: &str) -> Result<Self, KeyFault> {
        Self::new(id, Some(issuer), p8)
    }

    /// A person's own key, from the text of its `.p8` file. It has no issuer.
    pub fn individual(id: KeyId, p8: &str) -> Result<Self, KeyFault> {
        Self::new(id, None, p8)
    }

    fn new(id: KeyId, issuer: Option<IssuerId>, p8: &str) -> Result<Self, KeyFault> {
        let pkcs8 = pem::private_key(p8)?;
        der::is_p256(pkcs8.expose_secret())?;
        let key = Self { id, issuer, pkcs8 };
        key.pair()?;
        Ok(key)
    }

    /// Its id, which is no secret.
    pub fn id(&self) -> &KeyId {
        &self.id
    }

    /// The team that it belongs to; none for a person's own key.
    pub fn issuer(&self) -> Option<&IssuerId> {
        self.issuer.as_ref()
    }

    /// ES256: 64 bytes, as a token wants them.
    pub(crate) fn sign(&self, words: &[u8]) -> Result<Vec<u8>, KeyFault> {
        let signed = self.pair()?.sign(&SystemRandom::new(), words);
        Ok(signed.map_err(|_| KeyFault::Damaged)?.as_ref().to_owned())
    }

    /// Read anew each time, four times an hour: between them only the text in `secrecy` is in memory.
    fn pair(&self) -> Result<EcdsaKeyPair, KeyFault> {
        let pkcs8 = self.pkcs8.expose_secret();
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8)
            .map_err(|_| KeyFault::Damaged)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key")
            .field("id", &self.id)
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}
