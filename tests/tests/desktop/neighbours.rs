//! One home has one owner: the app beside `shipbell serve`.

use journeys::{Serving, apple};
use serde_json::Value;
use shipbell_testkit::wait::until;

use crate::stage::Stage;

#[test]
fn the_app_offers_to_take_over_from_serve() {
    let Some(stage) = Stage::set() else { return };
    let mut serving = Serving::start(stage.shipbell(["serve", "--json"]));
    assert_eq!(serving.address, stage.address);
    assert_eq!(
        stage.post(&apple::flat("before", "Night Heron")).status,
        200
    );
    stage.event("before");

    let mut app = stage.app().start().unwrap();
    let offer = stage
        .desktop
        .wait_banner("Shipbell already runs in a terminal")
        .expect("an app that just ended again would look broken");
    let key = offer
        .actions
        .iter()
        .find(|action| action.label == "Take over");
    let key = key.map(|action| action.key.clone()).unwrap_or_default();
    assert!(
        serving.program.is_alive() && stage.post(&apple::flat("asked", "Harbour")).status == 200,
        "nothing stops before the person has answered"
    );
    stage.press(&offer, &key);
    let status = serving.program.wait().unwrap();
    assert_eq!(
        status.code(),
        Some(0),
        "serve was asked to leave and did: {:?}",
        serving.program.stderr()
    );
    stage.wait_tooltip("2 unread events");
    until("A door that the app opened", || {
        let answer = stage.post(&apple::flat("after", "Fernway"));
        Ok((answer.status == 200).then_some(()))
    })
    .expect("the app listens where serve did: Apple notices nothing");
    stage
        .desktop
        .wait_banner("Fernway")
        .expect("from here on the desktop rings");
    let ids: Vec<Value> = stage
        .events()
        .into_iter()
        .map(|event| event["id"].clone())
        .collect();
    assert_eq!(
        ids,
        ["before", "asked", "after"],
        "nothing was lost on the way"
    );
    assert_eq!(app.sigterm().unwrap().code(), Some(0));
}
