//! Whatever bytes arrive: the door stands, and only a well-formed POST is delivered.

use proptest::prelude::*;
use proptest::sample::Index;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::runtime::Runtime;

use crate::house::{House, TOKEN, patient, within};
use crate::raw::{Talk, ask, post};

/// Sends the bytes and nothing more, and takes whatever comes back.
async fn throw(house: &House, bytes: &[u8]) {
    let mut talk = Talk::to(house.addr).await;
    // The door may well have closed it before everything was sent.
    talk.stream.write_all(bytes).await.ok();
    talk.stream.shutdown().await.ok();
    let mut answer = Vec::new();
    within("the connection ends", talk.stream.read_to_end(&mut answer))
        .await
        .ok();
}

fn stands(runtime: &Runtime, house: &House) -> Result<(), TestCaseError> {
    let said = runtime.block_on(ask(house.addr, post("good", "{}")));
    prop_assert_eq!(said.status, 200, "the door must outlive any bytes");
    Ok(())
}

fn changes() -> impl Strategy<Value = Vec<(Index, Option<u8>, u8)>> {
    prop::collection::vec((any::<Index>(), any::<Option<u8>>(), any::<u8>()), 1..6)
}

/// Replaces, inserts or removes single bytes.
fn change(mut bytes: Vec<u8>, changes: &[(Index, Option<u8>, u8)]) -> Vec<u8> {
    for (at, byte, how) in changes {
        let at = at.index(bytes.len());
        match (byte, how % 2) {
            (Some(byte), 0) => drop(bytes.splice(at..=at, [*byte])),
            (Some(byte), _) => bytes.insert(at, *byte),
            (None, _) if bytes.len() > 1 => drop(bytes.remove(at)),
            (None, _) => {}
        }
    }
    bytes
}

#[test]
fn noise_is_never_delivered() {
    let runtime = Runtime::new().unwrap();
    let house = runtime.block_on(House::open(patient()));
    let noise = prop::collection::vec(any::<u8>(), 0..2048);
    proptest!(ProptestConfig::with_cases(64), |(bytes in noise)| {
        let before = house.arrivals().len();
        runtime.block_on(throw(&house, &bytes));
        prop_assert_eq!(house.arrivals().len(), before, "noise was delivered");
        stands(&runtime, &house)?;
    });
}

#[test]
fn a_damaged_post_is_delivered_whole_or_not_at_all() {
    let runtime = Runtime::new().unwrap();
    let house = runtime.block_on(House::open(patient()));
    let body = "{\"data\":{\"type\":\"webhookPings\"}}";
    proptest!(ProptestConfig::with_cases(192), |(changes in changes())| {
        let before = house.arrivals().len();
        let bytes = change(post("good", body).into_bytes(), &changes);
        runtime.block_on(throw(&house, &bytes));
        for arrival in house.arrivals().split_off(before) {
            prop_assert_eq!(&arrival.token, TOKEN);
            prop_assert!(bytes.trim_ascii_start().starts_with(b"POST "), "{:?}", bytes);
            let sent = bytes.windows(arrival.body.len().max(1)).any(|part| part == arrival.body);
            prop_assert!(sent || arrival.body.is_empty(), "a body that nobody sent");
        }
        stands(&runtime, &house)?;
    });
}
