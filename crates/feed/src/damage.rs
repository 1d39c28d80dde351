//! What is known of damage in the file, and the mark that it leaves for the next start.
//!
//! A feed in use can't be exchanged for a fresh one: what was answered with 200 a moment ago is in it.
//! So damage that is met in use only leaves a mark beside the database. The next start sees the mark,
//! reads the whole file before anyone is let in, and moves it aside if the damage is real.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::watch;

use crate::FeedError;
use crate::open::with_suffix;

fn mark(file: &Path) -> PathBuf {
    with_suffix(file, ".damaged")
}

/// Whether a former run met damage. A mark that can't be looked for might be there.
pub(crate) fn is_marked(file: &Path) -> bool {
    mark(file).try_exists().unwrap_or(true)
}

/// Removes the mark, if there is one: the file was read through, or is another one now.
pub(crate) fn unmark(file: &Path) -> io::Result<()> {
    match fs::remove_file(mark(file)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// What is known of the file's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Nobody has looked at all of them yet.
    Unknown,
    /// They are good, or were when a clean end put them away.
    Whole,
    /// At least one is not. It goes on as well as it can, until the next start moves the file aside.
    Damaged,
}

/// Whoever learns something of the file's condition says so here.
#[derive(Clone)]
pub(crate) struct Damage {
    file: Arc<Path>,
    condition: watch::Sender<Condition>,
}

impl Damage {
    pub(crate) fn of(file: &Path, whole: bool) -> Self {
        let known = if whole {
            Condition::Whole
        } else {
            Condition::Unknown
        };
        Self {
            file: file.into(),
            condition: watch::Sender::new(known),
        }
    }

    pub(crate) fn condition(&self) -> watch::Receiver<Condition> {
        self.condition.subscribe()
    }

    /// Every page was looked at and is good. What was met in use meanwhile counts more.
    pub(crate) fn none_found(&self) {
        self.condition.send_if_modified(|known| {
            let news = *known == Condition::Unknown;
            if news {
                *known = Condition::Whole;
            }
            news
        });
    }

    /// Looks at an outcome on its way to whoever asked.
    pub(crate) fn seen_in<T>(&self, outcome: Result<T, FeedError>) -> Result<T, FeedError> {
        if matches!(outcome, Err(FeedError::Corrupt)) {
            self.meet("a page that was needed could not be read");
        }
        outcome
    }

    /// Notes damage: for the next start first, then for whoever listens. Once is enough.
    pub(crate) fn meet(&self, what: &str) {
        if *self.condition.borrow() == Condition::Damaged {
            return;
        }
        tracing::error!(
            what,
            "the database is damaged; the next start moves it aside"
        );
        if let Err(error) = self.put_mark(what) {
            // Without a seal the next start looks all the same, though perhaps beside the open door.
            tracing::warn!(%error, "the next start could not be told of the damage");
        }
        self.condition.send_replace(Condition::Damaged);
    }

    fn put_mark(&self, what: &str) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut mark = options.open(mark(&self.file))?;
        writeln!(mark, "{what}")?;
        mark.sync_all()
    }
}
