//! A Unix socket in a folder that only its user can enter.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tokio::net::{UnixListener, UnixStream};

use crate::error::OwnerError;
use crate::home::Home;

pub(crate) type Stream = UnixStream;

/// The owner's end.
pub(crate) struct Socket(UnixListener);

/// Opens the owner's end. The lock is held, so a socket that lies there is a dead owner's.
pub(crate) fn listen(home: &Home) -> Result<Socket, OwnerError> {
    let path = home.control()?;
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(OwnerError::files(&path)(error));
        }
        _ => {}
    }
    let listener = UnixListener::bind(&path).map_err(OwnerError::files(&path))?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600))
        .map_err(OwnerError::files(&path))?;
    Ok(Socket(listener))
}

/// Takes the socket away at the end.
pub(crate) fn remove(home: &Home) {
    if let Ok(path) = home.control() {
        // A socket that stays is no harm: the next owner removes it, and nobody can connect.
        let _ = fs::remove_file(&path);
        // A folder that was made for the socket alone goes with it; the home itself is not empty.
        if let Some(folder) = path.parent().filter(|folder| *folder != home.data()) {
            let _ = fs::remove_dir(folder);
        }
    }
}

impl Socket {
    pub(crate) async fn accept(&mut self) -> io::Result<Stream> {
        self.0.accept().await.map(|(stream, _)| stream)
    }
}

pub(crate) async fn connect(path: &Path) -> io::Result<Stream> {
    UnixStream::connect(path).await
}
