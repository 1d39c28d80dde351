//! The proof of the public address, from the typed text to the green word, with everything between.
//!
//! Real here: `shipbell serve` as it was built, with its door, engine, vault, database and settings;
//! the command that the panel asks, on the control socket; the question as it goes out (the system's
//! proxy, TLS, the certificate and its name); a reverse proxy that ends TLS and hands requests on to the
//! door; the answer and its mac. Nothing of Shipbell is switched off or replaced.
//!
//! Not real: the internet. `bell.example.com` leads to this computer because the proxy in the program's
//! environment says so, and its certificate is of an authority that `SSL_CERT_FILE` names. The address is
//! a public one by the rules, so none of them is bent. What a program meets without a proxy (a name that
//! leads nowhere, a refused connection) is in `crates/tunnel/tests/it`.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use journeys::{Endpoint, Home, Serving, apple, knock};
use serde_json::{Value, json};
use shipbell_testkit::wait::until;

use crate::authority::Authority;
use crate::internet::{Internet, Server, nobody};

const NAME: &str = "bell.example.com";

/// A Shipbell with an endpoint and an open door, on an internet of its own.
struct Scene {
    home: Home,
    endpoint: Endpoint,
    internet: Internet,
    serving: Serving,
}

impl Scene {
    fn new() -> Self {
        let home = Home::new();
        let endpoint = home.add("Tideline");
        let internet = Internet::new(&home);
        let serve = home.shipbell(["serve", "--listen", "127.0.0.1:0", "--json"]);
        let serving = Serving::start(internet.reaches(serve));
        let scene = Self {
            home,
            endpoint,
            internet,
            serving,
        };
        let typed = json!({ "name": "publicUrl", "value": format!("https://{NAME}") });
        scene
            .home
            .ask(&json!({ "command": "changeSetting", "setting": typed }));
        scene
    }

    fn door(&self) -> SocketAddr {
        self.serving.address.parse().unwrap()
    }

    fn prove(&self) -> Value {
        self.home
            .ask(&json!({ "command": "prove", "endpoint": null }))
    }

    /// What the panel's header claims.
    fn claims_to_be_proven(&self) -> bool {
        !self.home.ask(&json!({ "command": "status" }))["proven"].is_null()
    }

    fn proven(&self) {
        let proof = self.prove();
        assert_eq!(proof["outcome"], "proven", "{proof}");
        assert!(self.claims_to_be_proven());
    }

    /// Tries, and expects it to fail for this reason and in words that have these in them.
    fn unproven(&self, cause: &str, says: &str) {
        let proof = self.prove();
        assert_eq!(proof["outcome"], "unproven", "{cause}: {proof}");
        assert_eq!(proof["cause"], cause, "its own reason: {proof}");
        let told = proof["detail"].as_str().unwrap();
        assert!(told.contains(says), "{cause}: {told}");
        assert!(
            !told.contains(&self.endpoint.token),
            "the path has the token, which is half of a secret: {told}"
        );
        assert!(
            !self.claims_to_be_proven(),
            "nothing may stay green that was just seen to be broken ({cause})"
        );
    }
}

#[test]
fn an_address_that_leads_home_is_proven_by_this_very_instance() {
    let scene = Scene::new();
    assert!(!scene.claims_to_be_proven(), "nobody has tried yet");
    scene.internet.lead(NAME, Server::Before(scene.door()));
    scene.proven();
    assert_eq!(
        scene.home.events([]).len(),
        0,
        "a question is no delivery, and makes no event"
    );
    scene.serving.end();
}

#[test]
fn each_way_to_fail_is_told_by_its_own_reason_and_ends_the_proof() {
    let scene = Scene::new();
    let lead_home = || scene.internet.lead(NAME, Server::Before(scene.door()));

    lead_home();
    scene.proven();
    scene.internet.lead(
        NAME,
        Server::Saying("HTTP/1.1 404 Not Found\r\ncontent-type: text/html\r\ncontent-length: 14\r\n\r\n<h1>nginx</h1>"),
    );
    scene.unproven("not-found", "it has nothing at this path");

    lead_home();
    scene.proven();
    scene.internet.lead(
        NAME,
        Server::Saying("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 34\r\n\r\n<p>You are about to visit this</p>"),
    );
    scene.unproven("interstitial", "A page for people");

    lead_home();
    scene.proven();
    scene.internet.lead(NAME, Server::Before(nobody()));
    scene.unproven("tunnel-down", "nothing is behind it");

    lead_home();
    scene.proven();
    let stranger = Authority::new();
    let home = || Server::Before(scene.door());
    scene.internet.lead_with(NAME, home(), &stranger, NAME);
    scene.unproven("tls", "could not be secured");

    lead_home();
    scene.proven();
    let trusted = scene.internet.authority();
    scene
        .internet
        .lead_with(NAME, home(), trusted, "other.example.com");
    scene.unproven("tls", "could not be secured");

    lead_home();
    scene.proven();
    scene.internet.lead_nowhere(NAME);
    scene.unproven("unreachable", "Nobody takes the connection");

    lead_home();
    scene.proven();
    scene.serving.end();
}

#[test]
fn another_shipbell_behind_the_address_is_told_from_this_one() {
    let scene = Scene::new();
    let neighbour = Home::new();
    neighbour.add("Tideline");
    let next_door = neighbour.serve();
    let at = next_door.address.parse().unwrap();
    scene.internet.lead(NAME, Server::Before(at));
    scene.unproven("other-instance", "but not this one");
    next_door.end();

    // A backup of this home that runs elsewhere: the same token, the same secret, another memory.
    let twin = Home::new();
    copy(&scene.home.folder(), &twin.folder());
    let restored = twin.serve();
    let at = restored.address.parse().unwrap();
    scene.internet.lead(NAME, Server::Before(at));
    scene.unproven("other-instance", "but not this one");
    let body = apple::app_version("to the twin", "REJECTED");
    assert_eq!(
        scene.endpoint.post(&restored, &body).status,
        200,
        "or it would be told apart for having another endpoint"
    );
    restored.end();

    scene.internet.lead(NAME, Server::Before(scene.door()));
    scene.proven();
    scene.serving.end();
}

#[test]
fn a_question_that_was_overheard_is_answered_to_nobody_else() {
    let scene = Scene::new();
    scene.internet.lead(NAME, Server::Before(scene.door()));
    // Shipbell asks by itself, and then not for minutes: what was overheard has been answered.
    until("its own question to come home", || {
        Ok(scene.claims_to_be_proven().then_some(()))
    })
    .unwrap();
    let overheard = scene.internet.overheard().pop().unwrap();
    assert!(overheard.contains("x-shipbell-proof: "), "{overheard}");
    let answer = knock::knock(&scene.serving.address, overheard.as_bytes());
    assert_eq!(answer.status, 401, "each question is answered once");
    assert_eq!(answer.header("x-shipbell-proof"), None);
    scene.serving.end();
}

/// What a backup takes along: the files, and no socket.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            copy(&entry.path(), &to);
        } else if kind.is_file() && entry.file_name() != "owner.lock" {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
