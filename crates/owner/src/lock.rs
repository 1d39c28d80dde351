//! Who owns this home? At most one process, by a lock of the operating system.

use std::fmt;
use std::fs::{self, File, TryLockError};

use serde::{Deserialize, Serialize};

use crate::error::OwnerError;
use crate::home::{Home, private_file};

/// What kind of process owns a home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The desktop app.
    App,
    /// `shipbell serve`.
    Serve,
    /// A command that changes one thing and leaves.
    Command,
}

/// Who owns a home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenant {
    /// The process.
    pub pid: u32,
    /// What it is.
    pub role: Role,
    /// Its version.
    pub version: String,
}

impl fmt::Display for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.role {
            Role::App => "The Shipbell app",
            Role::Serve => "`shipbell serve`",
            Role::Command => "A `shipbell` command",
        };
        write!(f, "{what} (pid {}, version {})", self.pid, self.version)
    }
}

/// The lock on a home. It ends with the process, however that ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the home, or says who has it.
    pub fn take(home: &Home, role: Role) -> Result<Self, OwnerError> {
        let path = home.data().join("owner.lock");
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(OwnerError::files(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(OwnerError::Taken {
                    tenant: tenant(home).unwrap_or_else(unknown),
                    home: home.data().to_owned(),
                });
            }
            Err(TryLockError::Error(error)) => return Err(OwnerError::files(&path)(error)),
        }
        introduce(home, role)?;
        Ok(Self { _file: file })
    }
}

/// Whether somebody holds the home at this moment.
pub(crate) fn is_held(home: &Home) -> Result<bool, OwnerError> {
    let path = home.data().join("owner.lock");
    match File::open(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(OwnerError::files(&path)(error)),
        Ok(file) => match file.try_lock_shared() {
            Ok(()) => Ok(false),
            Err(TryLockError::WouldBlock) => Ok(true),
            Err(TryLockError::Error(error)) => Err(OwnerError::files(&path)(error)),
        },
    }
}

/// Who is said to own the home. Only true while the lock is held.
pub(crate) fn tenant(home: &Home) -> Option<Tenant> {
    let text = fs::read_to_string(home.data().join("owner.json")).ok()?;
    serde_json::from_str(&text).ok()
}

/// Written beside the lock, not into it: Windows lets nobody read a locked file.
fn introduce(home: &Home, role: Role) -> Result<(), OwnerError> {
    let path = home.data().join("owner.json");
    let tenant = Tenant {
        pid: std::process::id(),
        role,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let text = serde_json::to_string(&tenant)
        .map_err(std::io::Error::other)
        .map_err(OwnerError::files(&path))?;
    private_file(&path, &text)
}

fn unknown() -> Tenant {
    Tenant {
        pid: 0,
        role: Role::Command,
        version: "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_has_one_owner_and_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path()).unwrap();
        let held = Lock::take(&home, Role::Serve).unwrap();
        let refused = Lock::take(&home, Role::App).unwrap_err().to_string();
        assert!(
            refused.contains("`shipbell serve`")
                && refused.contains(&std::process::id().to_string()),
            "the user must learn which program to end: {refused}"
        );
        drop(held);
        Lock::take(&home, Role::App).expect("the lock goes with its owner");
    }
}
