#![doc = include_str!("../README.md")]

mod accounts;
mod addresses;
mod apple;
mod batch;
mod bell;
mod catch_up;
mod channels;
mod choices;
mod clock;
mod compose;
mod copies;
mod damage;
mod detail;
mod digest;
mod doctor;
mod draft;
mod endpoints;
mod engine;
mod errands;
mod error;
mod export;
mod fields;
mod gap;
mod health;
mod intake;
mod keys;
mod leaves;
mod missed;
mod panics;
mod pause;
mod pins;
mod ports;
mod proof;
mod quarantine;
mod quiet;
mod reading;
mod recall;
mod recovery;
mod registration;
mod rename;
mod render;
mod replay;
mod retention;
mod samples;
mod setup;
mod show;
mod status;
mod story;
mod summary;
mod texts;
mod tunnel;
mod unlock;
mod unreadable;
mod way;

pub use accounts::NewAccount;
pub use apple::{
    App, Apple, AppleError, AppleFault, Log, LoggedDelivery, NewWebhook, NoKey, RemoteState,
    RemoteWebhook, Said, Sent, WebhookChange,
};
pub use catch_up::{CaughtUp, LogLine};
pub use channels::{LevelRow, Muted};
pub use clock::{Clock, SystemClock};
pub use copies::Copies;
pub use detail::Detail;
pub use doctor::{Finding, Hop, HopName};
pub use draft::{Draft, Example, FieldHelp, Help, Part, Preview, Redrawn, Remark};
pub use endpoints::{AddedEndpoint, EndpointView};
pub use engine::{Change, Engine, Parts};
pub use error::EngineError;
pub use export::{ExportError, Exported, Form};
pub use health::{Health, Moment, Reason};
pub use intake::{Arrived, Refusal, Verdict};
pub use pause::{Pause, PauseChoice};
pub use ports::{Banner, Cause, NoWayOut, Sink, SinkError, SinkKind, Unproven, WayIn};
pub use proof::{PROOF_HEADER, Proof};
pub use registration::{ListedWebhook, Registration};
pub use replay::{Replay, ReplayRing};
pub use samples::SignedSample;
pub use setup::SetupState;
pub use status::{Problem, ProblemCode, Proven, Status};
pub use tunnel::{
    NoTunnel, Tunnel, TunnelField, TunnelKind, TunnelPhase, TunnelState, TunnelView, WantedTunnel,
};

/// Apple's events, for rooms above that name their kinds.
pub use shipbell_webhook as webhook;

/// The user's choices, for rooms above that show or change them.
pub use shipbell_settings as settings;
