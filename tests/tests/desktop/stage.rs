//! A desktop with Shipbell's app on it, and Apple at its door.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use journeys::knock::{self, Answer};
use journeys::{Endpoint, Said};
use serde_json::Value;
use shipbell_testkit::desktop::{Banner, Tray};
use shipbell_testkit::wait::until;
use shipbell_testkit::{Desktop, FakeApple, Program, Running};
use tempfile::TempDir;

use crate::turn::Turn;

/// The app's id that the endpoint is told of.
pub(crate) const APP_ID: &str = "6446048195";
/// Where a rejection of that app is read.
pub(crate) const REVIEW: &str =
    "https://appstoreconnect.apple.com/apps/6446048195/distribution/reviewsubmissions";

/// Everything one test needs. The fields go in this order: the desktop last but for its turn.
pub(crate) struct Stage {
    home: TempDir,
    /// Who answers in Apple's place; without one, nobody is asked.
    apple: Option<String>,
    /// Where the app listens.
    pub(crate) address: String,
    /// The endpoint "Tideline".
    pub(crate) endpoint: Endpoint,
    pub(crate) desktop: Desktop,
    _turn: Turn,
}

impl Stage {
    /// A desktop on which one endpoint was added and no app runs yet. `None` where no desktop can
    /// be had, which is said.
    pub(crate) fn set() -> Option<Self> {
        let mut stage = Self::bare()?;
        let added = stage.run(["endpoint", "add", "Tideline", "--app-id", APP_ID, "--json"]);
        assert_eq!(added.code, Some(0), "a first endpoint is added: {added:?}");
        stage.endpoint = Endpoint::of(&added.document());
        Some(stage)
    }

    /// A desktop on which nothing of Shipbell's was ever done.
    pub(crate) fn bare() -> Option<Self> {
        if let Err(missing) = Desktop::available() {
            println!(
                "Left out: a desktop for tests needs {}.",
                missing.join(", ")
            );
            return None;
        }
        let turn = Turn::wait();
        let home = shipbell_testkit::home().unwrap();
        let stage = Self {
            home,
            apple: None,
            address: free_address(),
            endpoint: Endpoint {
                path: String::new(),
                token: String::new(),
                secret: String::new(),
            },
            desktop: Desktop::start().unwrap(),
            _turn: turn,
        };
        stage.choose("");
        Some(stage)
    }

    /// The same, for programs that ask this one in Apple's place.
    pub(crate) fn before(apple: &FakeApple) -> Option<Self> {
        let mut stage = Self::bare()?;
        stage.apple = Some(apple.url().to_owned());
        Some(stage)
    }

    /// What the programs have to know of the world.
    pub(crate) fn world(&self) -> Option<(&'static str, &str)> {
        let apple = self.apple.as_deref()?;
        Some(("SHIPBELL_ASC_URL", apple))
    }

    /// Everything of the instance.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Writes shipbell.toml: the address, lines for `[connection]`, and then anything else.
    pub(crate) fn choose(&self, more: &str) {
        let text = format!("[connection]\nlisten = \"{}\"\n{more}", self.address);
        let fresh = self.home().join("shipbell.toml.new");
        fs::write(&fresh, text).unwrap();
        fs::rename(fresh, self.home().join("shipbell.toml")).unwrap();
    }

    /// `shipbell`, as a person would type it on this desktop.
    pub(crate) fn shipbell<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Program {
        let program = Program::shipbell().unwrap().args(args);
        program
            .on(&self.desktop)
            .home(self.home())
            .envs(self.world())
    }

    /// The same, run to its end.
    pub(crate) fn run<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Said {
        self.shipbell(args).output().unwrap().into()
    }

    /// The app, not started yet.
    pub(crate) fn app(&self) -> Program {
        let program = Program::desktop().unwrap();
        program
            .on(&self.desktop)
            .home(self.home())
            .envs(self.world())
    }

    /// Starts the app and waits until it takes deliveries.
    pub(crate) fn start(&self) -> Running {
        self.start_this(self.app())
    }

    /// Starts the app as it was prepared, and waits until it takes deliveries.
    pub(crate) fn start_this(&self, app: Program) -> Running {
        let running = self.start_locked(app);
        self.wait_secrets();
        running
    }

    /// Waits until the app has read the endpoint's secret from the keyring.
    pub(crate) fn wait_secrets(&self) {
        until("The endpoint's secret, read from the keyring", || {
            let listed = self.run(["endpoint", "list", "--json"]).document();
            Ok((listed.pointer("/0/secretKnown") == Some(&Value::Bool(true))).then_some(()))
        })
        .unwrap();
    }

    /// What the desktop's session starts of Shipbell, once it is told to.
    pub(crate) fn starts_with_the_session(&self) -> String {
        let folder = self.desktop.home().join(".config/autostart");
        until("An entry for the session", || {
            let mut entries = fs::read_dir(&folder)?.flatten();
            Ok(entries
                .next()
                .map(|entry| fs::read_to_string(entry.path()).unwrap()))
        })
        .unwrap()
    }

    /// Starts the app and waits for its door, whether it can read the secrets or not.
    pub(crate) fn start_locked(&self, app: Program) -> Running {
        let mut running = app.start().unwrap();
        until("An open door", || {
            anyhow::ensure!(running.is_alive(), "the app ended: {:?}", running.stderr());
            Ok(TcpStream::connect(&self.address).ok())
        })
        .unwrap();
        running
    }

    /// Waits until somebody lets connections in.
    pub(crate) fn wait_open_door(&self) {
        until(
            "An open door",
            || Ok(TcpStream::connect(&self.address).ok()),
        )
        .unwrap();
    }

    /// Posts a body as Apple would.
    pub(crate) fn post(&self, body: &[u8]) -> Answer {
        self.post_to(&self.endpoint, body)
    }

    /// Posts a body, signed with what this endpoint is said to have as its secret.
    pub(crate) fn post_to(&self, endpoint: &Endpoint, body: &[u8]) -> Answer {
        let signature = endpoint.sign(body);
        let headers = [("x-apple-signature", signature.as_str())];
        let request = knock::request("POST", &endpoint.path, &headers, body);
        knock::knock(&self.address, &request)
    }

    /// All events, oldest first.
    pub(crate) fn events(&self) -> Vec<Value> {
        let said = self.run(["events", "--json", "--limit", "100000"]);
        assert_eq!(said.code, Some(0), "events can always be read: {said:?}");
        said.objects()
    }

    /// The event with Apple's id, once it is there.
    pub(crate) fn event(&self, id: &str) -> Value {
        self.wait_event(id, |_| true)
    }

    /// The event with Apple's id, once it is as `wanted` says.
    pub(crate) fn wait_event(&self, id: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        until(&format!("The event {id}"), || {
            let mut events = self.events().into_iter();
            Ok(events.find(|event| event["id"] == id && wanted(event)))
        })
        .unwrap()
    }

    /// Every banner so far, on the screen or not, whose title or text contains `part`.
    pub(crate) fn banners(&self, part: &str) -> Vec<Banner> {
        let mut banners = self.desktop.notifications();
        banners.retain(|one| one.summary.contains(part) || one.body.contains(part));
        banners
    }

    /// Does with a banner what a person would: "default" is a click on it, any other key its button.
    /// It must then be gone: an answered banner whose buttons are dead would only be in the way.
    pub(crate) fn press(&self, banner: &Banner, key: &str) {
        self.desktop.invoke_action(banner.id, key).unwrap();
        self.wait_closed(banner);
    }

    /// Wipes every banner off the screen.
    pub(crate) fn wipe(&self) {
        for banner in self.desktop.notifications() {
            if !banner.closed {
                self.desktop.close_banner(banner.id).unwrap();
                self.wait_closed(&banner);
            }
        }
    }

    fn wait_closed(&self, banner: &Banner) {
        until(&format!("The end of {banner:?}"), || {
            let mut all = self.desktop.notifications().into_iter();
            Ok(all
                .any(|one| one.id == banner.id && one.closed)
                .then_some(()))
        })
        .unwrap();
    }

    /// Waits until the tray's tooltip contains `part`.
    pub(crate) fn wait_tooltip(&self, part: &str) -> Tray {
        let what = format!("\"{part}\" in its tooltip");
        let wanted = |tray: &Tray| tray.tooltip.contains(part);
        self.desktop.wait_tray(&what, wanted).unwrap()
    }

    /// Waits until the browser was asked for as many pages; tells the newest.
    pub(crate) fn wait_opened(&self, count: usize) -> String {
        until(&format!("Page {count} in the browser"), || {
            let mut opened = self.desktop.opened();
            Ok((opened.len() >= count).then(|| opened.pop()).flatten())
        })
        .unwrap()
    }

    /// Whether the panel's window can be seen.
    pub(crate) fn panel_shows(&self, app: &Running) -> bool {
        let pid = app.pid().to_string();
        let mut search = self.desktop.command("xdotool");
        search.args(["search", "--onlyvisible", "--all", "--pid", &pid]);
        let found = search.args(["--name", "^Shipbell$"]).output().unwrap();
        !found.stdout.is_empty()
    }

    /// Waits until the panel shows, or until it does not.
    pub(crate) fn wait_panel(&self, app: &Running, shows: bool) {
        let what = if shows {
            "A visible panel"
        } else {
            "A hidden panel"
        };
        until(what, || Ok((self.panel_shows(app) == shows).then_some(()))).unwrap();
    }

    /// A picture for people to look at, in `target/journeys`, once the screen stands still.
    pub(crate) fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("journeys");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("{name}.png"));
        let mut before = Vec::new();
        let mut same = 0;
        until("A screen that stands still", || {
            std::thread::sleep(Duration::from_millis(300));
            self.desktop.screenshot(&path)?;
            let now = fs::read(&path)?;
            same = if now == before { same + 1 } else { 0 };
            before = now;
            Ok((same >= 3).then_some(()))
        })
        .unwrap();
    }
}

/// A port that nobody uses now.
pub(crate) fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}
