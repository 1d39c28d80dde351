#![doc = include_str!("../README.md")]

mod answer;
mod body;
mod brake;
mod connection;
mod crowd;
mod door;
mod error;
mod limits;
mod port;
mod post;
mod pulse;
mod route;
mod tally;

pub use async_trait::async_trait;

pub use crate::door::{Door, bind};
pub use crate::error::{ListenerError, PostError};
pub use crate::limits::Limits;
pub use crate::port::{Answer, Arrival, Intake, PROOF_HEADER, Refusal, SIGNATURE_HEADER};
pub use crate::post::{POST_PATIENCE, post};
