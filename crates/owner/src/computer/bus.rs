//! The system bus: reached within bounds, with the signals asked for that are of interest.

use std::collections::HashMap;
use std::time::Duration;

use zbus::zvariant::OwnedValue;
use zbus::{Connection, MessageStream, connection};

/// How long it may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
const NAMED: &str = "DBUS_SYSTEM_BUS_ADDRESS";
const USUAL: &str = "unix:path=/var/run/dbus/system_bus_socket";

pub(super) const BUS: &str = "org.freedesktop.DBus";
/// Tells of sleep, see org.freedesktop.login1(5).
pub(super) const LOGIN: &str = "org.freedesktop.login1";
/// Tells of the network.
pub(super) const NETWORK: &str = "org.freedesktop.NetworkManager";
const NETWORK_PATH: &str = "/org/freedesktop/NetworkManager";

/// The address that the environment names.
pub(super) fn named() -> Option<String> {
    std::env::var(NAMED).ok().filter(|named| !named.is_empty())
}

/// The address that the D-Bus specification gives it.
pub(super) fn usual() -> String {
    USUAL.to_owned()
}

/// The bus, with all that it brings, in its order.
pub(super) struct Bus {
    connection: Connection,
    pub(super) stream: MessageStream,
}

impl Bus {
    /// Whatever happens from now on is in the stream.
    pub(super) async fn open(address: &str) -> zbus::Result<Self> {
        let opening = async {
            let builder = connection::Builder::address(address)?.method_timeout(PATIENCE);
            let connection = builder.build().await?;
            let stream = MessageStream::from(&connection);
            let bus = Self { connection, stream };
            for rule in rules() {
                bus.ask(BUS, "/org/freedesktop/DBus", (BUS, "AddMatch"), &rule)
                    .await?;
            }
            Ok(bus)
        };
        // What greets us may hang as well, which is under no other bound.
        let late = |_| zbus::Error::Failure("It does not answer.".to_owned());
        tokio::time::timeout(PATIENCE, opening)
            .await
            .map_err(late)?
    }

    /// Who has a name at present. Nobody is started for being asked.
    pub(super) async fn owner(&self, name: &str) -> Option<String> {
        let asked = self.ask(BUS, "/org/freedesktop/DBus", (BUS, "GetNameOwner"), name);
        asked.await.ok()?.body().deserialize().ok()
    }

    /// All that NetworkManager says of itself.
    pub(super) async fn network(&self) -> zbus::Result<HashMap<String, OwnedValue>> {
        let all = ("org.freedesktop.DBus.Properties", "GetAll");
        self.ask(NETWORK, NETWORK_PATH, all, NETWORK)
            .await?
            .body()
            .deserialize()
    }

    async fn ask(
        &self,
        whom: &str,
        path: &str,
        (interface, member): (&str, &str),
        about: &str,
    ) -> zbus::Result<zbus::Message> {
        self.connection
            .call_method(Some(whom), path, Some(interface), member, &about)
            .await
    }
}

fn rules() -> Vec<String> {
    let mut rules = vec![
        format!(
            "type='signal',sender='{LOGIN}',interface='{LOGIN}.Manager',member='PrepareForSleep'"
        ),
        format!("type='signal',sender='{NETWORK}',path='{NETWORK_PATH}'"),
    ];
    rules.extend([LOGIN, NETWORK].map(|name| {
        format!("type='signal',sender='{BUS}',member='NameOwnerChanged',arg0='{name}'")
    }));
    rules
}
