//! What the system's package manager has to bring, on Debian and Ubuntu.

use std::collections::HashSet;
use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::consent::{Consent, NeedsUser, is_root};
use crate::steps;

/// To build the app: a C compiler, the system's web view, and what its window library links.
pub(crate) const BUILD: &[&str] = &[
    "build-essential",
    "libdbus-1-dev",
    "libwebkit2gtk-4.1-dev",
    "pkg-config",
];

/// To test it: a desktop without a screen, a clock that can be moved, a browser for the panel.
pub(crate) const TEST: &[&str] = &[
    "chromium",
    "dbus",
    "dunst",
    "fonts-dejavu-core",
    "gnome-keyring",
    "imagemagick",
    "libfaketime",
    "libglib2.0-bin",
    "libnotify-bin",
    "libsecret-tools",
    "openbox",
    "openssh-client",
    "openssh-server",
    "systemd",
    "webkit2gtk-driver",
    "xdg-utils",
    "xdotool",
    "xfce4-panel",
    "xvfb",
];

/// To type-check and build it for macOS and Windows, and to run what was built for Windows: a compiler
/// with the sources of its library, C compilers for Windows, Wine, and a screen to run it on.
pub(crate) const PLATFORMS: &[&str] = &[
    "binutils-mingw-w64-x86-64",
    "build-essential",
    "cargo-web",
    "g++-mingw-w64-x86-64-posix",
    "gcc-mingw-w64-x86-64-posix",
    "python3-venv",
    "rust-web-clippy",
    "rust-web-src",
    "rustc-web",
    "wine",
    "wine64",
    "xdotool",
    "xvfb",
];

/// To take pictures of the panel: a browser, and letters that it can draw.
pub(crate) const PICTURES: &[&str] = &["chromium", "fonts-dejavu-core"];

/// To measure it beside a bare window of the system's web view.
pub(crate) const PEERS: &[&str] = &["gir1.2-webkit2-4.1", "python3-gi"];

/// To show it where there is no display.
pub(crate) const LAB: &[&str] = &[
    "dbus",
    "dunst",
    "fonts-dejavu-core",
    "gnome-keyring",
    "imagemagick",
    "libsecret-tools",
    "openbox",
    "systemd",
    "xdg-utils",
    "xdotool",
    "xfce4-panel",
    "xvfb",
];

/// Whether apt is at home here.
pub(crate) fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| is_debian_like(&text))
}

fn is_debian_like(os_release: &str) -> bool {
    os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")))
        .flat_map(|value| value.trim_matches('"').split_whitespace())
        .any(|id| id == "debian" || id == "ubuntu")
}

/// Installs what is not there yet; elsewhere than on Debian's family, only says what is needed.
pub(crate) fn install(names: &[&str], purpose: &str, consent: Consent) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !is_debian() {
        println!(
            "{purpose} needs what Debian calls: {}.\nThis system's own names are yours to find; going on.",
            names.join(" ")
        );
        return Ok(());
    }
    let missing = missing(names)?;
    if missing.is_empty() {
        return Ok(());
    }
    let update = apt(&["update"]);
    let mut words = vec!["install", "-y", "--no-install-recommends"];
    words.extend(&missing);
    consent.ask(
        &format!("{purpose} needs packages that are not installed yet. This would install them:"),
        &[steps::line(&update), steps::line(&apt(&words))],
    )?;
    if !is_root() && Command::new("sudo").arg("-V").output().is_err() {
        return Err(NeedsUser(
            "sudo is not installed. Run the commands above as root, then try again.".to_owned(),
        )
        .into());
    }
    steps::run(&mut apt(&["update"]))?;
    let (there, absent): (Vec<&str>, Vec<&str>) = missing
        .into_iter()
        .partition(|name| candidate(name).is_some());
    if !absent.is_empty() {
        println!("This release has no package {absent:?}; what needs it will say so.");
    }
    let mut words = vec!["install", "-y", "--no-install-recommends"];
    words.extend(there);
    steps::run(&mut apt(&words))
}

/// apt-get, as root, which waits for others that hold its lock and asks nothing.
fn apt(words: &[&str]) -> Command {
    let mut command = if is_root() {
        Command::new("env")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("env");
        sudo
    };
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(["-q", "-o", "DPkg::Lock::Timeout=300"])
        .args(words);
    command
}

fn missing<'a>(names: &[&'a str]) -> Result<Vec<&'a str>> {
    // Fails as a whole when one name is unknown, but still tells of the others.
    let output = Command::new("dpkg-query")
        .args(["-W", "-f=${db:Status-Status} ${Package}\n"])
        .args(names)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let installed: HashSet<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("installed "))
        .collect();
    Ok(names
        .iter()
        .copied()
        .filter(|name| !installed.contains(name))
        .collect())
}

/// The version that apt would install.
pub(crate) fn candidate(name: &str) -> Option<String> {
    let output = Command::new("apt-cache")
        .args(["policy", name])
        .env("LC_ALL", "C")
        .output()
        .ok()?;
    candidate_in(&String::from_utf8_lossy(&output.stdout))
}

fn candidate_in(policy: &str) -> Option<String> {
    policy
        .lines()
        .find_map(|line| line.trim().strip_prefix("Candidate: "))
        .filter(|version| *version != "(none)")
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{candidate_in, is_debian_like};

    #[test]
    fn debian_and_its_family_are_known() {
        assert!(is_debian_like("NAME=x\nID=debian\n"));
        assert!(is_debian_like("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian_like("ID=fedora\nVARIANT_ID=debian\n"));
    }

    #[test]
    fn a_package_without_a_candidate_is_not_offered() {
        let policy = "chromium:\n  Installed: (none)\n  Candidate: (none)\n";
        assert_eq!(candidate_in(policy), None);
        let policy = "nodejs:\n  Installed: (none)\n  Candidate: 18.20.4+dfsg-1\n";
        assert_eq!(candidate_in(policy).as_deref(), Some("18.20.4+dfsg-1"));
    }
}
