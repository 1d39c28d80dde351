#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod event;
mod fields;
mod json;
mod kind;
pub mod link;
mod number;
mod read;
pub mod sample;
mod signature;
mod unreadable;

pub use event::{AppHint, Event, Instance};
pub use kind::Kind;
pub use read::read;
pub use signature::{SIGNATURE_HEADER, SignatureError, sign, verify};
pub use unreadable::{MAX_BODY, MAX_DEPTH, Unreadable};
