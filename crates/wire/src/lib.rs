#![doc = include_str!("../README.md")]

mod answers;
mod commands;
mod error;
mod house;
mod types;
mod typescript;

pub use commands::{Answers, Audience, Request, answer};
pub use error::{ErrorCode, WireError};
pub use house::{Folders, Host, House};
pub use types::{
    Account, AddedEndpoint, App, AppFacet, Appearance, Attachment, AttachmentBody, AttachmentKind,
    AttachmentState, CaughtUp, Change, Channel, ChannelFault, ChannelView, Channels, Cleared,
    Copies, Density, Doctor, Draft, Endpoint, EventDetail, Example, ExportFormat, Exported, Facets,
    FeedEvent, FeedFilter, FeedPage, Field, FieldHelp, FileProblem, Finding, Header, Health,
    HelpPage, History, Hop, KeyText, Level, LevelRow, LogLine, LostTime, Marked, Muted, News,
    Nothing, NoticeView, NotificationState, Part, PauseChoice, Paused, Pinned, Place, Preview,
    Problem, Proof, Proven, Provenance, QuietHours, Reason, Redrawn, Remark, Replay, ReplayRing,
    Report, Sample, Setting, SettingsView, Setup, SetupStep, Severity, Span, Status, TemplateHelp,
    Templates, Theme, Trace, TrailStep, TunnelField, TunnelKind, TunnelPhase, TunnelView, Unproven,
    UnreadLog, UpdateState, Updates, VerbHelp, Verdict, View, Webhook,
};
pub use typescript::typescript;
