//! What a person downloads, and what the panel loads.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Bench;
use super::figures::Figures;

const PART: &str = "Sizes";

pub(super) fn measure(bench: &Bench, figures: &mut Figures) -> Result<()> {
    println!("\n{PART}");
    for name in ["shipbell", "shipbell-desktop"] {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        let path = bench.binaries.join(file);
        let size = fs::metadata(&path)
            .with_context(|| path.display().to_string())?
            .len();
        figures.add(PART, name, (thousands(size), "kB"), "release, stripped");
    }
    let mut code = Vec::new();
    for entry in fs::read_dir(bench.house.ui().join("dist/assets"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "js") {
            code.push(gzipped(&path)?);
        }
    }
    let note = format!("gzip -9; {} file(s)", code.len());
    figures.add(
        PART,
        "the panel's JavaScript",
        (thousands(code.iter().sum()), "kB"),
        note,
    );
    Ok(())
}

fn gzipped(path: &Path) -> Result<u64> {
    let output = Command::new("gzip").arg("-9c").arg(path).output()?;
    ensure!(output.status.success(), "gzip failed on {}", path.display());
    Ok(u64::try_from(output.stdout.len())?)
}

#[expect(clippy::cast_precision_loss, reason = "file sizes")]
fn thousands(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}
