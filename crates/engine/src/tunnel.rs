//! The program that brings deliveries to this computer: what is chosen, and how it goes.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use async_trait::async_trait;
use shipbell_settings::check_public_url;
use shipbell_vault::{SecretText, TunnelSecrets};

use crate::engine::{Change, Engine};
use crate::error::EngineError;

/// How far a tunnel is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TunnelPhase {
    /// None is wanted.
    #[default]
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

/// A tunnel as it is now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TunnelState {
    /// How far it is.
    pub phase: TunnelPhase,
    /// Since when, in epoch milliseconds.
    pub since: i64,
    /// When it is started again.
    pub again: Option<i64>,
    /// The address that it brought, without a trailing slash.
    pub url: Option<String>,
    /// What went wrong and what to do, in a sentence without secrets.
    pub fault: Option<String>,
}

/// A kind of tunnel that can be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TunnelKind {
    /// Its name in `shipbell.toml`.
    pub kind: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The program that has to be there; empty where a person names it.
    pub program: &'static str,
    /// Where it was found.
    pub installed: Option<String>,
    /// Whether its address has TLS of its own. Others need the person's.
    pub tls: bool,
    /// What it is to know.
    pub fields: Vec<TunnelField>,
    /// Its documentation.
    pub more: &'static str,
}

/// Something that a tunnel is to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TunnelField {
    /// Its name in `shipbell.toml`.
    pub key: &'static str,
    /// Whether nothing works without it.
    pub required: bool,
    /// Whether it is kept with the secrets.
    pub secret: bool,
    /// How it may look.
    pub example: &'static str,
}

/// A tunnel that is to run.
#[derive(Debug, Clone)]
pub struct WantedTunnel {
    /// Which kind.
    pub kind: String,
    /// Where it is to lead.
    pub door: SocketAddr,
    /// What it is to know.
    pub options: BTreeMap<String, String>,
    /// The secret part of that.
    pub secrets: TunnelSecrets,
}

/// Whoever runs tunnels.
#[async_trait]
pub trait Tunnel: Send + Sync {
    /// Runs this from now on, or nothing. What runs already goes on.
    fn run(&self, wanted: Option<WantedTunnel>);
    /// Ends it where it runs, and starts it at once.
    fn restart(&self);
    /// How it goes.
    fn state(&self) -> TunnelState;
    /// Resolves when it goes otherwise than at the last call.
    async fn changed(&self);
    /// What it printed last.
    fn log(&self) -> Vec<String>;
    /// What could be run.
    fn kinds(&self) -> Vec<TunnelKind>;
    /// Ends it, and waits until it is gone.
    async fn stop(&self);
}

/// Runs none: for commands, which leave at once.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoTunnel;

#[async_trait]
impl Tunnel for NoTunnel {
    fn run(&self, _: Option<WantedTunnel>) {}

    fn restart(&self) {}

    fn state(&self) -> TunnelState {
        TunnelState::default()
    }

    async fn changed(&self) {
        std::future::pending::<()>().await;
    }

    fn log(&self) -> Vec<String> {
        Vec::new()
    }

    fn kinds(&self) -> Vec<TunnelKind> {
        Vec::new()
    }

    async fn stop(&self) {}
}

/// The choice and its course.
#[derive(Debug, Clone)]
pub struct TunnelView {
    /// What is chosen; its options are no secrets.
    pub chosen: Option<shipbell_settings::Tunnel>,
    /// The secrets that are kept for it, by name.
    pub kept: Vec<String>,
    /// How it goes.
    pub state: TunnelState,
    /// What it printed last.
    pub log: Vec<String>,
    /// What could be chosen.
    pub kinds: Vec<TunnelKind>,
}

impl Engine {
    /// The tunnel: what is chosen, how it goes, what could be chosen.
    pub async fn tunnel(&self) -> Result<TunnelView, EngineError> {
        let chosen = self.inner.settings.current().tunnel.clone();
        // A keychain that is locked is a problem of its own, and told elsewhere.
        let secrets = self.with_vault(|vault| vault.read_tunnel()).await;
        Ok(TunnelView {
            chosen,
            kept: secrets.unwrap_or_default().0.into_keys().collect(),
            state: self.tunnel_state(),
            log: self.inner.tunnel.log(),
            kinds: self.inner.tunnel.kinds(),
        })
    }

    /// Chooses a tunnel, or none. Options that its kind calls secret go into the vault; one that is not
    /// given stays as it is kept.
    pub async fn choose_tunnel(
        &self,
        chosen: Option<shipbell_settings::Tunnel>,
    ) -> Result<(), EngineError> {
        let Some(mut chosen) = chosen else {
            self.edit_settings(|file| file.set_tunnel(None)).await?;
            self.with_vault(|vault| vault.write_tunnel(&TunnelSecrets::default()))
                .await?;
            return Ok(());
        };
        let kinds = self.inner.tunnel.kinds();
        let kind = kinds.iter().find(|kind| kind.kind == chosen.kind);
        let kind = kind.ok_or_else(|| EngineError::NoSuchTunnel(chosen.kind.clone()))?;
        let before = self.inner.settings.current().tunnel.clone();
        let is_same_kind = before.is_some_and(|before| before.kind == chosen.kind);
        let kept = self.with_vault(|vault| vault.read_tunnel()).await?;
        let mut secrets = TunnelSecrets::default();
        for field in kind.fields.iter().filter(|field| field.secret) {
            let given = chosen.options.remove(field.key);
            let secret = match given.filter(|text| !text.is_empty()) {
                Some(text) => Some(SecretText::from(text)),
                None => (kept.0.get(field.key).cloned()).filter(|_| is_same_kind),
            };
            secrets
                .0
                .extend(secret.map(|secret| (field.key.to_owned(), secret)));
        }
        chosen.options.retain(|_, value| !value.trim().is_empty());
        self.with_vault(move |vault| vault.write_tunnel(&secrets))
            .await?;
        self.edit_settings(move |file| file.set_tunnel(Some(&chosen)))
            .await?;
        // Where only a secret is another one, the file says nothing of it.
        self.inner.to_tunnel.notify_one();
        Ok(())
    }

    /// Ends the tunnel and starts it anew.
    pub fn restart_tunnel(&self) {
        self.inner.tunnel.restart();
    }

    pub(crate) fn tunnel_state(&self) -> TunnelState {
        self.inner.tunnel.state()
    }

    /// The base that Apple reaches: the tunnel's where Shipbell runs one, else the one typed in.
    pub(crate) fn public_url(&self) -> Option<String> {
        let settings = self.inner.settings.current();
        if settings.tunnel.is_none() {
            return settings.connection.public_url.clone();
        }
        self.tunnel_state().url.filter(|url| self.is_of_use(url))
    }

    /// Whether Apple delivers to it: https, or this computer where a stand-in for Apple is on it.
    pub(crate) fn is_of_use(&self, url: &str) -> bool {
        let is_here = self.inner.apple.is_here() && url.starts_with("http://127.");
        is_here || check_public_url(url).is_ok()
    }

    /// Lets run what is chosen, once there is a door for it to lead to.
    pub(crate) async fn keep_tunnel(self) {
        let mut changes = self.changes();
        let mut secrets = None;
        loop {
            let wanted = self.wanted_tunnel(&mut secrets).await;
            self.inner.tunnel.run(wanted);
            loop {
                tokio::select! {
                    () = self.stopping() => {
                        self.inner.tunnel.stop().await;
                        return;
                    }
                    () = self.inner.to_tunnel.notified() => {
                        secrets = None;
                        break;
                    }
                    () = self.inner.tunnel.changed() => {
                        self.forget_stale_proof();
                        self.changed(Change::Status);
                    }
                    change = changes.recv() => match change {
                        Ok(Change::Feed) => {}
                        _ => break,
                    },
                }
            }
        }
    }

    /// The keychain is asked once for each choice, and again where it did not answer.
    async fn wanted_tunnel(
        &self,
        known: &mut Option<(String, TunnelSecrets)>,
    ) -> Option<WantedTunnel> {
        let chosen = self.inner.settings.current().tunnel.clone()?;
        let door = self.listening()?;
        if known.as_ref().is_none_or(|(kind, _)| *kind != chosen.kind) {
            let read = if self.has_secrets(&chosen.kind) {
                self.with_vault(|vault| vault.read_tunnel()).await
            } else {
                Ok(TunnelSecrets::default())
            };
            *known = read.ok().map(|read| (chosen.kind.clone(), read));
        }
        let secrets = known.as_ref().map(|(_, secrets)| secrets.clone());
        Some(WantedTunnel {
            kind: chosen.kind,
            door,
            options: chosen.options,
            secrets: secrets.unwrap_or_default(),
        })
    }

    fn has_secrets(&self, kind: &str) -> bool {
        let kinds = self.inner.tunnel.kinds();
        let fields = kinds.iter().filter(|one| one.kind == kind);
        fields.flat_map(|one| &one.fields).any(|field| field.secret)
    }
}
