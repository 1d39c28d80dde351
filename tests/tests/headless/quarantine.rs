//! Secrets that can't be read for a while.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use journeys::{Home, apple};
use shipbell_testkit::wait::until;

fn share(home: &Home, mode: u32) {
    let file = home.folder().join("secrets.json");
    fs::set_permissions(file, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn deliveries_wait_until_the_secrets_can_be_read() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    // Others can read it, so it is refused until the user has looked at it.
    share(&home, 0o644);
    let serving = home.serve();
    let forged = [("x-apple-signature", "hmacsha256=00")];
    let early = apple::app_version("early", "REJECTED");
    assert_eq!(
        endpoint.post(&serving, &early).status,
        503,
        "it can't be checked now, and Apple may try again"
    );
    let body = apple::app_version("forged", "REJECTED");
    assert_eq!(endpoint.post_with(&serving, &forged, &body).status, 503);
    assert_eq!(
        home.events([]).len(),
        0,
        "nothing unchecked is shown as an event"
    );
    let listed = home.run(["endpoint", "list", "--json"]);
    assert_eq!(listed.document()[0]["secretKnown"], false);
    assert!(
        listed.err.contains("secrets.json"),
        "which file to look at is said where someone looks: {}",
        listed.err
    );

    share(&home, 0o600);
    until("A 200 once the secrets can be read", || {
        let late = apple::app_version("late", "REJECTED");
        Ok((endpoint.post(&serving, &late).status == 200).then_some(()))
    })
    .expect("nobody should have to restart Shipbell");
    let event = home.event("early");
    assert_eq!(
        event["provenance"], "signed",
        "what was set aside has been verified since"
    );
    home.event("late");
    assert_eq!(
        home.events([]).len(),
        2,
        "a forgery that was set aside is dropped when it can be checked"
    );
    serving.end();
}
