//! The control socket: how another process of the same user asks the owner.
//!
//! One JSON line each way: a request of `shipbell_wire`, then `{"ok": reply}` or
//! `{"error": {code, message}}`.

#[cfg(unix)]
#[path = "control/unix.rs"]
mod transport;
#[cfg(windows)]
#[path = "control/windows.rs"]
mod transport;

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shipbell_wire::{Answers, Request, WireError};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};

use crate::error::OwnerError;
use crate::home::Home;
use crate::lock;

pub(crate) use transport::{Socket, listen, remove};

/// No command or answer is anywhere near this long.
const LINE_AT_MOST: u64 = 4 * 1024 * 1024;
/// The keychain may ask the user something before an endpoint can be added.
const ANSWER_WITHIN: Duration = Duration::from_mins(2);
/// An owner that has the lock but no socket yet is starting.
const OWNER_STARTS_WITHIN: Duration = Duration::from_secs(5);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Reply {
    Ok(Value),
    Error(WireError),
}

/// Answers everyone who connects, for ever.
pub(crate) async fn answer_all(mut socket: Socket, answers: Arc<dyn Answers>) {
    loop {
        match socket.accept().await {
            Ok(stream) => {
                let answers = Arc::clone(&answers);
                tokio::spawn(async move {
                    if let Err(error) = answer_one(stream, answers.as_ref()).await {
                        tracing::debug!(%error, "a command went away before its answer");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "the control socket can't accept; trying again");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

async fn answer_one(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    answers: &dyn Answers,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let mut line = String::new();
        (&mut stream)
            .take(LINE_AT_MOST)
            .read_line(&mut line)
            .await?;
        if line.is_empty() {
            return Ok(());
        }
        let reply = match serde_json::from_str::<Request>(&line) {
            Ok(request) => match shipbell_wire::answer(answers, request).await {
                Ok(value) => Reply::Ok(value),
                Err(error) => Reply::Error(error),
            },
            Err(_) => Reply::Error(WireError::bad_request(
                "The running Shipbell does not know this command; it may be of another version. Nothing was changed.",
            )),
        };
        let mut line = serde_json::to_vec(&reply)?;
        line.push(b'\n');
        stream.get_mut().write_all(&line).await?;
        stream.get_mut().flush().await?;
    }
}

/// A line to the owner of a home.
pub struct Client {
    stream: BufReader<transport::Stream>,
}

impl Client {
    /// Connects to the owner; `None` when there is none.
    pub async fn connect(home: &Home) -> Result<Option<Self>, OwnerError> {
        let path = home.control()?;
        match transport::connect(&path).await {
            Ok(stream) => Ok(Some(Self {
                stream: BufReader::new(stream),
            })),
            Err(_) => Ok(None),
        }
    }

    /// Connects to the owner, waiting for one that is just starting; `None` when there is none.
    pub async fn connect_soon(home: &Home) -> Result<Option<Self>, OwnerError> {
        let begun = Instant::now();
        loop {
            let client = Self::connect(home).await?;
            if client.is_some() || !lock::is_held(home)? || begun.elapsed() > OWNER_STARTS_WITHIN {
                return Ok(client);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Asks one thing.
    pub async fn ask(&mut self, request: &Request) -> Result<Result<Value, WireError>, OwnerError> {
        tokio::time::timeout(ANSWER_WITHIN, self.exchange(request))
            .await
            .unwrap_or_else(|_| Err(std::io::ErrorKind::TimedOut.into()))
            .map_err(|error| OwnerError::Silent(error.to_string()))
    }

    async fn exchange(&mut self, request: &Request) -> std::io::Result<Result<Value, WireError>> {
        let mut line = serde_json::to_vec(request)?;
        line.push(b'\n');
        self.stream.get_mut().write_all(&line).await?;
        self.stream.get_mut().flush().await?;
        let mut answer = String::new();
        (&mut self.stream)
            .take(LINE_AT_MOST)
            .read_line(&mut answer)
            .await?;
        Ok(match serde_json::from_str(&answer)? {
            Reply::Ok(value) => Ok(value),
            Reply::Error(error) => Err(error),
        })
    }
}
