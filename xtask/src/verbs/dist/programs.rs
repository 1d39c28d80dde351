//! The two programs, built for whom the bundles are for.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::house::House;
use crate::steps;

const UNIVERSAL: &str = "universal-apple-darwin";
const MACS: [&str; 2] = ["aarch64-apple-darwin", "x86_64-apple-darwin"];

/// The app and the command line.
pub(crate) const PROGRAMS: [&str; 2] = ["shipbell-desktop", "shipbell"];

/// What to build.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Build<'a> {
    pub(crate) target: Option<&'a str>,
    pub(crate) release: bool,
}

impl Build<'_> {
    pub(crate) fn make(&self, house: &House) -> Result<()> {
        if self.target != Some(UNIVERSAL) {
            return self.cargo(house, self.target);
        }
        for mac in MACS {
            self.cargo(house, Some(mac))?;
        }
        let folder = self.binaries(house);
        fs::create_dir_all(&folder)?;
        for program in PROGRAMS {
            let mut join = Command::new("lipo");
            join.arg("-create").arg("-output").arg(folder.join(program));
            join.args(MACS.map(|mac| self.folder(house, Some(mac)).join(program)));
            steps::run(&mut join)?;
        }
        Ok(())
    }

    /// Where they lie.
    pub(crate) fn binaries(&self, house: &House) -> PathBuf {
        self.folder(house, self.target)
    }

    fn folder(&self, house: &House, target: Option<&str>) -> PathBuf {
        let profile = if self.release { "release" } else { "debug" };
        match target {
            Some(target) => house.target.join(target).join(profile),
            None => house.binaries(self.release),
        }
    }

    fn cargo(&self, house: &House, target: Option<&str>) -> Result<()> {
        let mut cargo = house.cargo();
        cargo.args(["build", "--locked"]);
        cargo.args(["--package", "shipbell-cli", "--package", "shipbell-desktop"]);
        if self.release {
            cargo.arg("--release");
        }
        if let Some(target) = target {
            cargo.args(["--target", target]);
        }
        // As tauri.conf.json says: what is older has no light-dark() in its web view.
        if cfg!(target_os = "macos") {
            cargo.env("MACOSX_DEPLOYMENT_TARGET", "14.5");
        }
        steps::run(&mut cargo)
    }
}
