//! A diary of the tray: every icon with every hint that a bar could have drawn, each with its moment.
//!
//! A bar reads an item anew when the item signals that something is another, and so does this: what goes by
//! between two looks of a test is written down all the same.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use serde_json::Value;

use super::Desktop;
use super::bus::Bus;
use super::tray::{ITEM, WATCHER};
use crate::wait::until;

const PATH: &str = "/StatusNotifierWatcher";
const PEER: &str = "org.freedesktop.DBus.Peer";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// What the tray showed from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The moment, in epoch milliseconds: when it had been read, so never before it was so.
    pub at: i64,
    /// The icon, in its largest size.
    pub icon: Pixels,
    /// What hovering shows.
    pub tooltip: String,
}

/// A picture as the bar is given it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Pixels {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Alpha, red, green, blue for each pixel, line by line.
    pub argb: Vec<u8>,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({}x{})", self.width, self.height)
    }
}

/// The diary; it is written for as long as the value lives.
#[derive(Debug)]
pub struct TrayDiary {
    pages: Arc<Mutex<Vec<Shown>>>,
    monitor: Child,
}

impl Desktop {
    /// Begins a diary of the tray. An icon that is there already is its first entry.
    pub fn keep_diary(&self) -> Result<TrayDiary> {
        TrayDiary::begin(&self.bus)
    }
}

impl TrayDiary {
    fn begin(bus: &Bus) -> Result<Self> {
        let mut monitor = bus
            .busctl()
            .arg("monitor")
            .args([ITEM, WATCHER].map(|name| format!("--match=type='signal',interface='{name}'")))
            // Whoever begins to listen can't tell when it has begun; a call that it hears can.
            .arg(format!("--match=type='method_call',interface='{PEER}'"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("busctl could not be started")?;
        let pipe = monitor.stdout.take();
        let pipe = pipe.context("busctl was started without a pipe")?;
        let pages = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::new(AtomicBool::new(false));
        let (shared, begun, own) = (Arc::clone(&pages), Arc::clone(&heard), bus.clone());
        std::thread::spawn(move || {
            for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                if line.contains(PEER) {
                    begun.store(true, Ordering::Relaxed);
                }
                // An item that goes at this moment can't be read any more, and shows nothing.
                if let Ok(Some(shown)) = look(&own) {
                    note(&shared, shown);
                }
            }
        });
        let diary = Self { pages, monitor };
        until("A diary of the tray", || {
            bus.call(WATCHER, PATH, (PEER, "Ping"), &[])?;
            Ok(heard.load(Ordering::Relaxed).then_some(()))
        })?;
        Ok(diary)
    }

    /// Everything that was shown since it began, oldest first.
    pub fn pages(&self) -> Vec<Shown> {
        lock(&self.pages).clone()
    }
}

impl Drop for TrayDiary {
    fn drop(&mut self) {
        let _ = self.monitor.kill();
        let _ = self.monitor.wait();
    }
}

fn note(pages: &Mutex<Vec<Shown>>, shown: Shown) {
    let mut pages = lock(pages);
    let is_new = pages
        .last()
        .is_none_or(|last| (&last.icon, &last.tooltip) != (&shown.icon, &shown.tooltip));
    if is_new {
        pages.push(shown);
    }
}

/// In epoch milliseconds.
#[expect(
    clippy::disallowed_methods,
    reason = "what is held against a program's log goes by the same clock"
)]
fn now() -> Result<i64> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH)?;
    Ok(i64::try_from(since.as_millis())?)
}

/// All of the item in one answer, so that icon and hint are of one moment.
fn look(bus: &Bus) -> Result<Option<Shown>> {
    let registered = bus.property(WATCHER, PATH, WATCHER, "RegisteredStatusNotifierItems")?;
    let Some(address) = registered.get(0).and_then(Value::as_str) else {
        return Ok(None);
    };
    let (service, path) = super::tray::place(address);
    let all = bus.call(service, path, (PROPERTIES, "GetAll"), &["s", ITEM])?;
    let at = now()?;
    let get = |name: &str| all.first()?.get(name)?.get("data");
    Ok(Some(Shown {
        at,
        icon: get("IconPixmap").and_then(largest).context("no icon")?,
        tooltip: get("ToolTip").map(super::tray::hint).unwrap_or_default(),
    }))
}

/// The largest of `a(iiay)`.
fn largest(all: &Value) -> Option<Pixels> {
    let pictures = all.as_array()?.iter().filter_map(|one| {
        let number = |at| u32::try_from(one.get(at)?.as_u64()?).ok();
        let bytes = one.get(2)?.as_array()?.iter();
        Some(Pixels {
            width: number(0)?,
            height: number(1)?,
            argb: bytes
                .map(|byte| byte.as_u64().and_then(|byte| u8::try_from(byte).ok()))
                .collect::<Option<_>>()?,
        })
    });
    pictures.max_by_key(|one| one.width)
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::largest;
    use serde_json::json;

    #[test]
    fn the_sharpest_picture_is_the_icon() {
        let icon = largest(&json!([
            [1, 1, [0, 0, 0, 0]],
            [2, 1, [255, 1, 2, 3, 255, 4, 5, 6]]
        ]))
        .unwrap();
        assert_eq!((icon.width, icon.height), (2, 1));
        assert_eq!(icon.argb.get(..4), Some([255, 1, 2, 3].as_slice()));
    }
}
