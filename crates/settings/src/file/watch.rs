//! Noticing that someone saved the file.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::{SettingsFile, disk};
use crate::SettingsError;

/// Editors empty a file and then fill it, or rename twice: only what stays is read.
const CALM: Duration = Duration::from_millis(100);

/// Watching, for as long as this lives.
#[must_use = "watching ends when this is dropped"]
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// Folders are watched, not the file: an editor that saves by renaming replaces the file, and a
/// watch on it would stay with the old one.
pub(super) fn watch(
    file: SettingsFile,
    changed: impl Fn(&SettingsFile) + Send + 'static,
) -> Result<Watch, SettingsError> {
    let path = file.path.clone();
    let failed = |reason: String| SettingsError::Io {
        action: "watch",
        path: path.clone(),
        reason,
    };
    let targets = [path.clone(), disk::target(&path)];
    let (tell, told) = mpsc::channel();
    let watcher = watcher(&targets, tell).map_err(|cause| failed(cause.to_string()))?;
    start(file, told, changed).map_err(|cause| failed(cause.to_string()))?;
    Ok(Watch { _watcher: watcher })
}

/// Tells of whatever may be about one of the targets.
fn watcher(targets: &[PathBuf], tell: Sender<()>) -> notify::Result<RecommendedWatcher> {
    let names: Vec<_> = targets
        .iter()
        .filter_map(|path| path.file_name())
        .map(OsStr::to_owned)
        .collect();
    let heard = move |event: notify::Result<Event>| {
        let ours = |path: &PathBuf| names.iter().any(|name| path.file_name() == Some(name));
        // An event that could not be read, or that names nothing, may be about the file.
        let about = event.map_or(true, |event| {
            !event.kind.is_access() && (event.paths.is_empty() || event.paths.iter().any(ours))
        });
        if about {
            // Fails only while the watch is being dropped.
            let _ = tell.send(());
        }
    };
    let mut watcher = notify::recommended_watcher(heard)?;
    let folders: BTreeSet<_> = targets.iter().filter_map(|path| path.parent()).collect();
    for folder in folders {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
    }
    Ok(watcher)
}

/// The thread ends with the watcher, whose closure holds the other end of the channel.
fn start(
    file: SettingsFile,
    told: Receiver<()>,
    changed: impl Fn(&SettingsFile) + Send + 'static,
) -> io::Result<()> {
    let work = move || {
        while told.recv().is_ok() {
            loop {
                match told.recv_timeout(CALM) {
                    Ok(()) => {}
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            if file.reload() {
                changed(&file);
            }
        }
    };
    thread::Builder::new()
        .name("settings".to_owned())
        .spawn(work)
        .map(drop)
}
