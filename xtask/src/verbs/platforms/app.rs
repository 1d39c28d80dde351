//! The app for Windows, on a screen that nobody sees: it comes up, takes in a signed delivery, and says
//! in words that it can open no window, because Wine has no `WebView2`.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use shipbell_testkit::wait::{PATIENCE, until};
use shipbell_testkit::{Program, Running, home};

use super::toolchain::Toolchain;
use super::wine;
use crate::letters::Letters;

/// What the message box is called.
const BOX: &str = "^Shipbell$";

pub(super) fn comes_up(toolchain: &Toolchain) -> Result<()> {
    // The tests ran without a screen, and what they left running would have the app do without one too.
    wine::end(toolchain);
    wine::stay(toolchain)?;
    let screen = Screen::start()?;
    let home = home()?;
    let at = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let settings = format!("[connection]\nlisten = \"{at}\"\n");
    fs::write(home.path().join("shipbell.toml"), settings)?;
    let stage = Stage {
        toolchain,
        screen: &screen,
        home: home.path(),
    };

    let mut app = stage.program("shipbell-desktop").start()?;
    stage.logs("the tray shows", &mut app)?;
    println!("The tray shows.");
    let mut letters = stage.add_endpoint(at)?;
    stage.deliver(&mut letters, 1)?;
    println!("A delivery that Apple could have signed was answered with 200, and is an event.");
    ensure!(
        screen.shows(BOX)?.is_none(),
        "a message box came up before anybody asked for the panel"
    );
    // A second start asks the first, through the control pipe, to show its panel.
    stage.program("shipbell-desktop").say()?;
    until("A message box about the missing WebView2", || {
        screen.shows(BOX)
    })?;
    stage.logs("its person is told", &mut app)?;
    println!("A message box says that WebView2 is missing, and what to do.");
    stage
        .deliver(&mut letters, 2)
        .context("What the box says is not true: events no longer come in")?;
    app.kill9()
}

/// Windows programs in one home, on one screen.
struct Stage<'a> {
    toolchain: &'a Toolchain,
    screen: &'a Screen,
    home: &'a Path,
}

impl Stage<'_> {
    fn program(&self, name: &str) -> Program {
        let file = self.toolchain.programs().join(format!("{name}.exe"));
        Program::other("/usr/bin/wine")
            .args([file])
            .envs(wine::surroundings(self.toolchain))
            .env("DISPLAY", &self.screen.name)
            .env("SHIPBELL_HOME", wine::as_windows_says(self.home))
            .env("SHIPBELL_SECRETS", "keychain")
    }

    fn shipbell(&self, words: &[&str]) -> Program {
        self.program("shipbell").args(words)
    }

    /// An endpoint, added by the command line, and letters to it.
    fn add_endpoint(&self, at: SocketAddr) -> Result<Letters> {
        let add = self.shipbell(&["--json", "endpoint", "add", "Lighthouse"]);
        let added: Value = serde_json::from_str(&add.say()?)?;
        let text = |key| {
            let text = added.get(key).and_then(Value::as_str);
            text.with_context(|| format!("`endpoint add` told no {key}"))
        };
        let header = "X-Apple-Signature: hmacsha256=";
        Letters::new(at, text("path")?, header, text("secret")?)
    }

    /// A delivery comes in, after which there are so many events.
    fn deliver(&self, letters: &mut Letters, events: usize) -> Result<()> {
        let mut request = Vec::new();
        letters.write(&mut request)?;
        let mut door = TcpStream::connect(letters.to)?;
        door.set_read_timeout(Some(PATIENCE))?;
        door.write_all(&request)?;
        let mut status = [0; 12];
        door.read_exact(&mut status)?;
        ensure!(
            status == *b"HTTP/1.1 200",
            "a signed delivery was answered with {}",
            String::from_utf8_lossy(&status)
        );
        until("The delivery as an event", || {
            Ok((self.events()? == events).then_some(()))
        })
    }

    fn events(&self) -> Result<usize> {
        Ok(self.shipbell(&["--json", "events"]).say()?.lines().count())
    }

    /// Waits until the app's log has a line.
    fn logs(&self, part: &str, app: &mut Running) -> Result<()> {
        let log = self.home.join("logs/shipbell.log");
        let read = || fs::read_to_string(&log).unwrap_or_default();
        until(&format!("A line with \"{part}\" in the app's log"), || {
            Ok((!app.is_alive() || read().contains(part)).then_some(()))
        })
        .with_context(|| format!("The log says:\n{}", read()))?;
        ensure!(
            app.is_alive(),
            "the app ended by itself. It said:\n{}\n{}",
            app.stderr().join("\n"),
            read()
        );
        Ok(())
    }
}

/// A screen that nobody sees; it goes when the value does.
struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    fn start() -> Result<Self> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24"])
            .args(["-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb could not be started")?;
        let pipe = server.stdout.take();
        let mut screen = Self {
            server,
            name: String::new(),
        };
        // The number comes when the server is ready, and the pipe ends if it never will be.
        let mut number = String::new();
        BufReader::new(pipe.context("Xvfb was started without a pipe")?).read_line(&mut number)?;
        ensure!(
            !number.trim().is_empty(),
            "Xvfb ended before it had a screen"
        );
        screen.name = format!(":{}", number.trim());
        Ok(screen)
    }

    /// Whether a window with this name is seen.
    fn shows(&self, name: &str) -> Result<Option<()>> {
        let found = Command::new("xdotool")
            .args(["search", "--onlyvisible", "--name", name])
            .env("DISPLAY", &self.name)
            .output()
            .context("xdotool could not be started")?;
        Ok((!found.stdout.trim_ascii().is_empty()).then_some(()))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.server.kill().and_then(|()| self.server.wait());
    }
}
