#![doc = include_str!("../README.md")]

pub mod burst;
mod channel;
mod check;
mod decide;
mod defaults;
mod facts;
pub mod field;
pub mod kinds;
mod level;
pub mod pause;
pub mod quiet;
pub mod snooze;
pub mod times;

pub use channel::{Channel, Templates};
pub use check::ChannelError;
pub use decide::{Ring, decide};
pub use defaults::{builtin_channel, builtin_templates, default_level};
pub use facts::Facts;
pub use level::Level;
