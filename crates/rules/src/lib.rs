//! Should it ring, how loudly, and with what?

pub mod burst;
mod channel;
mod facts;
mod level;
pub mod pause;
pub mod snooze;

pub use channel::{Channel, Templates};
pub use facts::Facts;
pub use level::Level;
