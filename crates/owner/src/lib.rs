#![doc = include_str!("../README.md")]

mod apple;
mod computer;
mod control;
mod door;
mod entrance;
mod error;
mod home;
mod journal;
mod lock;
mod owner;
mod sample;
mod secrets;
mod tunnels;
mod way_in;

pub use apple::{ASC_URL, AppStoreConnect};
pub use computer::{Computer, Interfaces};
pub use control::Client;
pub use error::OwnerError;
pub use home::Home;
pub use journal::{Journal, log_to};
pub use lock::{Lock, Role, Tenant};
pub use owner::{Owner, Ports};
pub use sample::post_sample;
pub use secrets::SecretsChoice;
pub use tunnels::{Programs, free_bytes};
pub use way_in::Outside;
