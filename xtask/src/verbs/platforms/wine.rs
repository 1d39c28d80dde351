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
    // It would open windows of its own on a developer's screen.
    steps::run(
        wine(toolchain)
            .args(["wineboot", "--init"])
            .env_remove("DISPLAY"),
    )?;
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

/// Keeps Wine's server running between the programs: it ends a few seconds after the last of them, and one
/// that starts in that moment is turned away.
pub(super) fn stay(toolchain: &Toolchain) -> Result<()> {
    let mut server = Command::new("/usr/bin/wineserver");
    server.arg("--persistent").envs(surroundings(toolchain));
    // A screen is given to the programs that are to have one.
    steps::run(server.env_remove("DISPLAY"))
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
