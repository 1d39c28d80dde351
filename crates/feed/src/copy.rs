//! A copy of the whole database, also while another process writes into it.

use std::fs::OpenOptions;
use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use crate::{FeedError, Options, look, open, schema};

/// Copies `feed.db` of the folder into a new file, as of one moment. The owner goes on writing: what it
/// commits meanwhile is not in the copy.
pub fn copy(folder: &Path, to: &Path) -> Result<(), FeedError> {
    if !folder.join(open::FILE).try_exists()? {
        return Err(FeedError::Absent);
    }
    let from = open::read_only(folder, Options::default().busy)?;
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(to)?;
    let mut into = Connection::open(to)?;
    // In one step, which is one read transaction: a step that ends would let the owner's next commit
    // begin the copy anew.
    Backup::new(&from, &mut into)?.step(-1)?;
    // A file by itself: with a log beside it, half of the copy could be left behind.
    into.pragma_update(None, "journal_mode", "delete")?;
    into.close().map_err(|(_, error)| error.into())
}

/// Looks at every page of `feed.db` in the folder, and whether this Shipbell knows its schema. Changes
/// nothing.
pub fn look_through(folder: &Path) -> Result<(), FeedError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(folder.join(open::FILE), flags)?;
    schema::refuse_newer(&conn)?;
    look::at_all(&conn)
}
