//! A house on a folder of its own, with a desktop that does as it is told.

use std::path::Path;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use serde_json::Value;
use shipbell_engine::{
    Arrived, Banner, Cause, Engine, NoKey, PROOF_HEADER, Parts, SignedSample, Sink, SinkError,
    SinkKind, SystemClock, Unproven, Verdict, WayIn,
};
use shipbell_feed::Feed;
use shipbell_settings::SettingsFile;
use shipbell_vault::Memory;
use shipbell_wire::{
    ErrorCode, Folders, Host, House, NotificationState, Request, Trace, Updates, WireError,
};
use shipbell_words::Words;
use tempfile::TempDir;

/// What the desktop was asked, and what it answers.
#[derive(Default)]
pub(crate) struct Desk {
    pub(crate) asked: Mutex<Vec<String>>,
    /// What it refuses, by the beginning of what it is asked.
    pub(crate) refuses: Mutex<Option<&'static str>>,
    /// What the door answers to samples.
    pub(crate) door: Mutex<Option<u16>>,
    /// Why the way in is closed.
    pub(crate) lost: Mutex<Option<Cause>>,
    engine: Mutex<Option<Engine>>,
}

impl Desk {
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    fn note(&self, what: String) -> Result<(), WireError> {
        let refused = self.refuses.lock().unwrap();
        let refused = refused.is_some_and(|refused| what.starts_with(refused));
        self.asked.lock().unwrap().push(what);
        if refused {
            return Err(WireError {
                code: ErrorCode::System,
                message: "The desktop does not want to.".to_owned(),
            });
        }
        Ok(())
    }
}

#[async_trait]
impl Host for Desk {
    fn open_page(&self, url: &str) -> Result<(), WireError> {
        self.note(format!("open {url}"))
    }

    fn show_panel(&self) -> Result<(), WireError> {
        self.note("show".to_owned())
    }

    fn follow_link(&self, link: &str) -> Result<(), WireError> {
        self.note(format!("follow {link}"))
    }

    fn hide_panel(&self) -> Result<(), WireError> {
        self.note("hide".to_owned())
    }

    fn pin_panel(&self, pinned: bool) -> Result<(), WireError> {
        self.note(format!("pin {pinned}"))
    }

    fn panel_ready(&self) -> Result<(), WireError> {
        self.note("ready".to_owned())
    }

    fn copy(&self, text: &str) -> Result<(), WireError> {
        self.note(format!("copy {text}"))
    }

    fn copy_picture(&self, picture: &[u8]) -> Result<(), WireError> {
        self.note(format!("copy a picture of {} bytes", picture.len()))
    }

    fn reveal(&self, path: &Path) -> Result<(), WireError> {
        self.note(format!("reveal {}", path.display()))
    }

    async fn notifications(&self) -> NotificationState {
        NotificationState::Allowed
    }

    fn tray(&self) -> Option<bool> {
        Some(true)
    }

    fn free_bytes(&self, _: &Path) -> Option<u64> {
        Some(5 << 30)
    }

    fn starts_at_login(&self) -> Option<bool> {
        Some(self.asked().iter().any(|asked| asked == "login true"))
    }

    fn start_at_login(&self, on: bool) -> Result<(), WireError> {
        self.note(format!("login {on}"))
    }

    fn take_shortcut(&self, keys: Option<&str>) -> Result<(), WireError> {
        self.note(format!("keys {}", keys.unwrap_or("none")))
    }

    fn shortcut_problem(&self) -> Option<String> {
        None
    }

    async fn post_sample(&self, sample: SignedSample) -> Result<u16, WireError> {
        self.note(format!("post {}", sample.endpoint))?;
        if let Some(status) = *self.door.lock().unwrap() {
            return Ok(status);
        }
        let engine = self.engine.lock().unwrap().clone().unwrap();
        let arrived = Arrived {
            token: sample.path.trim_start_matches("/hooks/").to_owned(),
            signature: Some(sample.signature.into_bytes()),
            headers: Vec::new(),
            body: sample.body.into(),
        };
        engine.take_in(arrived).await;
        Ok(200)
    }

    fn remove(&self, traces: &[Trace]) -> Result<(), WireError> {
        self.note(format!("remove {traces:?}"))
    }

    fn updates(&self) -> Updates {
        Updates::none()
    }

    async fn check_updates(&self) -> Result<(), WireError> {
        self.note("check updates".to_owned())
    }

    async fn install_update(&self) -> Result<(), WireError> {
        self.note("install update".to_owned())
    }

    fn news_seen(&self) -> Result<(), WireError> {
        self.note("news seen".to_owned())
    }

    fn leave(&self) -> Result<(), WireError> {
        self.note("leave".to_owned())
    }
}

/// The internet, as a test wants it: it leads back to this house, or does not.
#[async_trait]
impl WayIn for Desk {
    async fn ask(&self, url: &str, nonce: &str) -> Result<String, Unproven> {
        self.asked.lock().unwrap().push(format!("ask {url}"));
        let lost = |cause| Unproven {
            cause,
            detail: "The test wants it so.".to_owned(),
        };
        if let Some(cause) = *self.lost.lock().unwrap() {
            return Err(lost(cause));
        }
        let engine = self.engine.lock().unwrap().clone().unwrap();
        let token = url.rsplit('/').next().unwrap().to_owned();
        let arrived = Arrived {
            token,
            signature: None,
            headers: vec![(PROOF_HEADER.to_owned(), nonce.as_bytes().to_vec())],
            body: Vec::new().into(),
        };
        match engine.take_in(arrived).await {
            Verdict::Proven(mac) => Ok(hex::encode(mac)),
            _ => Err(lost(Cause::Strange)),
        }
    }
}

/// Rings into a list.
#[derive(Default)]
pub(crate) struct Bell {
    pub(crate) rung: Mutex<Vec<Banner>>,
    pub(crate) broken: Mutex<bool>,
}

#[async_trait]
impl Sink for Bell {
    fn kind(&self) -> SinkKind {
        SinkKind::Desktop
    }

    async fn ring(&self, banner: &Banner) -> Result<(), SinkError> {
        if *self.broken.lock().unwrap() {
            return Err(SinkError::Absent("nobody is there".to_owned()));
        }
        self.rung.lock().unwrap().push(banner.clone());
        Ok(())
    }
}

pub(crate) struct Room {
    pub(crate) folder: TempDir,
    pub(crate) desk: Arc<Desk>,
    pub(crate) bell: Arc<Bell>,
    pub(crate) house: House,
}

impl Room {
    pub(crate) async fn new(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("shipbell.toml"), settings).unwrap();
        let desk = Arc::new(Desk::default());
        let bell = Arc::new(Bell::default());
        let opened = Feed::open(folder.path()).unwrap();
        let engine = Engine::open(Parts {
            feed: opened.feed,
            quarantined: None,
            vault: Arc::new(Memory::default()),
            settings: Arc::new(SettingsFile::open(folder.path())),
            clock: Arc::new(SystemClock),
            sink: Arc::<Bell>::clone(&bell),
            apple: Arc::new(NoKey),
            way_in: Arc::<Desk>::clone(&desk),
            tunnel: Arc::new(shipbell_engine::NoTunnel),
            words: Words::english(),
        })
        .await
        .unwrap();
        engine.unlock().await.unwrap();
        *desk.engine.lock().unwrap() = Some(engine.clone());
        let house = House {
            engine,
            host: Arc::<Desk>::clone(&desk),
            folders: Folders {
                home: folder.path().to_owned(),
                logs: folder.path().join("logs"),
                exports: folder.path().join("exports"),
            },
        };
        Self {
            folder,
            desk,
            bell,
            house,
        }
    }

    pub(crate) fn text(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("shipbell.toml")).unwrap()
    }

    pub(crate) async fn ask(&self, request: Request) -> Result<Value, WireError> {
        shipbell_wire::answer(&self.house, request).await
    }
}
