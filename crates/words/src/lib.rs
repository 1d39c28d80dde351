#![doc = include_str!("../README.md")]

mod event;
mod token;
mod words;

pub use event::FACTS;
pub use words::{Arg, Words};

/// Names one message of the catalogue. Only [`id`] makes them, so each one exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Id(&'static str);

impl Id {
    /// The name as the catalogue's files and the panel write it.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

/// A constant for every message, made from the English catalogue.
pub mod id {
    use super::Id;

    include!(concat!(env!("OUT_DIR"), "/id.rs"));
}

/// The English catalogue as written, file by file: what the panel's own Fluent reads.
pub fn english_sources() -> &'static [&'static str] {
    include!(concat!(env!("OUT_DIR"), "/sources.rs"))
}
