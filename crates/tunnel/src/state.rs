//! How the tunnel is.

use std::time::SystemTime;

use crate::fault::Fault;

/// What a tunnel is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// None is wanted.
    Off,
    /// Its program is started or runs, but told no address yet.
    Starting,
    /// It told its address. Whether that leads here is for the proof to say.
    Up,
    /// It ended or failed, and is started again at [`State::again`].
    Waiting,
    /// It can't run as it is wanted; nothing is tried until it is wanted otherwise, or restarted.
    Refused,
}

/// A tunnel at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// What it is doing.
    pub phase: Phase,
    /// Since when.
    pub since: SystemTime,
    /// When it is started again, where it waits for that.
    pub again: Option<SystemTime>,
    /// Its public address while it is up: scheme, host, and port where that is not the scheme's own.
    pub url: Option<String>,
    /// What went wrong last. It stays while the tunnel starts again, and goes when it is up.
    pub fault: Option<Fault>,
    /// How often a program was started since the supervisor began.
    pub starts: u32,
    /// The program's number while it runs.
    pub pid: Option<u32>,
}

impl State {
    pub(crate) fn off(since: SystemTime) -> Self {
        Self {
            phase: Phase::Off,
            since,
            again: None,
            url: None,
            fault: None,
            starts: 0,
            pid: None,
        }
    }
}
