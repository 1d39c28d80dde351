//! Newer versions: looked for at the start and once a day, loaded and checked in the background, told
//! in passing, installed when a person says so. Whatever fails, the version that runs goes on running.

mod failure;
mod source;
mod story;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use shipbell_owner::Home;
use shipbell_wire::{Change, News, UpdateState};
use tauri::{AppHandle, Manager};
use tauri_plugin_updater::{Error, Update, UpdaterExt};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Notify, watch};

use crate::app::{self, Shell};
use crate::links;
use crate::system::{Here, System};
use failure::Failure;
use source::Source;
use story::Story;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// A computer that slept is a day later without any timer having run.
const LOOK_AGAIN: Duration = Duration::from_hours(1);
const ANSWERS_WITHIN: Duration = Duration::from_secs(30);
const LOADED_WITHIN: Duration = Duration::from_mins(30);
/// Ours are a tenth of this. What is loaded is held in memory until its signature was checked.
const BYTES_AT_MOST: u64 = 256 * 1024 * 1024;
/// Where a version waits that was loaded.
const WAITING: &str = "update.waiting";

/// What is known about newer versions.
pub(crate) struct Updates {
    source: Option<Source>,
    folder: PathBuf,
    /// This program's place, asked before another file may take it.
    program: Option<String>,
    state: watch::Sender<UpdateState>,
    /// One look at a time.
    turn: tokio::sync::Mutex<()>,
    known: Mutex<Known>,
}

struct Known {
    story: Story,
    checked: Option<i64>,
    /// The version that waits.
    waiting: Option<Update>,
    /// Whether the program is to start anew when it ends.
    anew: bool,
}

impl Updates {
    /// For a home, in this version.
    pub(crate) fn of(home: &Home) -> Self {
        let source = Source::of_this_build();
        let folder = home.data().to_owned();
        // One that waited when the program ended is looked for again: it may be old by now.
        let _ = fs::remove_file(folder.join(WAITING));
        let first = match source {
            Some(_) => UpdateState::Idle,
            None => UpdateState::None,
        };
        Self {
            source,
            program: Here::program().ok(),
            state: watch::channel(first).0,
            turn: tokio::sync::Mutex::default(),
            known: Mutex::new(Known {
                story: Story::begin(&folder, env!("CARGO_PKG_VERSION")),
                checked: None,
                waiting: None,
                anew: false,
            }),
            folder,
        }
    }

    /// How far it is, as it changes.
    pub(crate) fn states(&self) -> watch::Receiver<UpdateState> {
        self.state.subscribe()
    }

    /// How far it is, for the panel.
    pub(crate) fn view(&self) -> shipbell_wire::Updates {
        let known = self.known();
        shipbell_wire::Updates {
            state: self.state.borrow().clone(),
            checked: known.checked,
            news: known.story.news.clone(),
            unseen: known.story.unseen,
        }
    }

    /// Starts the program anew where an update took its place; called when all is closed.
    pub(crate) fn start_anew(&self) -> anyhow::Result<()> {
        let Some(program) = self.program.as_ref().filter(|_| self.known().anew) else {
            return Ok(());
        };
        let mut anew = Command::new(program);
        // The link that it was started with was followed long ago.
        anew.args(
            std::env::args_os()
                .skip(1)
                .take_while(|word| !links::is_ours(word)),
        );
        Here::become_it(anew)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn waits_at(&self) -> PathBuf {
        self.folder.join(WAITING)
    }
}

/// Looks at the start and once a day, as long as the settings want it.
pub(crate) async fn keep(app: AppHandle) {
    let engine = app.state::<Shell>().engine.clone();
    let mut changes = engine.changes();
    let mut last = None;
    loop {
        let now = engine.clock().now_ms();
        let due = last.is_none_or(|at| !(at..at + DAY_MS).contains(&now));
        if due && engine.settings().current().updates.check {
            last = Some(now);
            check(&app, false).await;
        }
        // A change may be the switch in the settings.
        let news = tokio::time::timeout(LOOK_AGAIN, changes.recv()).await;
        if matches!(news, Ok(Err(RecvError::Closed))) {
            return;
        }
    }
}

/// Looks for a newer version, and loads one. What may pass by itself is told only to who asked.
pub(crate) async fn check(app: &AppHandle, asked: bool) -> UpdateState {
    let shell = app.state::<Shell>();
    let updates = &shell.inner().updates;
    let Some(source) = &updates.source else {
        return UpdateState::None;
    };
    let _turn = updates.turn.lock().await;
    if updates.known().waiting.is_some() {
        return updates.state.borrow().clone();
    }
    tell(app, UpdateState::Checking);
    let state = match load(app, source).await {
        Ok(Some(update)) => {
            let version = update.version.clone();
            tracing::info!(version, "a newer version waits to be installed");
            updates.known().waiting = Some(update);
            UpdateState::Ready { version }
        }
        Ok(None) => UpdateState::Current,
        Err(error) => {
            tracing::warn!(%error, "no newer version could be had");
            match Failure::of(&error) {
                Failure::Passing(_) if !asked => UpdateState::Idle,
                Failure::Passing(cause) | Failure::Refused(cause) => UpdateState::Failed { cause },
            }
        }
    };
    tell(app, state.clone());
    state
}

/// The newer version, loaded, checked and on disk.
async fn load(app: &AppHandle, source: &Source) -> Result<Option<Update>, Error> {
    let shell = app.state::<Shell>();
    let (updates, engine) = (&shell.inner().updates, &shell.inner().engine);
    let stopping = engine.clone();
    let look = app
        .updater_builder()
        .pubkey(&source.key)
        .endpoints(vec![source.at.clone()])?
        .timeout(ANSWERS_WITHIN)
        // Windows's installer ends this program: what is on its way is kept first.
        .on_before_exit(move || {
            if let Err(error) = tauri::async_runtime::block_on(stopping.stop()) {
                tracing::warn!(%error, "not everything was closed before the update");
            }
        })
        .build()?;
    let found = look.check().await?;
    updates.known().checked = Some(engine.clock().now_ms());
    let Some(mut update) = found else {
        return Ok(None);
    };
    tell(
        app,
        UpdateState::Loading {
            version: update.version.clone(),
        },
    );
    update.timeout = Some(LOADED_WITHIN);
    let bytes = fetch(&update).await?;
    tokio::fs::write(updates.waits_at(), bytes).await?;
    Ok(Some(update))
}

/// What was offered, checked; nothing that would fill the memory.
async fn fetch(update: &Update) -> Result<Vec<u8>, Error> {
    let (enough, mut loaded) = (Notify::new(), 0);
    let count = |part: usize, whole: Option<u64>| {
        loaded += part as u64;
        if whole.unwrap_or_default().max(loaded) > BYTES_AT_MOST {
            enough.notify_one();
        }
    };
    let limit = BYTES_AT_MOST / 1024 / 1024;
    tokio::select! {
        biased;
        () = enough.notified() => Err(Error::Io(std::io::Error::other(format!(
            "what it sent as version {} is larger than {limit} MB, which no version is",
            update.version
        )))),
        bytes = update.download(count, || {}) => bytes,
    }
}

/// Puts the version that waits in the place of this one, and starts it.
pub(crate) async fn install(app: &AppHandle) -> Result<(), String> {
    let shell = app.state::<Shell>();
    let updates = &shell.inner().updates;
    let _turn = updates.turn.lock().await;
    let waiting = updates.known().waiting.clone();
    let Some(update) = waiting else {
        return Err(
            "No newer version waits to be installed. Nothing was changed; check for updates first."
                .to_owned(),
        );
    };
    let version = update.version.clone();
    tell(
        app,
        UpdateState::Installing {
            version: version.clone(),
        },
    );
    {
        let mut known = updates.known();
        known.story.coming = Some(News {
            version,
            notes: story::bounded(update.body.as_deref().unwrap_or_default()),
        });
        known.story.keep(&updates.folder);
    }
    let file = updates.waits_at();
    let installed = tokio::task::spawn_blocking(move || put_in_place(&update, &file)).await;
    let error = match installed {
        Ok(Ok(())) => {
            updates.known().anew = true;
            app.exit(0);
            return Ok(());
        }
        Ok(Err(error)) => error,
        Err(gone) => Error::Io(std::io::Error::other(gone)),
    };
    tracing::warn!(%error, "a newer version could not be installed");
    updates.known().waiting = None;
    let (Failure::Refused(cause) | Failure::Passing(cause)) = Failure::to_install(&error);
    tell(
        app,
        UpdateState::Failed {
            cause: cause.clone(),
        },
    );
    Err(cause)
}

/// The signature is checked once more: the file lay where every program of this user can write.
fn put_in_place(update: &Update, file: &Path) -> Result<(), Error> {
    let bytes = fs::read(file)?;
    let done = update.install(bytes);
    let _ = fs::remove_file(file);
    done
}

/// What is new was seen.
pub(crate) fn seen(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let updates = &shell.inner().updates;
    {
        let mut known = updates.known();
        known.story.unseen = false;
        known.story.keep(&updates.folder);
    }
    app::tell(app, &Change::Status);
}

/// Tells tray and panel how far it is.
fn tell(app: &AppHandle, state: UpdateState) {
    app.state::<Shell>().updates.state.send_replace(state);
    app::tell(app, &Change::Status);
}
