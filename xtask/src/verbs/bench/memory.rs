//! What a program and all its children hold, those of the web view included.

use std::collections::HashMap;
use std::fs;

use anyhow::{Context, Result};

use super::figures::Figures;

pub(super) struct Memory {
    processes: usize,
    /// With each shared page divided among those who share it.
    pss: f64,
    /// What would be free if the program were gone.
    uss: f64,
}

/// The whole tree below a process.
pub(super) fn of(root: u32) -> Result<Memory> {
    let parents = parents();
    let below = |mut pid: u32| {
        while pid != root {
            match parents.get(&pid) {
                Some(parent) => pid = *parent,
                None => return false,
            }
        }
        true
    };
    let mut memory = Memory {
        processes: 0,
        pss: 0.0,
        uss: 0.0,
    };
    for pid in parents.keys().copied().filter(|pid| below(*pid)) {
        let path = format!("/proc/{pid}/smaps_rollup");
        let text = fs::read_to_string(&path).with_context(|| path.clone())?;
        memory.processes += 1;
        memory.pss += kilobytes(&text, "Pss:");
        memory.uss += kilobytes(&text, "Private_Clean:") + kilobytes(&text, "Private_Dirty:");
    }
    Ok(memory)
}

impl Memory {
    pub(super) fn tell(&self, figures: &mut Figures, name: &str) {
        let note = format!(
            "PSS; USS {:.1} MB; {} {}",
            self.uss / 1000.0,
            self.processes,
            if self.processes == 1 {
                "process"
            } else {
                "processes"
            },
        );
        figures.add("Memory", name, (self.pss / 1000.0, "MB"), note);
    }
}

fn parents() -> HashMap<u32, u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let pid = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            Some((pid, parent(&stat)?))
        })
        .collect()
}

/// The name stands in brackets and may hold anything, brackets too.
fn parent(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

/// The kernel says kB and means 1024 bytes; told in kB of 1000.
fn kilobytes(rollup: &str, name: &str) -> f64 {
    let line = rollup.lines().find_map(|line| line.strip_prefix(name));
    let count = line.and_then(|rest| rest.split_whitespace().next());
    count
        .and_then(|count| count.parse::<f64>().ok())
        .unwrap_or(0.0)
        * 1.024
}

#[cfg(test)]
mod tests {
    use super::{kilobytes, parent};

    #[test]
    fn a_process_with_a_strange_name_has_its_parent() {
        assert_eq!(parent("12 (a) b (c)) S 7 12 12 0"), Some(7));
    }

    #[test]
    fn shares_are_not_mixed_up() {
        let text = "Pss:                1000 kB\nPss_Dirty:   1 kB\nPrivate_Clean:  500 kB\n";
        let told = |name| format!("{:.0}", kilobytes(text, name));
        assert_eq!(told("Pss:"), "1024");
        assert_eq!(told("Private_Clean:"), "512");
    }
}
