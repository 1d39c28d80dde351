//! The kinds of tunnel, and the table of what is known about each.

use std::path::PathBuf;

use crate::find::Search;
use crate::kinds;

/// A kind of tunnel that Shipbell can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Cloudflare's quick tunnel: no account, another address at each start.
    Cloudflared,
    /// Cloudflare's tunnel of the user's own account, with an address that stays.
    CloudflaredNamed,
    /// ngrok's agent.
    Ngrok,
    /// Tailscale Funnel.
    Tailscale,
    /// bore, to bore.pub or to a server of the user's.
    Bore,
    /// `ssh -R` to a host of the user's.
    Ssh,
    /// A command of the user's, and what its address looks like.
    Command,
}

/// What is known about a kind.
#[derive(Debug, PartialEq, Eq)]
pub struct About {
    /// What people call it.
    pub title: &'static str,
    /// The program it needs; empty where the user names one.
    pub program: &'static str,
    /// Whether its address has TLS, without which Apple delivers nothing. Where not, the user's own
    /// server in front of it has to bring it.
    pub tls: bool,
    /// What the user may say.
    pub fields: &'static [Field],
    /// The page with its documentation.
    pub more: &'static str,
}

/// Something that a user says about a tunnel.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key in the options, or in the secrets.
    pub key: &'static str,
    /// Whether there is no tunnel without it.
    pub required: bool,
    /// Whether it belongs to the secrets.
    pub secret: bool,
    /// What one looks like.
    pub example: &'static str,
}

impl Field {
    pub(crate) const fn needed(key: &'static str, example: &'static str) -> Self {
        Self {
            key,
            required: true,
            secret: false,
            example,
        }
    }

    pub(crate) const fn may(key: &'static str, example: &'static str) -> Self {
        Self {
            key,
            required: false,
            secret: false,
            example,
        }
    }

    pub(crate) const fn secret(self) -> Self {
        Self {
            secret: true,
            ..self
        }
    }
}

impl Kind {
    /// Every kind, the easiest first.
    pub const ALL: [Self; 7] = [
        Self::Cloudflared,
        Self::CloudflaredNamed,
        Self::Ngrok,
        Self::Tailscale,
        Self::Bore,
        Self::Ssh,
        Self::Command,
    ];

    /// Its name in settings and on command lines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cloudflared => "cloudflared",
            Self::CloudflaredNamed => "cloudflared-named",
            Self::Ngrok => "ngrok",
            Self::Tailscale => "tailscale",
            Self::Bore => "bore",
            Self::Ssh => "ssh",
            Self::Command => "command",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What is known about it.
    pub fn about(self) -> &'static About {
        match self {
            Self::Cloudflared => &kinds::cloudflared::ABOUT,
            Self::CloudflaredNamed => &kinds::named::ABOUT,
            Self::Ngrok => &kinds::ngrok::ABOUT,
            Self::Tailscale => &kinds::tailscale::ABOUT,
            Self::Bore => &kinds::bore::ABOUT,
            Self::Ssh => &kinds::ssh::ABOUT,
            Self::Command => &kinds::command::ABOUT,
        }
    }

    /// Its program on this computer: on the path, or where such programs usually are. None for
    /// [`Kind::Command`], which names its own.
    pub fn find(self) -> Option<PathBuf> {
        match self {
            Self::Command => None,
            _ => Search::Usual.find(self.about().program),
        }
    }
}
