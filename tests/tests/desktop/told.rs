//! Of how many events the banners have told, however they were put together.
//!
//! Read off the bus call by call: a summary that replaces another within a second is easily missed
//! by looking at the screen now and then.

use std::collections::BTreeSet;

use serde_json::Value;
use shipbell_testkit::wait::until;
use shipbell_testkit::{Program, Running};

use crate::stage::Stage;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// Listens to all that the desktop is asked to show, from when it was made.
pub(crate) struct Told {
    monitor: Running,
}

impl Told {
    pub(crate) fn listen(stage: &Stage) -> Self {
        let busctl = |args: &[&str]| {
            let address = stage.desktop.env().into_iter();
            let mut address = address.filter(|(key, _)| key == "DBUS_SESSION_BUS_ADDRESS");
            let (_, address) = address.next().unwrap();
            Program::other("busctl")
                .args([format!("--address={address}"), "--json=short".to_owned()])
                .args(args)
                .on(&stage.desktop)
        };
        let of_name = format!("--match=interface='{NAME}'");
        let monitor = busctl(&["monitor", &of_name]).start().unwrap();
        until("A monitor that hears the bus", || {
            busctl(&["call", NAME, PATH, NAME, "GetServerInformation"]).say()?;
            let mut heard = monitor.stdout().into_iter();
            Ok(heard
                .any(|line| line.contains("GetServerInformation"))
                .then_some(()))
        })
        .unwrap();
        Self { monitor }
    }

    /// For each banner about Tideline and each summary, of how many events it told.
    pub(crate) fn counts(&self) -> Vec<usize> {
        let calls = self.calls();
        let counts = calls.iter().map(|call| count(&text(call, 3)));
        counts.filter(|count| *count > 0).collect()
    }

    /// Of how many events they told in all.
    pub(crate) fn events(&self) -> usize {
        self.counts().iter().sum()
    }

    /// How many places they took on the screen: one that replaces another takes none.
    pub(crate) fn places(&self) -> usize {
        let calls = self.calls();
        let fresh = calls
            .iter()
            .filter(|call| call.pointer("/payload/data/1") == Some(&Value::from(0)));
        fresh.count()
    }

    /// What they said, each text once.
    pub(crate) fn bodies(&self) -> BTreeSet<String> {
        self.calls().iter().map(|call| text(call, 4)).collect()
    }

    fn calls(&self) -> Vec<Value> {
        let lines = self.monitor.stdout();
        let messages = lines.iter().filter_map(|line| {
            let message: Value = serde_json::from_str(line).ok()?;
            (message["member"] == "Notify" && message["type"] == "method_call").then_some(message)
        });
        messages.collect()
    }
}

fn text(call: &Value, at: usize) -> String {
    let found = call.pointer(&format!("/payload/data/{at}"));
    found.and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// "17 events" tells of 17.
fn count(title: &str) -> usize {
    match title.split_once(" events") {
        Some((count, "")) => count.parse().unwrap(),
        _ => usize::from(title.starts_with("Tideline")),
    }
}
