//! OpenSSH for real: its client, and a server with keys and rules of its own.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests' own furniture"
)]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use shipbell_tunnel::{Fault, Kind, Phase, Wanted};

use super::door::{ask, door};
use super::scene::{Scene, for_sure, kill, lives, until, wanted};

/// A host with sshd, and a client that knows it (or not) without a look at the user's own files.
struct Host {
    scene: Scene,
    sshd: Child,
    port: u16,
    user: String,
}

impl Host {
    fn open(known: bool) -> Self {
        let server = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"];
        let server = server
            .map(PathBuf::from)
            .into_iter()
            .find(|sshd| sshd.exists());
        let server = server.expect("OpenSSH's sshd is needed: `apt-get install openssh-server`");
        let scene = Scene::new();
        let folder = scene.folder().to_owned();
        let port = free_port();
        let host_key = key(&folder.join("host"));
        let client_key = key(&folder.join("client"));
        std::fs::write(folder.join("authorized"), client_key).unwrap();
        let at = folder.display();
        // With PAM, because without it an account that has no password counts as locked.
        let rules = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {at}/host\nPidFile none\nUsePAM yes\n\
             AuthorizedKeysFile {at}/authorized\nStrictModes no\nPasswordAuthentication no\n\
             PermitRootLogin yes\nAllowTcpForwarding remote\nGatewayPorts clientspecified\nLogLevel VERBOSE\n"
        );
        std::fs::write(folder.join("sshd_config"), rules).unwrap();
        let known_hosts = if known {
            format!("[127.0.0.1]:{port} {host_key}")
        } else {
            String::new()
        };
        std::fs::write(folder.join("known_hosts"), known_hosts).unwrap();
        let config = format!(
            "UserKnownHostsFile {at}/known_hosts\nGlobalKnownHostsFile /dev/null\nIdentitiesOnly yes\nIdentityAgent none\n"
        );
        std::fs::write(folder.join("ssh_config"), config).unwrap();
        let ssh = Kind::Ssh
            .find()
            .expect("OpenSSH's client is needed: `apt-get install openssh-client`");
        let ours = format!(
            "#!/bin/sh\nexec '{}' -F '{at}/ssh_config' \"$@\"\n",
            ssh.display()
        );
        let wrapper = scene.programs().join("ssh");
        std::fs::write(&wrapper, ours).unwrap();
        std::fs::set_permissions(&wrapper, std::fs::Permissions::from_mode(0o755)).unwrap();
        if rustix::process::geteuid().is_root() {
            // As its service would make it; sshd does not start for root without it.
            std::fs::create_dir_all("/run/sshd").unwrap();
        }
        let log = std::fs::File::create(folder.join("sshd.log")).unwrap();
        let mut sshd = Command::new(server);
        sshd.args(["-D", "-e", "-f"])
            .arg(folder.join("sshd_config"));
        sshd.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let sshd = sshd.spawn().unwrap();
        for_sure("sshd", || {
            std::net::TcpStream::connect(("127.0.0.1", port)).ok()
        });
        let user = Command::new("id").arg("-un").output().unwrap();
        let user = String::from_utf8(user.stdout).unwrap().trim().to_owned();
        Self {
            scene,
            sshd,
            port,
            user,
        }
    }

    fn wanted(&self, door: std::net::SocketAddr, also: &[(&str, &str)]) -> Wanted {
        let destination = format!("{}@127.0.0.1", self.user);
        let identity = self.scene.folder().join("client").display().to_string();
        let port = self.port.to_string();
        let mut options = vec![
            ("destination", destination.as_str()),
            ("identity", identity.as_str()),
            ("port", port.as_str()),
        ];
        options.extend(also);
        wanted(Kind::Ssh, door, &options)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Makes a key and gives its public half.
fn key(at: &Path) -> String {
    let mut make = Command::new("ssh-keygen");
    make.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(at);
    assert!(make.status().unwrap().success(), "ssh-keygen made no key");
    std::fs::read_to_string(at.with_extension("pub")).unwrap()
}

#[tokio::test]
async fn a_port_is_asked_for_and_a_killed_connection_comes_back() {
    let host = Host::open(true);
    let supervisor = host.scene.supervisor();
    supervisor.want(Some(host.wanted(door().await, &[("remote-port", "0")])));
    let up = until(&supervisor, "a port", |state| state.phase == Phase::Up).await;
    let first = up.url.unwrap();
    assert!(first.starts_with("http://127.0.0.1:"), "{first}");
    assert!(
        ask(&first).await.ends_with("rang"),
        "the request has to arrive at the door"
    );
    let log = supervisor.log().join("\n");
    assert!(
        !log.contains("debug1"),
        "what only developers read is left out: {log}"
    );

    kill(up.pid.unwrap());
    until(&supervisor, "the end", |state| {
        state.phase == Phase::Waiting
    })
    .await;
    let up = until(&supervisor, "it again", |state| state.phase == Phase::Up).await;
    assert!(ask(&up.url.unwrap()).await.ends_with("rang"), "and again");
    supervisor.stop().await;
    assert!(!lives(up.pid.unwrap()), "nothing runs after the stop");
}

#[tokio::test]
async fn a_port_of_the_users_and_an_address_before_it() {
    let host = Host::open(true);
    let supervisor = host.scene.supervisor();
    let port = free_port().to_string();
    let also = [
        ("remote-port", port.as_str()),
        ("address", "https://bell.example.com"),
    ];
    supervisor.want(Some(host.wanted(door().await, &also)));
    let up = until(&supervisor, "the forward", |state| state.phase == Phase::Up).await;
    assert_eq!(up.url.as_deref(), Some("https://bell.example.com"));
    let answer = ask(&format!("http://127.0.0.1:{port}")).await;
    assert!(
        answer.ends_with("rang"),
        "the user's own server would find the door there"
    );

    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    supervisor.want(Some(host.wanted(
        door().await,
        &[("remote-port", &port), ("remote-bind", "127.0.0.1")],
    )));
    let failed = until(&supervisor, "a fault", |state| state.fault.is_some()).await;
    let told = failed.fault.unwrap().to_string();
    assert!(told.contains("remote port forwarding failed"), "{told}");
    supervisor.stop().await;
}

#[tokio::test]
async fn an_unknown_host_is_refused() {
    let host = Host::open(false);
    let supervisor = host.scene.supervisor();
    supervisor.want(Some(host.wanted(door().await, &[])));
    let failed = until(&supervisor, "a fault", |state| state.fault.is_some()).await;
    let fault = failed.fault.unwrap();
    assert!(
        matches!(
            fault,
            Fault::Exited {
                code: Some(255),
                ..
            }
        ),
        "{fault:?}"
    );
    let told = fault.to_string();
    assert!(told.contains("Host key verification failed"), "{told}");
    supervisor.stop().await;
}
