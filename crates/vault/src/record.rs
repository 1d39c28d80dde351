//! What the vault keeps for one endpoint.

use std::fmt;

use zeroize::Zeroizing;

use crate::{SecretText, VaultError, stored};

/// All that is needed to open an endpoint's door again, even with the database lost.
#[derive(Clone)]
pub struct Record {
    /// What Apple signs with now.
    pub secret: SecretText,
    /// What Apple signed with before the last rotation, while it may still be accepted.
    pub former: Option<Former>,
    /// The endpoint's name as people see it.
    pub name: String,
    /// The last part of the endpoint's path. Whoever knows it can knock, so it is redacted too.
    pub token: String,
    /// Apple's id of the app, where known.
    pub app_id: Option<String>,
}

/// A secret that has been rotated away.
#[derive(Clone)]
pub struct Former {
    /// The secret itself.
    pub secret: SecretText,
    /// When it was replaced, in epoch milliseconds.
    pub rotated: i64,
}

impl Record {
    /// The record as JSON, for a backup that is sealed. `id` is what it is kept under.
    pub fn to_json(&self, id: &str) -> Result<Zeroizing<String>, VaultError> {
        stored::encode(id, &stored::Stored::from(self))
    }

    /// The record that was kept under `id`. What can't be read is not repeated: it may be a secret.
    pub fn from_json(id: &str, text: &str) -> Result<Self, VaultError> {
        stored::check_id(id)?;
        stored::decode::<stored::Stored>(id, text).map(|kept| Self::from(&kept))
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Record")
            .field("secret", &self.secret)
            .field("former", &self.former)
            .field("name", &self.name)
            .field("token", &format_args!("redacted"))
            .field("app_id", &self.app_id)
            .finish()
    }
}

impl fmt::Debug for Former {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Former")
            .field("secret", &self.secret)
            .field("rotated", &self.rotated)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_secret_nor_token_is_seen_in_debug_output() {
        let record = Record {
            secret: SecretText::from("canary-new".to_owned()),
            former: Some(Former {
                secret: SecretText::from("canary-old".to_owned()),
                rotated: 7,
            }),
            name: "Tidepool".to_owned(),
            token: "canary-token".to_owned(),
            app_id: None,
        };
        let shown = format!("{record:?}");
        assert!(
            !shown.contains("canary"),
            "a log line would give the door away: {shown}"
        );
        assert!(
            shown.contains("Tidepool"),
            "the name is what makes the line useful: {shown}"
        );
    }
}
