//! Files that only their owner may read, replaced whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::VaultError;

/// What a private file may be at most.
pub(crate) const FILE_MODE: u32 = 0o600;
/// What a folder made for one is.
pub(crate) const FOLDER_MODE: u32 = 0o700;

/// The file's text, `None` where there is none. Refuses a file that others could have read, or
/// replaced: tightening it silently would hide that its secrets may be known.
pub(crate) fn read(path: &Path) -> Result<Option<zeroize::Zeroizing<String>>, VaultError> {
    match fs::metadata(path) {
        Ok(found) => refuse_exposed(path, &found, 0o077, FILE_MODE)?,
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(io_error("look at", path, source)),
    }
    let folder = folder_of(path);
    let found = fs::metadata(&folder).map_err(|source| io_error("look at", &folder, source))?;
    refuse_exposed(&folder, &found, 0o022, FOLDER_MODE)?;
    let text = fs::read_to_string(path).map_err(|source| io_error("read", path, source))?;
    Ok(Some(zeroize::Zeroizing::new(text)))
}

/// Replaces the file with `text`: after a crash it holds the old text or the new, never half.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), VaultError> {
    let folder = folder_of(path);
    make_folder(&folder).map_err(|source| io_error("create", &folder, source))?;
    write_beside(path, &folder, text).map_err(|source| io_error("write", path, source))
}

fn write_beside(path: &Path, folder: &Path, text: &str) -> io::Result<()> {
    let mut fresh = tempfile::Builder::new()
        .prefix(".secrets")
        .tempfile_in(folder)?;
    make_private(fresh.as_file())?;
    fresh.write_all(text.as_bytes())?;
    fresh.as_file().sync_all()?;
    fresh.persist(path)?;
    sync_folder(folder)
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn io_error(action: &'static str, path: &Path, source: io::Error) -> VaultError {
    VaultError::Io {
        action,
        path: path.to_owned(),
        source,
    }
}

#[cfg(unix)]
fn refuse_exposed(
    path: &Path,
    found: &fs::Metadata,
    forbidden: u32,
    expected: u32,
) -> Result<(), VaultError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = found.permissions().mode() & 0o777;
    if mode & forbidden == 0 {
        return Ok(());
    }
    Err(VaultError::Exposed {
        path: path.to_owned(),
        mode,
        expected,
    })
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(FOLDER_MODE)
        .create(folder)
}

/// Said outright rather than left to creation, where the umask has its word.
#[cfg(unix)]
fn make_private(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(FILE_MODE))
}

/// A rename is only safe from a power cut once the folder that names it is on disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

// On Windows the profile's folders are private to the account, and inherited.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn refuse_exposed(_: &Path, _: &fs::Metadata, _: u32, _: u32) -> Result<(), VaultError> {
    Ok(())
}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn make_private(_: &fs::File) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
