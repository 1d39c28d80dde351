//! A real desktop without a screen: X server, session bus, keyring, window manager, a bar with a
//! tray, a notification daemon and a stand-in browser, all of its own and all gone afterwards.

mod banners;
mod bus;
mod diary;
mod furniture;
mod keeper;
mod keyring;
mod screen;
mod tools;
mod tray;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::wait::until;
use banners::Watch;
use bus::Bus;
use keeper::Keeper;

pub use banners::{Action, Banner, Urgency};
pub use diary::{Pixels, Shown, TrayDiary};
pub use tray::{MenuItem, Tray};

/// A running desktop. Dropping it ends every process it started and removes its folders.
#[derive(Debug)]
pub struct Desktop {
    env: Vec<(String, String)>,
    bus: Bus,
    watch: Watch,
    // Fields go in this order: the processes first, and then the folder that they lie in.
    keeper: Mutex<Keeper>,
    places: furniture::Places,
    folder: TempDir,
}

impl Desktop {
    /// Which programs are missing for a desktop here, if any.
    pub fn available() -> Result<(), Vec<&'static str>> {
        tools::available()
    }

    /// A desktop that is ready: every part has answered before this returns.
    pub fn start() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("shipbell-lab-").tempdir()?;
        let places = furniture::move_in(folder.path())?;
        let mut keeper = Keeper::start(folder.path())?;

        let display = screen::start(&mut keeper, &places)?;
        let env = furniture::env(&places, &display);
        let socket = bus::start(&mut keeper, &places, &env)?;
        let bus = Bus::at(&socket);
        let watch = Watch::start(&bus)?;

        // Started side by side; each is waited for below.
        keyring::start(&mut keeper, &places, &env)?;
        for program in ["openbox", "xfce4-panel", "dunst"] {
            keeper.spawn(&mut Keeper::command(program, &env, &places)?)?;
        }

        let desktop = Self {
            env,
            bus,
            watch,
            keeper: Mutex::new(keeper),
            places,
            folder,
        };
        desktop.settle()?;
        Ok(desktop)
    }

    fn settle(&self) -> Result<()> {
        until("A notification daemon on the bus", || {
            self.bus.has_owner("org.freedesktop.Notifications")
        })?;
        self.wait_for_keyring()?;
        until("A tray on the bus", || {
            let ready = self.bus.property(
                tray::WATCHER,
                "/StatusNotifierWatcher",
                tray::WATCHER,
                "IsStatusNotifierHostRegistered",
            )?;
            Ok((ready.as_bool() == Some(true)).then_some(()))
        })?;
        self.watch.settle(&self.bus)
    }

    fn keeper(&self) -> MutexGuard<'_, Keeper> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What makes a program live on this desktop.
    pub fn env(&self) -> Vec<(String, String)> {
        self.env.clone()
    }

    /// A program on this desktop, and on no other.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        self.furnish(&mut command);
        command
    }

    /// Moves a command onto this desktop: whatever it would inherit of another one is taken away.
    pub fn furnish(&self, command: &mut Command) {
        furniture::strip(command);
        command.envs(self.env.iter().map(|(key, value)| (key, value)));
    }

    /// The home folder of this desktop's person.
    pub fn home(&self) -> PathBuf {
        self.places.home.clone()
    }

    /// The folder that everything of this desktop lies in, homes and logs included.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a program where the programs of this desktop find it by its name.
    pub fn install(&self, program: &Path) -> Result<()> {
        let name = program.file_name().context("a program has a name")?;
        std::os::unix::fs::symlink(program, self.places.bin.join(name))?;
        Ok(())
    }

    /// What the stand-in browser was asked to open, oldest first.
    pub fn opened(&self) -> Vec<String> {
        std::fs::read_to_string(furniture::opened(self.folder.path()))
            .unwrap_or_default()
            .lines()
            .map(str::to_owned)
            .collect()
    }

    /// Waits until the browser was asked for something, and tells the newest.
    pub fn wait_opened(&self) -> Result<String> {
        until("An address opened in the browser", || {
            Ok(self.opened().pop())
        })
    }
}
