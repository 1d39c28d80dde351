//! The engine's way out to its public address, by the tunnel's room.

use async_trait::async_trait;
use shipbell_engine::{Cause, Unproven, WayIn};
use shipbell_tunnel::Tunnel;

/// The internet, as this computer reaches it.
#[derive(Debug, Clone, Default)]
pub struct Outside(Tunnel);

#[async_trait]
impl WayIn for Outside {
    async fn ask(&self, url: &str, nonce: &str) -> Result<String, Unproven> {
        use shipbell_tunnel::Unproven as Told;
        self.0.prove(url, nonce).await.map_err(|told| Unproven {
            cause: match &told {
                Told::Dns(_) => Cause::Dns,
                Told::Tls(_) => Cause::Tls,
                Told::Unreachable(_) => Cause::Unreachable,
                Told::TimedOut(_) => Cause::TimedOut,
                Told::NotFound(_) => Cause::NotFound,
                Told::Interstitial(_) => Cause::Interstitial,
                Told::TunnelDown(_) => Cause::TunnelDown,
                Told::OtherInstance(_) => Cause::OtherInstance,
                Told::Strange(_) => Cause::Strange,
            },
            detail: told.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn three_rooms_that_know_nothing_of_each_other_mean_one_header() {
        let asked = shipbell_tunnel::PROOF_HEADER;
        assert_eq!(asked, shipbell_engine::PROOF_HEADER);
        assert_eq!(asked, shipbell_listener::PROOF_HEADER);
    }
}
