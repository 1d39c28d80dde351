//! Changes to the file's document that leave its comments and order alone.

mod channel;
mod cut;
mod text;

use std::net::SocketAddr;

use toml_edit::{DocumentMut, Item, Table, Value};

use crate::{QuietHours, Tunnel};

pub(crate) use channel::{
    add_endpoint_name, put_channel, remove_channel, replace_endpoint_name, set_level, set_templates,
};

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

/// Sets the tunnel's whole table; what stays in it keeps its comments.
pub(crate) fn tunnel(document: &mut DocumentMut, tunnel: Option<&Tunnel>) {
    const SECTION: &str = "tunnel";
    let Some(tunnel) = tunnel else {
        document.remove(SECTION);
        return;
    };
    if let Some(table) = (document.get_mut(SECTION)).and_then(Item::as_table_like_mut) {
        let keys: Vec<_> = table.iter().map(|(key, _)| key.to_owned()).collect();
        for key in keys {
            if key != "kind" && !tunnel.options.contains_key(&key) {
                table.remove(&key);
            }
        }
    }
    set(document, SECTION, "kind", tunnel.kind.as_str());
    for (key, value) in &tunnel.options {
        set(document, SECTION, key, value.as_str());
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

pub(crate) fn quiet_hours(document: &mut DocumentMut, quiet: QuietHours) {
    set(document, "quiet-hours", "enabled", quiet.enabled);
    set(
        document,
        "quiet-hours",
        "from",
        quiet.hours.from.to_string(),
    );
    set(document, "quiet-hours", "to", quiet.hours.to.to_string());
}
