//! macOS Keychain and Windows Credential Manager: no connection to keep, no lock to look at.

use std::sync::Arc;

use keyring_core::Entry;
use keyring_core::api::CredentialStore;
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

    fn entry(&self, user: &str) -> Result<Entry, VaultError> {
        let store = open().map_err(|refused| translate(user, refused))?;
        store
            .build(&self.service, user, None)
            .map_err(|refused| translate(user, refused))
    }
}

#[cfg(target_os = "macos")]
fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
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
