//! One file per kind: its table, how it is run, and how its output is understood.

pub(crate) mod bore;
pub(crate) mod cloudflared;
pub(crate) mod command;
pub(crate) mod named;
pub(crate) mod ngrok;
pub(crate) mod ssh;
pub(crate) mod tailscale;
