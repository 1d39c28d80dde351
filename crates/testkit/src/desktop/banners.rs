//! The notification daemon: what was shown, what is still shown, and a person's answer to it.
//!
//! Banners are read off the bus (each `Notify` call with the reply that gave it its number, and the
//! signal that ended it), so that what a test sees is what the desktop was really asked to show.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use rustix::process::Signal;
use serde_json::Value;

use super::Desktop;
use super::bus::Bus;
use super::furniture;
use crate::wait::until;

const NAME: &str = "org.freedesktop.Notifications";
const DAEMON: &str = "dunst";
const PATH: &str = "/org/freedesktop/Notifications";

/// One banner as the desktop was asked to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// The daemon's number for it.
    pub id: u32,
    /// The program's name as it gave it.
    pub app: String,
    /// The title.
    pub summary: String,
    /// The text, with its markup.
    pub body: String,
    /// The buttons, and "default" for the banner itself.
    pub actions: Vec<Action>,
    /// How urgent it was said to be.
    pub urgency: Urgency,
    /// Whether it is gone from the screen.
    pub closed: bool,
}

/// Something a person may do with a banner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What the program hears.
    pub key: String,
    /// What the person reads.
    pub label: String,
}

/// The three urgencies of the desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Need not be seen at once.
    Low,
    /// As usual, also where nothing was said.
    Normal,
    /// Breaks through.
    Critical,
}

/// Every message about notifications since the desktop began.
#[derive(Debug)]
pub(super) struct Watch {
    messages: Arc<Mutex<Vec<Value>>>,
    monitor: std::process::Child,
}

impl Watch {
    pub(super) fn start(bus: &Bus) -> Result<Self> {
        let mut monitor = bus
            .busctl()
            .arg("monitor")
            .arg(format!("--match=interface='{NAME}'"))
            .arg("--match=type='method_return'")
            .arg("--match=type='error'")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("busctl could not be started")?;
        let pipe = monitor
            .stdout
            .take()
            .context("busctl was started without a pipe")?;
        let messages = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&messages);
        std::thread::spawn(move || {
            for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                if let Ok(message) = serde_json::from_str(&line) {
                    shared
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push(message);
                }
            }
        });
        Ok(Self { messages, monitor })
    }

    /// Returns once a call made now is seen: from here on nothing is missed.
    pub(super) fn settle(&self, bus: &Bus) -> Result<()> {
        until("The watch over the bus", || {
            bus.call(NAME, PATH, (NAME, "GetServerInformation"), &[])?;
            Ok(self
                .messages()
                .iter()
                .any(|message| is(message, "member", "GetServerInformation"))
                .then_some(()))
        })
    }

    fn messages(&self) -> Vec<Value> {
        self.messages
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn banners(&self) -> Vec<Banner> {
        let messages = self.messages();
        let mut shown: Vec<Banner> = Vec::new();
        for message in &messages {
            if is(message, "member", "Notify") && is(message, "type", "method_call") {
                if let Some(banner) = banner(message, &messages) {
                    // A banner that replaces another takes its number and its place.
                    shown.retain(|older| older.closed || older.id != banner.id);
                    shown.push(banner);
                }
            } else if is(message, "member", "NotificationClosed") {
                let id = payload(message, 0).and_then(Value::as_u64);
                for banner in &mut shown {
                    banner.closed |= Some(u64::from(banner.id)) == id;
                }
            }
        }
        shown
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.monitor.kill();
        let _ = self.monitor.wait();
    }
}

fn is(message: &Value, key: &str, value: &str) -> bool {
    message.get(key).and_then(Value::as_str) == Some(value)
}

fn payload(message: &Value, index: usize) -> Option<&Value> {
    message.get("payload")?.get("data")?.get(index)
}

/// A `Notify` call and the reply to it; none while the daemon has not answered.
fn banner(call: &Value, messages: &[Value]) -> Option<Banner> {
    let text = |index| payload(call, index)?.as_str().map(str::to_owned);
    let reply = messages.iter().find(|message| {
        is(message, "type", "method_return")
            && message.get("reply_cookie") == call.get("cookie")
            && message.get("destination") == call.get("sender")
    })?;
    let words: Vec<_> = payload(call, 5)?
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let actions = words.chunks(2).filter_map(|pair| match pair {
        [key, label] => Some(Action {
            key: (*key).to_owned(),
            label: (*label).to_owned(),
        }),
        _ => None,
    });
    let urgency = payload(call, 6)?
        .pointer("/urgency/data")
        .and_then(Value::as_u64);
    Some(Banner {
        id: u32::try_from(payload(reply, 0)?.as_u64()?).ok()?,
        app: text(0)?,
        summary: text(3)?,
        body: text(4)?,
        actions: actions.collect(),
        urgency: match urgency {
            Some(0) => Urgency::Low,
            Some(2) => Urgency::Critical,
            _ => Urgency::Normal,
        },
        closed: false,
    })
}

impl Desktop {
    /// Every banner since the desktop began, oldest first.
    pub fn notifications(&self) -> Vec<Banner> {
        self.watch.banners()
    }

    /// Waits for a banner whose title or text contains `part`.
    pub fn wait_banner(&self, part: &str) -> Result<Banner> {
        until(&format!("A banner with \"{part}\""), || {
            Ok(self.notifications().into_iter().rev().find(|banner| {
                !banner.closed && (banner.summary.contains(part) || banner.body.contains(part))
            }))
        })
    }

    /// Does with a banner what a person would: "default" is a click on it, any other key its button.
    ///
    /// It goes through the daemon itself, so that the program hears what it would hear from a hand.
    pub fn invoke_action(&self, id: u32, key: &str) -> Result<()> {
        let before = self.heard(id, key);
        if key == "default" {
            // The daemon counts the banners on the screen from the oldest.
            let at = self
                .notifications()
                .iter()
                .filter(|banner| !banner.closed)
                .position(|banner| banner.id == id)
                .with_context(|| format!("Banner {id} is not on the screen"))?;
            self.dunstctl(&["action", &at.to_string()])?;
        } else {
            let wanted = furniture::wanted_action(self.folder.path());
            std::fs::write(wanted, format!("[{id},{key}]"))?;
            self.dunstctl(&["context"])?;
        }
        until(&format!("The action \"{key}\" of banner {id}"), || {
            Ok((self.heard(id, key) > before).then_some(()))
        })
    }

    fn dunstctl(&self, args: &[&str]) -> Result<()> {
        let done = self.command("dunstctl").args(args).output()?;
        let words = String::from_utf8_lossy(&done.stderr);
        ensure!(done.status.success(), "dunstctl: {}", words.trim());
        Ok(())
    }

    /// How often the daemon said that this action was chosen.
    fn heard(&self, id: u32, key: &str) -> usize {
        let count = |message: &&Value| {
            is(message, "member", "ActionInvoked")
                && payload(message, 0).and_then(Value::as_u64) == Some(u64::from(id))
                && payload(message, 1).and_then(Value::as_str) == Some(key)
        };
        self.watch.messages().iter().filter(count).count()
    }

    /// Closes a banner without an answer.
    pub fn close_banner(&self, id: u32) -> Result<()> {
        self.bus.call(
            NAME,
            PATH,
            (NAME, "CloseNotification"),
            &["u", &id.to_string()],
        )?;
        Ok(())
    }

    /// Takes the notification daemon away: from now on nobody shows banners.
    pub fn stop_notifications(&self) -> Result<()> {
        self.keeper().stop(DAEMON)
    }

    /// Lets the notification daemon live but answer nothing.
    pub fn hang_notifications(&self) -> Result<()> {
        self.keeper().signal(DAEMON, Signal::STOP)
    }

    /// Lets a hung notification daemon go on.
    pub fn resume_notifications(&self) -> Result<()> {
        self.keeper().signal(DAEMON, Signal::CONT)
    }
}
