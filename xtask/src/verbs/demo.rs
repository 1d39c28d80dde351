//! `cargo xtask demo`: the main job, shown without an account.

mod stage;

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use shipbell_testkit::{Running, home};

use crate::consent::Consent;
use crate::house::House;
use crate::{display, packages};
use stage::Stage;

/// A story: a build goes up, is tested, and is refused, and then it isn't.
const STORY: [&str; 6] = [
    "build-upload-complete",
    "external-build-beta-approved",
    "screenshot-feedback",
    "app-version-in-review",
    "app-version-rejected",
    "app-version-ready-for-distribution",
];

/// Between two events.
const APART: Duration = Duration::from_millis(1200);

#[derive(Args)]
pub(crate) struct Options {
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Use a virtual desktop even where there is a display (Linux)
    #[arg(long = "virtual")]
    apart: bool,
}

pub(crate) fn demo(options: &Options) -> Result<()> {
    let house = House::find()?;
    let consent = Consent { yes: options.yes };
    let apart = cfg!(target_os = "linux") && (options.apart || !display::is_there());
    if apart {
        println!("Showing Shipbell on a virtual desktop of its own.");
        packages::install(packages::LAB, "The virtual desktop", consent)?;
    }
    super::run::build(&house, consent, false)?;

    let pictures = house.target.join("demo");
    fs::create_dir_all(&pictures)?;
    let home = home()?;
    settle_in(home.path())?;
    let stage = Stage::set(house.binaries(false), home.path(), apart)?;
    let mut app = light(&stage, &pictures)?;
    let events = stage.shipbell().args(["events", "--limit", "6"]).say()?;
    end(&mut app)?;
    let mut app = dark(&stage, &pictures)?;
    end(&mut app)?;

    println!("\nThe feed's last lines:\n{events}");
    println!("Pictures are in {}.", House::say(&pictures));
    Ok(())
}

/// A door of its own, so that a Shipbell that already runs here is left alone.
fn settle_in(home: &Path) -> Result<()> {
    let free = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    fs::write(
        home.join("shipbell.toml"),
        format!("[connection]\nlisten = \"{free}\"\n"),
    )?;
    Ok(())
}

/// The story is told by banners, then the panel is opened.
fn light(stage: &Stage, pictures: &Path) -> Result<Running> {
    let mut app = stage.start("light")?;
    stage
        .shipbell()
        .args(["endpoint", "add", "Lighthouse"])
        .say()?;
    for kind in STORY {
        println!("> shipbell simulate {kind}");
        print_lines(&stage.shipbell().args(["simulate", kind]).say()?);
        // Faster than this, and they would ring as one summary.
        std::thread::sleep(APART);
    }
    stage.wait_for_banners()?;
    stage.picture(&pictures.join("desktop.png"))?;
    stage.open_panel("light", &mut app)?;
    stage.picture(&pictures.join("panel-light.png"))?;
    Ok(app)
}

fn dark(stage: &Stage, pictures: &Path) -> Result<Running> {
    let mut app = stage.start("dark")?;
    stage.open_panel("dark", &mut app)?;
    stage.picture(&pictures.join("panel-dark.png"))?;
    Ok(app)
}

fn end(app: &mut Running) -> Result<()> {
    #[cfg(unix)]
    app.sigterm().context("The app did not end")?;
    #[cfg(not(unix))]
    app.kill9().context("The app did not end")?;
    Ok(())
}

fn print_lines(text: &str) {
    for line in text.lines() {
        println!("    {line}");
    }
}
