#![doc = include_str!("../README.md")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "what a journey stands on says what went wrong by failing on the spot"
)]

pub mod apple;
mod home;
pub mod knock;
pub mod night;
#[cfg(target_os = "linux")]
pub mod processes;
mod said;
mod serving;

pub use home::{Endpoint, Home};
pub use said::Said;
pub use serving::Serving;
