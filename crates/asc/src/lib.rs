#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod answer;
mod base;
mod client;
mod document;
mod error;
mod exchange;
mod failure;
mod key;
mod limit;
mod names;
mod open;
mod pages;
mod patience;
mod private;
mod question;
mod refusal;
mod resources;
mod setup;
mod skew;
mod surroundings;
mod token;
mod tokens;

pub use base::Base;
pub use client::{Client, Urgency};
pub use document::{Attributes, Linkage, OtherAttributes, Ref, Resource, ToMany, ToOne};
pub use error::AscError;
pub use key::{IssuerId, Key, KeyFault, KeyId};
pub use limit::RateLimit;
pub use pages::{Ended, Gathered, Page, Pages};
pub use private::Private;
pub use question::{Method, Question};
pub use refusal::{Refusal, RefusalSource};
pub use resources::*;
pub use setup::{Setup, SetupFault};
pub use skew::Skew;
pub use surroundings::Surroundings;
