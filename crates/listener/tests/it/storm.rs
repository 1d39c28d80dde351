//! A storm of failed checks is slowed down; a right signature never is.

use shipbell_listener::Limits;

use crate::house::{House, patient};
use crate::raw::{ask, post};

#[tokio::test]
async fn only_failed_checks_ever_see_429() {
    let house = House::open(Limits {
        failures_burst: 5,
        ..patient()
    })
    .await;
    let mut statuses = Vec::new();
    for _ in 0..12 {
        let said = ask(house.addr, post("bad", "{}")).await;
        if said.status == 429 {
            assert!(
                said.header("retry-after").is_some(),
                "429 says when to come back"
            );
        }
        statuses.push(said.status);
        let good = ask(house.addr, post("good", "{}")).await;
        assert_eq!(good.status, 200, "Apple may not send a delivery again");
    }
    assert_eq!(statuses[..5], [401; 5]);
    assert_eq!(statuses[5..], [429; 7]);
    assert_eq!(
        ask(house.addr, post("removed", "{}")).await.status,
        404,
        "no check failed here"
    );
}
