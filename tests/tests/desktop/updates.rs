//! Newer versions, from a server of our own on this computer: taken when they are signed, refused when
//! they are not, and the version that runs never harmed.

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use journeys::apple;
use minisign::KeyPair;
use serde_json::json;
use shipbell_testkit::wait::until;
use shipbell_testkit::{Program, Running, program};
use tempfile::TempDir;

use crate::page::Page;
use crate::stage::{Stage, free_address};

const THIS: &str = env!("CARGO_PKG_VERSION");
const ENDLESS: &str = "/endless";

/// Who makes versions: a key pair of this test alone, a shelf to serve from, and a list of who asked.
struct Maker {
    keys: KeyPair,
    address: String,
    shelf: Arc<Mutex<HashMap<String, Vec<u8>>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Maker {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let maker = Self {
            keys: KeyPair::generate_unencrypted_keypair().unwrap(),
            address: listener.local_addr().unwrap().to_string(),
            shelf: Arc::default(),
            asked: Arc::default(),
        };
        let (shelf, log) = (Arc::clone(&maker.shelf), Arc::clone(&maker.asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Who hangs up in the middle is one of the things that are tested.
                let _ = serve(stream, &shelf, &log);
            }
        });
        maker
    }

    fn key(&self) -> String {
        STANDARD.encode(self.keys.pk.to_box().unwrap().to_string())
    }

    /// A signature that says it is for a version.
    fn sign(&self, artifact: &[u8], version: &str) -> String {
        let comment = format!("timestamp:1\tfile:shipbell\tversion:{version}");
        let signed = minisign::sign(
            Some(&self.keys.pk),
            &self.keys.sk,
            Cursor::new(artifact),
            Some(&comment),
            Some("signature"),
        );
        STANDARD.encode(signed.unwrap().to_string())
    }

    /// Offers an artifact as a version.
    fn offer(&self, version: &str, artifact: &[u8], signature: &str) {
        self.offer_at("/artifact", version, artifact, signature);
    }

    fn offer_at(&self, path: &str, version: &str, artifact: &[u8], signature: &str) {
        let manifest = json!({
            "version": version,
            "notes": "Louder bells.",
            "platforms": { format!("linux-{}", std::env::consts::ARCH): {
                "url": format!("http://{}{path}", self.address),
                "signature": signature,
            } },
        });
        let mut goods = self.shelf.lock().unwrap();
        goods.insert(path.to_owned(), artifact.to_vec());
        goods.insert("/latest.json".to_owned(), manifest.to_string().into_bytes());
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// A program as this maker would ship it.
    fn shipped(&self, app: Program) -> Program {
        app.env("SHIPBELL_UPDATE_KEY", self.key()).env(
            "SHIPBELL_UPDATE_URL",
            format!("http://{}/latest.json", self.address),
        )
    }
}

fn serve(
    mut stream: TcpStream,
    shelf: &Mutex<HashMap<String, Vec<u8>>>,
    asked: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let found = shelf.lock().unwrap().get(&path).cloned();
    // Far more is announced of what stands under this name than ever comes.
    let claimed = if path == ENDLESS { 1_u64 << 40 } else { 0 };
    asked.lock().unwrap().push(path);
    let (status, body) = found.map_or(("404 Not Found", Vec::new()), |body| ("200 OK", body));
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        claimed.max(body.len() as u64)
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)?;
    if claimed > 0 {
        // Whoever waits for the rest waits for ever; whoever had enough hangs up.
        stream.read_to_end(&mut Vec::new())?;
    }
    Ok(())
}

/// The app in a folder of its own, where a newer one may take its place.
struct Installed {
    _folder: TempDir,
    path: PathBuf,
}

impl Installed {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shipbell-desktop");
        let built = program::folder().unwrap().join("shipbell-desktop");
        // Without what only a debugger reads, there is less to sign, send and check.
        let mut strip = Command::new("strip");
        let stripped = strip.arg("-o").arg(&path).arg(&built).status();
        if !stripped.is_ok_and(|status| status.success()) {
            fs::copy(built, &path).unwrap();
        }
        Self {
            _folder: folder,
            path,
        }
    }

    fn on(&self, stage: &Stage) -> Program {
        let program = Program::other(&self.path);
        program.on(&stage.desktop).home(stage.home())
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(&self.path).unwrap()
    }

    /// Another program that does the same: what lies behind an ELF's end is nobody's business.
    fn newer(&self) -> Vec<u8> {
        [self.bytes(), b"newer".to_vec()].concat()
    }
}

/// What a process runs.
fn runs(app: &Running) -> Vec<u8> {
    fs::read(Path::new("/proc").join(app.pid().to_string()).join("exe")).unwrap_or_default()
}

#[test]
fn a_signed_version_is_loaded_unseen_and_runs_when_asked_for() {
    let Some(stage) = Stage::set() else { return };
    let (maker, installed) = (Maker::new(), Installed::new());
    let newer = installed.newer();
    maker.offer("9.0.0", &newer, &maker.sign(&newer, "9.0.0"));
    let mut app = stage.start_this(maker.shipped(installed.on(&stage)));
    assert_eq!(
        stage.post(&apple::app_version("before", "REJECTED")).status,
        200
    );
    stage.event("before");
    let install = "Install version 9.0.0 and restart";
    stage
        .desktop
        .wait_tray(install, |tray| tray.item(&[install]).is_ok())
        .expect("a version that is ready is a line of the menu");
    assert!(
        !stage.panel_shows(&app) && stage.banners("9.0.0").is_empty(),
        "an update interrupts nobody"
    );
    assert_ne!(
        runs(&app),
        newer,
        "nothing is installed before it is asked for"
    );

    stage.desktop.choose(&[install]).unwrap();
    until("The newer version, running", || {
        anyhow::ensure!(app.is_alive(), "{:?}", app.stderr());
        Ok((runs(&app) == newer).then_some(()))
    })
    .expect("the same bytes that were signed run now");
    assert_eq!(installed.bytes(), newer, "and lie where the older one was");
    stage.wait_open_door();
    stage.wait_secrets();
    assert_eq!(
        stage.post(&apple::app_version("after", "REJECTED")).status,
        200
    );
    stage.event("after");
    stage.event("before");
    assert_eq!(app.sigterm().unwrap().code(), Some(0));
}

#[test]
fn what_is_not_signed_as_it_claims_is_refused_in_words() {
    let Some(stage) = Stage::set() else { return };
    let (maker, installed) = (Maker::new(), Installed::new());
    let before = installed.bytes();
    let mut newer = b"\x7fELF and something else".to_vec();
    let signature = maker.sign(&newer, "9.0.0");
    newer[8] ^= 1;
    maker.offer("9.0.0", &newer, &signature);
    let mut app = stage.start_this(maker.shipped(installed.on(&stage)));
    check(&stage);
    stage
        .desktop
        .wait_banner("does not carry Shipbell’s signature")
        .expect("one flipped bit is told to who asked");

    newer[8] ^= 1;
    maker.offer("9.0.0", &newer, &maker.sign(&newer, "0.0.1"));
    check(&stage);
    stage
        .desktop
        .wait_banner("but it was signed as 0.0.1")
        .expect("an old version must not come back under a new number");

    let stranger = Maker::new();
    maker.offer("9.0.0", &newer, &stranger.sign(&newer, "9.0.0"));
    check(&stage);
    until("The same words again", || {
        let told = stage.banners("does not carry Shipbell’s signature");
        Ok((told.len() == 2).then_some(()))
    })
    .expect("another's key is as good as none");
    assert_eq!(installed.bytes(), before, "nothing was put in its place");
    assert_eq!(runs(&app), before);
    assert_eq!(
        stage.post(&apple::app_version("after", "REJECTED")).status,
        200,
        "and it goes on at its work"
    );
    assert!(app.is_alive());
}

#[test]
fn what_is_too_large_to_be_a_version_is_not_waited_for() {
    let Some(stage) = Stage::set() else { return };
    let maker = Maker::new();
    let newer = b"\x7fELF".to_vec();
    maker.offer_at(ENDLESS, "9.0.0", &newer, &maker.sign(&newer, "9.0.0"));
    let mut app = stage.start_this(maker.shipped(stage.app()));
    check(&stage);
    let banner = stage.desktop.wait_banner("larger than 256 MB").unwrap();
    assert!(
        banner.body.contains("goes on running"),
        "memory is not filled before a signature is checked, and its person is told: {banner:?}"
    );
    assert!(app.is_alive());
}

#[test]
fn an_older_version_is_not_offered() {
    let Some(stage) = Stage::set() else { return };
    let maker = Maker::new();
    let older = b"\x7fELF".to_vec();
    maker.offer("0.0.1", &older, &maker.sign(&older, "0.0.1"));
    let _app = stage.start_this(maker.shipped(stage.app()));
    check(&stage);
    stage.desktop.wait_banner("Shipbell is up to date").unwrap();
    assert!(
        !maker.asked().contains(&"/artifact".to_owned()),
        "it is not even loaded: {:?}",
        maker.asked()
    );
}

#[test]
fn a_server_that_is_down_is_told_to_who_asks() {
    let Some(stage) = Stage::set() else { return };
    let maker = Maker::new();
    let mut app = stage.start_this(maker.shipped(stage.app()));
    until("A first look", || {
        Ok(maker
            .asked()
            .contains(&"/latest.json".to_owned())
            .then_some(()))
    })
    .expect("a start looks once by itself");
    stage
        .desktop
        .wait_tray("its end", |tray| tray.item(&["Check for updates…"]).is_ok())
        .unwrap();
    assert!(
        stage.desktop.notifications().is_empty(),
        "nobody is told of what passes by itself"
    );
    check(&stage);
    let banner = stage.desktop.wait_banner("No update").unwrap();
    assert!(
        banner.body.contains("goes on running") && banner.body.contains("Try again later"),
        "{banner:?}"
    );
    app.sigterm().unwrap();

    let nobody = format!("http://{}/latest.json", free_address());
    let app = maker
        .shipped(stage.app())
        .env("SHIPBELL_UPDATE_URL", nobody);
    let _app = stage.start_this(app);
    check(&stage);
    until("The same words again", || {
        Ok((stage.banners("No update").len() == 2).then_some(()))
    })
    .unwrap();
}

#[test]
fn switched_off_nothing_is_asked() {
    let Some(stage) = Stage::set() else { return };
    stage.choose("[updates]\ncheck = false\n");
    let maker = Maker::new();
    let _app = stage.start_this(maker.shipped(stage.app()));
    assert_eq!(
        stage.post(&apple::app_version("first", "REJECTED")).status,
        200
    );
    stage.desktop.wait_banner("Rejected").unwrap();
    assert_eq!(
        maker.asked(),
        Vec::<String>::new(),
        "off is off: no request, also not at the start"
    );
    stage.choose("");
    until("A look, once it is on again", || {
        Ok((!maker.asked().is_empty()).then_some(()))
    })
    .unwrap();
}

#[test]
fn what_is_new_is_shown_once() {
    let Some(stage) = Stage::set() else { return };
    let story = json!({
        "version": "0.0.9",
        "coming": { "version": THIS, "notes": "Louder bells. <b>Bolder</b> ones." },
    });
    fs::write(stage.home().join("updates.json"), story.to_string()).unwrap();
    let page = Page::open(&stage);
    println!(
        "{} {}",
        page.invoke(&json!({"command":"status"})),
        fs::read_to_string(stage.home().join("updates.json")).unwrap()
    );
    page.wait_text("Louder bells. <b>Bolder</b> ones.");
    page.click("button", "Got it");
    page.wait_gone("Louder bells.");
    page.close();

    let page = Page::open(&stage);
    page.wait_text("No events yet");
    assert!(!page.text().contains("Louder bells."), "news is news once");
    stage.desktop.choose(&["Settings…"]).unwrap();
    page.click("button", "About");
    page.wait_text("Louder bells.");
    page.wait_text("This build brings no updates");
    assert_eq!(page.stopped_by_policy().len(), 0);
    page.close();
}

/// Asks the menu, as a person does.
fn check(stage: &Stage) {
    stage.desktop.choose(&["Check for updates…"]).unwrap();
}
