//! The app as macOS wants it for notifications: a bundle with an identity, signed for this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::house::House;
use crate::steps;

/// Makes `target/Shipbell.app` out of the built binaries.
pub(crate) fn bundle(house: &House, binaries: &Path) -> Result<PathBuf> {
    let config = fs::read(house.root.join("tauri.conf.json")).context("tauri.conf.json")?;
    let identity = Identity::read(&serde_json::from_slice(&config)?)?;
    let app = house.target.join(format!("{}.app", identity.name));
    let contents = app.join("Contents");
    let programs = contents.join("MacOS");
    let resources = contents.join("Resources");
    if app.exists() {
        fs::remove_dir_all(&app)?;
    }
    fs::create_dir_all(&programs)?;
    fs::create_dir_all(&resources)?;
    for program in [identity.program.as_str(), "shipbell"] {
        fs::copy(binaries.join(program), programs.join(program))
            .with_context(|| format!("{program} could not be put into the bundle"))?;
    }
    fs::copy(
        house.root.join("icons/icon.icns"),
        resources.join("icon.icns"),
    )?;
    fs::write(contents.join("Info.plist"), identity.plist())?;
    steps::run(
        Command::new("codesign")
            .args(["--force", "--deep", "--sign", "-"])
            .arg(&app),
    )?;
    Ok(app)
}

/// Who the app is, as tauri.conf.json says.
#[derive(Debug)]
struct Identity {
    name: String,
    id: String,
    program: String,
}

impl Identity {
    fn read(config: &Value) -> Result<Self> {
        let text = |key: &str| {
            let value = config.get(key).and_then(Value::as_str).map(str::to_owned);
            value.with_context(|| format!("tauri.conf.json has no {key}"))
        };
        Ok(Self {
            name: text("productName")?,
            id: text("identifier")?,
            program: text("mainBinaryName")?,
        })
    }

    /// `LSUIElement`: it lives in the menu bar and has no place in the Dock.
    fn plist(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        let entries = [
            ("CFBundleName", self.name.as_str()),
            ("CFBundleDisplayName", &self.name),
            ("CFBundleIdentifier", &self.id),
            ("CFBundleExecutable", &self.program),
            ("CFBundleIconFile", "icon.icns"),
            ("CFBundlePackageType", "APPL"),
            ("CFBundleInfoDictionaryVersion", "6.0"),
            ("CFBundleShortVersionString", version),
            ("CFBundleVersion", version),
        ];
        let lines = entries.map(|(key, value)| {
            let value = escape(value);
            format!("  <key>{key}</key>\n  <string>{value}</string>\n")
        });
        let entries = lines.concat();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
             \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
             <plist version=\"1.0\">\n<dict>\n{entries}  \
             <key>LSUIElement</key>\n  <true/>\n</dict>\n</plist>\n"
        )
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::Identity;
    use serde_json::json;

    #[test]
    fn the_bundle_says_who_it_is_and_stays_out_of_the_dock() {
        let identity = Identity::read(&json!({
            "productName": "Ship & Bell", "identifier": "dev.example", "mainBinaryName": "bell"
        }));
        let plist = identity.unwrap().plist();
        assert!(plist.contains("<key>CFBundleIdentifier</key>\n  <string>dev.example</string>"));
        assert!(
            plist.contains("Ship &amp; Bell"),
            "a name must not break the file: {plist}"
        );
        assert!(plist.contains("<key>LSUIElement</key>\n  <true/>"));
    }
}
