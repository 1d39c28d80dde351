//! The panel's page on its real window, driven by `WebDriver` as a person would: found by role and
//! name, clicked, typed into. Debian's `WebKitWebDriver` starts the app itself.

use std::cell::RefCell;
use std::fs::File;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use journeys::knock::{Line, request};
use serde_json::{Value, json};
use shipbell_testkit::wait::until;
use shipbell_testkit::{Program, Running, program};

use crate::stage::Stage;

/// The key under which an element's reference stands in every answer.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The key, as `WebDriver` writes it.
pub(crate) const ESCAPE: &str = "\u{e00c}";

/// An element of the page.
#[derive(Debug, Clone)]
pub(crate) struct Element(String);

/// The page, until this is dropped: then the app ends too.
pub(crate) struct Page {
    address: String,
    session: String,
    /// Held by the app for as long as it runs its home.
    lock: PathBuf,
    _driver: Running,
}

impl Page {
    /// Starts the app, waits for its door, and opens the panel by a click on the tray.
    pub(crate) fn open(stage: &Stage) -> Self {
        Self::open_with(stage, &[])
    }

    /// The same, with words for the app's command line.
    pub(crate) fn open_with(stage: &Stage, args: &[&str]) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        let port = address.rsplit(':').next().unwrap().to_owned();
        drop(free);
        let driver = Program::other("WebKitWebDriver")
            .args([format!("--port={port}")])
            .on(&stage.desktop)
            .home(stage.home())
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .envs(stage.world())
            .start()
            .unwrap();
        until("A driver for the page", || Ok(Line::connect(&address).ok())).unwrap();
        let session = begin(stage, &address, args);
        let page = Self {
            address,
            session,
            lock: stage.home().join("owner.lock"),
            _driver: driver,
        };
        // What a test looks at must not close when something else takes the focus.
        let pinned = page.invoke(&json!({ "command": "pin", "pinned": true }));
        assert!(pinned["ok"].is_object(), "{pinned}");
        page.watch_policy();
        page
    }

    /// Ends the app, and waits until the next one may follow it.
    pub(crate) fn close(self) {
        ask(&self.address, "DELETE", &self.path(""), &json!({})).unwrap();
        until("The end of the app", || {
            let lock = File::open(&self.lock)?;
            Ok(lock.try_lock_shared().ok())
        })
        .unwrap();
    }

    /// The one element with this role and name, once it is there.
    pub(crate) fn find(&self, role: &str, name: &str) -> Element {
        self.wait(&format!("{role} \"{name}\""), || self.look(role, name))
    }

    /// The element with this role and name, if it is there now.
    pub(crate) fn look(&self, role: &str, name: &str) -> Option<Element> {
        let found = self.run(
            &format!("{FINDER} return find(arguments[0], arguments[1]);"),
            &json!([role, name]),
        );
        found[ELEMENT].as_str().map(|id| Element(id.to_owned()))
    }

    /// Clicks an element once it is there.
    pub(crate) fn click(&self, role: &str, name: &str) {
        let refused = RefCell::new(String::new());
        self.wait(&format!("a click on {role} \"{name}\""), || {
            let Element(id) = self.look(role, name)?;
            // The driver scrolls the window, but not a part of the page that scrolls by itself. What
            // was drawn anew meanwhile is looked for again.
            let script = "arguments[0].scrollIntoView({ block: 'center' });";
            let scroll = json!({ "script": script, "args": [{ ELEMENT: id }] });
            let path = self.path(&format!("/element/{id}/click"));
            let clicked = ask(&self.address, "POST", &self.path("/execute/sync"), &scroll)
                .and_then(|_| ask(&self.address, "POST", &path, &json!({})));
            let said = clicked.as_ref().err().map(ToString::to_string);
            let said = said.unwrap_or_default();
            if *refused.borrow() != said {
                println!("{role} \"{name}\": {said}");
                refused.replace(said);
            }
            clicked.ok()
        });
    }

    /// Types into a field in place of what stands there.
    pub(crate) fn fill(&self, role: &str, name: &str, text: &str) {
        let Element(id) = self.find(role, name);
        let at = |what| self.path(&format!("/element/{id}/{what}"));
        ask(&self.address, "POST", &at("clear"), &json!({})).unwrap();
        ask(
            &self.address,
            "POST",
            &at("value"),
            &json!({ "text": text }),
        )
        .unwrap();
    }

    /// Writes into an editor in place of what stands there. It is no form field, so keys do it.
    pub(crate) fn write(&self, name: &str, text: &str) {
        self.click("textbox", name);
        let control = "\u{e009}";
        let down = |key: &str| json!({ "type": "keyDown", "value": key });
        let up = |key: &str| json!({ "type": "keyUp", "value": key });
        self.act(&[down(control), down("a"), up("a"), up(control)]);
        self.keys(text);
    }

    /// Whether a switch is on.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        let script = format!(
            "{FINDER} const one = find('switch', arguments[0]);
             return one.checked ?? one.getAttribute('aria-checked') === 'true';"
        );
        self.run(&script, &json!([name]))
            .as_bool()
            .unwrap_or_default()
    }

    /// Presses keys where the focus is.
    pub(crate) fn keys(&self, text: &str) {
        let strokes: Vec<Value> = text
            .chars()
            .flat_map(|key| ["keyDown", "keyUp"].map(|what| json!({ "type": what, "value": key })))
            .collect();
        self.act(&strokes);
    }

    fn act(&self, strokes: &[Value]) {
        let actions = json!({ "actions": [{ "type": "key", "id": "keys", "actions": strokes }] });
        ask(&self.address, "POST", &self.path("/actions"), &actions).unwrap();
    }

    /// All that can be read on the page.
    pub(crate) fn text(&self) -> String {
        let text = self.run("return document.body.innerText;", &json!([]));
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page says this.
    pub(crate) fn wait_text(&self, part: &str) {
        self.wait(&format!("\"{part}\""), || {
            self.text().contains(part).then_some(())
        });
    }

    /// Waits until the page no longer says this.
    pub(crate) fn wait_gone(&self, part: &str) {
        self.wait(&format!("no \"{part}\""), || {
            (!self.text().contains(part)).then_some(())
        });
    }

    /// Runs a script in the page.
    pub(crate) fn run(&self, script: &str, args: &Value) -> Value {
        let body = json!({ "script": script, "args": args });
        ask(&self.address, "POST", &self.path("/execute/sync"), &body).unwrap()
    }

    /// Asks the program as hostile script in the page could: `ok` or `refused`.
    pub(crate) fn invoke(&self, request: &Value) -> Value {
        self.call("wire", &json!({ "request": request }))
    }

    /// Calls any command of any plugin, as hostile script in the page could.
    pub(crate) fn call(&self, command: &str, arguments: &Value) -> Value {
        let script = "const done = arguments[2];
            window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])
              .then((ok) => done({ ok }), (refused) => done({ refused }));";
        let body = json!({ "script": script, "args": [command, arguments] });
        ask(&self.address, "POST", &self.path("/execute/async"), &body).unwrap()
    }

    /// What the page's policy had to stop since it opened; nothing ever should be.
    pub(crate) fn stopped_by_policy(&self) -> Vec<Value> {
        let all = self.run("return window.stopped;", &json!([]));
        all.as_array().cloned().unwrap_or_else(|| vec![all])
    }

    fn watch_policy(&self) {
        let script = "window.stopped = [];
            document.addEventListener('securitypolicyviolation', (event) =>
              window.stopped.push(event.violatedDirective + ' ' + event.blockedURI));";
        self.run(script, &json!([]));
    }

    fn wait<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
        let seen = until(what, || Ok(look()));
        seen.map_err(|error| format!("{error}. The page says:\n{}", self.text()))
            .unwrap()
    }

    fn path(&self, rest: &str) -> String {
        format!("/session/{}{rest}", self.session)
    }
}

/// A session begins when the app has a window; a person's click on the tray gives it one, or a link does.
fn begin(stage: &Stage, address: &str, args: &[&str]) -> String {
    let (tell, told) = mpsc::channel();
    let (at, capabilities) = (address.to_owned(), capabilities(args));
    std::thread::spawn(move || tell.send(ask(&at, "POST", "/session", &capabilities)));
    stage.wait_open_door();
    // A link shows the panel by itself, and a click on the tray would hide it again.
    if args.is_empty() {
        // The tray of an app that has just ended may still be there.
        until("The app's own bell in the tray", || {
            let activated = stage.desktop.tray().and_then(|tray| tray.activate());
            Ok(activated.ok())
        })
        .unwrap();
    }
    let begun = told.recv_timeout(Duration::from_secs(90)).unwrap().unwrap();
    begun["sessionId"].as_str().unwrap().to_owned()
}

fn capabilities(args: &[&str]) -> Value {
    let app = program::folder().unwrap().join("shipbell-desktop");
    let options = json!({ "binary": app, "args": args });
    json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } })
}

fn ask(address: &str, method: &str, path: &str, body: &Value) -> anyhow::Result<Value> {
    let body = body.to_string();
    let body = if method == "POST" { body.as_str() } else { "" };
    let kind = [("content-type", "application/json")];
    let mut line = Line::connect(address)?;
    line.send(&request(method, path, &kind, body.as_bytes()))?;
    let answer = line.answer()?;
    let mut said: Value = serde_json::from_str(&answer.body)?;
    anyhow::ensure!(answer.status == 200, "{method} {path}: {said}");
    Ok(said["value"].take())
}

/// Roles and names as assistive technology reads them, as far as this panel uses them.
const FINDER: &str = r"
const CANDIDATES = {
  button: 'button, [role=button], summary', link: 'a[href]', textbox: 'input:not([type]), input[type=text], input[type=url], textarea, [role=textbox], .cm-content',
  searchbox: 'input[type=search]', switch: '[role=switch]', checkbox: 'input[type=checkbox]:not([role])', radio: 'input[type=radio], [role=radio]',
  combobox: 'select, [role=combobox]', tab: '[role=tab]', heading: 'h1, h2, h3, [role=heading]',
  option: 'option, [role=option]', listitem: 'li', dialog: 'dialog[open], [role=dialog]', menuitem: '[role^=menuitem]',
};
const clean = (text) => text.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
function nameOf(one) {
  const by = one.getAttribute('aria-labelledby');
  if (by) return clean(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' '));
  const label = one.getAttribute('aria-label');
  if (label) return clean(label);
  if (one.labels?.length) return clean([...one.labels].map((label) => label.textContent).join(' '));
  return clean(one.textContent || one.getAttribute('title') || one.placeholder || '');
}
function find(role, name) {
  const all = [...document.querySelectorAll(CANDIDATES[role] ?? `[role=${role}]`)];
  const seen = all.filter((one) => one.getClientRects().length > 0);
  return seen.find((one) => nameOf(one) === name) ?? seen.find((one) => nameOf(one).startsWith(name)) ?? null;
}";
