//! Takes away what Shipbell made, and nothing else: a folder that a person chose may hold other things.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use shipbell_owner::{Home, Lock, Role};
use shipbell_vault::{TunnelSecrets, Vault};

use crate::MovingError;

/// What a home's folders hold, by how the names begin: a database has a log beside it, and damaged
/// ones were moved aside.
const OURS: [&str; 12] = [
    "feed.db",
    "shipbell.toml",
    "secrets.json",
    "logs",
    "exports",
    "icon.png",
    "restoring-",
    "control.sock",
    "owner.json",
    "instance",
    // What the app knows of newer versions, and one that waits.
    "updates.json",
    "update.waiting",
];
/// Held until all else is gone.
const LOCK: &str = "owner.lock";

/// Takes this home's secrets out of the vault; says how many endpoints had some.
pub fn remove_secrets(home: &Home, vault: &dyn Vault) -> Result<usize, MovingError> {
    let _held = Lock::take(home, Role::Command)?;
    let ids = vault.ids()?;
    for id in ids.iter().chain(&vault.account_ids()?) {
        vault.remove(id)?;
    }
    vault.remove(TunnelSecrets::ID)?;
    Ok(ids.len())
}

/// Removes history, settings and logs; says what of the folders stays, because it is not ours.
pub fn remove_data(home: &Home) -> Result<Vec<PathBuf>, MovingError> {
    let held = Lock::take(home, Role::Command)?;
    let mut folders = vec![home.data(), home.settings()];
    folders.dedup();
    for folder in &folders {
        for path in entries(folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if OURS.iter().any(|ours| name.starts_with(ours)) {
                remove(&path)?;
            }
        }
    }
    drop(held);
    remove(&home.data().join(LOCK))?;
    let mut left = Vec::new();
    for folder in folders {
        let others = entries(folder)?;
        if others.is_empty() {
            fs::remove_dir(folder).map_err(MovingError::files(folder))?;
        }
        left.extend(others);
    }
    Ok(left)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, MovingError> {
    let read = fs::read_dir(folder).map_err(MovingError::files(folder))?;
    read.map(|entry| Ok(entry.map_err(MovingError::files(folder))?.path()))
        .collect()
}

/// A link is removed, not what it leads to.
fn remove(path: &Path) -> Result<(), MovingError> {
    let folder = fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
    let removed = if folder {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(MovingError::files(path)(error))
        }
        _ => Ok(()),
    }
}
