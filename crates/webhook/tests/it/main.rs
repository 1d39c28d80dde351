//! What a user of this crate would notice.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets what it did not expect has failed"
)]
#![expect(clippy::print_stdout, reason = "a test that was left out must say so")]

mod apple_examples;
mod digest;
mod fixtures;
mod never_panics;
mod odd_shapes;
mod samples;
mod signature;
