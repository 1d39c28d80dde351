//! Carries letters: signs them, posts them, writes down what came back. No letter is tried twice.

use std::sync::Arc;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::carriage::{Letter, Mishap};
use super::post::{Said, post};
use super::state::{Shared, State};

/// Runs until the runtime ends. Each webhook's letters go one after the other; one that hangs keeps
/// no other webhook waiting.
pub(crate) async fn run(shared: Arc<Shared>) {
    loop {
        for webhook in shared.with(|state| state.carriage.ready()) {
            tokio::spawn(carry_all(Arc::clone(&shared), webhook));
        }
        shared.letters.notified().await;
    }
}

async fn carry_all(shared: Arc<Shared>, webhook: Arc<str>) {
    while let Some(letter) = shared.with(|state| state.carriage.next(&webhook)) {
        carry(&shared, &letter).await;
    }
}

async fn carry(shared: &Shared, letter: &Letter) {
    let Some(posted) = shared.with(|state| state.seal(letter)) else {
        return;
    };
    let mut said = posted.try_once().await;
    match letter.mishap {
        Some(Mishap::Twice) => {
            let _second = posted.try_once().await;
        }
        Some(Mishap::AnswerLost) => said = Err("The network connection was lost.".to_owned()),
        Some(Mishap::Lost) | None => {}
    }
    shared.with(|state| state.write_down(&letter.delivery, said));
}

/// A letter that is ready to go.
#[derive(Debug)]
struct Sealed {
    url: String,
    signature: String,
    body: String,
    patience: Duration,
}

impl Sealed {
    async fn try_once(&self) -> Result<Said, String> {
        let answer = post(&self.url, &self.signature, &self.body);
        match tokio::time::timeout(self.patience, answer).await {
            Ok(said) => said,
            Err(_) => Err("The request timed out.".to_owned()),
        }
    }
}

impl State {
    /// The letter with address and signature of now.
    fn seal(&mut self, letter: &Letter) -> Option<Sealed> {
        let now = self.clock.now();
        let delivery = self.world.mail.delivery(&letter.delivery)?;
        let body = self.world.mail.event_of(delivery)?.payload.clone();
        let url = self.carriage.road(&delivery.url);
        let secret = self.secrets.get(&*letter.webhook).cloned();
        let delivery = self.world.mail.delivery_mut(&letter.delivery)?;
        let Some(secret) = secret else {
            delivery.fail(None, "The webhook was removed.");
            return None;
        };
        delivery.sent = Some(now);
        let signature = sign(&secret, body.as_bytes());
        Some(Sealed {
            url,
            signature,
            body,
            patience: self.carriage.patience,
        })
    }

    fn write_down(&mut self, delivery: &str, said: Result<Said, String>) {
        let Some(delivery) = self.world.mail.delivery_mut(delivery) else {
            return;
        };
        match said {
            Ok(said) => {
                let taken = (200..300).contains(&said.status);
                delivery.state = if taken { "SUCCEEDED" } else { "FAILED" };
                delivery.error = (!taken).then(|| "The server did not accept it.".to_owned());
                delivery.status = Some(said.status);
                delivery.body = Some(said.body);
            }
            Err(why) => delivery.fail(delivery.sent, &why),
        }
    }
}

/// `[A]` `hmacsha256=` and the digest of the raw bytes in lower-case digits.
fn sign(secret: &str, body: &[u8]) -> String {
    // HMAC takes a key of any length; the error is for other constructions.
    match Hmac::<Sha256>::new_from_slice(secret.as_bytes()) {
        Ok(mac) => {
            let digest = mac.chain_update(body).finalize().into_bytes();
            format!("hmacsha256={}", hex::encode(digest))
        }
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn the_public_vector_comes_out() {
        assert_eq!(
            sign("This is my secret", b"Hello, World!"),
            "hmacsha256=7f062172b01cb00b53ca068614674a3d982a34062a0f5d37687d5e3377e54657",
            "a receiver that takes Apple's signatures has to take ours"
        );
    }
}
