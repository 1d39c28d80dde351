//! Writes a backup, also while Shipbell runs.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use age::secrecy::SecretString;
use sha2::{Digest, Sha256};
use shipbell_feed::FeedError;
use shipbell_owner::Home;
use shipbell_vault::Vault;
use tar::{Builder, Header};

use crate::manifest::{FEED, FORMAT, Manifest, NAME, Part, SECRETS, SETTINGS};
use crate::{MovingError, sealed};

/// The secrets for a backup: where they are, and what they are sealed with.
pub struct Secrets<'a> {
    /// Where they are.
    pub vault: &'a dyn Vault,
    /// What opens the backup's copy.
    pub passphrase: &'a SecretString,
}

/// Backs a home up into a new file that only its owner can read. The file appears when it is whole.
pub fn back_up(
    home: &Home,
    secrets: Option<&Secrets<'_>>,
    to: &Path,
) -> Result<Manifest, MovingError> {
    if to.try_exists().map_err(MovingError::files(to))? {
        return Err(MovingError::Exists(to.to_owned()));
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    // Beside the file, where there has to be room anyhow; private like everything that is made so.
    let staging = tempfile::Builder::new()
        .prefix(".shipbell-backup-")
        .tempdir_in(folder);
    let staging = staging.map_err(MovingError::files(folder))?;
    let parts = gather(home, secrets, staging.path())?;
    let manifest = Manifest {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        parts,
    };
    let mut whole = tempfile::NamedTempFile::new_in(folder).map_err(MovingError::files(folder))?;
    write(&manifest, staging.path(), whole.as_file_mut()).map_err(MovingError::files(to))?;
    whole.persist_noclobber(to).map_err(|error| {
        if error.error.kind() == io::ErrorKind::AlreadyExists {
            MovingError::Exists(to.to_owned())
        } else {
            MovingError::files(to)(error.error)
        }
    })?;
    Ok(manifest)
}

/// Copies every part to one place, as of one moment each.
fn gather(
    home: &Home,
    secrets: Option<&Secrets<'_>>,
    into: &Path,
) -> Result<Vec<Part>, MovingError> {
    let mut names = Vec::new();
    match shipbell_feed::copy(home.data(), &into.join(FEED)) {
        Ok(()) => names.push(FEED),
        Err(FeedError::Absent) => {}
        Err(error) => return Err(error.into()),
    }
    let settings = home.settings().join(SETTINGS);
    match fs::copy(&settings, into.join(SETTINGS)) {
        Ok(_) => names.push(SETTINGS),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(MovingError::files(&settings)(error)),
    }
    if names.is_empty() {
        return Err(MovingError::Nothing);
    }
    if let Some(Secrets { vault, passphrase }) = secrets {
        let sealed = sealed::seal(*vault, passphrase)?;
        let path = into.join(SECRETS);
        fs::write(&path, sealed).map_err(MovingError::files(&path))?;
        names.push(SECRETS);
    }
    let part = |name: &&str| part(name, &into.join(name));
    names.iter().map(part).collect()
}

fn part(name: &str, path: &Path) -> Result<Part, MovingError> {
    let (mut digest, mut bytes) = (Sha256::new(), 0_u64);
    let file = File::open(path).map_err(MovingError::files(path))?;
    let mut block = vec![0_u8; 1 << 16];
    let mut file = io::BufReader::with_capacity(block.len(), file);
    loop {
        let read = file.read(&mut block).map_err(MovingError::files(path))?;
        let Some(text) = block.get(..read).filter(|text| !text.is_empty()) else {
            break;
        };
        digest.update(text);
        bytes += u64::try_from(read).unwrap_or(u64::MAX);
    }
    Ok(Part {
        name: name.to_owned(),
        bytes,
        sha256: hex::encode(digest.finalize()),
    })
}

fn write(manifest: &Manifest, from: &Path, to: &mut File) -> io::Result<()> {
    let mut archive = Builder::new(io::BufWriter::new(to));
    let text = serde_json::to_vec_pretty(manifest)?;
    archive.append_data(
        &mut header(text.len().try_into().unwrap_or(u64::MAX)),
        NAME,
        &*text,
    )?;
    for part in &manifest.parts {
        let file = File::open(from.join(&part.name))?;
        archive.append_data(&mut header(part.bytes), &part.name, file)?;
    }
    let mut written = archive.into_inner()?;
    written.flush()?;
    written.get_ref().sync_all()
}

/// A file that only its owner can read, also when a plain `tar` unpacks it.
fn header(bytes: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_size(bytes);
    header.set_mode(0o600);
    header
}
