//! A database that is damaged: told while it is in use, and after it was moved aside.

use std::fs;
use std::path::Path;

use shipbell_engine::ProblemCode;
use shipbell_feed::Options;

use crate::scene::{House, Plan, rejection, state_json, wait_for};

/// A page of an old body, which nobody reads unless asked for it.
fn spoil_a_cold_page(folder: &Path) {
    const PAGE: usize = 4096;
    let file = folder.join("feed.db");
    let mut bytes = fs::read(&file).unwrap();
    let found = bytes.windows(12).position(|part| part == b"filler of 20");
    let page = found.unwrap() / PAGE * PAGE;
    bytes.get_mut(page..page + PAGE).unwrap().fill(0xa5);
    fs::write(file, bytes).unwrap();
}

fn long(at: usize) -> Vec<u8> {
    let (id, version) = (format!("e{at}"), format!("v{at}"));
    let mut body = state_json(&id, &version, "REJECTED", "2026-03-10T09:59:00Z");
    let filler = format!("filler of {at} {}", "x".repeat(3_000));
    let fields = body.as_object_mut().unwrap();
    fields.insert("filler".to_owned(), filler.into());
    serde_json::to_vec(&body).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damage_found_in_use_is_told_and_the_next_start_begins_anew_and_says_where_the_old_one_is()
{
    let mut house = House::with(Plan {
        settings: "[notifications]\nenabled = false\n",
        // As if the file were large.
        options: Options {
            look_first_up_to: 0,
            ..Options::default()
        },
        ..Plan::default()
    })
    .await;
    for at in 0..60 {
        house.post(long(at)).await;
    }
    house.settle_reading().await;
    house.restart_after(spoil_a_cold_page).await;
    house.engine.unlock().await.unwrap();
    house.engine.start().await;
    wait_for("the damage to be told", || {
        house.has_problem(ProblemCode::DatabaseDamaged)
    })
    .await;
    house.post(rejection("meanwhile")).await;
    house.settle_reading().await;
    assert!(
        house
            .events()
            .await
            .iter()
            .any(|event| event.apple_id.as_deref() == Some("meanwhile")),
        "it goes on until the restart that the person was asked for"
    );

    house.restart().await;
    assert!(house.has_problem(ProblemCode::DatabaseQuarantined).await);
    assert!(
        !house.has_problem(ProblemCode::DatabaseDamaged).await,
        "the new one is whole"
    );
    house.post(rejection("afterwards")).await;
    house.settle_reading().await;
    assert_eq!(
        house.only_event().await.apple_id.as_deref(),
        Some("afterwards"),
        "a new feed, to which the vault gave the endpoint back"
    );

    house.restart().await;
    assert!(
        house.has_problem(ProblemCode::DatabaseQuarantined).await,
        "told until the file is gone: nobody may have read it the first time"
    );
    let aside = house.folder.path().join("feed.db.corrupt-1");
    fs::remove_file(aside).unwrap();
    house.restart().await;
    assert!(!house.has_problem(ProblemCode::DatabaseQuarantined).await);
}
