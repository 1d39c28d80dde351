//! A named pipe. The first instance of its name belongs to the lock's holder; remote clients are
//! refused by default.

use std::io;
use std::path::Path;
use std::time::Duration;

use tokio::net::windows::named_pipe::{
    ClientOptions, NamedPipeClient, NamedPipeServer, ServerOptions,
};

use crate::error::OwnerError;
use crate::home::Home;

/// `ERROR_PIPE_BUSY`.
const ALL_BUSY: i32 = 231;
const BUSY_AT_MOST: u32 = 20;
const BUSY_FOR: Duration = Duration::from_millis(50);

pub(crate) type Stream = NamedPipeClient;

/// The owner's end.
pub(crate) struct Socket {
    name: std::path::PathBuf,
    next: NamedPipeServer,
}

/// Opens the owner's end.
pub(crate) fn listen(home: &Home) -> Result<Socket, OwnerError> {
    let name = home.control()?;
    let next = ServerOptions::new()
        .first_pipe_instance(true)
        .create(&name)
        .map_err(OwnerError::files(&name))?;
    Ok(Socket { name, next })
}

/// A pipe goes with its process.
pub(crate) fn remove(_: &Home) {}

impl Socket {
    pub(crate) async fn accept(&mut self) -> io::Result<NamedPipeServer> {
        self.next.connect().await?;
        let next = ServerOptions::new().create(&self.name)?;
        Ok(std::mem::replace(&mut self.next, next))
    }
}

/// Between one client and the next the owner has no free instance for a moment, which is no sign
/// that there is no owner.
pub(crate) async fn connect(path: &Path) -> io::Result<Stream> {
    for _ in 0..BUSY_AT_MOST {
        match ClientOptions::new().open(path) {
            Err(error) if error.raw_os_error() == Some(ALL_BUSY) => {}
            done => return done,
        }
        tokio::time::sleep(BUSY_FOR).await;
    }
    ClientOptions::new().open(path)
}
