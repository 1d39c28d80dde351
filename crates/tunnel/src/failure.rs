//! What a failed request failed at.

use std::error::Error;
use std::io;
use std::time::Duration;

use crate::error::Unproven;
use crate::names::NoSuchName;

/// reqwest hides the cause in a chain of errors; the first link that says something decides.
pub(crate) fn told_apart(error: &reqwest::Error, patience: Duration) -> Unproven {
    let mut link: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(cause) = link {
        if let Some(found) = known(cause) {
            return found;
        }
        link = match cause.downcast_ref::<io::Error>().map(io::Error::get_ref) {
            // An I/O error is not the source of what it carries, but its wrapping.
            Some(Some(inner)) => Some(inner),
            _ => cause.source(),
        };
    }
    if error.is_timeout() {
        Unproven::TimedOut(patience.as_secs())
    } else if error.is_connect() {
        Unproven::Unreachable("no connection".to_owned())
    } else {
        Unproven::Strange("the connection ended without an answer".to_owned())
    }
}

fn known(cause: &(dyn Error + 'static)) -> Option<Unproven> {
    if let Some(name) = cause.downcast_ref::<NoSuchName>() {
        return Some(Unproven::Dns(name.to_string()));
    }
    if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
        return Some(Unproven::Tls(tls.to_string()));
    }
    let io = cause.downcast_ref::<io::Error>()?;
    match io.kind() {
        io::ErrorKind::ConnectionRefused => Some(Unproven::Unreachable("refused".to_owned())),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            Some(Unproven::Unreachable("no way there".to_owned()))
        }
        // The handshake's other side hung up.
        io::ErrorKind::UnexpectedEof if io.to_string().contains("tls") => {
            Some(Unproven::Tls("the other side hung up".to_owned()))
        }
        _ => None,
    }
}
