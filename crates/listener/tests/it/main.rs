//! The door, knocked at with bytes written by hand over real loopback sockets.

mod answers;
mod arbitrary;
mod body;
mod crowd;
mod exhaustion;
mod faults;
mod framing;
mod head;
mod house;
mod keep_alive;
mod log;
mod paths;
mod port;
mod raw;
mod shutdown;
mod storm;
mod timers;
