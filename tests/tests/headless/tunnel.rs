//! A real tunnel that dies and comes back elsewhere: Apple is told, nothing is lost, and no state claimed
//! more than was so.
//!
//! Real here: bore, its server and its client, found and started by `shipbell serve`; the webhook at the
//! fake Apple, whose deliveries go through that tunnel. Its addresses are of this computer, which only a
//! stand-in for Apple may be told.

use shipbell_testkit::BoreServer;
use shipbell_testkit::wait::until;

use crate::apple::text;
use crate::behind_bore::Scene;

#[test]
fn a_tunnel_that_comes_back_elsewhere_is_told_to_apple_and_nothing_is_lost() {
    let server = BoreServer::open().unwrap();
    let host = server.host().to_owned();
    let scene = Scene::behind(&server);
    let _serving = scene.serve();
    let up = scene.tunnel("bore to run", |view| view["phase"] == "up");
    let first = text(&up["url"]);
    assert!(first.starts_with(&format!("http://{host}:")), "{first}");

    let app = scene.connects("Tideline");
    assert!(
        scene.url_at_apple(&app).starts_with(&first),
        "nobody typed an address: the tunnel's is the one"
    );
    until("the way in to be proven", || {
        Ok((scene.hop("instance").as_deref() == Some("good")).then_some(()))
    })
    .unwrap();
    scene.apple.version_moves(&app, "IN_REVIEW").unwrap();
    scene.apple.wait_settled().unwrap();
    let arrived = until("Apple's delivery to come through the tunnel", || {
        let events = scene.home.events([]);
        Ok((!events.is_empty()).then_some(events))
    })
    .unwrap();
    assert_eq!(arrived[0]["provenance"], "signed");

    drop(server);
    let ended = scene.tunnel("the end to be noticed", |view| view["phase"] == "waiting");
    let fault = text(&ended["fault"]);
    assert!(fault.contains("bore"), "it says what ended: {fault}");
    for state in [
        "PENDING_DEVELOPER_RELEASE",
        "PROCESSING_FOR_DISTRIBUTION",
        "READY_FOR_DISTRIBUTION",
    ] {
        scene.apple.version_moves(&app, state).unwrap();
    }
    scene.apple.wait_settled().unwrap();
    assert_eq!(scene.home.events([]).len(), 1, "nothing can arrive now");
    assert_eq!(
        scene.hop("tunnel").as_deref(),
        Some("bad"),
        "and the doctor says why"
    );

    let _server = BoreServer::again_at(&host).unwrap();
    until("Apple to be told the new address", || {
        let url = scene.url_at_apple(&app);
        anyhow::ensure!(!url.starts_with(&first), "Apple has {url}");
        Ok(Some(()))
    })
    .unwrap();
    let second = text(&scene.home.json(["tunnel", "show"])["url"]);
    assert!(scene.url_at_apple(&app).starts_with(&second));
    let mut events = until("everything to be there", || {
        let events = scene.home.events([]);
        anyhow::ensure!(events.len() >= 5, "there are {}", events.len());
        Ok(Some(events))
    })
    .unwrap();
    let all = events.len();
    // Apple's ping to the new address came by itself, or was read in the log a moment before.
    events.retain(|event| event["kind"] != "ping");
    let of = |provenance: &str| {
        events
            .iter()
            .filter(|one| one["provenance"] == provenance)
            .count()
    };
    assert_eq!(
        (all - events.len(), of("recovered"), of("signed")),
        (1, 3, 1),
        "what happened meanwhile is caught up on, and Apple's ping came to the new address"
    );
    until("all to be well", || {
        let hops: Vec<_> = ["tunnel", "instance", "webhook", "clock"]
            .map(|hop| scene.hop(hop))
            .into();
        anyhow::ensure!(
            hops.iter().all(|hop| hop.as_deref() == Some("good")),
            "{hops:?}"
        );
        Ok(Some(()))
    })
    .unwrap();

    let said = scene.home.run(["doctor"]);
    assert_eq!(
        said.code,
        Some(0),
        "where nothing is wrong, it says so: {said:?}"
    );

    let mut states = scene.states();
    // A proof may be quicker than anybody looks, and a start too.
    states.retain(|state| !matches!(state.as_str(), "starting" | "listening"));
    states.dedup();
    let told: Vec<_> = states.iter().map(String::as_str).collect();
    assert_eq!(told.first(), Some(&"proven"), "{told:?}");
    assert_eq!(told.last(), Some(&"proven"), "{told:?}");
    assert!(told.contains(&"degraded tunnel"), "{told:?}");
    let between = told.get(1..told.len() - 1).unwrap_or_default();
    assert!(
        between.iter().all(|state| state.starts_with("degraded ")),
        "while nothing could arrive, nothing else was claimed: {told:?}"
    );
}
