//! What a question failed at before there was an answer.

use std::error::Error;
use std::io;
use std::time::Duration;

use crate::error::AscError;
use crate::names::NoSuchName;

/// reqwest hides the cause in a chain of errors; the first link that says something decides.
pub(crate) fn told_apart(error: &reqwest::Error, patience: Duration) -> AscError {
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
    if error.is_connect() && error.is_timeout() {
        // A firewall that drops instead of refusing. Nothing was asked yet.
        AscError::Refused("no answer to the connection".to_owned())
    } else if error.is_timeout() {
        AscError::TimedOut(patience.as_secs())
    } else if error.is_connect() {
        AscError::Refused("no connection".to_owned())
    } else {
        AscError::Broken
    }
}

fn known(cause: &(dyn Error + 'static)) -> Option<AscError> {
    // The type is not public; its words are the only way to know it.
    if let Some(what) = cause.to_string().strip_prefix("tunnel error: ") {
        return Some(AscError::Proxy(what.to_owned()));
    }
    if let Some(name) = cause.downcast_ref::<NoSuchName>() {
        return Some(AscError::Dns(name.to_string()));
    }
    if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
        return Some(AscError::Tls(tls.to_string()));
    }
    let io = cause.downcast_ref::<io::Error>()?;
    match io.kind() {
        io::ErrorKind::ConnectionRefused => Some(AscError::Refused("refused".to_owned())),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            Some(AscError::Refused("no way there".to_owned()))
        }
        // The handshake's other side hung up.
        io::ErrorKind::UnexpectedEof if io.to_string().contains("tls handshake") => {
            Some(AscError::Tls("the other side hung up".to_owned()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use reqwest::dns::{Name, Resolve, Resolving};

    use super::told_apart;
    use crate::error::AscError;
    use crate::names::NoSuchName;

    /// As a computer without a network; a real one would ask somebody.
    struct NoNames;

    impl Resolve for NoNames {
        fn resolve(&self, _: Name) -> Resolving {
            Box::pin(async { Err(NoSuchName("no address".to_owned()).into()) })
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_nowhere_is_told_from_a_closed_port() {
        let client = reqwest::Client::builder()
            .no_proxy()
            .dns_resolver(Arc::new(NoNames));
        let sent = client.build().unwrap().get("http://apple.example").send();
        let error = told_apart(&sent.await.unwrap_err(), Duration::from_secs(1));
        assert_eq!(error, AscError::Dns("no address".to_owned()));
        assert!(error.to_string().contains("online"), "{error}");
    }
}
