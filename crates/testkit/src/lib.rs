#![doc = include_str!("../README.md")]

pub mod apple;
pub mod bore;
pub mod clock;
#[cfg(target_os = "linux")]
pub mod desktop;
pub mod fixtures;
mod home;
pub mod program;
pub mod wait;

pub use apple::FakeApple;
pub use bore::BoreServer;
pub use clock::MovableClock;
#[cfg(target_os = "linux")]
pub use desktop::Desktop;
pub use home::home;
pub use program::{Program, Running};
