//! The system's own store: which one, and what its errors mean to us.

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod native;
#[cfg(all(unix, not(target_os = "macos")))]
mod secret_service;

#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(crate) use native::Drawer;
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use secret_service::Drawer;

use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

use crate::VaultError;

fn get(entry: &Entry, user: &str) -> Result<Option<Zeroizing<String>>, VaultError> {
    match entry.get_password() {
        Ok(text) => Ok(Some(Zeroizing::new(text))),
        Err(Error::NoEntry) => Ok(None),
        Err(refused) => Err(translate(user, refused)),
    }
}

fn delete(entry: &Entry, user: &str) -> Result<bool, VaultError> {
    match entry.delete_credential() {
        Ok(()) => Ok(true),
        Err(Error::NoEntry) => Ok(false),
        Err(refused) => Err(translate(user, refused)),
    }
}

/// The store's error as ours. Those that carry the entry's bytes are dropped with them.
fn translate(user: &str, refused: Error) -> VaultError {
    match refused {
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) => {
            VaultError::Damaged {
                id: user.to_owned(),
            }
        }
        Error::Ambiguous(_) => VaultError::Ambiguous {
            id: user.to_owned(),
        },
        Error::TooLong(_, limit) => VaultError::TooLarge {
            id: user.to_owned(),
            size: crate::stored::LIMIT,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
        },
        Error::NoDefaultStore => VaultError::Absent,
        #[cfg(all(unix, not(target_os = "macos")))]
        Error::PlatformFailure(cause) | Error::NoStorageAccess(cause) => {
            secret_service::meaning(cause.as_ref())
        }
        #[cfg(not(all(unix, not(target_os = "macos"))))]
        Error::NoStorageAccess(_) => VaultError::Denied,
        other => VaultError::Failed {
            reason: other.to_string(),
        },
    }
}
