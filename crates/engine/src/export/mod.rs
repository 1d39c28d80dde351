//! The history as a file that others can read.

mod csv;
mod lines;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use shipbell_feed::{Delivery, Event};

use crate::engine::Engine;
use crate::error::EngineError;

/// Events held in memory at once: each may bring a body of a megabyte.
const AT_ONCE: usize = 64;
/// So many exports of one second are more than anyone asks for.
const NAMES: usize = 100;

/// A form that others can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One JSON object a line, with the exact body and headers.
    JsonLines,
    /// A table of events, without bodies.
    Csv,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub path: PathBuf,
    /// How many events are in it.
    pub events: u64,
}

/// Why an export could not be written. Nothing of it is left behind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// No room.
    #[error(
        "The disk is full, so the export was given up and nothing of it was left in {}. The history is as it was.",
        folder.display()
    )]
    DiskFull {
        /// Where it was to go.
        folder: PathBuf,
    },
    /// The file system said no.
    #[error("The export could not be written into {}: {reason}. The history is as it was.", folder.display())]
    Unwritable {
        /// Where it was to go.
        folder: PathBuf,
        /// The system's reason.
        reason: String,
    },
}

impl ExportError {
    fn of(folder: &Path, error: &io::Error) -> Self {
        let folder = folder.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { folder },
            _ => Self::Unwritable {
                folder,
                reason: error.to_string(),
            },
        }
    }
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
        }
    }

    fn head(self) -> String {
        match self {
            Self::JsonLines => String::new(),
            Self::Csv => csv::head(),
        }
    }

    fn line(self, event: &Event, delivery: Option<&Delivery>, out: &mut String) {
        match self {
            Self::JsonLines => lines::line(event, delivery, out),
            Self::Csv => csv::line(event, delivery, out),
        }
    }
}

impl Engine {
    /// Writes every event, oldest first, into a new file of the folder, which is made if need be.
    /// The file gets its name only when it is whole.
    pub async fn export(&self, folder: &Path, form: Form) -> Result<Exported, EngineError> {
        let stamp = (self.inner.clock.local())
            .strftime("%Y-%m-%d-%H%M%S")
            .to_string();
        let name = format!("shipbell-{stamp}");
        let failed = |error: io::Error| ExportError::of(folder, &error);
        let mut draft = begin(folder, &name, form).map_err(failed)?;
        let written = self.write_all(&mut draft, form, folder).await;
        let events = match written {
            Ok(events) => events,
            Err(error) => {
                draft.give_up();
                return Err(error);
            }
        };
        let path = finish(draft).await.map_err(failed)?;
        Ok(Exported { path, events })
    }

    async fn write_all(
        &self,
        draft: &mut Unfinished,
        form: Form,
        folder: &Path,
    ) -> Result<u64, EngineError> {
        let failed = |error: io::Error| ExportError::of(folder, &error);
        let mut events = 0;
        let mut from = None;
        let mut text = form.head();
        loop {
            let some = self.inner.feed.onwards(from, AT_ONCE).await?;
            for (event, delivery) in &some {
                form.line(event, delivery.as_ref(), &mut text);
                events += 1;
            }
            draft
                .write(std::mem::take(&mut text))
                .await
                .map_err(failed)?;
            let Some((last, _)) = some.last() else {
                return Ok(events);
            };
            from = Some(last.place);
        }
    }
}

/// A file that is being written under another name.
struct Unfinished {
    file: Option<io::BufWriter<std::fs::File>>,
    draft: PathBuf,
    path: PathBuf,
}

impl Unfinished {
    /// Off the runtime's threads: a slow disk must not keep deliveries waiting.
    async fn write(&mut self, text: String) -> io::Result<()> {
        let Some(mut file) = self.file.take() else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let writing = tokio::task::spawn_blocking(move || {
            let result = file.write_all(text.as_bytes());
            (file, result)
        });
        let (file, result) = writing.await.map_err(io::Error::other)?;
        self.file = Some(file);
        result
    }

    /// Best effort: an export that failed for want of room must not keep any.
    fn give_up(&mut self) {
        self.file = None;
        if let Err(error) = std::fs::remove_file(&self.draft) {
            tracing::warn!(%error, "a part of an export that failed could not be removed");
        }
    }
}

/// Only the person who exports may read it: it holds testers' words.
fn begin(folder: &Path, name: &str, form: Form) -> io::Result<Unfinished> {
    let mut make = std::fs::DirBuilder::new();
    make.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
    make.create(folder)?;
    let mut open = std::fs::OpenOptions::new();
    open.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    for number in 1..=NAMES {
        let more = if number == 1 {
            String::new()
        } else {
            format!("-{number}")
        };
        let path = folder.join(format!("{name}{more}.{}", form.ending()));
        let draft = folder.join(format!(".{name}{more}.{}.part", form.ending()));
        if path.try_exists()? {
            continue;
        }
        match open.open(&draft) {
            Ok(file) => {
                return Ok(Unfinished {
                    file: Some(io::BufWriter::new(file)),
                    draft,
                    path,
                });
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// On the disk first, then under its name.
async fn finish(mut draft: Unfinished) -> io::Result<PathBuf> {
    let finishing = tokio::task::spawn_blocking(move || {
        let result = whole(&mut draft);
        if result.is_err() {
            draft.give_up();
        }
        result.map(|()| draft.path)
    });
    finishing.await.map_err(io::Error::other)?
}

fn whole(draft: &mut Unfinished) -> io::Result<()> {
    let file = draft.file.take().ok_or(io::ErrorKind::BrokenPipe)?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    drop(file);
    std::fs::rename(&draft.draft, &draft.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_as_one() {
        let folder = Path::new("/exports");
        let full = ExportError::of(folder, &io::ErrorKind::StorageFull.into());
        assert!(
            full.to_string().starts_with("The disk is full"),
            "the cure is to make room: {full}"
        );
        let denied = ExportError::of(folder, &io::ErrorKind::PermissionDenied.into());
        assert!(denied.to_string().contains("/exports"), "{denied}");
    }

    #[test]
    fn two_exports_of_one_second_are_two_files() {
        let folder = tempfile::tempdir().unwrap();
        let first = begin(folder.path(), "x", Form::Csv).unwrap();
        let second = begin(folder.path(), "x", Form::Csv).unwrap();
        assert_ne!(first.path, second.path);
        for mut one in [first, second] {
            whole(&mut one).unwrap();
        }
        let third = begin(folder.path(), "x", Form::Csv).unwrap();
        assert!(third.path.ends_with("x-3.csv"), "{}", third.path.display());
    }
}
