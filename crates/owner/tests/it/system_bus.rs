//! A system bus of a test's own, with stand-ins for who tells of sleep and of the network on it.
//!
//! What they say and how is written in org.freedesktop.login1(5)
//! (<https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html>) and in
//! NetworkManager's reference
//! (<https://networkmanager.dev/docs/api/latest/gdbus-org.freedesktop.NetworkManager.html>).

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use zbus::Connection;
use zbus::zvariant::OwnedObjectPath;

const LOGIN: &str = "org.freedesktop.login1";
const NETWORK: &str = "org.freedesktop.NetworkManager";
const NETWORK_PATH: &str = "/org/freedesktop/NetworkManager";

/// The bus; it ends with the value.
pub(crate) struct SystemBus {
    daemon: Child,
    folder: TempDir,
}

impl SystemBus {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("bus.conf");
        let listen = address(folder.path());
        let text = format!(
            "<busconfig><listen>{listen}</listen><auth>EXTERNAL</auth>\
             <policy context='default'><allow user='*'/><allow own='*'/>\
             <allow send_destination='*'/><allow receive_sender='*'/></policy></busconfig>"
        );
        std::fs::write(&config, text).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon (package dbus-daemon) starts");
        let mut said = String::new();
        let pipe = daemon.stdout.take().unwrap();
        BufReader::new(pipe).read_line(&mut said).unwrap();
        assert!(!said.is_empty(), "dbus-daemon ended before it listened");
        Self { daemon, folder }
    }

    pub(crate) fn address(&self) -> String {
        address(self.folder.path())
    }

    pub(crate) async fn connect(&self) -> Connection {
        let builder = zbus::connection::Builder::address(self.address().as_str()).unwrap();
        builder.build().await.unwrap()
    }

    pub(crate) async fn login(&self) -> Login {
        let connection = self.connect().await;
        connection.request_name(LOGIN).await.unwrap();
        Login(connection)
    }

    pub(crate) async fn network(&self, state: u32) -> Network {
        let connection = self.connect().await;
        let manager = Manager {
            state,
            primary: link(1),
        };
        let server = connection.object_server();
        server.at(NETWORK_PATH, manager).await.unwrap();
        connection.request_name(NETWORK).await.unwrap();
        Network(connection)
    }

    /// Says to everybody on the bus, one by one, that there is no network, without having a right to.
    pub(crate) async fn pretend(&self) {
        let liar = self.connect().await;
        let bus = zbus::fdo::DBusProxy::new(&liar).await.unwrap();
        for name in bus.list_names().await.unwrap() {
            if name.starts_with(':') {
                let member = "StateChanged";
                liar.emit_signal(Some(&*name), NETWORK_PATH, NETWORK, member, &20_u32)
                    .await
                    .unwrap();
            }
        }
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

fn link(number: u32) -> OwnedObjectPath {
    let path = format!("{NETWORK_PATH}/ActiveConnection/{number}");
    path.try_into().unwrap()
}

/// Who tells of sleep.
pub(crate) struct Login(Connection);

impl Login {
    pub(crate) async fn prepares_for_sleep(&self, begins: bool) {
        let interface = "org.freedesktop.login1.Manager";
        let path = "/org/freedesktop/login1";
        self.0
            .emit_signal(None::<&str>, path, interface, "PrepareForSleep", &begins)
            .await
            .unwrap();
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
pub(crate) struct Network(Connection);

impl Network {
    async fn manager(&self) -> zbus::object_server::InterfaceRef<Manager> {
        let server = self.0.object_server();
        server.interface(NETWORK_PATH).await.unwrap()
    }

    pub(crate) async fn becomes(&self, state: u32) {
        let manager = self.manager().await;
        let mut inner = manager.get_mut().await;
        inner.state = state;
        let emitter = manager.signal_emitter();
        inner.state_changed(emitter).await.unwrap();
        drop(inner);
        self.0
            .emit_signal(None::<&str>, NETWORK_PATH, NETWORK, "StateChanged", &state)
            .await
            .unwrap();
    }

    pub(crate) async fn moves_to(&self, number: u32) {
        let manager = self.manager().await;
        let mut inner = manager.get_mut().await;
        inner.primary = link(number);
        let emitter = manager.signal_emitter();
        inner.primary_connection_changed(emitter).await.unwrap();
    }

    /// As a service ends: its name is free afterwards.
    pub(crate) async fn ends(self) {
        self.0.close().await.unwrap();
    }
}
