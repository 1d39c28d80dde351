//! Reads a backup into a home in which nothing is yet. What a stranger may have changed in it is
//! refused: only parts that a backup has are taken, by their names, and each must be what the manifest
//! says.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use sha2::{Digest, Sha256};
use shipbell_owner::{Home, Lock, Role};
use shipbell_vault::Vault;
use tar::{Archive, Entry};

use crate::MovingError;
use crate::manifest::{FEED, FORMAT, Manifest, NAME, Part, SECRETS, SETTINGS};
use crate::sealed::{self, Item};

/// A manifest is a few lines.
const MANIFEST_AT_MOST: u64 = 1 << 20;

/// Says what a backup holds, by its manifest alone.
pub fn seen(from: &Path) -> Result<Manifest, MovingError> {
    let mut archive = open(from)?;
    let mut entries = archive
        .entries()
        .map_err(|error| MovingError::no_backup(from, error.to_string()))?;
    manifest(from, entries.next())
}

/// Fills a home from a backup. Until everything in it has been checked, nothing is put in place.
pub fn restore(
    home: &Home,
    from: &Path,
    vault: &dyn Vault,
    passphrase: Option<SecretString>,
) -> Result<Manifest, MovingError> {
    let held = Lock::take(home, Role::Command)?;
    must_be_empty(home, vault)?;
    let staging = tempfile::Builder::new()
        .prefix("restoring-")
        .tempdir_in(home.data());
    let staging = staging.map_err(MovingError::files(home.data()))?;
    let manifest = unpack(from, staging.path())?;
    let records = secrets(&manifest, staging.path(), passphrase)?;
    if manifest.part(FEED).is_some() {
        shipbell_feed::look_through(staging.path())?;
    }
    put(home, vault, &manifest, staging.path(), &records)?;
    drop(held);
    Ok(manifest)
}

fn must_be_empty(home: &Home, vault: &dyn Vault) -> Result<(), MovingError> {
    let there = |path: PathBuf| path.try_exists().map_err(MovingError::files(&path));
    if there(home.data().join(FEED))? {
        return Err(MovingError::NotEmpty("a history"));
    }
    if there(home.settings().join(SETTINGS))? {
        return Err(MovingError::NotEmpty("settings"));
    }
    let keeps = !vault.ids()?.is_empty() || !vault.account_ids()?.is_empty();
    if keeps || !vault.read_tunnel()?.0.is_empty() {
        return Err(MovingError::NotEmpty("secrets"));
    }
    Ok(())
}

fn open(from: &Path) -> Result<Archive<File>, MovingError> {
    File::open(from)
        .map(Archive::new)
        .map_err(MovingError::files(from))
}

fn unpack(from: &Path, into: &Path) -> Result<Manifest, MovingError> {
    let mut archive = open(from)?;
    let mut entries = archive
        .entries()
        .map_err(|error| MovingError::no_backup(from, error.to_string()))?;
    let manifest = manifest(from, entries.next())?;
    let mut missing: Vec<&Part> = manifest.parts.iter().collect();
    for entry in entries {
        let mut entry = entry.map_err(|_| MovingError::Damaged("its end".to_owned()))?;
        let name = name(&entry);
        let at = missing
            .iter()
            .position(|part| Some(&part.name) == name.as_ref());
        let Some(part) = at.map(|at| missing.swap_remove(at)) else {
            return Err(MovingError::no_backup(
                from,
                "it has a part that its manifest does not name",
            ));
        };
        copy(&mut entry, part, into)?;
    }
    match missing.first() {
        None => Ok(manifest),
        Some(part) => Err(MovingError::Damaged(part.name.clone())),
    }
}

/// A plain file's name without a folder; anything else is none of ours.
fn name(entry: &Entry<'_, impl Read>) -> Option<String> {
    let path = entry.path().ok()?;
    let name = path
        .to_str()
        .filter(|_| entry.header().entry_type().is_file())?;
    [NAME, FEED, SETTINGS, SECRETS]
        .contains(&name)
        .then(|| name.to_owned())
}

fn manifest<R: Read>(
    from: &Path,
    first: Option<io::Result<Entry<'_, R>>>,
) -> Result<Manifest, MovingError> {
    let Some(Ok(entry)) = first else {
        return Err(MovingError::no_backup(from, "it is no archive"));
    };
    if name(&entry).as_deref() != Some(NAME) {
        return Err(MovingError::no_backup(
            from,
            "it does not begin with a manifest",
        ));
    }
    let mut text = Vec::new();
    entry
        .take(MANIFEST_AT_MOST)
        .read_to_end(&mut text)
        .map_err(|_| MovingError::Damaged(NAME.to_owned()))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| {
        MovingError::no_backup(from, format!("its manifest can't be read ({error})"))
    })?;
    if manifest.format != FORMAT {
        return Err(MovingError::Newer(manifest.version));
    }
    let known = |part: &Part| [FEED, SETTINGS, SECRETS].contains(&part.name.as_str());
    if !manifest.parts.iter().all(known) {
        return Err(MovingError::no_backup(
            from,
            "its manifest names a part that no backup has",
        ));
    }
    Ok(manifest)
}

fn copy(entry: &mut Entry<'_, impl Read>, part: &Part, into: &Path) -> Result<(), MovingError> {
    let damaged = || MovingError::Damaged(part.name.clone());
    let path = into.join(&part.name);
    let mut options = File::options();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(MovingError::files(&path))?;
    let mut digest = Sha256::new();
    let mut left = part.bytes;
    let mut block = vec![0_u8; 1 << 16];
    loop {
        let read = entry.read(&mut block).map_err(|_| damaged())?;
        let Some(text) = block.get(..read).filter(|text| !text.is_empty()) else {
            break;
        };
        left = left
            .checked_sub(u64::try_from(read).unwrap_or(u64::MAX))
            .ok_or_else(damaged)?;
        digest.update(text);
        file.write_all(text).map_err(MovingError::files(&path))?;
    }
    if left > 0 || hex::encode(digest.finalize()) != part.sha256 {
        return Err(damaged());
    }
    file.sync_all().map_err(MovingError::files(&path))
}

fn secrets(
    manifest: &Manifest,
    staging: &Path,
    passphrase: Option<SecretString>,
) -> Result<Vec<(String, Item)>, MovingError> {
    if !manifest.has_secrets() {
        return Ok(Vec::new());
    }
    let passphrase = passphrase.ok_or(MovingError::NeedsPassphrase)?;
    let path = staging.join(SECRETS);
    let sealed = fs::read(&path).map_err(MovingError::files(&path))?;
    sealed::open(&sealed, passphrase)
}

/// The secrets first: a keychain may be locked, and then nothing has changed yet.
fn put(
    home: &Home,
    vault: &dyn Vault,
    manifest: &Manifest,
    staging: &Path,
    records: &[(String, Item)],
) -> Result<(), MovingError> {
    for (at, (id, record)) in records.iter().enumerate() {
        if let Err(error) = record.write(id, vault) {
            for (id, _) in records.iter().take(at) {
                vault.remove(id)?;
            }
            return Err(error.into());
        }
    }
    if manifest.part(SETTINGS).is_some() {
        let to = home.settings().join(SETTINGS);
        // The two folders of a home may lie on two disks.
        fs::copy(staging.join(SETTINGS), &to).map_err(MovingError::files(&to))?;
    }
    if manifest.part(FEED).is_some() {
        let to = home.data().join(FEED);
        fs::rename(staging.join(FEED), &to).map_err(MovingError::files(&to))?;
    }
    Ok(())
}
