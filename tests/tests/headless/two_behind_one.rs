//! Two Shipbells that claim one address: a tunnel that was copied along with a home, or set up on a second
//! computer. Only one of them hears Apple, and the other has to know it.

use serde_json::json;
use shipbell_testkit::BoreServer;

use crate::apple::text;
use crate::behind_bore::Scene;

#[test]
fn the_second_is_told_that_another_answers_at_its_address() {
    let server = BoreServer::open().unwrap();
    let first = Scene::behind(&server);
    let _first = first.serve();
    let up = first.tunnel("bore to run", |view| view["phase"] == "up");
    let address = text(&up["url"]);
    first.connects("Tideline");
    first.becomes("proven", None);

    let second = Scene::behind(&server);
    let option = format!("address={address}");
    let copied = ["--option", "command=sleep 600", "--option", &option];
    (second.home).json(["tunnel", "use", "command"].into_iter().chain(copied));
    let _second = second.serve();
    second.tunnel("it to say that it runs", |view| view["phase"] == "up");
    second.home.add("Fernway");
    let status = second.becomes("degraded", Some("unproven-other-instance"));
    let detail = text(&status["cause"]["detail"]);
    assert!(detail.contains("but not this one"), "{detail}");
    let instance = second.line("instance").unwrap();
    assert_eq!(instance["verdict"], "bad", "{instance}");
    assert!(!instance["fix"].is_null(), "and what to do: {instance}");

    let proof = first
        .home
        .ask(&json!({ "command": "prove", "endpoint": null }));
    assert_eq!(
        proof["outcome"], "proven",
        "the one that it leads to is not harmed: {proof}"
    );
    assert_eq!(first.hop("webhook").as_deref(), Some("good"));
}
