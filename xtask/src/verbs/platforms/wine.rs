//! Windows without Windows: Wine, with a drive of its own.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::toolchain::Toolchain;
use crate::steps;

const STAND_IN: &str = include_str!("../../../bcryptprimitives.c");

/// Makes the drive, once.
pub(super) fn bring(toolchain: &Toolchain) -> Result<()> {
    let drive = drive(toolchain);
    let source = drive.join("bcryptprimitives.c");
    if fs::read_to_string(&source).is_ok_and(|text| text == STAND_IN) {
        return Ok(());
    }
    fs::create_dir_all(&drive)?;
    steps::run(wine(toolchain).args(["wineboot", "--init"]))?;
    let draft = drive.join("draft.c");
    fs::write(&draft, STAND_IN)?;
    steps::run(
        Command::new("x86_64-w64-mingw32-gcc")
            .args(["-O2", "-shared", "-o"])
            .arg(drive.join("drive_c/windows/system32/bcryptprimitives.dll"))
            .arg(&draft)
            .arg("-ladvapi32"),
    )?;
    // Last, and at once: a drive that was left half made is made again.
    fs::rename(draft, source)?;
    Ok(())
}

/// Wine, on this drive.
pub(super) fn wine(toolchain: &Toolchain) -> Command {
    let mut wine = Command::new("/usr/bin/wine");
    wine.envs(surroundings(toolchain));
    wine
}

/// Ends whatever still runs on this drive, and nothing else.
pub(super) fn end(toolchain: &Toolchain) {
    let mut end = Command::new("/usr/bin/wineserver");
    // It complains where nothing runs, which is what is wanted.
    let _ = end.arg("--kill").envs(surroundings(toolchain)).output();
}

/// What a Windows program finds around it.
pub(super) fn surroundings(toolchain: &Toolchain) -> [(&'static str, OsString); 5] {
    [
        (
            "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER",
            "/usr/bin/wine".into(),
        ),
        ("WINEPREFIX", drive(toolchain).into()),
        // Neither .NET nor a browser is asked for, and neither is to be fetched.
        ("WINEDLLOVERRIDES", "mscoree=;mshtml=".into()),
        ("WINEDEBUG", "-all".into()),
        ("WINEPATH", as_windows_says(&toolchain.programs()).into()),
    ]
}

fn drive(toolchain: &Toolchain) -> PathBuf {
    toolchain.tools.join("wine")
}

/// A path of ours as a Windows program is told of it.
pub(super) fn as_windows_says(path: &Path) -> String {
    format!("Z:{}", path.display().to_string().replace('/', "\\"))
}
