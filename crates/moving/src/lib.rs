#![doc = include_str!("../README.md")]

mod backup;
mod error;
mod manifest;
mod remove;
mod restore;
mod sealed;

pub use age::secrecy::SecretString;
pub use backup::{Secrets, back_up};
pub use error::MovingError;
pub use manifest::{Manifest, Part};
pub use remove::{remove_data, remove_secrets};
pub use restore::{restore, seen};
