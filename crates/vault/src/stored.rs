//! The JSON that stands for a record, in the keychain and in the secrets file alike.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::account::PREFIX;
use crate::{Account, Former, Record, SecretText, TunnelSecrets, VaultError, tunnel};

/// Windows' Credential Manager holds 2560 bytes of UTF-16. The limit is kept everywhere, so that
/// what was made on one system can be kept on another.
pub(crate) const LIMIT: usize = 1280;

/// A record in clear, for the moment between a [`Record`] and its JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Stored {
    secret: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    former: Option<StoredFormer>,
    name: String,
    token: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    app_id: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct StoredFormer {
    secret: String,
    rotated: i64,
}

impl Drop for Stored {
    fn drop(&mut self) {
        self.secret.zeroize();
        self.token.zeroize();
        if let Some(former) = &mut self.former {
            former.secret.zeroize();
        }
    }
}

impl fmt::Debug for Stored {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Stored(redacted)")
    }
}

impl From<&Record> for Stored {
    fn from(record: &Record) -> Self {
        Self {
            secret: record.secret.expose().to_owned(),
            former: record.former.as_ref().map(|former| StoredFormer {
                secret: former.secret.expose().to_owned(),
                rotated: former.rotated,
            }),
            name: record.name.clone(),
            token: record.token.clone(),
            app_id: record.app_id.clone(),
        }
    }
}

impl From<&Stored> for Record {
    fn from(stored: &Stored) -> Self {
        Self {
            secret: SecretText::from(stored.secret.clone()),
            former: stored.former.as_ref().map(|former| Former {
                secret: SecretText::from(former.secret.clone()),
                rotated: former.rotated,
            }),
            name: stored.name.clone(),
            token: stored.token.clone(),
            app_id: stored.app_id.clone(),
        }
    }
}

/// An account in clear, for the moment between an [`Account`] and its JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StoredAccount {
    name: String,
    key_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issuer: Option<String>,
    key: String,
}

impl Drop for StoredAccount {
    fn drop(&mut self) {
        self.key.zeroize();
    }
}

impl fmt::Debug for StoredAccount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("StoredAccount(redacted)")
    }
}

impl From<&Account> for StoredAccount {
    fn from(account: &Account) -> Self {
        Self {
            name: account.name.clone(),
            key_id: account.key_id.clone(),
            issuer: account.issuer.clone(),
            key: account.key.expose().to_owned(),
        }
    }
}

impl From<&StoredAccount> for Account {
    fn from(stored: &StoredAccount) -> Self {
        Self {
            name: stored.name.clone(),
            key_id: stored.key_id.clone(),
            issuer: stored.issuer.clone(),
            key: SecretText::from(stored.key.clone()),
        }
    }
}

/// A tunnel's secrets in clear, for the moment between them and their JSON.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct StoredTunnel(BTreeMap<String, String>);

impl Drop for StoredTunnel {
    fn drop(&mut self) {
        self.0.values_mut().for_each(Zeroize::zeroize);
    }
}

impl fmt::Debug for StoredTunnel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("StoredTunnel(redacted)")
    }
}

impl From<&TunnelSecrets> for StoredTunnel {
    fn from(secrets: &TunnelSecrets) -> Self {
        let clear =
            |(name, secret): (&String, &SecretText)| (name.clone(), secret.expose().to_owned());
        Self(secrets.0.iter().map(clear).collect())
    }
}

impl From<&StoredTunnel> for TunnelSecrets {
    fn from(stored: &StoredTunnel) -> Self {
        let kept =
            |(name, secret): (&String, &String)| (name.clone(), SecretText::from(secret.clone()));
        Self(stored.0.iter().map(kept).collect())
    }
}

/// What is kept as JSON, if it fits everywhere.
pub(crate) fn encode(id: &str, kept: &impl Serialize) -> Result<Zeroizing<String>, VaultError> {
    let damaged = |_| VaultError::Damaged { id: id.to_owned() };
    let text = serde_json::to_string(kept)
        .map(Zeroizing::new)
        .map_err(damaged)?;
    let size = text.encode_utf16().count();
    if size > LIMIT {
        return Err(VaultError::TooLarge {
            id: id.to_owned(),
            size,
            limit: LIMIT,
        });
    }
    Ok(text)
}

/// What `text` says. What could not be read is not repeated: it may be a secret.
pub(crate) fn decode<T: for<'a> Deserialize<'a>>(id: &str, text: &str) -> Result<T, VaultError> {
    serde_json::from_str(text).map_err(|_| VaultError::Damaged { id: id.to_owned() })
}

/// Refuses ids of endpoints that would collide with the index, an account's or the tunnel's.
pub(crate) fn check_id(id: &str) -> Result<(), VaultError> {
    if id == crate::keychain::INDEX || !is_endpoint(id) {
        return Err(VaultError::Id);
    }
    check_plain(id)
}

/// Refuses ids that are no account's.
pub(crate) fn check_account_id(id: &str) -> Result<(), VaultError> {
    if !is_account(id) {
        return Err(VaultError::Id);
    }
    check_plain(id)
}

/// Refuses ids under which nothing is kept.
pub(crate) fn check_kept_id(id: &str) -> Result<(), VaultError> {
    if id == tunnel::ID {
        return Ok(());
    }
    check_account_id(id).or_else(|_| check_id(id))
}

pub(crate) fn is_endpoint(id: &str) -> bool {
    !is_account(id) && id != tunnel::ID
}

pub(crate) fn is_account(id: &str) -> bool {
    id.starts_with(PREFIX)
}

/// Refuses what some keychain takes for a wildcard.
fn check_plain(id: &str) -> Result<(), VaultError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if id.is_empty() || id.len() > 64 || !id.bytes().all(plain) {
        return Err(VaultError::Id);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(name: String) -> Record {
        Record {
            secret: SecretText::from("s".repeat(64)),
            former: Some(Former {
                secret: SecretText::from("f".repeat(64)),
                rotated: 1,
            }),
            name,
            token: "t".repeat(43),
            app_id: Some("6446048195".to_owned()),
        }
    }

    #[test]
    fn a_record_comes_back_as_it_was_kept() {
        let kept = Stored::from(&record("Tidepool".to_owned()));
        let text = encode("a", &kept).unwrap();
        let back = Record::from(&decode::<Stored>("a", &text).unwrap());
        assert_eq!(back.secret.expose(), "s".repeat(64));
        assert_eq!(back.former.map(|former| former.rotated), Some(1));
        assert_eq!(
            (back.name.as_str(), back.app_id.as_deref()),
            ("Tidepool", Some("6446048195"))
        );
    }

    #[test]
    fn a_name_too_long_for_windows_is_refused_everywhere() {
        let refused = encode("a", &Stored::from(&record("n".repeat(1200)))).unwrap_err();
        assert!(
            matches!(refused, VaultError::TooLarge { limit: LIMIT, .. }),
            "a record that only some systems can hold could not be moved: {refused}"
        );
    }

    #[test]
    fn what_cannot_be_read_is_not_repeated() {
        let refused =
            decode::<Stored>("a", r#"{"secret":"canary","former":"canary"}"#).unwrap_err();
        assert!(
            !format!("{refused} {refused:?}").contains("canary"),
            "half of a damaged record may be the secret: {refused}"
        );
    }

    #[test]
    fn ids_that_a_keychain_might_misread_are_refused() {
        for id in [
            "",
            "endpoints",
            "a b",
            "a/b",
            "é",
            "account-K",
            "tunnel",
            &"a".repeat(65),
        ] {
            assert!(
                check_id(id).is_err(),
                "{id:?} would collide or match too much"
            );
        }
        assert!(check_id("ep_01-A").is_ok(), "an ordinary id works");
    }
}
