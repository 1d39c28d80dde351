//! The log: to the terminal, or to a file of bounded size.
//!
//! Logs name endpoints and counts; never a token, a signature, a secret or a body.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::error::OwnerError;
use crate::home::private_folder;

/// A file grows to this size, then becomes `shipbell.log.1`; two files at most.
const FILE_AT_MOST: u64 = 1024 * 1024;

/// Where the log goes.
#[derive(Debug, Clone)]
pub enum Journal {
    /// The terminal's error stream.
    Terminal,
    /// A file in this folder.
    Folder(PathBuf),
}

/// Starts logging. `SHIPBELL_LOG` chooses what is logged, in the form of `tracing`'s filters.
pub fn log_to(journal: &Journal) -> Result<(), OwnerError> {
    let filter = EnvFilter::try_from_env("SHIPBELL_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,shipbell=info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false);
    log_panics();
    // A second call changes nothing, which is what a program that logs already wants.
    match journal {
        Journal::Terminal => {
            let _ = lines.with_writer(io::stderr).try_init();
        }
        Journal::Folder(folder) => {
            private_folder(folder)?;
            let file = LogFile::open(folder)?;
            let _ = lines.with_ansi(false).with_writer(file).try_init();
        }
    }
    Ok(())
}

/// A panic ends one task, never the program; without this only a terminal that nobody has would
/// hear of it.
fn log_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a part of Shipbell panicked; the rest goes on");
        before(panic);
    }));
}

/// A log file that makes room for itself.
struct LogFile {
    path: PathBuf,
    open: Mutex<(File, u64)>,
}

impl LogFile {
    fn open(folder: &Path) -> Result<Self, OwnerError> {
        let path = folder.join("shipbell.log");
        let open = append(&path).map_err(OwnerError::files(&path))?;
        Ok(Self {
            path,
            open: Mutex::new(open),
        })
    }
}

fn append(path: &Path) -> io::Result<(File, u64)> {
    let mut options = File::options();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    let size = file.metadata()?.len();
    Ok((file, size))
}

/// One line's way into the file.
struct Line<'a>(&'a LogFile);

impl Write for Line<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut open = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.1 > FILE_AT_MOST {
            fs::rename(&self.0.path, self.0.path.with_extension("log.1"))?;
            *open = append(&self.0.path)?;
        }
        let written = open.0.write(bytes)?;
        open.1 = open
            .1
            .saturating_add(u64::try_from(written).unwrap_or(u64::MAX));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for LogFile {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Self::Writer {
        Line(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_never_outgrows_two_files() {
        let folder = tempfile::tempdir().unwrap();
        let log = LogFile::open(folder.path()).unwrap();
        let line = vec![b'x'; 64 * 1024];
        for _ in 0..64 {
            log.make_writer().write_all(&line).unwrap();
        }
        let sizes: Vec<u64> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().metadata().unwrap().len())
            .collect();
        assert!(sizes.len() <= 2, "old logs must go, found {}", sizes.len());
        let most = FILE_AT_MOST + 2 * 64 * 1024;
        assert!(
            sizes.iter().all(|size| *size <= most),
            "a storm must not fill the disk: {sizes:?}"
        );
    }
}
