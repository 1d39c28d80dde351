#![doc = include_str!("../README.md")]

mod answer;
mod error;
mod failure;
mod names;
mod tunnel;

pub use error::Unproven;
pub use tunnel::{PROOF_HEADER, Tunnel};
