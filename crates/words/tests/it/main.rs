//! What a person reads.

#[path = "../../build/catalogue.rs"]
mod catalogue;
mod faults;
mod told;
mod wording;
