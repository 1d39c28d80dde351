//! How much, how many, how long?

use std::time::Duration;

/// Every bound the door keeps. [`Default`] is what the product ships with; nothing else in this
/// room contains a number of bytes or seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body; above it 413.
    pub body_bytes: usize,
    /// Lines of a head; above it 431.
    pub header_count: usize,
    /// Bytes of a head; above it 431. Raised to 8 KiB when set lower.
    pub head_bytes: usize,
    /// Connections at a time, deliveries still being stored included.
    pub connections: usize,
    /// From connecting to the first byte.
    pub first_byte: Duration,
    /// From the first byte of a head to its end.
    pub head: Duration,
    /// From the end of the head to the end of the body; after it 408.
    pub body: Duration,
    /// For the intake to answer; after it 503, while the intake goes on.
    pub answer: Duration,
    /// From an answer to the next request's first byte. Longer than tunnels reuse a connection,
    /// or a POST on a reused one is lost.
    pub idle: Duration,
    /// How long bytes of a refused body are thrown away after the answer. Closing at once would
    /// reset the connection, and the sender might never see why.
    pub linger: Duration,
    /// How long a shutdown waits for deliveries under way.
    pub drain: Duration,
    /// First pause after `accept` failed, or while every place is taken by a request.
    pub pause: Duration,
    /// Longest pause after `accept` failed again and again.
    pub pause_at_most: Duration,
    /// Failed checks a second, on average, that are answered 401 and not 429.
    pub failures_per_second: u32,
    /// Failed checks in a row that are answered 401 and not 429.
    pub failures_burst: u32,
    /// At most one log line about failed checks in this time.
    pub failures_logged_every: Duration,
    /// What 503 and 429 ask the sender to wait.
    pub retry_after: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1024 * 1024,
            header_count: 100,
            head_bytes: 64 * 1024,
            connections: 1024,
            first_byte: Duration::from_secs(30),
            head: Duration::from_secs(10),
            body: Duration::from_secs(15),
            answer: Duration::from_secs(30),
            idle: Duration::from_mins(2),
            linger: Duration::from_secs(2),
            drain: Duration::from_secs(5),
            pause: Duration::from_millis(100),
            pause_at_most: Duration::from_secs(1),
            failures_per_second: 20,
            failures_burst: 100,
            failures_logged_every: Duration::from_mins(1),
            retry_after: Duration::from_secs(30),
        }
    }
}
