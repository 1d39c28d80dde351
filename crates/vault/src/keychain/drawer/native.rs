//! macOS Keychain and Windows Credential Manager: no connection to keep, no lock to look at.

use keyring_core::Entry;
use zeroize::Zeroizing;

use super::{delete, get, translate};
use crate::VaultError;
use crate::keychain::shelf::Entries;

/// This home's entries.
pub(crate) struct Drawer {
    service: String,
}

impl Drawer {
    pub(crate) fn new(service: &str) -> Self {
        Self {
            service: service.to_owned(),
        }
    }

    /// `keyring` chooses the system's store and connects once for the whole process, which is
    /// right where the store is part of the system and can't come and go.
    fn entry(&self, user: &str) -> Result<Entry, VaultError> {
        let chosen = keyring::Entry::new(&self.service, user);
        chosen
            .map(|entry| entry.inner)
            .map_err(|refused| translate(user, refused))
    }
}

impl Entries for Drawer {
    fn get(&mut self, user: &str) -> Result<Option<Zeroizing<String>>, VaultError> {
        get(&self.entry(user)?, user)
    }

    fn put(&mut self, user: &str, text: &str) -> Result<(), VaultError> {
        let entry = self.entry(user)?;
        entry
            .set_password(text)
            .map_err(|refused| translate(user, refused))
    }

    fn delete(&mut self, user: &str) -> Result<bool, VaultError> {
        delete(&self.entry(user)?, user)
    }

    /// Both systems raise their own prompt with the first read; any read will do.
    fn unlock(&mut self) -> Result<(), VaultError> {
        self.get(crate::keychain::INDEX).map(drop)
    }
}
