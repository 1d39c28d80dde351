//! Did somebody who knows the secret sign exactly these bytes?

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The header in which Apple sends the signature, in lower case as HTTP/2 writes it.
pub const SIGNATURE_HEADER: &str = "x-apple-signature";

const PREFIX: &str = "hmacsha256=";
const DIGITS: usize = 64;

/// Why a signature was not accepted. No variant carries a digest, expected or received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// There is nothing to check with.
    #[error("The secret is empty; anyone could sign with it, so nothing is accepted.")]
    EmptySecret,
    /// The value does not begin as Apple begins it.
    #[error("The signature does not begin with `hmacsha256=`.")]
    Prefix,
    /// The value is cut short, too long, or not an HMAC-SHA256 at all.
    #[error("The signature has {digits} characters after its prefix instead of 64.")]
    Length {
        /// How many bytes follow the prefix.
        digits: usize,
    },
    /// Something other than 0-9, a-f, A-F stands where digits belong.
    #[error("The signature has a character that is not a hexadecimal digit.")]
    Digits,
    /// A well-formed signature, of other bytes or by another secret.
    #[error("The signature does not fit the body under this secret.")]
    Mismatch,
}

/// Signs a body the way Apple does: `hmacsha256=` and 64 lower-case hexadecimal digits.
///
/// An empty secret signs too, but [`verify`] will not accept the result.
#[must_use]
pub fn sign(secret: &[u8], body: &[u8]) -> String {
    let digest = keyed(secret).chain_update(body).finalize().into_bytes();
    format!("{PREFIX}{}", hex::encode(digest))
}

/// Checks the header's value against the raw bytes of the body, in constant time.
///
/// The prefix must be exactly Apple's; the digits may be upper or lower case, as both spell the
/// same bytes. Surrounding white space is not ours to strip: HTTP has done so already.
pub fn verify(secret: &[u8], signature: &[u8], body: &[u8]) -> Result<(), SignatureError> {
    if secret.is_empty() {
        return Err(SignatureError::EmptySecret);
    }
    let digits = signature
        .strip_prefix(PREFIX.as_bytes())
        .ok_or(SignatureError::Prefix)?;
    if digits.len() != DIGITS {
        return Err(SignatureError::Length {
            digits: digits.len(),
        });
    }
    let claimed = hex::decode(digits).map_err(|_| SignatureError::Digits)?;
    keyed(secret)
        .chain_update(body)
        .verify_slice(&claimed)
        .map_err(|_| SignatureError::Mismatch)
}

#[expect(
    clippy::expect_used,
    reason = "the library's error is for ciphers with fixed keys; HMAC takes a key of any length"
)]
fn keyed(secret: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(secret).expect("HMAC takes a key of any length")
}
