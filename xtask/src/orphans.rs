//! Is each message of the catalogue said by somebody? The compiler sees to the other direction: a
//! message that is said and does not exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

const CATALOGUE: &str = "crates/words/locales/en";

/// What ships and may speak. Tests and the panel's fake host keep no message alive.
const SPEAKERS: [&str; 3] = ["crates", "src-tauri/src", "ui/src"];
const SILENT: [&str; 6] = [
    "crates/words",
    "crates/testkit",
    "tests",
    "examples",
    "ui/src/lib/fake",
    "ui/src/lib/words.gen.ts",
];

/// Messages whose name is put together while the program runs.
struct Built {
    begins: &'static str,
    /// Who puts it together, and the piece of code that does.
    by: (&'static str, &'static str),
    /// The file that spells what may follow; none where Apple's list is open.
    ends: Option<&'static str>,
}

const fn built(
    begins: &'static str,
    file: &'static str,
    code: &'static str,
    ends: Option<&'static str>,
) -> Built {
    let by = (file, code);
    Built { begins, by, ends }
}

const EVENT: &str = "crates/words/src/event.rs";
const TOKEN: &str = "crates/words/src/token.rs";
const KINDS: Option<&str> = Some("crates/webhook/src/kind.rs");

const BUILT: [Built; 6] = [
    built("headline-", EVENT, "self.tell(\"headline\"", KINDS),
    built("story-", EVENT, "self.tell(\"story\"", KINDS),
    built("state-", TOKEN, "\"state\"", None),
    built("type-", TOKEN, "\"type\"", None),
    built("platform-", TOKEN, "\"platform\"", None),
    built(
        "kind-",
        "crates/engine/src/story.rs",
        "format!(\"kind-{}\"",
        KINDS,
    ),
];

pub(crate) fn check(root: &Path) -> Result<()> {
    let messages = catalogue(root)?;
    let mut said = spoken(root)?;
    for family in &BUILT {
        said.extend(family.members(root, &messages)?);
    }
    let orphans = orphans(&messages, said);
    if orphans.is_empty() {
        println!("{} messages, each is said somewhere.", messages.len());
        return Ok(());
    }
    bail!(
        "Nobody says these messages of {CATALOGUE}:\n  {}",
        orphans.join("\n  ")
    )
}

/// Every message, with those it refers to.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn catalogue(root: &Path) -> Result<Messages> {
    let mut messages = Messages::new();
    for file in files(&root.join(CATALOGUE), &["ftl"])? {
        read(&fs::read_to_string(file)?, &mut messages);
    }
    ensure!(!messages.is_empty(), "{CATALOGUE} has no messages");
    Ok(messages)
}

/// The build of `words` judges the syntax; names and references are all that matters here.
fn read(source: &str, messages: &mut Messages) {
    let mut current: Option<&mut BTreeSet<String>> = None;
    for line in source.lines() {
        if line.starts_with('#') {
            current = None;
        } else if let Some((id, _)) = line.split_once(" =")
            && is_name(id)
        {
            current = Some(messages.entry(id.to_owned()).or_default());
        }
        if let Some(refers) = &mut current {
            let inside = line.split('{').skip(1).filter_map(|rest| {
                let (inside, _) = rest.split_once('}')?;
                Some(inside.trim())
            });
            refers.extend(inside.filter(|name| is_name(name)).map(str::to_owned));
        }
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Every name that stands in shipped code: as `id::CONST`, or as a string.
fn spoken(root: &Path) -> Result<BTreeSet<String>> {
    let mut said = BTreeSet::new();
    let silent = SILENT.map(|path| root.join(path));
    for speaker in SPEAKERS {
        for file in files(&root.join(speaker), &["rs", "ts", "svelte"])? {
            let inner = file.strip_prefix(root).unwrap_or(&file);
            let test = inner.components().any(|part| {
                let part = part.as_os_str().to_string_lossy();
                SILENT.contains(&part.as_ref()) || part.ends_with(".test.ts")
            });
            if !test && !silent.iter().any(|path| file.starts_with(path)) {
                said.extend(names(&fs::read_to_string(&file)?));
            }
        }
    }
    Ok(said)
}

fn names(source: &str) -> Vec<String> {
    let constants = source.split("id::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit() && c != '_');
        let constant = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        constant.to_ascii_lowercase().replace('_', "-")
    });
    constants.chain(strings(source)).collect()
}

fn strings(source: &str) -> impl Iterator<Item = String> {
    source
        .split(['"', '\'', '`'])
        .filter(|piece| is_name(piece))
        .map(str::to_owned)
}

impl Built {
    /// The messages of this family that can really be asked for.
    fn members(&self, root: &Path, messages: &Messages) -> Result<Vec<String>> {
        let (file, code) = self.by;
        let source = fs::read_to_string(root.join(file)).with_context(|| file.to_owned())?;
        ensure!(
            source.contains(code),
            "{file} makes no names beginning with {} any more: correct the table in \
             xtask/src/orphans.rs",
            self.begins
        );
        let ends = match self.ends {
            Some(file) => Some(fs::read_to_string(root.join(file))?),
            None => None,
        };
        let ends: Option<Vec<_>> = ends.map(|source| strings(&source).collect());
        let can_end = |tail: &str| {
            ends.as_ref().is_none_or(|ends| {
                ends.iter().any(|end| {
                    let more = tail.strip_prefix(end.as_str());
                    more.is_some_and(|more| more.is_empty() || more.starts_with('-'))
                })
            })
        };
        let members = messages
            .keys()
            .filter(|id| id.strip_prefix(self.begins).is_some_and(&can_end));
        Ok(members.cloned().collect())
    }
}

/// What is said by nobody, nor through another message that is said.
fn orphans(messages: &Messages, said: BTreeSet<String>) -> Vec<String> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<_> = said.into_iter().collect();
    while let Some(id) = open.pop() {
        if let Some(refers) = messages.get(&id)
            && reached.insert(id)
        {
            open.extend(refers.iter().cloned());
        }
    }
    let left = messages.keys().filter(|id| !reached.contains(*id));
    left.cloned().collect()
}

pub(crate) fn files(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path
                .extension()
                .is_some_and(|end| endings.iter().any(|wanted| end == *wanted))
            {
                found.push(path);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Messages, names, orphans, read};

    fn left(code: &str) -> Vec<String> {
        let mut messages = Messages::new();
        let source = "# $x (text) - as in { other }\nwhole = A{ piece }\npiece = { $x ->\n    [a] { inner }\n   *[b] B\n}\n\ninner = I\n";
        read(source, &mut messages);
        assert_eq!(messages.len(), 3, "the catalogue is read whole");
        orphans(&messages, BTreeSet::from_iter(names(code)))
    }

    #[test]
    fn what_is_said_is_no_orphan_nor_what_it_refers_to() {
        for code in ["words.say(id::WHOLE)", "say('whole')", "[\"whole\"]"] {
            assert_eq!(left(code), [""; 0], "{code} says all three");
        }
    }

    #[test]
    fn what_nobody_says_is_an_orphan() {
        assert_eq!(left("id::PIECE"), ["whole"], "referring keeps others alive");
        assert_eq!(
            left("// the whole piece, and id::WHOLENESS"),
            ["inner", "piece", "whole"],
            "a word in passing says nothing"
        );
    }
}
