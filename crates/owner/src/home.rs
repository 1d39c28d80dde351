//! Where does everything of one instance lie?

use std::fs;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use shipbell_wire::Folders;

use crate::error::OwnerError;

/// The environment variable that puts everything of one instance into one folder.
const VARIABLE: &str = "SHIPBELL_HOME";

/// Unix sockets have short names: 104 bytes on macOS, 108 on Linux, the closing zero included.
#[cfg(unix)]
const SOCKET_PATH_AT_MOST: usize = 100;

/// The folders of one instance.
#[derive(Debug, Clone)]
pub struct Home {
    /// What the user chose, and the instance's id: small, worth a backup.
    settings: PathBuf,
    /// The database, the logs, the lock.
    data: PathBuf,
    instance: String,
    /// Whether a person put everything into one folder of their own choice.
    chosen: bool,
}

impl Home {
    /// The home that the environment names, or the system's usual folders. Makes the folders,
    /// readable by their owner alone, and on first use the instance's id.
    pub fn find() -> Result<Self, OwnerError> {
        if let Some(path) = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
            return Self::at(Path::new(&path));
        }
        let usual = ProjectDirs::from("dev", "Shipbell", "Shipbell").ok_or(OwnerError::NoFolder)?;
        // Local, not roaming: a database must not travel between machines.
        Self::open(
            usual.config_local_dir().to_owned(),
            usual.data_local_dir().to_owned(),
            false,
        )
    }

    /// A home with everything in one folder.
    pub fn at(folder: &Path) -> Result<Self, OwnerError> {
        let folder = std::path::absolute(folder).map_err(OwnerError::files(folder))?;
        Self::open(folder.clone(), folder, true)
    }

    fn open(settings: PathBuf, data: PathBuf, chosen: bool) -> Result<Self, OwnerError> {
        private_folder(&settings)?;
        private_folder(&data)?;
        let instance = instance(&settings)?;
        Ok(Self {
            settings,
            data,
            instance,
            chosen,
        })
    }

    /// The one folder of everything, where a person chose one: a program that is to find this home
    /// again has to be told of it.
    pub fn chosen(&self) -> Option<&Path> {
        self.chosen.then_some(self.data.as_path())
    }

    /// The folder of `shipbell.toml`.
    pub fn settings(&self) -> &Path {
        &self.settings
    }

    /// The folder of the database.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The folder of the logs.
    pub fn logs(&self) -> PathBuf {
        self.data.join("logs")
    }

    /// The folder that exports are written into.
    pub fn exports(&self) -> PathBuf {
        self.data.join("exports")
    }

    /// What of it a person may want to see.
    pub fn folders(&self) -> Folders {
        Folders {
            home: self.data.clone(),
            logs: self.logs(),
            exports: self.exports(),
        }
    }

    /// The random id that keeps the secrets of two instances apart in one keychain.
    pub fn instance(&self) -> &str {
        &self.instance
    }

    /// The name of the entry that starts this home with the session: each home has its own, and two
    /// side by side come back as two.
    pub fn login_entry(&self) -> String {
        if self.chosen {
            format!("Shipbell-{}", self.instance)
        } else {
            "Shipbell".to_owned()
        }
    }

    /// The secrets file, where the user asked for one.
    pub fn secrets_file(&self) -> PathBuf {
        self.settings.join("secrets.json")
    }

    /// Where the owner listens for commands of the same user.
    #[cfg(unix)]
    pub(crate) fn control(&self) -> Result<PathBuf, OwnerError> {
        use std::os::unix::ffi::OsStrExt;
        let beside = self.data.join("control.sock");
        if beside.as_os_str().as_bytes().len() <= SOCKET_PATH_AT_MOST {
            return Ok(beside);
        }
        let short = std::env::temp_dir().join(format!("shipbell-{}", self.instance));
        private_folder(&short)?;
        self.must_be_ours(&short)?;
        Ok(short.join("control.sock"))
    }

    /// Where the owner listens for commands of the same user.
    #[cfg(windows)]
    #[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
    pub(crate) fn control(&self) -> Result<PathBuf, OwnerError> {
        Ok(PathBuf::from(format!(
            r"\\.\pipe\shipbell-{}",
            self.instance
        )))
    }

    /// In a shared temporary folder, somebody else may have made "our" folder first.
    #[cfg(unix)]
    fn must_be_ours(&self, folder: &Path) -> Result<(), OwnerError> {
        use std::os::unix::fs::MetadataExt;
        let owner = |path: &Path| {
            fs::symlink_metadata(path)
                .map(|found| (found.uid(), found.is_dir()))
                .map_err(OwnerError::files(path))
        };
        let (ours, _) = owner(&self.data)?;
        if owner(folder)? == (ours, true) {
            return Ok(());
        }
        Err(OwnerError::Files {
            path: folder.to_owned(),
            source: std::io::Error::other("it belongs to another user"),
        })
    }
}

/// Makes a folder that only its owner can enter, whatever the umask.
pub(crate) fn private_folder(path: &Path) -> Result<(), OwnerError> {
    fs::create_dir_all(path).map_err(OwnerError::files(path))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))
            .map_err(OwnerError::files(path))?;
    }
    Ok(())
}

/// Writes a file that only its owner can read, whatever the umask.
pub(crate) fn private_file(path: &Path, text: &str) -> Result<(), OwnerError> {
    use std::io::Write;
    let mut options = fs::File::options();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(OwnerError::files(path))?;
    file.write_all(text.as_bytes())
        .map_err(OwnerError::files(path))
}

fn instance(folder: &Path) -> Result<String, OwnerError> {
    let path = folder.join("instance");
    if let Some(known) = read_instance(&path)? {
        return Ok(known);
    }
    let mut bytes = [0u8; 8];
    getrandom::fill(&mut bytes)
        .map_err(|error| std::io::Error::other(error.to_string()))
        .map_err(OwnerError::files(&path))?;
    let fresh = hex::encode(bytes);
    // Two first starts at once must agree: whoever links its file first has named the instance.
    let draft = folder.join(format!("instance.{fresh}"));
    private_file(&draft, &fresh)?;
    let linked = fs::hard_link(&draft, &path);
    fs::remove_file(&draft).map_err(OwnerError::files(&draft))?;
    match linked {
        Ok(()) => Ok(fresh),
        Err(error) => read_instance(&path)?.ok_or_else(|| OwnerError::files(&path)(error)),
    }
}

fn read_instance(path: &Path) -> Result<Option<String>, OwnerError> {
    match fs::read_to_string(path) {
        Ok(text) if !text.trim().is_empty() => Ok(Some(text.trim().to_owned())),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(OwnerError::files(path)(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instance_keeps_its_id() {
        let folder = tempfile::tempdir().unwrap();
        let first = Home::at(folder.path()).unwrap();
        let again = Home::at(folder.path()).unwrap();
        assert_eq!(
            first.instance(),
            again.instance(),
            "the keychain's entries are found by it at every start"
        );
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_enter_and_a_long_path_still_has_a_socket() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("d".repeat(120));
        let home = Home::at(&deep).unwrap();
        let mode = fs::metadata(&deep).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o700, "events and settings are their user's own");
        let socket = home.control().unwrap();
        assert!(
            socket.as_os_str().len() <= SOCKET_PATH_AT_MOST,
            "{} would not fit into a socket address",
            socket.display()
        );
        fs::remove_dir_all(socket.parent().unwrap()).unwrap();
    }
}
