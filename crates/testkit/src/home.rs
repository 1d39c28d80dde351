//! A folder of its own for one run of Shipbell.

use std::io;

use tempfile::TempDir;

/// An empty folder to use as `SHIPBELL_HOME`; it goes when the value does.
pub fn home() -> io::Result<TempDir> {
    tempfile::Builder::new().prefix("shipbell-home-").tempdir()
}
