#![doc = include_str!("../README.md")]

mod address;
mod answer;
mod error;
mod failure;
mod fault;
mod find;
mod given;
mod kind;
mod kinds;
mod names;
mod plan;
mod run;
mod state;
mod tunnel;
mod wanted;

pub use error::Unproven;
pub use fault::Fault;
pub use kind::{About, Field, Kind};
pub use run::supervisor::Supervisor;
pub use state::{Phase, State};
pub use tunnel::{PROOF_HEADER, Tunnel};
pub use wanted::{Secret, Wanted};
