//! The computer's interfaces: which networks it is in, and whether a way leads out.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv6Addr};

use super::ways;

/// Who knows the interfaces of a computer. A question may take a moment.
pub trait Interfaces: Send + Sync {
    /// An address for each network; none of loopback, and none that is good on its own cable only.
    /// `None` where the system does not say.
    fn networks(&self) -> Option<BTreeSet<IpAddr>>;

    /// Whether there is a route to everywhere, where the system says.
    fn way_out(&self) -> Option<bool>;
}

/// Those of this computer.
pub(super) struct Ours;

impl Interfaces for Ours {
    fn networks(&self) -> Option<BTreeSet<IpAddr>> {
        let found = if_addrs::get_if_addrs();
        let found = found.inspect_err(|error| tracing::debug!(%error, "no addresses can be read"));
        let up = (found.ok()?.into_iter()).filter(if_addrs::Interface::is_oper_up);
        Some(up.filter_map(|one| network(one.ip())).collect())
    }

    fn way_out(&self) -> Option<bool> {
        ways::out()
    }
}

/// What stands for the network of an address.
fn network(address: IpAddr) -> Option<IpAddr> {
    match address {
        IpAddr::V4(v4) => {
            let here = v4.is_loopback() || v4.is_link_local() || v4.is_unspecified();
            (!here).then_some(address)
        }
        IpAddr::V6(v6) => {
            let here = v6.is_loopback() || v6.is_unicast_link_local() || v6.is_unspecified();
            // The second half of it changes every few hours, for privacy, and the network stays.
            let prefix = v6.to_bits() & (u128::MAX << 64);
            (!here).then_some(Ipv6Addr::from_bits(prefix).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::network;

    fn of(address: &str) -> Option<String> {
        Some(network(address.parse().unwrap())?.to_string())
    }

    #[test]
    fn an_address_that_leads_nowhere_is_no_network() {
        for here in ["127.0.0.1", "::1", "169.254.7.7", "fe80::1", "0.0.0.0"] {
            assert_eq!(of(here), None, "{here} reaches nobody");
        }
        assert_eq!(of("192.168.1.7").as_deref(), Some("192.168.1.7"));
        assert_eq!(
            of("2001:db8:1:2:aaaa::1"),
            of("2001:db8:1:2:bbbb::2"),
            "an address that changes for privacy is no other network"
        );
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }
}
