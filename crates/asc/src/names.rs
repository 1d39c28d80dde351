//! Names looked up by the system, so that a name that leads nowhere can be told from a closed port.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// A name that leads to no address.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct NoSuchName(pub(crate) String);

pub(crate) struct SystemNames;

impl Resolve for SystemNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // The port is the caller's; 0 is replaced by it.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await;
            let found: Vec<_> = match found {
                Ok(found) => found.collect(),
                Err(error) => return Err(NoSuchName(error.to_string()).into()),
            };
            if found.is_empty() {
                return Err(NoSuchName("no address".to_owned()).into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}
