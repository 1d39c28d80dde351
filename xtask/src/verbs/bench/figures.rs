//! What was measured: told at the end as a table, and kept as JSON.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use serde_json::{Value, json};

use super::Bench;
use super::spread::Spread;
use crate::house::House;

/// All figures of one run, and what they were taken on.
pub(super) struct Figures {
    machine: Value,
    taken: Vec<Figure>,
}

struct Figure {
    part: &'static str,
    name: String,
    value: f64,
    unit: &'static str,
    note: String,
}

impl Figures {
    pub(super) fn new(bench: &Bench) -> Self {
        let root = &bench.house.root;
        let disk = said(
            Command::new("stat")
                .args(["-f", "-c", "%T"])
                .arg(&bench.folder),
        );
        let commit = Command::new("git")
            .args(["describe", "--always", "--dirty"])
            .current_dir(root)
            .output();
        let machine = json!({
            "system": said(Command::new("uname").arg("-srm")),
            "processors": std::thread::available_parallelism().map_or(0, usize::from),
            "disk": disk,
            "loadBefore": load(),
            "measured": House::say(&bench.binaries),
            "commit": commit.map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned()).ok(),
        });
        Self {
            machine,
            taken: Vec::new(),
        }
    }

    /// Takes one figure down, and says it at once.
    pub(super) fn add(
        &mut self,
        part: &'static str,
        name: impl Into<String>,
        (value, unit): (f64, &'static str),
        note: impl Into<String>,
    ) {
        let figure = Figure {
            part,
            name: name.into(),
            value,
            unit,
            note: note.into(),
        };
        println!("{}", figure.line());
        self.taken.push(figure);
    }

    /// A middle and a bad case.
    pub(super) fn spread(
        &mut self,
        part: &'static str,
        name: &str,
        spread: &Spread,
        note: impl Into<String>,
    ) {
        let note = note.into();
        let count = format!("n={}", spread.count());
        let note = if note.is_empty() {
            count
        } else {
            format!("{count}; {note}")
        };
        let middle = spread.percentile(50);
        let (scale, unit) = if middle < 10_000.0 {
            (1.0, "µs")
        } else {
            (1000.0, "ms")
        };
        self.add(part, format!("{name}, p50"), (middle / scale, unit), note);
        // With few samples, p99 is the worst one, and says so.
        let bad = if spread.count() < 100 { "worst" } else { "p99" };
        let value = spread.percentile(99) / scale;
        self.add(part, format!("{name}, {bad}"), (value, unit), "");
    }

    pub(super) fn close(mut self, file: &Path) -> Result<()> {
        println!();
        let mut part = "";
        let mut parts: Vec<_> = self.taken.iter().map(|figure| figure.part).collect();
        parts.sort_unstable();
        parts.dedup();
        let by_part = parts
            .iter()
            .flat_map(|part| self.taken.iter().filter(move |figure| figure.part == *part));
        for figure in by_part {
            if figure.part != part {
                part = figure.part;
                println!("\n{part}");
            }
            println!("{}", figure.line());
        }
        if let Some(machine) = self.machine.as_object_mut() {
            machine.insert("loadAfter".to_owned(), json!(load()));
        }
        let figures: Vec<_> = self.taken.iter().map(Figure::json).collect();
        let all = json!({ "machine": self.machine, "figures": figures });
        fs::write(file, format!("{all:#}\n"))?;
        println!("\n{}", serde_json::to_string(&self.machine)?);
        println!(
            "A load beside the benchmark's own shows in every figure. Client and server share the processors."
        );
        println!("Kept in {}.", House::say(file));
        Ok(())
    }
}

impl Figure {
    fn line(&self) -> String {
        let digits = usize::from(self.value.abs() < 100.0);
        let value = format!("{:.digits$}", self.value);
        let (name, unit, note) = (&self.name, self.unit, &self.note);
        format!("  {name:<44} {value:>9} {unit:<4}  {note}")
            .trim_end()
            .to_owned()
    }

    fn json(&self) -> Value {
        json!({
            "part": self.part,
            "name": self.name,
            "value": (self.value * 1000.0).round() / 1000.0,
            "unit": self.unit,
            "note": self.note,
        })
    }
}

/// Work that waits for a processor, over the last minute, where the system tells.
fn load() -> Option<f64> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    text.split_whitespace().next()?.parse().ok()
}

fn said(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !text.is_empty()).then_some(text)
}
