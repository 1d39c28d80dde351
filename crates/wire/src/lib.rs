#![doc = include_str!("../README.md")]

mod commands;
mod error;
mod house;
mod types;
mod typescript;

pub use commands::{Answers, Audience, Request, answer};
pub use error::{ErrorCode, WireError};
pub use house::{Host, House};
pub use types::{
    AddedEndpoint, Change, Channel, Endpoint, FeedEvent, FeedPage, Health, Level, Nothing,
    PauseChoice, Paused, Problem, Provenance, Sample, Status,
};
pub use typescript::typescript;
