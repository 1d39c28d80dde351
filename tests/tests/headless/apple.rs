//! Accounts, apps and webhooks at Apple, from the command line, with a stand-in for App Store Connect.

use std::fs;

use journeys::{Endpoint, Home, Serving, apple};
use serde_json::{Value, json};
use shipbell_testkit::FakeApple;
use shipbell_testkit::apple::{Credentials, Owner, Role, Webhook};
use shipbell_testkit::wait::until;

pub(crate) struct Scene {
    pub(crate) apple: FakeApple,
    pub(crate) home: Home,
    pub(crate) serving: Serving,
}

impl Scene {
    /// A running Shipbell that knows no key.
    pub(crate) fn new() -> Self {
        let apple = FakeApple::start().unwrap();
        let home = Home::asking(&apple);
        let serving = home.serve();
        Self {
            apple,
            home,
            serving,
        }
    }

    /// One with an account and these apps, each with a webhook of ours. Says the apps and the endpoints.
    pub(crate) fn registered(names: &[&str]) -> (Self, Vec<(String, String)>) {
        let scene = Self::new();
        scene.sign_in(&scene.apple.team_key().unwrap());
        let made = names.iter().map(|name| {
            let bundle = format!("example.{}", name.to_lowercase().replace(' ', ""));
            let app = scene.apple.app(name, &bundle, name);
            let made = scene.create(&app);
            (app, text(&made["name"]))
        });
        let made = made.collect();
        (scene, made)
    }

    pub(crate) fn door(&self) -> String {
        format!("http://{}", self.serving.address)
    }

    fn sign_in(&self, key: &Credentials) -> Value {
        self.home
            .json(sign_in(&self.home, key).iter().map(String::as_str))
    }

    fn create(&self, app: &str) -> Value {
        let door = self.door();
        self.home
            .json(["webhook", "create", "--app", app, "--url", &door])
    }

    /// The one webhook of an app that we made, as Apple has it.
    fn ours(&self, app: &str) -> Webhook {
        let mut all = self.apple.webhooks(app);
        all.retain(|webhook| webhook.url.starts_with(&self.door()));
        assert_eq!(all.len(), 1, "one webhook of an app is ours: {all:?}");
        all.swap_remove(0)
    }

    /// Posts a body as Apple would with this secret.
    fn signed_with(&self, webhook: &Webhook, secret: &str, id: &str) -> u16 {
        let path = webhook.url.strip_prefix(&self.door()).unwrap();
        let endpoint = Endpoint {
            path: path.to_owned(),
            token: String::new(),
            secret: secret.to_owned(),
        };
        let body = apple::app_version(id, "REJECTED");
        endpoint.post(&self.serving, &body).status
    }
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// What a person types who has just downloaded a key.
fn sign_in(home: &Home, key: &Credentials) -> Vec<String> {
    let file = home.note(&format!("AuthKey_{}.p8", key.key_id), &key.p8);
    let mut args = vec!["account", "add", "--p8"]
        .into_iter()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    args.push(file.to_str().unwrap().to_owned());
    if let Some(issuer) = &key.issuer {
        args.extend(["--issuer".to_owned(), issuer.clone()]);
    }
    args
}

fn refused(home: &Home, args: &[String]) -> (i32, String) {
    home.refused(args.iter().map(String::as_str))
}

#[test]
fn a_key_that_apple_does_not_take_is_not_kept_and_the_words_say_why() {
    let Scene { apple, home, .. } = &Scene::new();
    let key = apple.team_key().unwrap();
    let good = sign_in(home, &key);

    let mut other = good.clone();
    let last = other.len() - 1;
    other[last] = "57246542-96fe-1a63-e053-0824d011072a".to_owned();
    let (code, words) = refused(home, &other);
    assert_eq!(code, 3, "only a person can find the right issuer: {words}");
    assert!(words.contains("Apple does not accept this key"), "{words}");
    assert!(
        words.contains("ssuer"),
        "and the issuer is what to look at: {words}"
    );

    let revoked = apple.team_key().unwrap();
    apple.revoke(&revoked.key_id);
    let (code, words) = refused(home, &sign_in(home, &revoked));
    assert_eq!(code, 3, "{words}");
    assert!(
        words.contains("revoked"),
        "a revoked key will never work again: {words}"
    );

    apple.agreement_is_missing(true);
    let (code, words) = refused(home, &good);
    assert_eq!(
        code, 3,
        "the key is fine, and a person has to sign: {words}"
    );
    assert!(words.contains("agreement"), "{words}");
    apple.agreement_is_missing(false);

    let mut nameless = good.clone();
    nameless[3] = home.note("key.p8", &key.p8).to_str().unwrap().to_owned();
    let (code, words) = refused(home, &nameless);
    assert_eq!(code, 2, "{words}");
    assert!(words.contains("--key-id"), "{words}");
    let mut spoiled = good.clone();
    spoiled[3] = home
        .note("AuthKey_ABCDE12345.p8", "no key")
        .to_str()
        .unwrap()
        .to_owned();
    let (code, words) = refused(home, &spoiled);
    assert_eq!(code, 3, "{words}");
    assert!(words.contains("Nothing was kept"), "{words}");

    assert_eq!(
        home.json(["account", "list"]),
        json!([]),
        "none of them was kept"
    );
    let (code, words) = home.refused(["app", "list"]);
    assert_eq!(code, 1, "{words}");
    assert!(
        words.contains("account add"),
        "the way out is in the words: {words}"
    );
}

#[test]
fn a_key_without_the_role_signs_in_and_says_what_it_may_not() {
    let scene = Scene::new();
    let app = scene.apple.app("Tideline", "example.tideline", "TIDE");
    let key = scene.apple.key(Owner::Team, Role::Developer).unwrap();
    scene.sign_in(&key);
    let (code, words) =
        scene
            .home
            .refused(["webhook", "create", "--app", &app, "--url", &scene.door()]);
    assert_eq!(
        code, 3,
        "a person has to give the key another role: {words}"
    );
    assert!(words.contains("App Manager"), "{words}");
    assert_eq!(
        scene.home.json(["endpoint", "list"]),
        json!([]),
        "an endpoint that nothing posts to would only puzzle"
    );
}

#[test]
fn an_account_comes_shows_its_apps_and_goes() {
    let scene = Scene::new();
    let Scene { apple, home, .. } = &scene;
    let app = apple.app("Tideline", "example.tideline", "TIDE");
    let key = apple.team_key().unwrap();
    let added = scene.sign_in(&key);
    assert_eq!(
        added["keyId"],
        json!(key.key_id),
        "the file's name says which key it is"
    );
    assert_eq!(home.json(["account", "list"]), json!([added]));
    assert_eq!(
        home.json(["app", "list"]),
        json!([{ "id": app, "name": "Tideline", "bundleId": "example.tideline", "icon": null }])
    );

    let person = apple.individual_key().unwrap();
    let mut args = sign_in(home, &person);
    args.extend(["--name".to_owned(), "Mine".to_owned()]);
    assert_eq!(home.run(args.iter().map(String::as_str)).code, Some(0));
    let (code, words) = home.refused(["app", "list"]);
    assert_eq!(code, 2, "nobody guesses which of two was meant: {words}");
    assert!(
        words.contains("Mine") && words.contains("--account"),
        "{words}"
    );
    let apps = home.json(["app", "list", "--account", "Mine"]);
    assert_eq!(
        apps[0]["name"], "Tideline",
        "a person's key works without an issuer"
    );

    let gone = home.json(["account", "remove", "Mine"]);
    assert_eq!(gone, json!({ "removed": "Mine" }));
    assert_eq!(home.json(["account", "list"]), json!([added]));
    let (code, words) = home.refused(["account", "remove", "Mine"]);
    assert_eq!(code, 1, "{words}");
}

#[test]
fn the_key_is_in_the_vault_and_nowhere_else() {
    let apple = FakeApple::start().unwrap();
    let home = Home::asking(&apple);
    let app = apple.app("Tideline", "example.tideline", "TIDE");
    let program = home.shipbell(["serve", "--listen", "127.0.0.1:0", "--json"]);
    let serving = Serving::start(program.env("SHIPBELL_LOG", "trace"));
    let scene = Scene {
        apple,
        home,
        serving,
    };
    let key = scene.apple.team_key().unwrap();
    let mut said = vec![scene.sign_in(&key).to_string()];
    said.push(scene.create(&app).to_string());
    let name = "Tideline";
    for args in [
        &["account", "list", "--json"][..],
        &["app", "list", "--json"],
        &["webhook", "list", "--app", &app, "--json"],
        &["webhook", "ping", name, "--json"],
        &["webhook", "rotate", name, "--json"],
        &["catch-up", "--json"],
        &["webhook", "deliveries", name, "--json"],
    ] {
        let run = scene.home.run(args.iter().copied());
        assert_eq!(run.code, Some(0), "{run:?}");
        said.extend([run.out, run.err]);
    }
    let secret = scene.ours(&app).secret;
    let body: String = key
        .p8
        .lines()
        .filter(|line| !line.starts_with('-'))
        .collect();
    let Scene { home, serving, .. } = scene;
    let log = serving.end();
    said.extend([log.stdout().join("\n"), log.stderr().join("\n")]);
    let first = key.p8.lines().nth(1).unwrap();
    for hidden in [body.as_str(), first, secret.as_str(), "Bearer ey"] {
        for text in &said {
            assert!(
                !text.contains(hidden),
                "whoever reads this can act as the team: {text}"
            );
        }
        for path in home.files() {
            let bytes = fs::read(&path).unwrap_or_default();
            let there = bytes
                .windows(hidden.len())
                .any(|part| part == hidden.as_bytes());
            assert!(
                !there || path.ends_with("secrets.json"),
                "{} gets copied and backed up",
                path.display()
            );
        }
    }
}

#[test]
fn a_webhook_is_made_tried_changed_and_deleted() {
    let (scene, made) = Scene::registered(&["Tideline", "Fernway"]);
    let Scene { apple, home, .. } = &scene;
    let [(app, name), (other, _)] = made.as_slice() else {
        panic!("two apps")
    };
    assert_eq!(name, "Tideline", "an endpoint is called as its app");
    let webhook = scene.ours(app);
    assert!(
        webhook.enabled && webhook.name.starts_with("Shipbell"),
        "{webhook:?}"
    );
    assert_eq!(
        webhook.event_types.len(),
        12,
        "without a choice it tells of everything"
    );

    assert_eq!(
        home.json(["webhook", "ping", name]),
        json!({ "endpoint": name })
    );
    let ping = wait_for(home, |event| event["type"] == "webhookPingCreated");
    assert_eq!(
        (&ping["endpoint"], &ping["provenance"]),
        (&json!(name), &json!("signed"))
    );

    home.json([
        "webhook",
        "kinds",
        name,
        "--kind",
        "build-upload",
        "--kind",
        "app-version",
    ]);
    let mut types = scene.ours(app).event_types;
    types.sort();
    assert_eq!(
        types,
        [
            "APP_STORE_VERSION_APP_VERSION_STATE_UPDATED",
            "BUILD_UPLOAD_STATE_UPDATED"
        ]
    );
    let (code, words) = home.refused(["webhook", "kinds", name, "--kind", "webhook-ping"]);
    assert_eq!(code, 2, "a ping comes unasked: {words}");
    home.json(["webhook", "kinds", name]);
    assert_eq!(scene.ours(app).event_types.len(), 12);

    home.json(["webhook", "disable", name]);
    assert!(!scene.ours(app).enabled);
    home.json(["webhook", "enable", name]);
    assert!(scene.ours(app).enabled);

    let gone = home.json(["webhook", "delete", name]);
    assert_eq!(gone, json!({ "endpoint": name }));
    assert!(
        apple.webhooks(app).is_empty(),
        "nothing posts to where nobody is"
    );
    assert_eq!(
        apple.webhooks(other).len(),
        1,
        "the other app's is as it was"
    );
    let left = home.json(["endpoint", "list"]);
    assert_eq!(
        (left.as_array().unwrap().len(), &left[0]["name"]),
        (1, &json!("Fernway"))
    );
    assert!(
        home.events(["--limit", "100"])
            .iter()
            .any(|event| event["type"] == "webhookPingCreated"),
        "its events stay"
    );
    let (code, words) = home.refused(["webhook", "ping", name]);
    assert_eq!(code, 1, "{words}");
}

#[test]
fn a_rotation_turns_no_delivery_away() {
    let (scene, made) = Scene::registered(&["Tideline"]);
    let (app, name) = &made[0];
    let former = scene.ours(app);
    scene.home.json(["webhook", "rotate", name]);
    let now = scene.ours(app);
    assert_ne!(
        former.secret, now.secret,
        "Apple has the new secret without anybody pasting it"
    );
    assert_eq!(
        scene.signed_with(&former, &former.secret, "on-its-way"),
        200,
        "what was signed before the rotation may still be on its way"
    );
    assert_eq!(scene.signed_with(&now, &now.secret, "after"), 200);
    scene.apple.version_moves(app, "IN_REVIEW").unwrap();
    scene.apple.wait_settled().unwrap();
    let delivered = scene.apple.deliveries(&now.id);
    assert_eq!(
        delivered[0].status,
        Some(200),
        "Apple itself signs with the new one"
    );

    scene.apple.trouble_at(
        "PATCH /v1/webhooks",
        1,
        shipbell_testkit::apple::Trouble::Status(409),
    );
    let (code, words) = scene.home.refused(["webhook", "rotate", name]);
    assert_eq!(code, 1, "{words}");
    assert_eq!(scene.ours(app).secret, now.secret);
    assert_eq!(
        scene.signed_with(&now, &now.secret, "still"),
        200,
        "Apple kept the former secret, so it has to stay good"
    );
}

#[test]
fn what_others_made_is_shown_and_left_alone_and_the_eleventh_is_refused() {
    let (scene, made) = Scene::registered(&["Tideline"]);
    let Scene { apple, home, .. } = &scene;
    let (app, _) = &made[0];
    for n in 0..9 {
        apple
            .webhook(app, &format!("https://ci{n}.example/hook"), "theirs")
            .unwrap();
    }
    let theirs: Vec<_> = apple.webhooks(app).split_off(1);
    let listed = home.json(["webhook", "list", "--app", app]);
    let listed = listed.as_array().unwrap();
    assert_eq!(listed.len(), 10);
    let ours: Vec<_> = listed
        .iter()
        .filter(|one| !one["endpoint"].is_null())
        .collect();
    assert_eq!((ours.len(), &ours[0]["endpoint"]), (1, &json!("Tideline")));
    let words = home.run(["webhook", "list", "--app", app]).out;
    assert_eq!(
        words.matches("not made by this Shipbell").count(),
        9,
        "{words}"
    );

    let door = scene.door();
    let (code, words) = home.refused(["webhook", "create", "--app", app, "--url", &door]);
    assert_eq!(code, 1, "{words}");
    assert!(
        words.contains("ten webhooks") && words.contains("webhook list"),
        "a person has to learn that one of the ten must go, and where to see them: {words}"
    );
    let endpoints = home.json(["endpoint", "list"]);
    assert_eq!(
        endpoints.as_array().unwrap().len(),
        1,
        "no endpoint is left behind"
    );

    home.json(["webhook", "delete", "Tideline"]);
    assert_eq!(
        apple.webhooks(app),
        theirs,
        "nobody else's webhook was touched"
    );
}

#[test]
fn a_delivery_is_asked_for_again_and_apples_refusal_is_told() {
    let (scene, made) = Scene::registered(&["Tideline"]);
    let Scene { apple, home, .. } = &scene;
    let (app, name) = &made[0];
    apple.nobody_listens(true);
    apple.version_moves(app, "REJECTED").unwrap();
    apple.nobody_listens(false);
    let log = home.json(["webhook", "deliveries", name]);
    let lost = &log[0];
    assert_eq!(
        (&lost["state"], &lost["here"], &lost["redelivery"]),
        (&json!("FAILED"), &json!(false), &json!(false)),
        "{log}"
    );
    let id = text(&lost["id"]);
    let words = home.run(["webhook", "deliveries", name]).out;
    assert!(
        words.contains("missing here") && words.contains(&id),
        "{words}"
    );

    apple.redelivery_fails(1);
    let (code, words) = home.refused(["webhook", "redeliver", name, &id]);
    assert_eq!(code, 1, "{words}");
    assert!(
        words.contains("Apple's server has trouble (500)"),
        "{words}"
    );
    home.json(["webhook", "redeliver", name, &id]);
    let event = wait_for(home, |event| event["status"] == "REJECTED");
    assert_eq!(
        event["provenance"], "signed",
        "it came through the door after all"
    );
    let log = home.json(["webhook", "deliveries", name]);
    let all: Vec<_> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["here"])
        .collect();
    assert_eq!(
        all,
        [&json!(true), &json!(true)],
        "one event stands behind both lines: {log}"
    );

    let (code, words) = home.refused(["webhook", "redeliver", name, &id]);
    assert_eq!(code, 1, "{words}");
    assert!(
        words.contains("once more already"),
        "Apple's own words say why: {words}"
    );
}

pub(crate) fn wait_for(home: &Home, wanted: impl Fn(&Value) -> bool) -> Value {
    until("The event", || {
        Ok(home
            .events(["--limit", "100000"])
            .into_iter()
            .find(|event| wanted(event)))
    })
    .unwrap()
}

#[test]
fn leaving_deletes_what_was_made_at_apple_and_nothing_else() {
    let (scene, made) = Scene::registered(&["Tideline", "Fernway"]);
    let (app, _) = &made[0];
    let theirs = "https://example.com/theirs";
    scene.apple.webhook(app, theirs, "theirs").unwrap();
    assert_eq!(scene.apple.webhooks(app).len(), 2);
    let gone = scene.home.json(["remove", "--webhooks", "--yes"]);
    assert_eq!(gone["webhooks"], json!(true));
    let left = scene.apple.webhooks(app);
    assert_eq!(left.len(), 1, "only ours go: {left:?}");
    assert_eq!(left[0].url, theirs);
    assert_eq!(scene.home.json(["endpoint", "list"]), json!([]));
}

#[test]
fn a_webhook_of_somebody_else_can_be_read_along_and_stays_as_it_is() {
    let scene = Scene::new();
    scene.sign_in(&scene.apple.team_key().unwrap());
    let app = scene.apple.app("Tideline", "example.tideline", "Tideline");
    let theirs = "https://relay.example/hook";
    let id = scene.apple.webhook(&app, theirs, "theirs").unwrap();
    let watch = ["webhook", "watch", "--app", &app, "--webhook", &id];
    let made = scene.home.json(watch);
    let name = text(&made["name"]);
    scene.apple.version_moves(&app, "REJECTED").unwrap();
    scene.apple.wait_settled().unwrap();
    scene.home.json(["catch-up"]);
    let events = until("What their webhook was told", || {
        let events = scene.home.events(["--limit", "10"]);
        Ok((!events.is_empty()).then_some(events))
    })
    .unwrap();
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!(events[0]["provenance"], "recovered");
    assert_eq!(events[0]["status"], "REJECTED");
    let (_, words) = scene.home.refused(["webhook", "rotate", &name]);
    assert!(words.contains("leaves it alone"), "{words}");
    let (_, again) = scene.home.refused(watch);
    assert!(again.contains(&name), "{again}");
    scene.home.json(["webhook", "delete", &name]);
    let left = scene.apple.webhooks(&app);
    assert_eq!(left[0].url, theirs, "it was never ours to delete");
    assert_eq!(left[0].secret, "theirs");
}
