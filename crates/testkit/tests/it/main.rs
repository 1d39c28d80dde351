//! The lab itself is tested: a journey can't be trusted on a desktop that nobody has tried.

// The programs that stand in for Shipbell here are a shell's scripts.
#![cfg(unix)]
#![cfg_attr(
    target_os = "linux",
    expect(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "a test says what went wrong by failing on the spot"
    )
)]

#[cfg(target_os = "linux")]
mod clock;
#[cfg(target_os = "linux")]
mod desktop;
mod program;
