//! The panel's build: done when something changed, and only then.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::house::House;
use crate::node::Node;
use crate::steps;

/// Installs the panel's packages and builds it into `ui/dist`.
pub(crate) fn build(house: &House, node: &Node) -> Result<()> {
    install(house, node)?;
    let ui = house.ui();
    let stamp = stamps(house)?.join("panel-built");
    let page = ui.join("dist/index.html");
    if page.is_file() && !sources(house).iter().any(|source| is_newer(source, &stamp)) {
        return Ok(());
    }
    steps::run(node.npm(&ui).args(["run", "build"]))?;
    fs::write(stamp, "")?;
    Ok(())
}

/// What the panel is made of: its own sources and settings, and the words it says.
fn sources(house: &House) -> Vec<PathBuf> {
    let ui = house.ui();
    let entries = fs::read_dir(&ui).into_iter().flatten().flatten();
    let files = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file());
    let folders = [
        ui.join("src"),
        ui.join("public"),
        house.root.join("crates/words/locales"),
    ];
    files.chain(folders).collect()
}

/// Installs exactly what the lock file says, when it says something new.
pub(crate) fn install(house: &House, node: &Node) -> Result<()> {
    let ui = house.ui();
    let lock = fs::read(ui.join("package-lock.json")).context("ui/package-lock.json")?;
    let stamp = stamps(house)?.join("panel-lock.json");
    if ui.join("node_modules").is_dir() && fs::read(&stamp).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    steps::run(node.npm(&ui).args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(stamp, lock)?;
    Ok(())
}

fn stamps(house: &House) -> Result<PathBuf> {
    let folder = house.target.join("xtask");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Whether anything under `path` changed after the stamp; a folder changes when a file leaves it.
fn is_newer(path: &Path, stamp: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|data| data.modified());
    modified(stamp).map_or(true, |stamp| newest(path).is_some_and(|time| time > stamp))
}

fn newest(path: &Path) -> Option<SystemTime> {
    let data = fs::metadata(path).ok()?;
    if !data.is_dir() {
        return data.modified().ok();
    }
    let entries = fs::read_dir(path).ok()?.flatten();
    let inner = entries.filter_map(|entry| newest(&entry.path()));
    inner.chain(data.modified().ok()).max()
}

#[cfg(test)]
mod tests {
    use super::is_newer;
    use std::fs::{self, File};
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    #[test]
    fn only_a_change_of_a_source_asks_for_a_build() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("src");
        let file = source.join("lib/row.ts");
        fs::create_dir_all(source.join("lib")).unwrap();
        fs::write(&file, "").unwrap();
        let stamp = folder.path().join("stamp");
        assert!(is_newer(&source, &stamp), "nothing was built yet");

        fs::write(&stamp, "").unwrap();
        let date = |path: &Path, seconds: u64| {
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000 + seconds);
            let file = File::options().append(true).open(path).unwrap();
            file.set_modified(time).unwrap();
        };
        date(&stamp, 10);
        assert!(!is_newer(&source, &stamp), "nothing changed since");
        date(&file, 60);
        assert!(
            is_newer(&source, &stamp),
            "a changed source would be left out"
        );
    }
}
