//! The folders, configuration files and environment of a desktop.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

/// Where the parts of one desktop lie.
#[derive(Debug)]
pub(super) struct Places {
    pub(super) home: PathBuf,
    pub(super) runtime: PathBuf,
    pub(super) bus_config: PathBuf,
    pub(super) bus_socket: PathBuf,
    pub(super) bin: PathBuf,
    logs: PathBuf,
}

impl Places {
    pub(super) fn log(&self, name: &str) -> PathBuf {
        self.logs.join(format!("{name}.log"))
    }
}

pub(super) fn home(root: &Path) -> PathBuf {
    root.join("home")
}

pub(super) fn opened(root: &Path) -> PathBuf {
    root.join("opened")
}

/// Where a test writes which banner's action dunst is to choose.
pub(super) fn wanted_action(root: &Path) -> PathBuf {
    root.join("wanted-action")
}

/// Makes the folders and puts every file in its place.
pub(super) fn move_in(root: &Path) -> Result<Places> {
    let home = home(root);
    let config = home.join(".config");
    let applications = home.join(".local/share/applications");
    let channels = config.join("xfce4/xfconf/xfce-perchannel-xml");
    let services = root.join("services");
    let places = Places {
        runtime: root.join("run"),
        bus_config: root.join("bus.conf"),
        bus_socket: root.join("run/bus"),
        bin: root.join("bin"),
        logs: root.join("logs"),
        home,
    };
    for folder in [
        &config.join("dunst"),
        &applications,
        &channels,
        &places.runtime,
        &places.bin,
        &places.logs,
        &services,
    ] {
        fs::create_dir_all(folder)?;
    }
    fs::set_permissions(&places.runtime, fs::Permissions::from_mode(0o700))?;

    let text = |path: &Path| path.display().to_string();
    let browser = places.bin.join("stand-in-browser");
    let chooser = places.bin.join("choose-action");
    let bus_config = include_str!("../../furniture/bus.conf")
        .replace("@SOCKET@", &text(&places.bus_socket))
        .replace("@SERVICES@", &text(&services));
    fs::write(&places.bus_config, bus_config)?;
    fs::write(
        config.join("dunst/dunstrc"),
        include_str!("../../furniture/dunstrc").replace("@CHOOSER@", &text(&chooser)),
    )?;
    script(
        &chooser,
        &include_str!("../../furniture/chooser.sh")
            .replace("@WANTED@", &text(&wanted_action(root))),
    )?;
    script(
        &browser,
        &include_str!("../../furniture/browser.sh").replace("@OPENED@", &text(&opened(root))),
    )?;
    fs::write(
        applications.join("stand-in-browser.desktop"),
        include_str!("../../furniture/browser.desktop").replace("@BROWSER@", &text(&browser)),
    )?;
    fs::write(
        config.join("mimeapps.list"),
        include_str!("../../furniture/mimeapps.list"),
    )?;
    fs::write(
        channels.join("xfce4-panel.xml"),
        include_str!("../../furniture/panel.xml"),
    )?;
    // The bar keeps its settings behind this one service; nothing else may start by itself.
    let settings = Path::new("/usr/share/dbus-1/services/org.xfce.Xfconf.service");
    if settings.is_file() {
        symlink(settings, services.join("org.xfce.Xfconf.service"))?;
    }
    Ok(places)
}

fn script(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    Ok(())
}

/// The environment of everything on the desktop.
pub(super) fn env(places: &Places, display: &str) -> Vec<(String, String)> {
    let text = |path: PathBuf| path.display().to_string();
    let home = &places.home;
    let path = std::env::var("PATH").unwrap_or_else(|_| "/usr/local/bin:/usr/bin:/bin".into());
    [
        ("PATH", format!("{}:{path}", places.bin.display())),
        ("HOME", text(home.clone())),
        ("XDG_CONFIG_HOME", text(home.join(".config"))),
        ("XDG_DATA_HOME", text(home.join(".local/share"))),
        ("XDG_STATE_HOME", text(home.join(".local/state"))),
        ("XDG_CACHE_HOME", text(home.join(".cache"))),
        ("XDG_RUNTIME_DIR", text(places.runtime.clone())),
        ("DISPLAY", display.to_owned()),
        (
            "DBUS_SESSION_BUS_ADDRESS",
            format!("unix:path={}", places.bus_socket.display()),
        ),
        ("BROWSER", text(places.bin.join("stand-in-browser"))),
        ("LANG", "C.UTF-8".into()),
        // Neither portals nor accessibility nor a settings store: none of them runs here, and
        // programs would wait for them.
        ("GTK_USE_PORTAL", "0".into()),
        ("NO_AT_BRIDGE", "1".into()),
        ("GSETTINGS_BACKEND", "memory".into()),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into()
}

/// Takes away what ties a command to the desktop it would otherwise inherit; what was set for this
/// one command stays.
pub(super) fn strip(command: &mut Command) {
    const TIES: [&str; 7] = [
        "WAYLAND_DISPLAY",
        "WAYLAND_SOCKET",
        "XAUTHORITY",
        "DESKTOP_SESSION",
        "SESSION_MANAGER",
        "GTK_MODULES",
        "LC_ALL",
    ];
    const FAMILIES: [&str; 5] = ["XDG_", "DBUS_", "GNOME_", "KDE_", "SHIPBELL_"];
    for (key, _) in std::env::vars_os() {
        let Some(name) = key.to_str() else { continue };
        let chosen = command.get_envs().any(|(set, _)| set == name);
        if chosen || name == "SHIPBELL_BIN_DIR" {
            continue;
        }
        if TIES.contains(&name) || FAMILIES.iter().any(|family| name.starts_with(family)) {
            command.env_remove(name);
        }
    }
}
