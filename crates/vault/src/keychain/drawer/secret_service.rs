//! The Secret Service of Linux desktops, whichever program provides it.
//!
//! The store unlocks whatever it finds locked, which raises a prompt and waits. A program that
//! reads secrets on its own must not do that to people, so a second, plain connection looks first.

use std::collections::HashMap;
use std::error::Error as StdError;

use keyring_core::Entry;
use keyring_core::api::CredentialStoreApi;
use secret_service::blocking::{Collection, SecretService};
use secret_service::{EncryptionType, Error};
use zbus_secret_service_keyring_store::Store;
use zeroize::Zeroizing;

use super::{delete, get, translate};
use crate::VaultError;
use crate::keychain::shelf::Entries;

/// This home's entries, and the connection to the service once there is one.
pub(crate) struct Drawer {
    service: String,
    link: Option<Link>,
}

struct Link {
    /// Looks at locks; no secret ever passes here.
    looker: SecretService<'static>,
    store: std::sync::Arc<Store>,
}

impl Drawer {
    pub(crate) fn new(service: &str) -> Self {
        Self {
            service: service.to_owned(),
            link: None,
        }
    }

    /// Runs `work` over the connection. A service that was restarted has forgotten us: where an
    /// old connection fails, a fresh one gets a second try.
    fn with<T>(
        &mut self,
        work: impl Fn(&Link, &str) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        if let Some(link) = &self.link {
            match work(link, &self.service) {
                Err(VaultError::Failed { .. }) => self.link = None,
                outcome => return outcome,
            }
        }
        let link = self.link.insert(Link::open()?);
        let outcome = work(link, &self.service);
        if matches!(outcome, Err(VaultError::Failed { .. })) {
            self.link = None;
        }
        outcome
    }
}

impl Entries for Drawer {
    fn get(&mut self, user: &str) -> Result<Option<Zeroizing<String>>, VaultError> {
        self.with(|link, service| {
            if !link.look(service, user)? {
                link.default_unlocked()?;
                return Ok(None);
            }
            get(&link.entry(service, user)?, user)
        })
    }

    fn put(&mut self, user: &str, text: &str) -> Result<(), VaultError> {
        self.with(|link, service| {
            if !link.look(service, user)? && !link.default_unlocked()? {
                return Err(VaultError::NoDefault);
            }
            let entry = link.entry(service, user)?;
            entry
                .set_password(text)
                .map_err(|refused| translate(user, refused))
        })
    }

    fn delete(&mut self, user: &str) -> Result<bool, VaultError> {
        self.with(|link, service| {
            if !link.look(service, user)? {
                link.default_unlocked()?;
                return Ok(false);
            }
            delete(&link.entry(service, user)?, user)
        })
    }

    fn unlock(&mut self) -> Result<(), VaultError> {
        self.with(|link, _| {
            let Some(collection) = link.default_collection()? else {
                return Err(VaultError::NoDefault);
            };
            if collection.is_locked().map_err(|cause| meaning(&cause))? {
                collection.unlock().map_err(|cause| meaning(&cause))?;
            }
            Ok(())
        })
    }
}

impl Link {
    /// Whatever stands in the way of a connection (no bus, no provider, one that will not
    /// start), the answer to "is there a keychain service?" is no.
    fn open() -> Result<Self, VaultError> {
        let looker =
            SecretService::connect(EncryptionType::Plain).map_err(|_| VaultError::Absent)?;
        let store = Store::new().map_err(|_| VaultError::Absent)?;
        Ok(Self { looker, store })
    }

    fn entry(&self, service: &str, user: &str) -> Result<Entry, VaultError> {
        self.store
            .build(service, user, None)
            .map_err(|refused| translate(user, refused))
    }

    /// Whether the entry is there and open to reading.
    fn look(&self, service: &str, user: &str) -> Result<bool, VaultError> {
        let wanted = HashMap::from([("service", service), ("username", user)]);
        let found = self
            .looker
            .search_items(wanted)
            .map_err(|cause| meaning(&cause))?;
        if !found.locked.is_empty() {
            return Err(VaultError::Locked);
        }
        match found.unlocked.len() {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(VaultError::Ambiguous {
                id: user.to_owned(),
            }),
        }
    }

    /// `false` where there is no default collection; `Locked` where it is locked, as some
    /// providers find nothing at all in a locked one.
    fn default_unlocked(&self) -> Result<bool, VaultError> {
        let Some(collection) = self.default_collection()? else {
            return Ok(false);
        };
        match collection.is_locked() {
            Ok(false) => Ok(true),
            Ok(true) => Err(VaultError::Locked),
            Err(cause) => Err(meaning(&cause)),
        }
    }

    fn default_collection(&self) -> Result<Option<Collection<'_>>, VaultError> {
        match self.looker.get_default_collection() {
            Ok(collection) => Ok(Some(collection)),
            Err(Error::NoResult) => Ok(None),
            Err(cause) => Err(meaning(&cause)),
        }
    }
}

/// What an error of the service means to us.
pub(super) fn meaning(cause: &(dyn StdError + 'static)) -> VaultError {
    match cause.downcast_ref::<Error>() {
        Some(Error::Locked) => VaultError::Locked,
        Some(Error::Prompt) => VaultError::Denied,
        Some(Error::NoResult) => VaultError::NoDefault,
        Some(Error::Unavailable) => VaultError::Absent,
        _ => VaultError::Failed {
            reason: cause.to_string(),
        },
    }
}
