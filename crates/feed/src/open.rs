//! Opens the file: private, whole, and of a schema we know.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::table::search;
use crate::{FeedError, Options, damage, look, schema, seal};

/// The database's name in its folder.
pub(crate) const FILE: &str = "feed.db";

/// What came of opening.
pub(crate) struct Writer {
    pub(crate) conn: Connection,
    /// Whether every page is known to be good; if not, someone has to look yet.
    pub(crate) whole: bool,
    /// Where a damaged database was moved to.
    pub(crate) moved: Option<PathBuf>,
}

/// The write connection.
pub(crate) fn writer(folder: &Path, options: &Options) -> Result<Writer, FeedError> {
    private_folder(folder)?;
    let file = folder.join(FILE);
    let (sound, moved) = match sound(&file, options) {
        Err(FeedError::Corrupt) => {
            let moved = move_aside(&file)?;
            tracing::error!("the database was damaged; it was moved aside and a fresh one begun");
            (sound(&file, options)?, Some(moved))
        }
        sound => (sound?, None),
    };
    // Only now: a start that is cut short before must read the whole file again.
    damage::unmark(&file)?;
    let (conn, whole) = sound;
    Ok(Writer { conn, whole, moved })
}

/// A connection to what can be used, and whether every page is known to be good.
fn sound(file: &Path, options: &Options) -> Result<(Connection, bool), FeedError> {
    private_file(file)?;
    let marked = damage::is_marked(file);
    let sealed = seal::holds(file) && !marked;
    let small = bytes(file)? <= options.look_first_up_to;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(file, flags)?;
    conn.busy_timeout(options.busy)?;
    keep_statements(&conn)?;
    // Before anything that writes, and a change of the journal's mode writes.
    schema::refuse_newer(&conn)?;
    seal::lift(file)?;
    settings(&conn, options)?;
    // A change of the schema reads and writes most of the file: that is no moment to be surprised.
    let look_first = marked || small || schema::found(&conn)? != schema::newest();
    if !sealed && look_first {
        look::at_all(&conn)?;
    } else if !sealed {
        look::at_the_nearest(&mut conn)?;
    }
    schema::migrate(&mut conn)?;
    let change = conn.transaction()?;
    search::refill(&change)?;
    change.commit()?;
    Ok((conn, sealed || look_first))
}

/// With the log, which may hold as much as the database.
fn bytes(file: &Path) -> Result<u64, FeedError> {
    let log = fs::metadata(with_suffix(file, "-wal"));
    Ok(fs::metadata(file)?.len() + log.map_or(0, |log| log.len()))
}

fn settings(conn: &Connection, options: &Options) -> Result<(), FeedError> {
    conn.pragma_update(None, "journal_mode", "wal")?;
    conn.pragma_update(None, "synchronous", "full")?;
    if cfg!(target_os = "macos") {
        // fsync there leaves the bytes in the drive's cache; only F_FULLFSYNC does not.
        conn.pragma_update(None, "fullfsync", true)?;
        conn.pragma_update(None, "checkpoint_fullfsync", true)?;
    }
    // Savepoints keep the pages they may have to restore; in memory, not in a file.
    conn.pragma_update(None, "temp_store", "memory")?;
    conn.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    conn.pragma_update(None, "journal_size_limit", 64 << 20)?;
    if let Some(pages) = options.max_pages {
        conn.pragma_update(None, "max_page_count", pages)?;
    }
    Ok(())
}

/// A connection that can't write, for reading beside the writer.
pub(crate) fn read_only(folder: &Path, busy: Duration) -> Result<Connection, FeedError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(folder.join(FILE), flags)?;
    conn.busy_timeout(busy)?;
    keep_statements(&conn)?;
    Ok(conn)
}

/// Every statement is planned once. SQLite would else plan many anew whenever they are given other values,
/// because the values might call for another plan; ours were chosen for all of them.
fn keep_statements(conn: &Connection) -> Result<(), FeedError> {
    conn.set_prepared_statement_cache_capacity(64);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// The whole database stays together: without its WAL the copy would lack the newest commits.
fn move_aside(file: &Path) -> Result<PathBuf, FeedError> {
    let mut number = 1_u32;
    let aside = loop {
        let aside = with_suffix(file, &format!(".corrupt-{number}"));
        if !aside.try_exists()? {
            break aside;
        }
        number += 1;
    };
    fs::rename(file, &aside)?;
    for part in ["-wal", "-shm"] {
        match fs::rename(with_suffix(file, part), with_suffix(&aside, part)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(aside)
}

pub(crate) fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    PathBuf::from(name)
}

/// Made before SQLite sees it, because SQLite asks the umask; its `-wal` and `-shm` take after it.
fn private_file(file: &Path) -> Result<(), FeedError> {
    let mut open = OpenOptions::new();
    open.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    only_mine(&open.open(file)?)
}

#[cfg(unix)]
fn only_mine(file: &File) -> Result<(), FeedError> {
    use std::os::unix::fs::PermissionsExt;

    if file.metadata()?.permissions().mode() & 0o777 != 0o600 {
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

/// A user's profile is private there already.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn only_mine(_: &File) -> Result<(), FeedError> {
    Ok(())
}

fn private_folder(folder: &Path) -> Result<(), FeedError> {
    let mut make = fs::DirBuilder::new();
    make.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
    make.create(folder)?;
    Ok(())
}
