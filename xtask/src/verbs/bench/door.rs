//! POST to durable 200, by the headless engine.

use std::fs::File;
use std::io::Write;
use std::time::Instant;

use anyhow::Result;

use super::Bench;
use super::figures::Figures;
use super::site::Site;
use super::spread::Spread;
use super::{starts, storm};

const PART: &str = "The door";
const CALLS: usize = 2_000;
const CROWDS: [usize; 3] = [1, 32, 256];

pub(super) fn measure(bench: &Bench, figures: &mut Figures) -> Result<()> {
    println!("\n{PART}");
    figures.spread(
        PART,
        "this disk: write 4 KiB and flush it",
        &floor(bench)?,
        "what no durable answer can beat",
    );
    #[cfg(target_os = "linux")]
    idle(bench, figures)?;
    let site = Site::new(bench)?;
    starts::headless(&site, figures)?;
    let mut running = site.serve()?;
    let calls = storm::latency(site.letters()?, CALLS)?;
    figures.spread(
        PART,
        "POST to durable 200",
        &calls,
        "one keep-alive connection",
    );
    running.kill9()?;
    for crowd in CROWDS {
        // A fresh home each: the events of one storm are still being filed when the next begins.
        let site = Site::new(bench)?;
        let mut running = site.serve()?;
        let outcome = storm::storm(site.letters()?, crowd)?;
        running.kill9()?;
        let connections = if crowd == 1 {
            "connection"
        } else {
            "connections"
        };
        let note = format!(
            "3 s; answers p50 {:.0} µs, p99 {:.0} µs",
            outcome.answers.percentile(50),
            outcome.answers.percentile(99)
        );
        figures.add(
            PART,
            format!("durable 200s, {crowd} {connections}"),
            (outcome.per_second, "/s"),
            note,
        );
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn idle(bench: &Bench, figures: &mut Figures) -> Result<()> {
    let site = Site::new(bench)?;
    let (running, _) = site.first_answer(site.shipbell().args(["--json", "serve"]))?;
    std::thread::sleep(std::time::Duration::from_secs(3));
    super::memory::of(running.pid())?.tell(figures, "shipbell serve, idle");
    Ok(())
}

/// Appends and flushes, as a write-ahead log does at best.
fn floor(bench: &Bench) -> Result<Spread> {
    let path = bench.folder.join("flushed");
    let mut file = File::create(&path)?;
    let mut took = Vec::new();
    for _ in 0..300 {
        let start = Instant::now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        took.push(start.elapsed());
    }
    std::fs::remove_file(path)?;
    Ok(Spread::of(took))
}
