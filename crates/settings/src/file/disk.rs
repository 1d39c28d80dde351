//! The file as bytes: read whole, replaced whole.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::SettingsError;

/// Nobody writes a megabyte of settings by hand; something else has this name.
const LIMIT: u64 = 1024 * 1024;

/// The file's text; `None` where there is no file.
pub(super) fn read(path: &Path) -> Result<Option<String>, SettingsError> {
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(io_error("open", path, &cause)),
    };
    let mut text = String::new();
    let size = file.take(LIMIT + 1).read_to_string(&mut text);
    let size = size.map_err(|cause| io_error("read", path, &cause))?;
    if size as u64 > LIMIT {
        return Err(SettingsError::TooLarge {
            path: path.to_owned(),
            limit: LIMIT,
        });
    }
    Ok(Some(text))
}

/// Replaces the text if it is still `before`; `false` where it is not. Between the last look and
/// the rename another program's save could still be lost: no file system offers better.
pub(super) fn swap(path: &Path, before: Option<&str>, after: &str) -> Result<bool, SettingsError> {
    let target = target(path);
    let fresh = write_beside(&target, after).map_err(|cause| io_error("write", path, &cause))?;
    if read(path)?.as_deref() != before {
        return Ok(false);
    }
    let kept = fresh.persist(&target).map_err(|broken| broken.error);
    kept.and_then(|_| sync_folder(&target))
        .map_err(|cause| io_error("replace", path, &cause))?;
    Ok(true)
}

/// Where the file really is: many keep their settings in one folder and link to them.
pub(super) fn target(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn write_beside(target: &Path, text: &str) -> io::Result<tempfile::NamedTempFile> {
    let folder = target.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    let mut fresh = tempfile::Builder::new()
        .prefix(".shipbell")
        .tempfile_in(folder)?;
    make_private(fresh.as_file())?;
    fresh.write_all(text.as_bytes())?;
    fresh.as_file().sync_all()?;
    Ok(fresh)
}

pub(super) fn io_error(action: &'static str, path: &Path, cause: &io::Error) -> SettingsError {
    SettingsError::Io {
        action,
        path: path.to_owned(),
        reason: cause.to_string(),
    }
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(unix)]
fn make_private(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o600))
}

/// A rename is only safe from a power cut once the folder that names it is on disk.
#[cfg(unix)]
fn sync_folder(target: &Path) -> io::Result<()> {
    match target.parent() {
        Some(folder) => fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
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
