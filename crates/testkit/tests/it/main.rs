//! The lab itself is tested: a journey can't be trusted on a desktop that nobody has tried.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says what went wrong by failing on the spot"
)]

mod apple;
#[cfg(target_os = "linux")]
mod clock;
#[cfg(target_os = "linux")]
mod desktop;
// The programs that stand in for Shipbell here are a shell's scripts.
#[cfg(unix)]
mod program;
