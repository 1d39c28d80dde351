//! Changes to the file's document that leave its comments and order alone.

use std::net::SocketAddr;

use shipbell_rules::Channel;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

/// What a file that Shipbell makes itself begins with.
pub(crate) const BEGINNING: &str = "\
# Shipbell's settings. Edit them here or in the panel: both keep your comments.
# Secrets are not in here; they are in the keychain.
";

/// Sets `[section] key`, keeping a comment that stands behind the old value.
pub(crate) fn set(document: &mut DocumentMut, section: &str, key: &str, value: impl Into<Value>) {
    let mut value = value.into();
    let item = document
        .entry(section)
        .or_insert_with(|| Item::Table(Table::new()));
    let Some(table) = item.as_table_like_mut() else {
        return;
    };
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            value.decor_mut().clone_from(old.decor());
            *old = value;
        }
        _ => {
            table.insert(key, Item::Value(value));
        }
    }
}

/// Removes `[section] key`, so that the default holds again.
pub(crate) fn unset(document: &mut DocumentMut, section: &str, key: &str) {
    if let Some(table) = document.get_mut(section).and_then(Item::as_table_like_mut) {
        table.remove(key);
    }
}

pub(crate) fn listen(document: &mut DocumentMut, listen: SocketAddr, beyond: bool) {
    set(document, "connection", "listen", listen.to_string());
    if beyond {
        set(document, "connection", "listen-beyond-this-computer", true);
    } else {
        unset(document, "connection", "listen-beyond-this-computer");
    }
}

/// Puts the channel in place of the one named `name`, or at the end.
pub(crate) fn put_channel(document: &mut DocumentMut, name: &str, channel: &Channel) {
    let Ok(written) = toml_edit::ser::to_document(channel) else {
        return;
    };
    let table = written.as_table().clone();
    let empty = || Item::ArrayOfTables(ArrayOfTables::new());
    let Some(channels) = document
        .entry("channel")
        .or_insert_with(empty)
        .as_array_of_tables_mut()
    else {
        return;
    };
    let position = channels.iter().position(|present| is_named(present, name));
    match position.and_then(|position| channels.get_mut(position)) {
        Some(present) => replace(present, table),
        None => channels.push(table),
    }
}

/// Replaces what a table says and leaves the comments around it, and before keys that stay.
fn replace(present: &mut Table, fresh: Table) {
    present.retain(|key, _| fresh.contains_key(key));
    for (key, item) in fresh {
        match present.get_mut(&key) {
            Some(old) => *old = item,
            None => {
                present.insert(&key, item);
            }
        }
    }
}

pub(crate) fn remove_channel(document: &mut DocumentMut, name: &str) {
    let channels = document
        .get_mut("channel")
        .and_then(Item::as_array_of_tables_mut);
    if let Some(channels) = channels {
        channels.retain(|present| !is_named(present, name));
    }
}

fn is_named(table: &Table, name: &str) -> bool {
    table.get("name").and_then(Item::as_str) == Some(name)
}
