//! What a person, or Apple, notices of the engine: a real database, real settings, a vault in
//! memory, a clock that the tests move, and a sink that writes down what rang.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

mod apple;
mod catch_up;
mod channels;
mod crash;
mod damage;
mod detail;
mod drafts;
mod export;
mod fetching;
mod flood;
mod intake;
mod mute;
mod pause;
mod ports;
mod proof;
mod quiet;
mod registration;
mod replay;
mod samples;
mod scene;
mod secrets;
mod sink;
mod status;
mod texts;
mod upkeep;
mod way;
