#![doc = include_str!("../README.md")]

mod bell;
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
mod quarantine;
mod quiet;
mod reading;
mod recovery;
mod render;
mod retention;
mod samples;
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
pub use ports::{Apple, Banner, NoKey, Sink, SinkError, SinkKind};
pub use samples::SignedSample;
pub use status::{Health, Problem, ProblemCode, Proven, Status};

/// The user's choices, for rooms above that show or change them.
pub use shipbell_settings as settings;
