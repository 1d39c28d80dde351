//! The programs that Shipbell started, and those that belong to a home.

use std::fs;
use std::path::Path;

/// The names of all programs below this one, however deep.
pub fn below(pid: u32) -> Vec<(u32, String)> {
    let all = all();
    let mut found = Vec::new();
    let mut parents = vec![pid];
    while let Some(parent) = parents.pop() {
        for (pid, _, name) in all.iter().filter(|(_, its, _)| *its == parent) {
            parents.push(*pid);
            found.push((*pid, name.clone()));
        }
    }
    found
}

/// The names of all programs that were started for this home.
pub fn of_home(home: &Path) -> Vec<String> {
    let mark = format!("SHIPBELL_HOME={}", home.display());
    let mut found = all();
    found.retain(|(pid, _, _)| {
        let environ = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
        environ
            .split(|byte| *byte == 0)
            .any(|one| one == mark.as_bytes())
    });
    found.into_iter().map(|(_, _, name)| name).collect()
}

/// Id, parent and name of each program.
fn all() -> Vec<(u32, u32, String)> {
    fs::read_dir("/proc")
        .expect("Linux has it")
        .flatten()
        .filter_map(|entry| {
            let pid = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // "pid (name) state parent …"; the name may hold anything, brackets too.
            let (head, tail) = stat.rsplit_once(") ")?;
            let (_, name) = head.split_once('(')?;
            let parent = tail.split(' ').nth(1)?.parse().ok()?;
            Some((pid, parent, name.to_owned()))
        })
        .collect()
}
