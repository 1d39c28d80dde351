//! What can go wrong, as the caller must tell it apart.

use std::io;

use rusqlite::ErrorCode;

use crate::table::quarantine::{QUARANTINE_BYTES, QUARANTINE_ROWS};

/// Every way in which the feed refuses. Cloneable, because one failed commit is the answer to
/// every job of its group.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FeedError {
    /// Nothing was kept.
    #[error("The disk is full, or the database has reached its size limit; nothing was kept.")]
    Full,
    /// Nothing was kept.
    #[error("The disk reported an input or output error; nothing was kept.")]
    Io,
    /// Nothing was kept.
    #[error("Another program held the database locked for longer than the feed waits.")]
    Locked,
    /// The file is damaged; the next [`crate::Feed::open`] moves it aside.
    #[error("The database is damaged; restart to move it aside and begin a fresh one.")]
    Corrupt,
    /// Permissions, or a read-only disk.
    #[error("The database can't be opened or written with the rights this program has.")]
    Denied,
    /// Written by a newer Shipbell.
    #[error(
        "The database has schema {found}, but this Shipbell knows schemas up to {known}; it is left untouched. Install the newer Shipbell."
    )]
    Newer {
        /// The file's schema.
        found: i64,
        /// The newest schema of this build.
        known: i64,
    },
    /// Only a writer may migrate.
    #[error(
        "The database has schema {found}, but schema {known} is needed; start Shipbell once to bring it up to date."
    )]
    Older {
        /// The file's schema.
        found: i64,
        /// The schema of this build.
        known: i64,
    },
    /// There is nothing to read yet.
    #[error("There is no database in this folder yet; start Shipbell once to make it.")]
    Absent,
    /// After [`crate::Feed::close`].
    #[error("The feed has been closed.")]
    Closed,
    /// A bug in one job; the writer goes on.
    #[error("This one operation failed inside the feed; nothing of it was kept.")]
    Panicked,
    /// Endpoint names are unique.
    #[error("Another endpoint already has this name.")]
    NameTaken,
    /// Endpoint tokens are unique.
    #[error("Another endpoint already has this token.")]
    TokenTaken,
    /// The bound of the quarantine.
    #[error("The quarantine is full: it holds at most {limit}.")]
    QuarantineFull {
        /// Which bound was met.
        limit: QuarantineLimit,
    },
    /// The folder or a file in it.
    #[error("The data folder can't be used: {kind}.")]
    Folder {
        /// What the system said.
        kind: io::ErrorKind,
    },
    /// A row that no version of Shipbell writes.
    #[error("A row in the database does not have the shape this Shipbell writes.")]
    Shape,
    /// What has no better name.
    #[error("SQLite failed with code {code}.")]
    Sqlite {
        /// SQLite's extended result code.
        code: i32,
    },
}

/// The two bounds of the quarantine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuarantineLimit {
    /// [`QUARANTINE_ROWS`]
    Rows,
    /// [`QUARANTINE_BYTES`]
    Bytes,
}

impl std::fmt::Display for QuarantineLimit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rows => write!(f, "{QUARANTINE_ROWS} deliveries"),
            Self::Bytes => write!(f, "{} MiB", QUARANTINE_BYTES >> 20),
        }
    }
}

impl From<rusqlite::Error> for FeedError {
    fn from(error: rusqlite::Error) -> Self {
        let Some(failure) = error.sqlite_error() else {
            return Self::Shape;
        };
        match failure.code {
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::SystemIoFailure => Self::Io,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Corrupt,
            ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen => {
                Self::Denied
            }
            _ => Self::Sqlite {
                code: failure.extended_code,
            },
        }
    }
}

impl From<io::Error> for FeedError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            kind => Self::Folder { kind },
        }
    }
}
