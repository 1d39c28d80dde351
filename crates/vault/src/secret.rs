//! Text that must not be seen: wiped when dropped, and never printed or serialised by accident.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::VaultError;

const SECRET_BYTES: usize = 32;

/// A secret. It has no `Display` and no `Serialize`, and its `Debug` says only that it is there.
#[derive(Clone)]
pub struct SecretText(SecretString);

impl SecretText {
    /// 32 random bytes of the operating system as 64 hex digits: safe in any form field or URL.
    pub fn generate() -> Result<SecretText, VaultError> {
        let mut bytes = Zeroizing::new([0_u8; SECRET_BYTES]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|_| VaultError::Randomness)?;
        Ok(SecretText::from(hex::encode(bytes.as_slice())))
    }

    /// The text itself. Keep the borrow short, and copy it nowhere that outlives its use.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl From<String> for SecretText {
    fn from(text: String) -> Self {
        Self(SecretString::from(text))
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SecretText(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_seen_in_debug_output() {
        let secret = SecretText::from("canary-7".to_owned());
        assert!(
            !format!("{secret:?} {secret:#?}").contains("canary"),
            "a secret in a debug line ends up in a log file that people attach to bug reports"
        );
        assert_eq!(secret.expose(), "canary-7");
    }

    #[test]
    fn generated_secrets_are_long_plain_and_never_repeat() {
        let first = SecretText::generate().unwrap();
        let second = SecretText::generate().unwrap();
        assert_eq!(
            first.expose().len(),
            64,
            "256 bits, or a signature could be guessed"
        );
        assert!(
            first.expose().bytes().all(|byte| byte.is_ascii_hexdigit()),
            "anything but plain digits and letters may be mangled by a form on its way to Apple"
        );
        assert_ne!(
            first.expose(),
            second.expose(),
            "two endpoints must not share a secret"
        );
    }
}
