//! Was the file put away in order? Then it need not be read through before anyone is let in.
//!
//! Reading every page of a million events takes seconds, in which no delivery could be kept. So a
//! clean end leaves a seal beside the database: its length and the time of its last change. The next
//! start breaks the seal before it writes anything. A crash, another program's change, a restored
//! backup or a seal that can't be read all mean the same: somebody has to look at every page.

use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::open::with_suffix;

fn seal(file: &Path) -> PathBuf {
    with_suffix(file, ".sealed")
}

/// Seals a file that nobody writes any more. One whose log still holds something is not sealed.
pub(crate) fn put(file: &Path) -> io::Result<()> {
    let log = fs::metadata(with_suffix(file, "-wal"));
    if log.is_ok_and(|log| log.len() > 0) {
        return Ok(());
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(seal(file))?
        .write_all(mark(&fs::metadata(file)?)?.as_bytes())
}

/// Whether the file is as it was sealed.
pub(crate) fn holds(file: &Path) -> bool {
    let log = fs::metadata(with_suffix(file, "-wal"));
    if log.is_ok_and(|log| log.len() > 0) {
        return false;
    }
    let found = fs::metadata(file).and_then(|found| mark(&found));
    let sealed = fs::read_to_string(seal(file));
    matches!((found, sealed), (Ok(found), Ok(sealed)) if found == sealed)
}

/// Breaks the seal, if there is one.
pub(crate) fn lift(file: &Path) -> io::Result<()> {
    match fs::remove_file(seal(file)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn mark(found: &Metadata) -> io::Result<String> {
    let changed = found.modified()?.duration_since(UNIX_EPOCH);
    let changed = changed.map_err(io::Error::other)?;
    Ok(format!("{} {}\n", found.len(), changed.as_nanos()))
}
