//! Why the way in is not proven.

/// Why nobody can say that a public address leads here. None of it holds the address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// The name leads to no address.
    #[error(
        "The address's name leads nowhere ({0}). Is it spelled right, and does the tunnel run?"
    )]
    Dns(String),
    /// The certificate is not good, or there is no TLS.
    #[error("The connection could not be secured ({0}). Apple would refuse it, too.")]
    Tls(String),
    /// Nobody takes the connection.
    #[error("Nobody takes the connection there ({0}).")]
    Unreachable(String),
    /// No answer in time.
    #[error("There was no answer within {0} seconds.")]
    TimedOut(u64),
    /// Someone else's server answered that there is nothing.
    #[error(
        "A server is there, and answered {0}: it has nothing at this path. Does the tunnel lead to Shipbell's port, and does it leave the path as it is?"
    )]
    NotFound(u16),
    /// A page for people was answered, or a way to one.
    #[error(
        "A page for people was answered ({0}), such as a log-in or a warning of the tunnel's. Apple's deliveries would end there, too."
    )]
    Interstitial(u16),
    /// The tunnel answered that nothing is behind it.
    #[error(
        "The tunnel or a server before it answered {0}: nothing is behind it. Does it lead to Shipbell's port on this computer?"
    )]
    TunnelDown(u16),
    /// Another Shipbell answered, or this one before a restart.
    #[error("A Shipbell answered ({0}), but not this one.")]
    OtherInstance(u16),
    /// Something else answered.
    #[error("Something answered that is not Shipbell ({0}).")]
    Strange(String),
}
