//! Why a home could not be run or asked.

use std::path::PathBuf;

use shipbell_engine::EngineError;
use shipbell_feed::FeedError;
use shipbell_listener::ListenerError;

use crate::lock::Tenant;

/// Why a home could not be run or asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OwnerError {
    /// Somebody else runs it.
    #[error("{tenant} already runs this home ({}). Use that one, or end it first.", home.display())]
    Taken {
        /// Who.
        tenant: Tenant,
        /// Which home.
        home: PathBuf,
    },
    /// There is no folder to keep things in.
    #[error(
        "This system names no folder for an application's data. Set SHIPBELL_HOME to a folder of your choice."
    )]
    NoFolder,
    /// A file or folder of the home can't be used.
    #[error("{} can't be used: {source}. Nothing was changed. Check that it is yours and that the disk is there.", path.display())]
    Files {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The database can't be used.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// The engine could not start.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The door could not open.
    #[error(transparent)]
    Door(#[from] ListenerError),
    /// The owner did not answer.
    #[error(
        "The running Shipbell did not answer ({0}). What it has accepted is safe. Try again; if it stays like this, restart it."
    )]
    Silent(String),
}

impl OwnerError {
    pub(crate) fn files(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Files { path, source }
    }
}
