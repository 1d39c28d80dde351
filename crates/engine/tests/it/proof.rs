//! The question that proves the way in, and what others could make of it.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use shipbell_engine::{
    Arrived, Cause, Engine, EngineError, PROOF_HEADER, Proof, Refusal, Unproven, Verdict, WayIn,
};

use crate::scene::{House, Plan, arrived};

const SETTINGS: &str = "[connection]\npublic-url = \"https://bell.example.com\"\n";
const UNSIGNED: Verdict = Verdict::Refused(Refusal::NoSignature);

/// Where the question goes.
#[derive(Clone, Copy)]
enum Leads {
    /// Into this house, and back.
    Home,
    /// To somebody who makes an answer up.
    ToALiar,
    /// Home, but somebody posts it once more behind our back.
    HomeTwice,
}

#[derive(Default)]
struct Way {
    engine: Mutex<Option<Engine>>,
    leads: Mutex<Option<Leads>>,
    asked: Mutex<Vec<(String, String)>>,
    second: Mutex<Option<Verdict>>,
}

fn question(token: &str, nonce: &str) -> Arrived {
    Arrived {
        headers: vec![(PROOF_HEADER.to_owned(), nonce.as_bytes().to_vec())],
        ..arrived(token, None, b"")
    }
}

#[async_trait]
impl WayIn for Way {
    async fn ask(&self, url: &str, nonce: &str) -> Result<String, Unproven> {
        self.asked
            .lock()
            .unwrap()
            .push((url.to_owned(), nonce.to_owned()));
        let engine = self.engine.lock().unwrap().clone().unwrap();
        let token = url.strip_prefix("https://bell.example.com/hooks/").unwrap();
        let leads = self.leads.lock().unwrap().unwrap_or(Leads::Home);
        if let Leads::ToALiar = leads {
            return Ok("ab".repeat(32));
        }
        let Verdict::Proven(mac) = engine.take_in(question(token, nonce)).await else {
            panic!("our own question is awaited");
        };
        if let Leads::HomeTwice = leads {
            let again = engine.take_in(question(token, nonce)).await;
            *self.second.lock().unwrap() = Some(again);
        }
        Ok(hex::encode(mac))
    }
}

async fn house() -> (House, Arc<Way>) {
    let way = Arc::new(Way::default());
    let house = House::with(Plan {
        settings: SETTINGS,
        way_in: Arc::<Way>::clone(&way),
        ..Plan::default()
    })
    .await;
    *way.engine.lock().unwrap() = Some(house.engine.clone());
    house
        .engine
        .door_is_open(Some("127.0.0.1:8484".parse().unwrap()));
    (house, way)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_is_answered_once_and_at_its_own_endpoint() {
    let (house, way) = house().await;
    let other = house.add("Fernway", None).await;
    *way.leads.lock().unwrap() = Some(Leads::HomeTwice);
    let proof = house.engine.prove(Some("Tideline")).await.unwrap();
    assert!(matches!(proof, Proof::Proven(_)), "{proof:?}");
    assert_eq!(
        *way.second.lock().unwrap(),
        Some(UNSIGNED),
        "whoever repeats it learns nothing"
    );
    let (url, nonce) = way.asked.lock().unwrap()[0].clone();
    assert!(url.ends_with(&house.door.token));
    assert_eq!(nonce.len(), 64, "nobody guesses 256 bits");
    for token in [&house.door.token, &other.token] {
        let later = house.engine.take_in(question(token, &nonce)).await;
        assert_eq!(later, UNSIGNED);
    }
    house.engine.prove(Some("Fernway")).await.unwrap();
    let asked = way.asked.lock().unwrap();
    let second = asked.iter().find(|(url, _)| url.ends_with(&other.token));
    let (_, second) = second.expect("it was asked at that endpoint's own path");
    assert_ne!(*second, nonce, "each question is a new one");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_strangers_question_is_an_unsigned_post() {
    let (house, _way) = house().await;
    for nonce in ["", "00", &"ab".repeat(32)] {
        let verdict = house
            .engine
            .take_in(question(&house.door.token, nonce))
            .await;
        assert_eq!(
            verdict, UNSIGNED,
            "the door macs nothing that it did not make up"
        );
    }
    let unknown = house.engine.take_in(question("nobody", "00")).await;
    assert_eq!(unknown, Verdict::Refused(Refusal::UnknownToken));
    assert_eq!(house.events().await, [], "and nothing is stored");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signature_goes_before_a_question() {
    let (house, _way) = house().await;
    let body = b"{}";
    let signature = shipbell_webhook::sign(house.door.secret.as_bytes(), body);
    let mut delivery = arrived(&house.door.token, Some(&signature), body);
    let header = (PROOF_HEADER.to_owned(), b"00".to_vec());
    delivery.headers.push(header);
    assert_eq!(house.engine.take_in(delivery).await, Verdict::Kept);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_without_the_right_mac_is_another_instance() {
    let (house, way) = house().await;
    house.engine.prove(None).await.unwrap();
    assert!(house.engine.status().await.unwrap().proven.is_some());
    *way.leads.lock().unwrap() = Some(Leads::ToALiar);
    let Proof::Unproven(unproven) = house.engine.prove(None).await.unwrap() else {
        panic!("anybody can answer 200");
    };
    assert_eq!(unproven.cause, Cause::OtherInstance);
    assert_eq!(house.engine.status().await.unwrap().proven, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_forgets_the_proof_and_a_locked_vault_can_give_none() {
    let (mut house, _way) = house().await;
    house.engine.prove(None).await.unwrap();
    house.restart_asleep().await;
    let door = Some("127.0.0.1:8484".parse().unwrap());
    house.engine.door_is_open(door);
    assert_eq!(house.engine.status().await.unwrap().proven, None);
    let refused = house.engine.prove(None).await;
    assert!(
        matches!(refused, Err(EngineError::SecretsClosed(_))),
        "without the secret nobody could tell a right answer: {refused:?}"
    );
}
