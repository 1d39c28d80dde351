//! The whole way over https: Apple's delivery, the proof, and a certificate that Apple would not take.
//!
//! Real here: bore, whose end on the server has no TLS; a reverse proxy before it that has, with a
//! certificate of an authority that the program trusts by `SSL_CERT_FILE`; Apple's delivery, which is made
//! over TLS by who trusts the same authority and no other.

use std::net::{SocketAddr, TcpListener};

use journeys::Serving;
use shipbell_testkit::BoreServer;

use crate::apple::text;
use crate::authority::Authority;
use crate::behind_bore::Scene;
use crate::internet::{Internet, Server};

const NAME: &str = "bell.example.com";

#[test]
fn a_delivery_comes_over_https_and_a_strange_certificate_is_named_as_what_is_wrong() {
    let server = BoreServer::open().unwrap();
    let end = free_at(server.host());
    let address = format!("address=https://{NAME}");
    let scene = Scene::told(&server, &[&format!("port={}", end.port()), &address]);
    let internet = Internet::new(&scene.home);
    internet.lead(NAME, Server::Before(end));
    let carrier = internet.carrier(NAME);
    (scene.apple).road(&format!("https://{NAME}"), &format!("http://{carrier}"));
    let _serving = Serving::start(internet.reaches(scene.program("127.0.0.1:0")));
    scene.tunnel("bore to run", |view| view["phase"] == "up");

    let app = scene.connects("Tideline");
    assert!(
        scene
            .url_at_apple(&app)
            .starts_with(&format!("https://{NAME}/hooks/")),
        "Apple is told the address with TLS"
    );
    scene.becomes("proven", None);
    assert_eq!(scene.hop("tls").as_deref(), Some("good"));
    scene.apple.version_moves(&app, "IN_REVIEW").unwrap();
    assert_eq!(scene.comes_to("IN_REVIEW")["provenance"], "signed");
    let posted = |head: &String| head.contains("x-apple-signature: hmacsha256=");
    assert!(
        internet.overheard().iter().any(posted),
        "it came through the server with the certificate"
    );

    internet.lead_with(NAME, Server::Before(end), &Authority::new(), NAME);
    scene.home.json(["tunnel", "restart"]);
    let status = scene.becomes("degraded", Some("unproven-tls"));
    let detail = text(&status["cause"]["detail"]);
    assert!(detail.contains("could not be secured"), "{detail}");
    assert!(status["proven"].is_null(), "nothing is green any more");
    let tls = scene.line("tls").unwrap();
    assert_eq!(tls["verdict"], "bad", "the doctor names the same: {tls}");
    let fix = text(&tls["fix"]);
    assert!(fix.contains("certificate"), "and what to do: {fix}");
    assert_eq!(
        scene.hop("tunnel").as_deref(),
        Some("good"),
        "what works is not blamed"
    );
    scene.apple.version_moves(&app, "REJECTED").unwrap();
    scene.apple.wait_settled().unwrap();
    assert_eq!(scene.home.events([]).len(), 1, "Apple does not take it");

    internet.lead(NAME, Server::Before(end));
    scene.becomes("proven", None);
    assert_eq!(
        scene.comes_to("REJECTED")["provenance"],
        "recovered",
        "what Apple could not deliver is read from its log"
    );
}

/// A port at the server's address that nobody uses now.
fn free_at(host: &str) -> SocketAddr {
    let listener = TcpListener::bind((host, 0)).unwrap();
    listener.local_addr().unwrap()
}
