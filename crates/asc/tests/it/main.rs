//! Apple's API, as far as it can be known without an account.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests' own furniture"
)]

mod apple;
mod base;
mod contract;
mod errors;
mod key;
mod limits;
mod network;
mod pages;
mod picture;
mod prism;
mod privacy;
mod questions;
mod resources;
mod token;
mod webhooks;
