//! Tunnels that run: stand-ins for those that tests can't have, bore and ssh for real.

mod bore;
mod command;
mod door;
mod faults;
mod ownership;
mod pauses;
mod played;
mod refusals;
mod scene;
mod secrets;
mod ssh;
