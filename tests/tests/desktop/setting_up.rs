//! The first steps of the set-up, as everybody takes them.

use shipbell_testkit::FakeApple;
use shipbell_testkit::wait::until;

use crate::page::Page;
use crate::stage::Stage;

/// From the menu to a bell that was seen to ring.
pub(crate) fn begin(stage: &Stage, page: &Page) {
    stage
        .desktop
        .choose(&["Set up Shipbell…"])
        .expect("without an endpoint, the menu leads to the set-up");
    page.click("button", "Show a test banner");
    until("A test banner", || {
        Ok((!stage.desktop.notifications().is_empty()).then_some(()))
    })
    .unwrap();
    page.click("button", "I saw it");
}

/// A team's key, pasted and tried.
pub(crate) fn paste_key(page: &Page, apple: &FakeApple) {
    let key = apple.team_key().unwrap();
    page.click("button", "Paste its text");
    page.fill("textbox", "Private key", &key.p8);
    page.fill("textbox", "Key ID", &key.key_id);
    page.fill("textbox", "Issuer ID", &key.issuer.unwrap_or_default());
    page.click("button", "Try it and add it");
}
