//! A server that we did not write, made from Apple's description: it checks what we ask, and we read
//! what it answers.

use std::ffi::OsString;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use shipbell_asc::{AscError, Base, Client, Ended, Setup};

use crate::apple::{NOW, World, any_key};
use crate::contract::find;

const PACKAGE: &str = "@stoplight/prism-cli@5.14.2";

/// It has to be fetched once, and the machine may be slow.
const TO_BEGIN: Duration = Duration::from_mins(2);

struct Prism {
    process: Child,
    base: String,
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Node's own path and Prism's, one a line. Prism is then started without npx in between, so that its
/// process is ours to end.
fn brought() -> Option<(String, String)> {
    if cfg!(windows) {
        // Programs for Windows are also tried under Wine, where no Node is; what is asked is the same.
        println!("Not checked with Prism: that is for the other systems.");
        return None;
    }
    let npx = std::env::var("SHIPBELL_NPX").unwrap_or_else(|_| "npx".to_owned());
    let tell = "node -p process.execPath && node -p \"require('fs').realpathSync(process.env.PATH.split(require('path').delimiter).map(folder => folder + '/prism').find(file => require('fs').existsSync(file)))\"";
    let told = Command::new(&npx)
        .args([
            "-y",
            "--prefer-offline",
            &format!("--package={PACKAGE}"),
            "-c",
            tell,
        ])
        .env("PATH", path_with(Path::new(&npx)))
        .stdin(Stdio::null())
        .output();
    let told = match told {
        Ok(told) => told,
        Err(error) => {
            let why = format!(
                "Not checked with Prism: there is no npx ({error}). SHIPBELL_NPX names one."
            );
            assert!(std::env::var_os("CI").is_none(), "{why}");
            println!("{why}");
            return None;
        }
    };
    let (out, err) = (text(&told.stdout), text(&told.stderr));
    assert!(told.status.success(), "npx could not bring Prism: {err}");
    let (node, prism) = out.trim().split_once('\n').expect("two paths");
    Some((node.trim().to_owned(), prism.trim().to_owned()))
}

/// A Node that was brought along has its own `node` beside its `npx`.
fn path_with(npx: &Path) -> OsString {
    let beside = npx.parent().filter(|folder| !folder.as_os_str().is_empty());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = beside
        .map(Path::to_owned)
        .into_iter()
        .chain(std::env::split_paths(&path));
    std::env::join_paths(folders).unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Prism {
    fn begin(description: &Path) -> Option<Self> {
        let (node, prism) = brought()?;
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let process = Command::new(node)
            .arg(prism)
            .args(["mock", "-h", "127.0.0.1", "-p", &port.to_string()])
            .arg(description)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let base = format!("http://127.0.0.1:{port}");
        Some(Self { process, base })
    }

    async fn client(&mut self) -> Client {
        let setup = Setup::at(Base::parse(&self.base).unwrap(), any_key());
        let client = Client::new(setup, World::at(NOW)).unwrap();
        let begun = Instant::now();
        loop {
            match client.app("1").await {
                Err(AscError::Refused(_)) => {}
                _ => return client,
            }
            let ended = self.process.try_wait().unwrap();
            assert!(ended.is_none(), "Prism ended by itself: {ended:?}");
            assert!(
                begun.elapsed() < TO_BEGIN,
                "Prism did not begin within {TO_BEGIN:?}"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

#[tokio::test]
async fn prism_understands_every_question_and_we_read_its_answers() {
    let Some(description) = find() else { return };
    let Some(mut prism) = Prism::begin(&description.file) else {
        return;
    };
    let client = prism.client().await;
    for (question, got) in crate::questions::ask_all(&client).await {
        assert_eq!(got, Ok(()), "{question}");
    }
    let gathered = client.apps().gather().await;
    assert_eq!(
        gathered.ended,
        Ended::Elsewhere,
        "its way to the next page is no address"
    );
    assert_eq!(gathered.rows.len(), 1);
}
