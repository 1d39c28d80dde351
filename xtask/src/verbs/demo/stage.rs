//! Where the demo is given: a virtual desktop, or the one that is there.

#[cfg(target_os = "linux")]
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Result;
#[cfg(target_os = "linux")]
use shipbell_testkit::Desktop;
use shipbell_testkit::{Program, Running, wait};

/// How long a screen is given where nothing tells that it has been drawn.
const A_MOMENT: Duration = Duration::from_secs(3);

pub(super) struct Stage {
    binaries: PathBuf,
    home: PathBuf,
    #[cfg(target_os = "linux")]
    desktop: Option<Desktop>,
}

#[cfg_attr(
    not(target_os = "linux"),
    expect(
        clippy::unnecessary_wraps,
        clippy::unused_self,
        reason = "only a desktop of its own, which is Linux's, is asked anything and can fail"
    )
)]
impl Stage {
    pub(super) fn set(binaries: PathBuf, home: &Path, apart: bool) -> Result<Self> {
        #[cfg(not(target_os = "linux"))]
        let _ = apart;
        #[cfg(target_os = "linux")]
        let desktop = apart.then(Desktop::start).transpose()?;
        #[cfg(target_os = "linux")]
        if let Some(desktop) = &desktop {
            paint_backdrop(desktop);
        }
        Ok(Self {
            binaries,
            home: home.to_owned(),
            #[cfg(target_os = "linux")]
            desktop,
        })
    }

    fn program(&self, name: &str) -> Program {
        let program = Program::other(self.binaries.join(name));
        #[cfg(target_os = "linux")]
        let program = match &self.desktop {
            Some(desktop) => program.on(desktop),
            None => program,
        };
        // The demo leaves nothing in anybody's keychain.
        program.home(&self.home).env("SHIPBELL_SECRETS", "file")
    }

    pub(super) fn shipbell(&self) -> Program {
        self.program("shipbell")
    }

    /// The app, in light or dark, once it answers.
    pub(super) fn start(&self, scheme: &str) -> Result<Running> {
        let app = self.app(scheme).start()?;
        wait::until("The app's answer", || Ok(self.answers().then_some(())))?;
        Ok(app)
    }

    /// Whether somebody answers for this home. A command would not do to find out: without an
    /// owner it does its work itself.
    #[cfg(unix)]
    fn answers(&self) -> bool {
        std::os::unix::net::UnixStream::connect(self.home.join("control.sock")).is_ok()
    }

    #[cfg(not(unix))]
    fn answers(&self) -> bool {
        self.home.join("owner.json").is_file()
    }

    fn app(&self, scheme: &str) -> Program {
        let theme = if scheme == "dark" {
            "Adwaita:dark"
        } else {
            "Adwaita"
        };
        self.program("shipbell-desktop").env("GTK_THEME", theme)
    }

    pub(super) fn wait_for_banners(&self) -> Result<()> {
        #[cfg(target_os = "linux")]
        if let Some(desktop) = &self.desktop {
            // What rings last is either a banner of its own or a summary of several.
            wait::until("A banner", || {
                Ok((!desktop.notifications().is_empty()).then_some(()))
            })?;
        }
        std::thread::sleep(A_MOMENT);
        Ok(())
    }

    /// A second launch opens the first one's panel, and ends.
    pub(super) fn open_panel(&self, scheme: &str, first: &mut Running) -> Result<()> {
        #[cfg(target_os = "linux")]
        if let Some(desktop) = &self.desktop {
            for banner in desktop.notifications() {
                desktop.close_banner(banner.id)?;
            }
        }
        self.app(scheme).output()?;
        #[cfg(target_os = "linux")]
        if let Some(desktop) = &self.desktop {
            wait::until("The panel's window", || {
                let mut search = desktop.command("xdotool");
                search.args(["search", "--onlyvisible", "--pid", &first.pid().to_string()]);
                search.stdout(std::process::Stdio::null());
                search.stderr(std::process::Stdio::null());
                Ok(search.status()?.success().then_some(()))
            })?;
            return self.wait_until_still();
        }
        let _ = first;
        std::thread::sleep(A_MOMENT);
        Ok(())
    }

    /// Drawn is what does not change any more.
    #[cfg(target_os = "linux")]
    fn wait_until_still(&self) -> Result<()> {
        let picture = self.home.join("still.png");
        let mut last = Vec::new();
        let mut same = 0;
        wait::until("A screen that stands still", || {
            std::thread::sleep(Duration::from_millis(300));
            self.picture(&picture)?;
            let now = fs::read(&picture)?;
            same = if now == last { same + 1 } else { 0 };
            last = now;
            Ok((same >= 3).then_some(()))
        })?;
        fs::remove_file(picture)?;
        Ok(())
    }

    /// The whole screen; where it is a person's own and can't be taken, that is said and no fault.
    pub(super) fn picture(&self, path: &Path) -> Result<()> {
        #[cfg(target_os = "linux")]
        if let Some(desktop) = &self.desktop {
            return desktop.screenshot(path);
        }
        let (program, args): (&str, &[&str]) = if cfg!(target_os = "macos") {
            ("screencapture", &["-x"])
        } else {
            ("import", &["-silent", "-window", "root"])
        };
        let taken = Command::new(program).args(args).arg(path).status();
        if !taken.is_ok_and(|status| status.success()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            println!("{name} could not be taken here (`{program}` failed).");
        }
        Ok(())
    }
}

/// Something better to look at than black; without it the pictures are as true.
#[cfg(target_os = "linux")]
fn paint_backdrop(desktop: &Desktop) {
    let mut paint = desktop.command("display");
    paint.args([
        "-window",
        "root",
        "-size",
        "1280x800",
        "gradient:#8ea4b8-#cdb59c",
    ]);
    // It paints, and then complains of a window that it does not have.
    paint.stderr(std::process::Stdio::null());
    let _ = paint.status();
}
