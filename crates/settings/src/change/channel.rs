//! Changes to channels.

use shipbell_rules::{Channel, Level, Templates, builtin_channel};
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::cut::cut;
use super::text::text;
use crate::Problem;

/// Puts the channel in place of the one named `name`, or at the end.
pub(crate) fn put_channel(document: &mut DocumentMut, name: &str, channel: &Channel) {
    let Ok(written) = toml_edit::ser::to_document(channel) else {
        return;
    };
    let mut wanted = Vec::new();
    leaves(written.as_table(), &mut Vec::new(), &mut wanted);
    let index = position(document, name).unwrap_or_else(|| append(document));
    let mut present = Vec::new();
    if let Some(table) = channel_at(document, index) {
        leaves(table, &mut Vec::new(), &mut present);
    }
    // What is new comes first: a table that is left empty in between would lose its place.
    for (path, value) in &wanted {
        set(document, index, &borrowed(path), value.clone());
    }
    for (path, _) in present {
        if !wanted.iter().any(|(wanted, _)| *wanted == path) {
            cut(document, index, &borrowed(&path));
        }
    }
}

pub(crate) fn remove_channel(document: &mut DocumentMut, name: &str) {
    if let Some(channels) = channels(document) {
        channels.retain(|present| !is_named(present, name));
    }
}

/// Sets a level in a channel; without one, the built-in level holds again.
pub(crate) fn set_level(
    document: &mut DocumentMut,
    channel: &str,
    key: &str,
    level: Option<Level>,
) -> Result<(), Problem> {
    let index = written(document, channel)?;
    match level {
        Some(level) => set(document, index, &["levels", key], level.name().into()),
        None => cut(document, index, &["levels", key]),
    }
    Ok(())
}

/// Sets a channel's texts for a kind; without any, those above hold again.
pub(crate) fn set_templates(
    document: &mut DocumentMut,
    channel: &str,
    kind: &str,
    templates: Option<&Templates>,
) -> Result<(), Problem> {
    let index = written(document, channel)?;
    let Some(templates) = templates else {
        cut(document, index, &["templates", kind]);
        return Ok(());
    };
    let texts = [
        ("title", Some(&templates.title)),
        ("body", Some(&templates.body)),
        ("link", templates.link.as_ref()),
    ];
    for (part, wanted) in texts {
        let path = ["templates", kind, part];
        match wanted {
            Some(wanted) => set(document, index, &path, text(wanted)),
            None => cut(document, index, &path),
        }
    }
    Ok(())
}

/// Lets every channel that listens to one endpoint's name listen to another beside it.
pub(crate) fn add_endpoint_name(document: &mut DocumentMut, name: &str, beside: &str) {
    for list in endpoint_lists(document, name) {
        let known = list.iter().any(|entry| entry.as_str() == Some(beside));
        if !known {
            list.push(beside);
        }
    }
}

/// Puts one endpoint's name in place of another's, with the comments around it.
pub(crate) fn replace_endpoint_name(document: &mut DocumentMut, name: &str, by: &str) {
    for list in endpoint_lists(document, name) {
        list.retain(|entry| entry.as_str() != Some(by));
        for entry in list.iter_mut().filter(|entry| entry.as_str() == Some(name)) {
            let mut fresh = text(by);
            fresh.decor_mut().clone_from(entry.decor());
            *entry = fresh;
        }
    }
}

fn endpoint_lists<'a>(
    document: &'a mut DocumentMut,
    name: &'a str,
) -> impl Iterator<Item = &'a mut Array> {
    let channels = channels(document)
        .into_iter()
        .flat_map(ArrayOfTables::iter_mut);
    channels
        .filter_map(|channel| channel.get_mut("endpoints")?.as_array_mut())
        .filter(move |list| list.iter().any(|entry| entry.as_str() == Some(name)))
}

/// Where the channel stands. The built-in one is in force while there is none in the file, so a
/// change to it writes it down.
fn written(document: &mut DocumentMut, name: &str) -> Result<usize, Problem> {
    if let Some(index) = position(document, name) {
        return Ok(index);
    }
    let builtin = builtin_channel();
    let none_yet = channels(document).is_none_or(|channels| channels.is_empty());
    if !none_yet || builtin.name != name {
        return Err(Problem::NoSuchChannel {
            name: name.to_owned(),
        });
    }
    put_channel(document, name, &builtin);
    position(document, name).ok_or_else(|| Problem::NoSuchChannel {
        name: name.to_owned(),
    })
}

/// The channels, whichever way they are written; `channel = [{ … }]` becomes one table each,
/// because there is no room in a line for what a channel can say.
fn channels(document: &mut DocumentMut) -> Option<&mut ArrayOfTables> {
    let item = document.get_mut("channel")?;
    if item.is_value() {
        let written = std::mem::take(item);
        *item = written
            .into_array_of_tables()
            .map_or_else(|kept| kept, Item::ArrayOfTables);
    }
    item.as_array_of_tables_mut()
}

fn append(document: &mut DocumentMut) -> usize {
    if channels(document).is_none() {
        document.insert("channel", Item::ArrayOfTables(ArrayOfTables::new()));
    }
    channels(document).map_or(0, |channels| {
        channels.push(Table::new());
        channels.len().saturating_sub(1)
    })
}

fn position(document: &mut DocumentMut, name: &str) -> Option<usize> {
    channels(document)?
        .iter()
        .position(|present| is_named(present, name))
}

fn channel_at(document: &mut DocumentMut, index: usize) -> Option<&mut Table> {
    channels(document)?.get_mut(index)
}

fn is_named(table: &Table, name: &str) -> bool {
    table.get("name").and_then(Item::as_str) == Some(name)
}

type Leaf = (Vec<String>, Value);

/// Every value with its path, through tables of any spelling.
fn leaves(table: &dyn TableLike, path: &mut Vec<String>, found: &mut Vec<Leaf>) {
    for (key, item) in table.iter() {
        path.push(key.to_owned());
        match (item.as_table_like(), item.as_value()) {
            (Some(deeper), _) => leaves(deeper, path, found),
            (None, Some(value)) => found.push((path.clone(), value.clone())),
            (None, None) => {}
        }
        path.pop();
    }
}

fn borrowed(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// Sets one value of a channel, in the spelling of the tables that are there.
fn set(document: &mut DocumentMut, index: usize, path: &[&str], value: Value) {
    let Some((key, above)) = path.split_last() else {
        return;
    };
    let Some(channel) = channel_at(document, index) else {
        return;
    };
    let mut table: &mut dyn TableLike = channel;
    let mut within = Spelling::Headers;
    for (depth, step) in above.iter().enumerate() {
        if !table.contains_key(step) {
            table.insert(step, within.table(depth + 1 < above.len()));
        }
        let Some(item) = table.get_mut(step) else {
            return;
        };
        within = Spelling::of(item);
        let Some(deeper) = item.as_table_like_mut() else {
            return;
        };
        table = deeper;
    }
    let value = value.as_str().map(text).unwrap_or(value);
    match table.get_mut(key) {
        Some(Item::Value(old)) => replace(old, value),
        _ => drop(table.insert(key, Item::Value(value))),
    }
}

/// How the tables of a channel are written; TOML lets nobody mix them.
#[derive(Clone, Copy)]
enum Spelling {
    Headers,
    Dotted,
    Inline,
}

impl Spelling {
    fn of(item: &Item) -> Self {
        match item {
            Item::Table(table) if table.is_dotted() => Self::Dotted,
            Item::Value(_) => Self::Inline,
            _ => Self::Headers,
        }
    }

    /// A table to put into one of this spelling. One that will hold tables alone needs no header.
    fn table(self, of_tables: bool) -> Item {
        let mut table = Table::new();
        match self {
            Self::Headers => table.set_implicit(of_tables),
            Self::Dotted => table.set_dotted(true),
            Self::Inline => return Item::Value(Value::InlineTable(InlineTable::new())),
        }
        Item::Table(table)
    }
}

/// Puts a value in another's place, unless both say the same: then the person's spelling stays.
fn replace(old: &mut Value, mut fresh: Value) {
    if let (Some(old), Some(fresh)) = (old.as_array_mut(), fresh.as_array()) {
        return replace_list(old, fresh);
    }
    let same = match (old.as_str(), fresh.as_str()) {
        (Some(old), Some(fresh)) => old == fresh,
        _ => false,
    };
    if !same {
        fresh.decor_mut().clone_from(old.decor());
        *old = fresh;
    }
}

/// Changes a list's entries and leaves the comments of those that stay.
fn replace_list(old: &mut Array, fresh: &Array) {
    let names = |list: &Array| -> Vec<String> {
        let texts = list.iter().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    };
    let wanted = names(fresh);
    old.retain(|entry| {
        entry
            .as_str()
            .is_some_and(|name| wanted.iter().any(|w| w == name))
    });
    let kept = names(old);
    for name in wanted.iter().filter(|name| !kept.contains(name)) {
        let mut entry = Value::from(name.as_str());
        if let Some(last) = old.iter_mut().last() {
            // In a list of one entry a line, the new one stands as the others do.
            entry.decor_mut().clone_from(last.decor());
            last.decor_mut().set_suffix("");
            old.push_formatted(entry);
        } else {
            old.push(entry);
        }
    }
    if names(old) != wanted {
        *old = fresh.clone();
    }
}
