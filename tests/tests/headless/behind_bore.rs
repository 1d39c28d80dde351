//! A Shipbell without a desktop whose deliveries come through a real bore, and what it says of itself.

use std::path::Path;

use journeys::{Home, Serving};
use serde_json::{Value, json};
use shipbell_testkit::wait::until;
use shipbell_testkit::{BoreServer, FakeApple, Program, bore};

use crate::apple::text;

pub(crate) struct Scene {
    pub(crate) apple: FakeApple,
    pub(crate) home: Home,
}

impl Scene {
    /// One that is to use this server, and does not run yet.
    pub(crate) fn behind(server: &BoreServer) -> Self {
        Self::told(server, &[])
    }

    /// The same, with more for bore to know.
    pub(crate) fn told(server: &BoreServer, more: &[&str]) -> Self {
        let apple = FakeApple::start().unwrap();
        let home = Home::asking(&apple);
        let server = format!("server={}", server.host());
        let options = [server.as_str()].into_iter().chain(more.iter().copied());
        let options = options.flat_map(|option| ["--option", option]);
        home.json(["tunnel", "use", "bore"].into_iter().chain(options));
        Self { apple, home }
    }

    /// `serve` at this address, where bore is on the path.
    pub(crate) fn program(&self, listen: &str) -> Program {
        let folder = bore::program().unwrap();
        let folder = folder.parent().unwrap_or(Path::new("."));
        let path = format!("{}:/usr/bin:/bin", folder.display());
        let serve = self.home.shipbell(["serve", "--listen", listen, "--json"]);
        serve.env("PATH", path)
    }

    pub(crate) fn serve(&self) -> Serving {
        Serving::start(self.program("127.0.0.1:0"))
    }

    /// The tunnel, once it is as it should be.
    pub(crate) fn tunnel(&self, what: &str, is: impl Fn(&Value) -> bool) -> Value {
        until(what, || {
            let view = self.home.json(["tunnel", "show"]);
            anyhow::ensure!(is(&view), "{view}");
            Ok(Some(view))
        })
        .unwrap()
    }

    /// What the panel's header tells, once its state is this, for this reason.
    pub(crate) fn becomes(&self, health: &str, code: Option<&str>) -> Value {
        let what = format!("\"{health}\", {code:?}");
        until(&what, || {
            let status = self.home.ask(&json!({ "command": "status" }));
            let is = status["health"] == health && status["cause"]["code"].as_str() == code;
            anyhow::ensure!(is, "{status}");
            Ok(Some(status))
        })
        .unwrap()
    }

    /// What the doctor says, whether all is well or not.
    pub(crate) fn doctor(&self) -> Value {
        self.home.run(["doctor", "--json"]).document()
    }

    /// One of the doctor's lines.
    pub(crate) fn line(&self, name: &str) -> Option<Value> {
        let doctor = self.doctor();
        let hops = doctor["hops"].as_array().unwrap();
        hops.iter().find(|hop| hop["hop"] == name).cloned()
    }

    pub(crate) fn hop(&self, name: &str) -> Option<String> {
        Some(text(&self.line(name)?["verdict"]))
    }

    /// A key, an app, and a webhook for it. Says the app.
    pub(crate) fn connects(&self, name: &str) -> String {
        let app = self.apple.app(name, "example.app", name);
        let key = self.apple.team_key().unwrap();
        let file = (self.home).note(&format!("AuthKey_{}.p8", key.key_id), &key.p8);
        let (file, issuer) = (file.display().to_string(), key.issuer.unwrap());
        (self.home).json(["account", "add", "--p8", &file, "--issuer", &issuer]);
        (self.home).json(["webhook", "create", "--app", &app]);
        app
    }

    pub(crate) fn url_at_apple(&self, app: &str) -> String {
        let webhooks = self.apple.webhooks(app);
        assert_eq!(webhooks.len(), 1, "one webhook of the app is ours");
        webhooks[0].url.clone()
    }

    /// The event of a version that came to this state, once it is there.
    pub(crate) fn comes_to(&self, state: &str) -> Value {
        until(&format!("an event with {state}"), || {
            let mut events = self.home.events([]).into_iter();
            Ok(events.find(|event| event["status"] == state))
        })
        .unwrap()
    }

    /// The states since the start, and why, in the doctor's own words.
    pub(crate) fn states(&self) -> Vec<String> {
        let doctor = self.doctor();
        let (_, states) = doctor["text"]
            .as_str()
            .unwrap()
            .split_once("### States, oldest first")
            .unwrap();
        let line = |line: &str| line.split_once("ago: ").map(|(_, of)| of.trim().to_owned());
        states.lines().filter_map(line).collect()
    }
}
