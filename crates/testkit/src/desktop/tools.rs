//! The programs a desktop is made of.

use std::path::Path;

const NEEDED: [&str; 11] = [
    "Xvfb",
    "dbus-daemon",
    "busctl",
    "gnome-keyring-daemon",
    "secret-tool",
    "openbox",
    "xfce4-panel",
    "dunst",
    "dunstctl",
    "xdotool",
    "import",
];

/// Looks for each of them on the PATH.
pub(super) fn available() -> Result<(), Vec<&'static str>> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let found = |tool: &str| folders.iter().any(|folder| is_program(&folder.join(tool)));
    let missing: Vec<_> = NEEDED.into_iter().filter(|tool| !found(tool)).collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(missing)
    }
}

fn is_program(path: &Path) -> bool {
    path.is_file()
}
