//! The tray as a person sees it: icon, hint, menu; and clicks on them.

use std::hash::{DefaultHasher, Hash, Hasher};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Desktop;
use super::bus::Bus;
use crate::wait::until;

pub(super) const WATCHER: &str = "org.kde.StatusNotifierWatcher";
pub(super) const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// One icon in the tray, as it was when asked for.
#[derive(Debug, Clone)]
pub struct Tray {
    bus: Bus,
    service: String,
    path: String,
    menu_path: String,
    /// The program's own name for the icon.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What hovering shows: title and text.
    pub tooltip: String,
    /// "Passive", "Active" or `NeedsAttention`.
    pub status: String,
    /// The icon's name in the theme, where it has one.
    pub icon_name: String,
    /// A number that differs when the icon's picture differs.
    pub icon: u64,
    /// The menu, top level first.
    pub menu: Vec<MenuItem>,
}

/// One line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// Its number, which clicks name.
    pub id: i64,
    /// What is written on it; empty for a separator.
    pub label: String,
    /// Whether it can be clicked.
    pub enabled: bool,
    /// Whether it has a tick, and if so whether that is set.
    pub toggle: Option<bool>,
    /// The lines under it.
    pub children: Vec<MenuItem>,
}

impl Desktop {
    /// The one icon in the tray, waiting for it if need be.
    pub fn tray(&self) -> Result<Tray> {
        until("An icon in the tray", || {
            let registered = self.bus.property(
                WATCHER,
                "/StatusNotifierWatcher",
                WATCHER,
                "RegisteredStatusNotifierItems",
            )?;
            let Some(address) = registered.get(0).and_then(Value::as_str) else {
                return Ok(None);
            };
            Tray::read(&self.bus, address).map(Some)
        })
    }

    /// Waits until the tray looks as `wanted` says.
    pub fn wait_tray(&self, what: &str, wanted: impl Fn(&Tray) -> bool) -> Result<Tray> {
        until(&format!("A tray with {what}"), || {
            Ok(Some(self.tray()?).filter(&wanted))
        })
    }

    /// Clicks a line of the menu as soon as it is there, as a person does: found by the labels that lead to it.
    ///
    /// A menu may have got other lines between the look and the click. Its bar then says that the line is no more,
    /// nothing was clicked, and whoever sits there looks again.
    pub fn choose(&self, labels: &[&str]) -> Result<()> {
        until(&format!("A click on {labels:?}"), || {
            self.tray()?.click(labels).map(Some)
        })
    }

    /// Takes the bar with the tray away.
    pub fn stop_tray_host(&self) -> Result<()> {
        self.keeper().stop("xfce4-panel")
    }
}

impl Tray {
    fn read(bus: &Bus, address: &str) -> Result<Self> {
        let (service, path) = place(address);
        let get = |name| bus.property(service, path, ITEM, name);
        let text = |name| -> String {
            let value = get(name).unwrap_or_default();
            value.as_str().unwrap_or_default().to_owned()
        };
        let menu_path = text("Menu");
        // Before the icon, which programs change first: a new hint never goes with an old icon.
        let tooltip = hint(&get("ToolTip").unwrap_or_default());
        let mut icon = DefaultHasher::new();
        get("IconPixmap")
            .unwrap_or_default()
            .to_string()
            .hash(&mut icon);
        Ok(Self {
            menu: menu(bus, service, &menu_path)?,
            id: text("Id"),
            title: text("Title"),
            tooltip,
            status: text("Status"),
            icon_name: text("IconName"),
            icon: icon.finish(),
            bus: bus.clone(),
            service: service.to_owned(),
            path: path.to_owned(),
            menu_path,
        })
    }

    /// A left click on the icon.
    pub fn activate(&self) -> Result<()> {
        let args = ["ii", "1260", "15"];
        self.bus
            .call(&self.service, &self.path, (ITEM, "Activate"), &args)?;
        Ok(())
    }

    /// A click on a line of the menu, found by the labels that lead to it.
    pub fn click(&self, labels: &[&str]) -> Result<()> {
        let item = self.item(labels)?;
        if !item.enabled {
            bail!("\"{}\" is on the menu but can't be clicked", item.label);
        }
        let id = item.id.to_string();
        let args = ["isvu", &id, "clicked", "s", "", "0"];
        self.bus
            .call(&self.service, &self.menu_path, (MENU, "Event"), &args)?;
        Ok(())
    }

    /// A line of the menu, found by the labels that lead to it.
    pub fn item(&self, labels: &[&str]) -> Result<&MenuItem> {
        let mut level = &self.menu;
        let mut found = None;
        for label in labels {
            let item = level
                .iter()
                .find(|item| item.label == *label)
                .with_context(|| {
                    let there: Vec<_> = level.iter().map(|item| &item.label).collect();
                    format!("\"{label}\" is not on the menu, which has {there:?}")
                })?;
            level = &item.children;
            found = Some(item);
        }
        found.context("No label was given")
    }
}

/// The watcher writes "service/path", or the service alone where the path is the usual one.
pub(super) fn place(address: &str) -> (&str, &str) {
    match address.find('/') {
        Some(at) => address.split_at(at),
        None => (address, "/StatusNotifierItem"),
    }
}

/// What is read in a tooltip: its title and its text.
pub(super) fn hint(tooltip: &Value) -> String {
    let line = |at| tooltip.get(at).and_then(Value::as_str).unwrap_or_default();
    format!("{}\n{}", line(2), line(3)).trim().to_owned()
}

fn menu(bus: &Bus, service: &str, path: &str) -> Result<Vec<MenuItem>> {
    if path.is_empty() || path == "/NO_DBUSMENU" {
        return Ok(Vec::new());
    }
    let everything = ["iias", "0", "-1", "0"];
    let layout = bus.call(service, path, (MENU, "GetLayout"), &everything)?;
    Ok(layout
        .get(1)
        .and_then(item)
        .map(|root| root.children)
        .unwrap_or_default())
}

/// One `(ia{sv}av)`.
fn item(value: &Value) -> Option<MenuItem> {
    let property = |name: &str| value.get(1)?.get(name)?.get("data");
    let flag = |name: &str| property(name).and_then(Value::as_bool);
    if flag("visible") == Some(false) {
        return None;
    }
    let label = property("label")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let toggles = property("toggle-type").and_then(Value::as_str);
    Some(MenuItem {
        id: value.get(0)?.as_i64()?,
        label: plain(label),
        enabled: flag("enabled").unwrap_or(true),
        toggle: toggles
            .filter(|kind| !kind.is_empty())
            .map(|_| property("toggle-state").and_then(Value::as_i64) == Some(1)),
        children: value
            .get(2)?
            .as_array()?
            .iter()
            .filter_map(|child| item(child.get("data")?))
            .collect(),
    })
}

/// A label without the marks for access keys: one underline marks, two are one that is shown.
fn plain(label: &str) -> String {
    label
        .split("__")
        .map(|part| part.replace('_', ""))
        .collect::<Vec<_>>()
        .join("_")
}

#[cfg(test)]
mod tests {
    use super::{item, plain};
    use serde_json::json;

    #[test]
    fn a_label_reads_as_it_is_shown() {
        assert_eq!(plain("_Open __init__"), "Open _init_");
    }

    #[test]
    fn a_menu_keeps_its_ticks_its_greyed_lines_and_its_submenus() {
        let layout = json!([0, {}, [
            {"type": "(ia{sv}av)", "data": [1, {"label": {"type": "s", "data": "Pause"}}, [
                {"type": "(ia{sv}av)", "data": [2, {
                    "label": {"type": "s", "data": "1 hour"},
                    "enabled": {"type": "b", "data": false},
                    "toggle-type": {"type": "s", "data": "checkmark"},
                    "toggle-state": {"type": "i", "data": 1}
                }, []]}
            ]]}
        ]]);
        let root = item(&layout).unwrap();
        let hour = &root.children[0].children[0];
        assert_eq!(hour.label, "1 hour");
        assert!(!hour.enabled, "a greyed line can't be clicked");
        assert_eq!(hour.toggle, Some(true), "the tick is what a person reads");
    }
}
