//! A private desktop session: its own bus, its own keychain, its own home, gone afterwards.
#![expect(
    clippy::unwrap_used,
    reason = "a session that cannot be set up is a failed test"
)]

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// What the session offers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Offers {
    /// An unlocked keychain.
    Keychain,
    /// A bus, but nobody who keeps secrets.
    BusAlone,
    /// Nothing: no bus either.
    Nothing,
}

const INSIDE: &str = "SHIPBELL_TEST_INSIDE_SESSION";
const KEYRING_PID: &str = "SHIPBELL_TEST_KEYRING_PID";
const PASSWORD: &str = "correct horse";
const LONG: Duration = Duration::from_secs(30);
const BUS: &str = "org.freedesktop.DBus /";
const SECRETS: &str = "org.freedesktop.secrets";

/// Runs `test` within such a session. A process cannot move into another session, so the test
/// named `name` runs this executable again, inside, and there does its work.
pub(crate) fn within(name: &str, offers: Offers, test: impl FnOnce()) {
    if env::var_os(INSIDE).is_some() {
        return test();
    }
    if let Some(missing) = missing() {
        // Straight to the terminal: what was left out must be seen even where all tests pass.
        let _ = writeln!(
            std::io::stderr(),
            "LEFT OUT {name}: {missing} is not installed here"
        );
        return;
    }
    let session = Session::start(offers);
    let mut inside = session.command(&env::current_exe().unwrap().display().to_string());
    inside
        .args([name, "--exact", "--nocapture"])
        .env(INSIDE, "1");
    let output = inside.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "inside the session:\n{said}\n{complained}"
    );
    assert!(
        said.contains("1 passed"),
        "`{name}` names no test, so nothing was tested:\n{said}"
    );
}

/// The process id of the session's keychain, known inside.
pub(crate) fn keyring_pid() -> String {
    env::var(KEYRING_PID).unwrap()
}

/// Starts an unlocked keychain in place of the one that runs, as logging in again does; ended when
/// dropped.
pub(crate) fn another_keyring() -> Keyring {
    let here = || Command::new("dbus-send");
    let owner = || ask(here(), BUS, "org.freedesktop.DBus.GetNameOwner", &[SECRETS]);
    let before = owner();
    let mut command = Command::new("gnome-keyring-daemon");
    command.arg("--replace");
    let keyring = Keyring::start(command, here);
    eventually("the second keychain takes the place of the first", || {
        owner() != before
    });
    keyring
}

/// Tries until it holds. Fails only after a time in which anything would have happened.
pub(crate) fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < LONG, "waited {LONG:?} in vain: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn missing() -> Option<&'static str> {
    let tools = [
        "dbus-daemon",
        "dbus-send",
        "gnome-keyring-daemon",
        "secret-tool",
    ];
    let paths = env::var_os("PATH").unwrap_or_default();
    let here = |tool: &str| env::split_paths(&paths).any(|folder| folder.join(tool).is_file());
    tools.into_iter().find(|tool| !here(tool))
}

struct Session {
    // Dropped in this order: the keychain, the bus, the folder they work in.
    keyring: Option<Keyring>,
    bus: Option<(Ended, String)>,
    home: TempDir,
}

impl Session {
    fn start(offers: Offers) -> Session {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("run")).unwrap();
        let mut session = Session {
            keyring: None,
            bus: None,
            home,
        };
        if offers != Offers::Nothing {
            session.bus = Some(bus(session.home.path()));
        }
        if offers == Offers::Keychain {
            let daemon = session.command("gnome-keyring-daemon");
            session.keyring = Some(Keyring::start(daemon, || session.command("dbus-send")));
        }
        session
    }

    /// A program that sees this session and nothing of the one the tests were started in.
    fn command(&self, program: &str) -> Command {
        let home = self.home.path();
        let nowhere = format!("unix:path={}", home.join("no-bus").display());
        let address = self
            .bus
            .as_ref()
            .map_or(nowhere, |(_, address)| address.clone());
        let pid = self
            .keyring
            .as_ref()
            .map(|keyring| keyring.process.0.id().to_string());
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap_or_default())
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("DBUS_SESSION_BUS_ADDRESS", address)
            .env(KEYRING_PID, pid.unwrap_or_default());
        command
    }
}

/// The bus's own settings: without folders of services, it starts nobody by itself.
fn bus(home: &Path) -> (Ended, String) {
    let config = home.join("bus.conf");
    let text = format!(
        "<busconfig><type>session</type><listen>unix:path={}</listen><auth>EXTERNAL</auth>\
         <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
         <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
        home.join("bus").display()
    );
    fs::write(&config, text).unwrap();
    let mut command = Command::new("dbus-daemon");
    command
        .arg(format!("--config-file={}", config.display()))
        .args(["--nofork", "--print-address"]);
    command
        .env("HOME", home)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut process = Ended(command.spawn().unwrap());
    let mut address = String::new();
    BufReader::new(process.0.stdout.take().unwrap())
        .read_line(&mut address)
        .unwrap();
    (process, address.trim().to_owned())
}

/// A running keychain service, unlocked.
pub(crate) struct Keyring {
    process: Ended,
}

impl Keyring {
    fn start(mut command: Command, sender: impl Fn() -> Command) -> Keyring {
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut process = Ended(command.spawn().unwrap());
        // The pipe is closed with the statement, which is what ends the password.
        process
            .0
            .stdin
            .take()
            .unwrap()
            .write_all(PASSWORD.as_bytes())
            .unwrap();
        let default = format!("{SECRETS} /org/freedesktop/secrets/aliases/default");
        let locked = ["org.freedesktop.Secret.Collection", "Locked"];
        eventually("the session's keychain is open", || {
            let get = "org.freedesktop.DBus.Properties.Get";
            ask(sender(), &default, get, &locked).contains("boolean false")
        });
        Keyring { process }
    }
}

/// Calls a method over the bus; what comes back is text to look into, empty where it failed.
fn ask(mut sender: Command, target: &str, method: &str, arguments: &[&str]) -> String {
    let (destination, path) = target.split_once(' ').unwrap();
    let to = format!("--dest={destination}");
    sender.args(["--session", "--print-reply=literal", &to, path, method]);
    sender.args(
        arguments
            .iter()
            .map(|argument| format!("string:{argument}")),
    );
    String::from_utf8(sender.output().unwrap().stdout).unwrap()
}

/// A process that ends with this value.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
