//! A fake Apple to try Shipbell with: an App Store Connect on this machine, driven by commands.
//!
//! `cargo run -p shipbell-testkit --example fake-apple -- [PORT] [FOLDER]`

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use shipbell_testkit::FakeApple;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let port = arguments.next().map(|port| port.parse()).transpose();
    let port = port.context("The first argument is a port: a number up to 65535.")?;
    let folder = arguments
        .next()
        .map_or_else(std::env::temp_dir, PathBuf::from);

    let apple = FakeApple::at(port.unwrap_or(4010), true)?;
    let app = apple.app("Tide Pools", "example.tidepools", "TIDE");
    let key = apple.team_key()?;
    let file = folder.join(format!("AuthKey_{}.p8", key.key_id));
    std::fs::write(&file, &key.p8).context("The key's file can't be written.")?;

    let url = apple.url();
    let mut out = std::io::stdout();
    writeln!(
        out,
        "A fake App Store Connect listens on this machine. Point Shipbell at it:\n\n  \
         SHIPBELL_ASC_URL={url}\n  key id   {}\n  issuer   {}\n  key      {}\n  app      {app} (Tide \
         Pools)\n\nThen make things happen:\n\n  \
         curl {url}/fake -d '{{\"do\":\"version\",\"app\":\"{app}\",\"state\":\"REJECTED\"}}'\n  \
         curl {url}/fake -d '{{\"do\":\"screenshot\",\"app\":\"{app}\",\"comment\":\"It flickers.\"}}'\n  \
         curl {url}/fake -d '{{\"do\":\"world\"}}'\n\nEvery command is in \
         crates/testkit/src/apple/control/command.rs. Ctrl-C ends it.",
        key.key_id,
        key.issuer.as_deref().unwrap_or_default(),
        file.display(),
    )?;
    out.flush()?;
    loop {
        std::thread::park();
    }
}
