//! What can go wrong at the door?

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use thiserror::Error;

/// Why the door could not be opened.
#[derive(Debug, Error)]
pub enum ListenerError {
    /// Another program listens there.
    #[error(
        "another program already listens on {addr}: end it, or choose another address with \
         `listen` in shipbell.toml or with --listen"
    )]
    PortTaken {
        /// The address asked for.
        addr: SocketAddr,
    },
    /// The system does not let this user listen there.
    #[error(
        "the system does not allow listening on {addr}: choose a port above 1023 with `listen` \
         in shipbell.toml or with --listen"
    )]
    NotAllowed {
        /// The address asked for.
        addr: SocketAddr,
    },
    /// The address belongs to another machine, or to none.
    #[error(
        "{addr} is no address of this machine: choose one that is, 127.0.0.1 for example, with \
         `listen` in shipbell.toml or with --listen"
    )]
    NotHere {
        /// The address asked for.
        addr: SocketAddr,
    },
    /// Anything else the system says.
    #[error("could not listen on {addr}: {source}")]
    Bind {
        /// The address asked for.
        addr: SocketAddr,
        /// The system's words.
        source: io::Error,
    },
}

impl ListenerError {
    pub(crate) fn binding(addr: SocketAddr, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::AddrInUse => Self::PortTaken { addr },
            io::ErrorKind::PermissionDenied => Self::NotAllowed { addr },
            io::ErrorKind::AddrNotAvailable => Self::NotHere { addr },
            _ => Self::Bind { addr, source },
        }
    }
}

/// Why [`post`](crate::post) got no answer. Names the address, never the path: it has the token.
#[derive(Debug, Error)]
pub enum PostError {
    /// Test events never leave the machine.
    #[error("{addr} is not on this machine, and test deliveries are sent nowhere else")]
    NotLocal {
        /// The address asked for.
        addr: SocketAddr,
    },
    /// A path or header that HTTP can't carry.
    #[error("the path or a header contains characters that HTTP does not allow")]
    Unsendable,
    /// Nobody listens there.
    #[error("nobody answers on {addr}: {source}")]
    Unreachable {
        /// The address asked for.
        addr: SocketAddr,
        /// The system's words.
        source: io::Error,
    },
    /// The connection ended before the answer was complete.
    #[error("the connection to {addr} broke before an answer arrived")]
    Broken {
        /// The address asked for.
        addr: SocketAddr,
        /// What hyper saw.
        source: hyper::Error,
    },
    /// An answer longer than any the door gives.
    #[error("the answer from {addr} is longer than {limit} bytes, so it is not from the door")]
    TooLong {
        /// The address asked for.
        addr: SocketAddr,
        /// The limit in bytes.
        limit: usize,
    },
    /// No answer in time.
    #[error("no answer from {addr} within {} s", patience.as_secs())]
    TimedOut {
        /// The address asked for.
        addr: SocketAddr,
        /// How long was waited.
        patience: Duration,
    },
}
