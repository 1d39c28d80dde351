#![doc = include_str!("../README.md")]

mod bell;
mod choices;
mod clock;
mod compose;
mod digest;
mod endpoints;
mod engine;
mod error;
mod fields;
mod intake;
mod keys;
mod panics;
mod pause;
mod ports;
mod proof;
mod quarantine;
mod quiet;
mod reading;
mod recovery;
mod rename;
mod render;
mod retention;
mod samples;
mod setup;
mod status;
mod story;
mod summary;
mod unlock;
mod unreadable;

pub use clock::{Clock, SystemClock};
pub use endpoints::{AddedEndpoint, EndpointView};
pub use engine::{Change, Engine, Parts};
pub use error::EngineError;
pub use intake::{Arrived, Refusal, Verdict};
pub use pause::{Pause, PauseChoice};
pub use ports::{
    Apple, Banner, Cause, NoKey, NoWayOut, Sink, SinkError, SinkKind, Unproven, WayIn,
};
pub use proof::{PROOF_HEADER, Proof};
pub use samples::SignedSample;
pub use setup::SetupState;
pub use status::{Health, Problem, ProblemCode, Proven, Status};

/// The user's choices, for rooms above that show or change them.
pub use shipbell_settings as settings;
