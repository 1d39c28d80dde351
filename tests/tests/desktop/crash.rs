//! A power cut between the answer and the banner.

use journeys::apple;
use shipbell_testkit::wait::until;

use crate::load;
use crate::stage::Stage;
use crate::told::Told;

/// After so many answers the plug is pulled.
const ENOUGH: usize = 60;
/// As many would come if nobody pulled it.
const POSTS: usize = 1_600;

#[test]
fn what_was_answered_before_a_power_cut_is_kept_and_rings() {
    let Some(stage) = Stage::set() else { return };
    a_single_event_rings_after_a_restart(&stage);
    a_flood_is_kept_whole_and_rings(&stage);
}

/// The kill comes right after the answer: most of the time before the banner.
fn a_single_event_rings_after_a_restart(stage: &Stage) {
    for round in 0..3 {
        let app_name = format!("Harbour {round}");
        let mut app = stage.start();
        let body = apple::flat(&format!("single-{round}"), &app_name);
        assert_eq!(stage.post(&body).status, 200);
        app.kill9().unwrap();

        let mut app = stage.start();
        until("The banner of what was acknowledged", || {
            Ok((!stage.banners(&app_name).is_empty()).then_some(()))
        })
        .expect("twice at worst, never zero times");
        app.kill9().unwrap();
    }
}

fn a_flood_is_kept_whole_and_rings(stage: &Stage) {
    let told = Told::listen(stage);
    let mut app = stage.start();
    let acknowledged = load::while_posting(stage, "flood", POSTS, || {
        until("A flood that has begun", || {
            Ok((stage.events().len() > ENOUGH).then_some(()))
        })
        .unwrap();
        app.kill9().unwrap();
    });
    assert!(
        acknowledged.len() > ENOUGH / 2,
        "there must have been a load to speak of, not {} posts",
        acknowledged.len()
    );

    let mut app = stage.start();
    until("The return of every acknowledged event", || {
        let kept: Vec<_> = stage.events();
        let lost = acknowledged
            .iter()
            .filter(|id| !kept.iter().any(|event| event["id"] == id.as_str()))
            .count();
        anyhow::ensure!(lost == 0, "{lost} of {} are missing", acknowledged.len());
        Ok(Some(()))
    })
    .expect("what was answered with 200 is never lost");
    until("A banner for each acknowledged event", || {
        let count = told.events();
        anyhow::ensure!(count >= acknowledged.len(), "{count} were told of");
        Ok(Some(()))
    })
    .expect("what had not rung before the power cut rings after it");
    assert_eq!(app.sigterm().unwrap().code(), Some(0));
}
