//! The way in: the tunnel, and what the doctor finds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shipbell_engine as engine;
use ts_rs::TS;

/// How far a tunnel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TunnelPhase {
    /// None is wanted.
    Off,
    /// It runs, and has told no address yet.
    Starting,
    /// It has told its address.
    Up,
    /// It ended, and is started again in a while.
    Waiting,
    /// It can't be run as it is wanted.
    Refused,
}

/// The tunnel: what is chosen, how it goes, what could be chosen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TunnelView {
    /// Which kind is chosen; none where the address is typed in.
    pub kind: Option<String>,
    /// What it is to know, without secrets.
    pub options: BTreeMap<String, String>,
    /// The secrets that are kept for it, by name.
    pub kept: Vec<String>,
    /// How far it is.
    pub phase: TunnelPhase,
    /// Since when.
    #[ts(type = "number")]
    pub since: i64,
    /// When it is started again.
    #[ts(type = "number | null")]
    pub again: Option<i64>,
    /// The address that it brought.
    pub url: Option<String>,
    /// What went wrong and what to do, in a sentence.
    pub fault: Option<String>,
    /// What it printed last.
    pub log: Vec<String>,
    /// What could be chosen.
    pub kinds: Vec<TunnelKind>,
}

/// A kind of tunnel.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TunnelKind {
    /// Its name in `shipbell.toml`.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// The program that has to be there; empty where a person names it.
    pub program: String,
    /// Where it was found.
    pub installed: Option<String>,
    /// Whether its address has TLS of its own.
    pub tls: bool,
    /// What it is to know.
    pub fields: Vec<TunnelField>,
    /// Its documentation.
    pub more: String,
}

/// Something that a tunnel is to know.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TunnelField {
    /// Its name in `shipbell.toml`.
    pub key: String,
    /// Whether nothing works without it.
    pub required: bool,
    /// Whether it is kept with the secrets.
    pub secret: bool,
    /// How it may look.
    pub example: String,
}

impl From<engine::TunnelView> for TunnelView {
    fn from(view: engine::TunnelView) -> Self {
        let engine::TunnelView {
            chosen,
            kept,
            state,
            log,
            kinds,
        } = view;
        let (kind, options) = chosen.map(|chosen| (chosen.kind, chosen.options)).unzip();
        Self {
            kind,
            options: options.unwrap_or_default(),
            kept,
            phase: match state.phase {
                engine::TunnelPhase::Off => TunnelPhase::Off,
                engine::TunnelPhase::Starting => TunnelPhase::Starting,
                engine::TunnelPhase::Up => TunnelPhase::Up,
                engine::TunnelPhase::Waiting => TunnelPhase::Waiting,
                engine::TunnelPhase::Refused => TunnelPhase::Refused,
            },
            since: state.since,
            again: state.again,
            url: state.url,
            fault: state.fault,
            log,
            kinds: kinds.into_iter().map(TunnelKind::from).collect(),
        }
    }
}

impl From<engine::TunnelKind> for TunnelKind {
    fn from(kind: engine::TunnelKind) -> Self {
        let field = |field: engine::TunnelField| TunnelField {
            key: field.key.to_owned(),
            required: field.required,
            secret: field.secret,
            example: field.example.to_owned(),
        };
        Self {
            kind: kind.kind.to_owned(),
            title: kind.title.to_owned(),
            program: kind.program.to_owned(),
            installed: kind.installed,
            tls: kind.tls,
            fields: kind.fields.into_iter().map(field).collect(),
            more: kind.more.to_owned(),
        }
    }
}

/// How a hop is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// Seen to work.
    Good,
    /// Nobody can say.
    Unknown,
    /// It works, and somebody should know something.
    Warning,
    /// It does not work.
    Bad,
}

/// One line of the doctor.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Hop {
    /// Which hop of a delivery's way.
    #[ts(
        type = "'database' | 'keychain' | 'port' | 'tunnel' | 'dns' | 'tls' | 'instance' | 'signature' | 'webhook' | 'delivery' | 'notifications' | 'tray' | 'disk' | 'clock'"
    )]
    pub hop: String,
    /// How it is.
    pub verdict: Finding,
    /// What was seen, in a sentence.
    pub proof: String,
    /// When.
    #[ts(type = "number")]
    pub at: i64,
    /// What to do, where there is something.
    pub fix: Option<String>,
}

/// What the doctor found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Doctor {
    /// One line for each hop, in the order of a delivery's way.
    pub hops: Vec<Hop>,
    /// When it looked.
    #[ts(type = "number")]
    pub at: i64,
    /// All of it as text, to be copied; without secrets and without anybody's names.
    pub text: String,
}

impl From<engine::Hop> for Hop {
    fn from(hop: engine::Hop) -> Self {
        Self {
            hop: hop.hop.name().to_owned(),
            verdict: match hop.finding {
                engine::Finding::Good => Finding::Good,
                engine::Finding::Unknown => Finding::Unknown,
                engine::Finding::Warning => Finding::Warning,
                engine::Finding::Bad => Finding::Bad,
            },
            proof: hop.proof,
            at: hop.at,
            fix: hop.fix,
        }
    }
}
