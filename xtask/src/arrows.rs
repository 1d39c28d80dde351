//! The arrows between the rooms run downward only, and the two side doors stay shut: only the shell
//! sees Tauri, and nothing that ships sees the testkit.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::Value;

const SHELL: &str = "shipbell-desktop";
const TESTKIT: &str = "shipbell-testkit";

/// What each room knows, by the names of the members; neither more nor less than its manifest says,
/// so that a new arrow is somebody's decision. A room that is missing here is a fault: whoever adds
/// one decides where it stands.
const ROOMS: &[(&str, &[&str])] = &[
    ("asc", &[]),
    ("webhook", &[]),
    ("words", &[]),
    ("template", &[]),
    ("feed", &[]),
    ("vault", &[]),
    ("listener", &[]),
    ("tunnel", &[]),
    ("rules", &["webhook", "template"]),
    ("settings", &["rules"]),
    (
        "engine",
        &[
            "webhook", "words", "template", "feed", "vault", "rules", "settings",
        ],
    ),
    ("wire", &["engine", "feed", "rules"]),
    (
        "owner",
        &[
            "engine", "wire", "listener", "tunnel", "feed", "settings", "vault", "words", "asc",
            "rules", "webhook",
        ],
    ),
    ("moving", &["owner", "feed", "vault"]),
    (
        "cli",
        &[
            "moving", "owner", "wire", "engine", "listener", "feed", "settings", "webhook",
        ],
    ),
    (
        "desktop",
        &[
            "moving", "owner", "wire", "engine", "feed", "rules", "words",
        ],
    ),
    ("testkit", &[]),
    ("journeys", &["testkit"]),
    ("xtask", &["testkit"]),
];

/// Members that never ship.
const WORKSHOP: [&str; 3] = ["testkit", "journeys", "xtask"];

/// One member's dependencies, each with whether it is for tests only.
type Members = BTreeMap<String, Vec<(String, bool)>>;

pub(crate) fn check(metadata: &Value) -> Result<()> {
    let faults = faults(&members(metadata)?);
    if faults.is_empty() {
        println!("{} rooms, every arrow points down.", ROOMS.len());
        return Ok(());
    }
    bail!("{}", faults.join("\n"))
}

fn members(metadata: &Value) -> Result<Members> {
    let ids = metadata.get("workspace_members").and_then(Value::as_array);
    let ids = ids.context("cargo named no members")?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.context("cargo named no packages")?;
    let name = |value: &Value| value.get("name").and_then(Value::as_str).map(str::to_owned);
    let mut members = Members::new();
    for package in packages
        .iter()
        .filter(|package| package.get("id").is_some_and(|id| ids.contains(id)))
    {
        let needs = package.get("dependencies").and_then(Value::as_array);
        let needs = needs.into_iter().flatten().filter_map(|need| {
            let for_tests = need.get("kind").and_then(Value::as_str) == Some("dev");
            Some((name(need)?, for_tests))
        });
        members.insert(
            name(package).context("a package without a name")?,
            needs.collect(),
        );
    }
    Ok(members)
}

fn faults(members: &Members) -> Vec<String> {
    let mut faults = Vec::new();
    for (member, needs) in members {
        let room = short(member);
        let Some((_, below)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            faults.push(format!("{member} has no place in xtask/src/arrows.rs yet."));
            continue;
        };
        for unused in below.iter().filter(|name| {
            let is_it = |(need, _): &(String, bool)| short(need) == **name;
            members.keys().any(|member| short(member) == **name) && !needs.iter().any(is_it)
        }) {
            faults.push(format!(
                "{member} no longer depends on {unused}: take it out of xtask/src/arrows.rs and \
                 ARCHITECTURE.md."
            ));
        }
        for (need, for_tests) in needs {
            if is_tauri(need) && member != SHELL {
                faults.push(format!(
                    "{member} depends on {need}: only {SHELL} knows Tauri."
                ));
            }
            if !members.contains_key(need) {
                continue;
            }
            if need == TESTKIT {
                if !for_tests && !WORKSHOP.contains(&room) {
                    faults.push(format!(
                        "{member} would ship {TESTKIT}, which is for tests."
                    ));
                }
            } else if !below.contains(&short(need)) && !for_tests {
                faults.push(format!(
                    "{member} depends on {need}, which does not lie below it (xtask/src/arrows.rs)."
                ));
            }
        }
    }
    faults
}

fn short(member: &str) -> &str {
    member.strip_prefix("shipbell-").unwrap_or(member)
}

fn is_tauri(name: &str) -> bool {
    name == "tauri" || name.starts_with("tauri-")
}

#[cfg(test)]
mod tests {
    use super::{ROOMS, faults};

    fn with(member: &str, need: &str, for_tests: bool) -> Vec<String> {
        let mut members: super::Members =
            ["shipbell-webhook", "shipbell-engine", "shipbell-testkit"]
                .map(|name| (name.to_owned(), Vec::new()))
                .into();
        members.insert(
            "shipbell-engine".to_owned(),
            vec![("shipbell-webhook".to_owned(), false)],
        );
        let needs = members.entry(member.to_owned()).or_default();
        needs.push((need.to_owned(), for_tests));
        faults(&members)
    }

    #[test]
    fn an_arrow_that_points_up_is_a_fault() {
        assert_eq!(with("shipbell-engine", "shipbell-webhook", false), [""; 0]);
        assert_eq!(with("shipbell-webhook", "shipbell-engine", false).len(), 1);
    }

    #[test]
    fn an_arrow_that_nobody_needs_is_a_fault() {
        let idle = ["shipbell-webhook", "shipbell-engine"]
            .map(|name| (name.to_owned(), Vec::new()))
            .into();
        assert_eq!(
            faults(&idle).len(),
            1,
            "the next one to use it would pass unseen"
        );
    }

    #[test]
    fn the_side_doors_stay_shut() {
        assert_eq!(with("shipbell-engine", "tauri", false).len(), 1);
        assert_eq!(
            with("shipbell-engine", "tauri-plugin-opener", true).len(),
            1
        );
        let desktop = with("shipbell-desktop", "tauri", false);
        assert!(
            desktop.iter().all(|fault| !fault.contains("Tauri")),
            "{desktop:?}"
        );
        assert_eq!(with("shipbell-engine", "shipbell-testkit", false).len(), 1);
        assert_eq!(with("shipbell-engine", "shipbell-testkit", true), [""; 0]);
        assert_eq!(with("xtask", "shipbell-testkit", false), [""; 0]);
    }

    #[test]
    fn a_new_room_has_to_be_given_its_place() {
        assert_eq!(with("shipbell-attic", "serde", false).len(), 1);
    }

    #[test]
    fn the_table_itself_has_no_circle() {
        // Whoever stands on a room stands above it; going down must come to an end.
        fn depth(room: &str, left: usize) -> usize {
            assert!(left > 0, "{room} lies below itself");
            let below = ROOMS
                .iter()
                .find(|(name, _)| *name == room)
                .map(|(_, below)| *below);
            let below = below.unwrap_or_default();
            below
                .iter()
                .map(|next| depth(next, left - 1) + 1)
                .max()
                .unwrap_or(0)
        }
        for (room, _) in ROOMS {
            depth(room, ROOMS.len());
        }
    }
}
