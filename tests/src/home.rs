//! One instance of Shipbell, and an account around it that must stay untouched.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
#[cfg(unix)]
use shipbell_testkit::program;
use shipbell_testkit::wait::until;
use shipbell_testkit::{FakeApple, Program};
use tempfile::TempDir;

use crate::knock::{self, Answer};
use crate::{Said, Serving, apple};

/// Folders that a program takes from its environment; nothing of ours may be written there.
const OUTSIDE: [&str; 7] = [
    "HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "XDG_RUNTIME_DIR",
    "TMPDIR",
];

/// A home for one instance. When it goes, it checks that nothing was written beside it.
#[derive(Debug)]
pub struct Home {
    root: TempDir,
    apple: Option<String>,
}

/// An endpoint as `endpoint add --json` tells of it.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The door's path.
    pub path: String,
    /// The token in it.
    pub token: String,
    /// What Apple signs with.
    pub secret: String,
}

impl Endpoint {
    /// Reads what `endpoint add` or `endpoint rotate` printed.
    pub fn of(added: &Value) -> Self {
        let text = |key: &str| added[key].as_str().expect("a text").to_owned();
        Self {
            path: text("path"),
            token: text("token"),
            secret: text("secret"),
        }
    }

    /// The signature header's value for a body.
    pub fn sign(&self, body: &[u8]) -> String {
        apple::sign(&self.secret, body)
    }

    /// Posts a body as Apple would.
    pub fn post(&self, serving: &Serving, body: &[u8]) -> Answer {
        let signature = self.sign(body);
        self.post_with(serving, &[("x-apple-signature", &signature)], body)
    }

    /// Posts a body with these headers.
    pub fn post_with(&self, serving: &Serving, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let request = knock::request("POST", &self.path, headers, body);
        knock::knock(&serving.address, &request)
    }
}

impl Home {
    /// A home that nobody has used.
    #[expect(clippy::new_without_default, reason = "it makes folders")]
    pub fn new() -> Self {
        let root = shipbell_testkit::home().expect("a temporary folder");
        for name in OUTSIDE {
            fs::create_dir_all(root.path().join("outside").join(name)).expect("a folder");
        }
        Self { root, apple: None }
    }

    /// A home whose programs ask this stand-in for App Store Connect.
    pub fn asking(apple: &FakeApple) -> Self {
        let mut home = Self::new();
        home.apple = Some(apple.url().to_owned());
        home
    }

    /// Where everything of the instance lies.
    pub fn folder(&self) -> PathBuf {
        self.root.path().join("home")
    }

    /// A file for the test's own use, beside the home.
    pub fn note(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.root.path().join(name);
        fs::write(&path, content).expect("a file of the test's own");
        path
    }

    /// `shipbell` in this home, with secrets in a file.
    pub fn shipbell<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Program {
        let program = Program::shipbell().expect("shipbell is built");
        self.furnish(program.args(args))
    }

    /// The same, started by a shell that first does something else, `umask 000` for example.
    #[cfg(unix)]
    pub fn shipbell_after<'a>(
        &self,
        first: &str,
        args: impl IntoIterator<Item = &'a str>,
    ) -> Program {
        let shipbell = program::folder().expect("a folder").join("shipbell");
        let script = format!("{first}; exec \"$0\" \"$@\"");
        let shell = Program::other("sh").args(["-c", &script]).args([shipbell]);
        self.furnish(shell.args(args))
    }

    fn furnish(&self, program: Program) -> Program {
        let outside = self.root.path().join("outside");
        let bus = format!("unix:path={}", outside.join("no-bus").display());
        let program = match &self.apple {
            Some(url) => program.env("SHIPBELL_ASC_URL", url),
            None => program,
        };
        program
            .envs(OUTSIDE.map(|name| (name, outside.join(name))))
            .env("DBUS_SESSION_BUS_ADDRESS", bus)
            .env("TZ", "UTC")
            .env("SHIPBELL_SECRETS", "file")
            .home(&self.folder())
    }

    /// Runs a command to its end, whatever that is.
    pub fn run<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Said {
        let output = self.shipbell(args).output();
        output.expect("shipbell can be started").into()
    }

    /// Runs a command with `--json` that has to succeed.
    pub fn json<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Value {
        let said = self.run(args.into_iter().chain(["--json"]));
        assert_eq!(said.code, Some(0), "the command has to succeed: {said:?}");
        said.document()
    }

    /// One question on the control socket, as the panel asks it, and its answer.
    #[cfg(unix)]
    pub fn ask(&self, request: &Value) -> Value {
        use std::io::{BufRead, BufReader, Write};
        let socket = self.folder().join("control.sock");
        let mut socket = std::os::unix::net::UnixStream::connect(socket).expect("an owner");
        writeln!(socket, "{request}").expect("the owner listens");
        let mut answer = String::new();
        let read = BufReader::new(socket).read_line(&mut answer);
        read.expect("the owner answers");
        let answer: Value = serde_json::from_str(&answer).expect("a JSON line");
        assert!(answer["ok"].is_object(), "{request} was refused: {answer}");
        answer["ok"].clone()
    }

    /// Adds an endpoint.
    pub fn add(&self, name: &str) -> Endpoint {
        Endpoint::of(&self.json(["endpoint", "add", name]))
    }

    /// Runs a command that has to fail, and says with which code and in which words.
    pub fn refused<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> (i32, String) {
        let said = self.run(args);
        let code = said.code.expect("a command ends by itself");
        assert_ne!(code, 0, "the command has to fail: {said:?}");
        (code, said.err)
    }

    /// Opens the door where it was before, as Apple knows it.
    pub fn serve_at(&self, address: &str) -> Serving {
        Serving::start(self.shipbell(["serve", "--listen", address, "--json"]))
    }

    /// Opens the door on a free port.
    pub fn serve(&self) -> Serving {
        Serving::start(self.shipbell(["serve", "--listen", "127.0.0.1:0", "--json"]))
    }

    /// All events, oldest first.
    pub fn events<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Vec<Value> {
        let said = self.run(["events", "--json"].into_iter().chain(args));
        assert_eq!(said.code, Some(0), "events can always be read: {said:?}");
        said.objects()
    }

    /// All events with Apple's id, once there are so many.
    pub fn events_with(&self, id: &str, count: usize) -> Vec<Value> {
        until(&format!("{count} events with id {id}"), || {
            let mut found = self.events(["--limit", "100000"]);
            found.retain(|event| event["id"] == id);
            Ok((found.len() == count).then_some(found))
        })
        .unwrap()
    }

    /// The one event with Apple's id, once it is there.
    pub fn event(&self, id: &str) -> Value {
        self.events_with(id, 1).swap_remove(0)
    }

    /// Every file below the home.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        collect(&self.folder(), &mut files);
        files
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let mut strays = Vec::new();
        collect(&self.root.path().join("outside"), &mut strays);
        strays.retain(|path| !path.is_dir());
        assert!(
            strays.is_empty(),
            "SHIPBELL_HOME holds everything of one instance, but these were written elsewhere: {strays:?}"
        );
    }
}

/// Files, folders and sockets alike.
fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, into);
        }
        into.push(path);
    }
}
