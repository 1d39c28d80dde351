//! Asks the owner of the home, or becomes it for as long as one command takes.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use async_trait::async_trait;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shipbell_engine::{Engine, ProblemCode, SignedSample, SystemClock};
use shipbell_owner::{
    AppStoreConnect, Client, Home, Owner, OwnerError, Ports, Role, SecretsChoice,
};
use shipbell_wire::{Host, House, NotificationState, Request, Trace, Updates, WireError};
use tokio::sync::Notify;

use crate::output::Output;
use crate::terminal::Terminal;

/// How long another process may take to start, or another command to do its work.
const OTHERS_NEED_AT_MOST: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// A command line has no panel and opens no pages; it can only be asked to end.
pub(crate) struct NoDesktop {
    engine: Engine,
    leave: Arc<Notify>,
}

impl NoDesktop {
    /// Around an engine.
    pub(crate) fn new(engine: Engine) -> Self {
        Self {
            engine,
            leave: Arc::default(),
        }
    }

    /// Told when another program wants the home.
    pub(crate) fn asked_to_leave(&self) -> Arc<Notify> {
        Arc::clone(&self.leave)
    }
}

#[async_trait]
impl Host for NoDesktop {
    fn open_page(&self, _: &str) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn show_panel(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn follow_link(&self, _: &str) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn hide_panel(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn pin_panel(&self, _: bool) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn panel_ready(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn copy(&self, _: &str) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn copy_picture(&self, _: &[u8]) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn reveal(&self, _: &Path) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    async fn notifications(&self) -> NotificationState {
        NotificationState::Absent
    }

    fn tray(&self) -> Option<bool> {
        None
    }

    fn free_bytes(&self, folder: &Path) -> Option<u64> {
        shipbell_owner::free_bytes(folder)
    }

    fn starts_at_login(&self) -> Option<bool> {
        None
    }

    fn start_at_login(&self, _: bool) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn take_shortcut(&self, _: Option<&str>) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn shortcut_problem(&self) -> Option<String> {
        None
    }

    async fn post_sample(&self, sample: SignedSample) -> Result<u16, WireError> {
        shipbell_owner::post_sample(&self.engine, sample).await
    }

    fn remove(&self, _: &[Trace]) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn updates(&self) -> Updates {
        Updates::none()
    }

    async fn check_updates(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    async fn install_update(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn news_seen(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn leave(&self) -> Result<(), WireError> {
        self.leave.notify_one();
        Ok(())
    }
}

/// What a command needs to reach the engine.
#[derive(Clone)]
pub(crate) struct Reach {
    pub(crate) home: Home,
    pub(crate) secrets: SecretsChoice,
    pub(crate) output: Output,
}

impl Reach {
    /// Asks one thing of whoever owns the home, this process included.
    pub(crate) async fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T> {
        let begun = Instant::now();
        loop {
            if let Some(answer) = self.ask_owner(&request).await? {
                return Ok(answer);
            }
            match Owner::take(self.home.clone(), Role::Command, self.ports(true)).await {
                Ok(owner) => {
                    let value = self.ask_without_owner(owner, request).await?;
                    return Ok(serde_json::from_value(value)?);
                }
                // Somebody began to serve between our two looks, and can be asked now.
                Err(OwnerError::Taken { .. }) if begun.elapsed() < OTHERS_NEED_AT_MOST => {
                    tokio::time::sleep(LOOK_AGAIN).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Asks a running owner; `None` when there is none.
    pub(crate) async fn ask_owner<T: DeserializeOwned>(
        &self,
        request: &Request,
    ) -> Result<Option<T>> {
        let Some(mut owner) = Client::connect_soon(&self.home).await? else {
            return Ok(None);
        };
        Ok(Some(serde_json::from_value(owner.ask(request).await??)?))
    }

    async fn ask_without_owner(&self, owner: Owner, request: Request) -> Result<Value> {
        if let Some(words) = self.secrets.in_words(&self.home) {
            self.output.word(&words);
        }
        let answered = self.answer(&owner, request).await;
        let closed = owner.close().await;
        let answer = answered?;
        closed?;
        Ok(answer)
    }

    async fn answer(&self, owner: &Owner, request: Request) -> Result<Value> {
        let needs_secrets = matches!(
            request,
            Request::EndpointAdd { .. }
                | Request::EndpointRotate { .. }
                | Request::EndpointRemove { .. }
        );
        let unlocked = owner.engine().unlock().await;
        if needs_secrets {
            unlocked?;
        }
        let status = owner.engine().status().await?;
        for problem in status.problems {
            if problem.code == ProblemCode::DatabaseQuarantined {
                self.output.word(&problem.detail);
            }
        }
        let house = House {
            engine: owner.engine().clone(),
            host: Arc::new(NoDesktop::new(owner.engine().clone())),
            folders: owner.home().folders(),
        };
        Ok(shipbell_wire::answer(&house, request).await?)
    }

    /// What this program brings to the engine.
    pub(crate) fn ports(&self, quiet: bool) -> Ports {
        Ports {
            sink: Arc::new(Terminal {
                output: self.output,
                quiet,
            }),
            clock: Arc::new(SystemClock),
            apple: Arc::new(AppStoreConnect::of_environment(Arc::new(SystemClock))),
            secrets: self.secrets,
        }
    }
}
