#![doc = include_str!("../README.md")]

pub mod apple;
pub mod bore;
pub mod clock;
#[cfg(target_os = "linux")]
pub mod desktop;
pub mod fixtures;
mod home;
pub mod program;
#[cfg(target_os = "linux")]
pub mod system_bus;
pub mod wait;

pub use apple::FakeApple;
pub use bore::BoreServer;
pub use clock::MovableClock;
#[cfg(target_os = "linux")]
pub use desktop::Desktop;
pub use home::home;
pub use program::{Program, Running};
#[cfg(target_os = "linux")]
pub use system_bus::SystemBus;
