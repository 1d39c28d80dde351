//! A system bus of a test's own, with stand-ins for who tells of sleep and of the network on it.
//!
//! What they say and how is written in org.freedesktop.login1(5)
//! (<https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html>) and in
//! NetworkManager's reference
//! (<https://networkmanager.dev/docs/api/latest/gdbus-org.freedesktop.NetworkManager.html>).

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use zbus::Connection;
use zbus::zvariant::OwnedObjectPath;

const LOGIN: &str = "org.freedesktop.login1";
const NETWORK: &str = "org.freedesktop.NetworkManager";
const NETWORK_PATH: &str = "/org/freedesktop/NetworkManager";

/// The bus; it ends with the value.
#[derive(Debug)]
pub struct SystemBus {
    daemon: Child,
    folder: TempDir,
}

impl SystemBus {
    /// One on which nobody tells of anything.
    pub fn start() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let config = folder.path().join("bus.conf");
        let listen = address(folder.path());
        let text = format!(
            "<busconfig><listen>{listen}</listen><auth>EXTERNAL</auth>\
             <policy context='default'><allow user='*'/><allow own='*'/>\
             <allow send_destination='*'/><allow receive_sender='*'/></policy></busconfig>"
        );
        std::fs::write(&config, text)?;
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("dbus-daemon (package dbus-daemon) could not be started")?;
        let mut said = String::new();
        let pipe = daemon.stdout.take();
        let bus = Self { daemon, folder };
        let pipe = pipe.context("dbus-daemon was started without a pipe")?;
        BufReader::new(pipe).read_line(&mut said)?;
        ensure!(!said.is_empty(), "dbus-daemon ended before it listened");
        Ok(bus)
    }

    /// The value of `DBUS_SYSTEM_BUS_ADDRESS`.
    pub fn address(&self) -> String {
        address(self.folder.path())
    }

    async fn connect(&self) -> Result<Connection> {
        let builder = zbus::connection::Builder::address(self.address().as_str())?;
        Ok(builder.build().await?)
    }

    /// Who tells of sleep comes onto the bus.
    pub fn login(&self) -> Result<Login> {
        zbus::block_on(async {
            let connection = self.connect().await?;
            connection.request_name(LOGIN).await?;
            Ok(Login(connection))
        })
    }

    /// Who tells of the network comes onto the bus, and says that it is so (`NMState`).
    pub fn network(&self, state: u32) -> Result<Network> {
        zbus::block_on(async {
            let connection = self.connect().await?;
            let primary = link(1)?;
            let server = connection.object_server();
            server.at(NETWORK_PATH, Manager { state, primary }).await?;
            connection.request_name(NETWORK).await?;
            Ok(Network(connection))
        })
    }

    /// Says to everybody on the bus, one by one, that there is no network, without having a right to.
    pub fn pretend(&self) -> Result<()> {
        zbus::block_on(async {
            let liar = self.connect().await?;
            let bus = zbus::fdo::DBusProxy::new(&liar).await?;
            for name in bus.list_names().await? {
                if name.starts_with(':') {
                    let member = "StateChanged";
                    liar.emit_signal(Some(&*name), NETWORK_PATH, NETWORK, member, &20_u32)
                        .await?;
                }
            }
            Ok(())
        })
    }
}

impl Drop for SystemBus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

fn address(folder: &Path) -> String {
    format!("unix:path={}", folder.join("bus").display())
}

fn link(number: u32) -> Result<OwnedObjectPath> {
    let path = format!("{NETWORK_PATH}/ActiveConnection/{number}");
    Ok(path.try_into()?)
}

/// Who tells of sleep.
#[derive(Debug)]
pub struct Login(Connection);

impl Login {
    /// Said with `true` before a sleep, and with `false` after it.
    pub fn prepares_for_sleep(&self, begins: bool) -> Result<()> {
        let interface = "org.freedesktop.login1.Manager";
        let path = "/org/freedesktop/login1";
        let said = self
            .0
            .emit_signal(None::<&str>, path, interface, "PrepareForSleep", &begins);
        Ok(zbus::block_on(said)?)
    }
}

struct Manager {
    state: u32,
    primary: OwnedObjectPath,
}

#[zbus::interface(name = "org.freedesktop.NetworkManager")]
impl Manager {
    #[zbus(property)]
    fn state(&self) -> u32 {
        self.state
    }

    #[zbus(property)]
    fn primary_connection(&self) -> OwnedObjectPath {
        self.primary.clone()
    }

    #[zbus(property)]
    fn active_connections(&self) -> Vec<OwnedObjectPath> {
        vec![self.primary.clone()]
    }
}

/// Who tells of the network.
#[derive(Debug)]
pub struct Network(Connection);

impl Network {
    async fn manager(&self) -> Result<zbus::object_server::InterfaceRef<Manager>> {
        let server = self.0.object_server();
        Ok(server.interface(NETWORK_PATH).await?)
    }

    /// Says another state: 70 is connected, 20 is disconnected.
    pub fn becomes(&self, state: u32) -> Result<()> {
        zbus::block_on(async {
            let manager = self.manager().await?;
            let mut inner = manager.get_mut().await;
            inner.state = state;
            let emitter = manager.signal_emitter();
            inner.state_changed(emitter).await?;
            drop(inner);
            let member = "StateChanged";
            self.0
                .emit_signal(None::<&str>, NETWORK_PATH, NETWORK, member, &state)
                .await?;
            Ok(())
        })
    }

    /// Leads out over another link.
    pub fn moves_to(&self, number: u32) -> Result<()> {
        zbus::block_on(async {
            let manager = self.manager().await?;
            let mut inner = manager.get_mut().await;
            inner.primary = link(number)?;
            let emitter = manager.signal_emitter();
            inner.primary_connection_changed(emitter).await?;
            Ok(())
        })
    }

    /// As a service ends: its name is free afterwards.
    pub fn ends(self) -> Result<()> {
        Ok(zbus::block_on(self.0.close())?)
    }
}
