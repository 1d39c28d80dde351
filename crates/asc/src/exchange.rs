//! One question, asked until it is answered or nobody would wait longer.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, DATE, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;

use crate::answer::{Answer, BodyFault, Seen};
use crate::client::Client;
use crate::error::AscError;
use crate::failure::told_apart;
use crate::patience::{Miss, pause};
use crate::question::{Ask, Method};

impl Client {
    /// Asks, and reads the answer as what it should be.
    pub(crate) async fn read<T: DeserializeOwned>(&self, ask: &Ask) -> Result<T, AscError> {
        let answer = self.ask(ask).await?;
        // The library's own words repeat what was read, which may be a person's.
        serde_json::from_slice(&answer.body).map_err(|error| {
            AscError::Unreadable(format!(
                "{}, at line {} column {}",
                ask.question,
                error.line(),
                error.column()
            ))
        })
    }

    pub(crate) async fn ask(&self, ask: &Ask) -> Result<Answer, AscError> {
        let method = ask.question.method();
        let surroundings = &self.within.surroundings;
        let mut tries = 0;
        let mut perhaps_done = false;
        loop {
            self.within.hour.admit(self.urgency, surroundings.now())?;
            tries += 1;
            let miss = match self.ask_once(ask).await {
                Ok(answer) => return Ok(answer),
                Err(miss) => miss,
            };
            // What an earlier try removed without being able to say so is gone, as was wanted.
            let gone = method == Method::Delete && matches!(miss.error, AscError::NotFound(_));
            if perhaps_done && gone {
                return Ok(Answer::nothing());
            }
            perhaps_done |= !matches!(miss.error, AscError::RateLimited { .. });
            match pause(&miss, method, tries, surroundings.chance()) {
                Some(time) => surroundings.wait(time).await,
                None => return Err(miss.error),
            }
        }
    }

    /// Once, and a second time with a new token where Apple did not take the one in use.
    async fn ask_once(&self, ask: &Ask) -> Result<Answer, Miss> {
        let token = self.token()?;
        match self.send(ask, &token).await {
            Err(Miss {
                error: AscError::Unauthorized { .. },
                ..
            }) => {
                // Its answer also said what time it is there, so the new one may be better.
                self.within.tokens.refused(&token);
                self.send(ask, &self.token()?).await
            }
            other => other,
        }
    }

    fn token(&self) -> Result<SecretString, AscError> {
        let now = self.within.surroundings.now();
        Ok(self.within.tokens.token(self.within.watch.corrected(now))?)
    }

    async fn send(&self, ask: &Ask, token: &SecretString) -> Result<Answer, Miss> {
        let within = &self.within;
        let asked = within.surroundings.now();
        let sent = self.request(ask, token)?.send().await;
        let response = sent.map_err(|error| told_apart(&error, within.patience))?;
        let came = within.surroundings.now();
        let answer = Answer::read(response).await.map_err(|fault| match fault {
            BodyFault::TooLarge(most) => AscError::TooLarge(most),
            BodyFault::Broken(error) => told_apart(&error, within.patience),
        })?;
        // A page of something in between says nothing about Apple's clock or limits.
        if answer.is_json() {
            within
                .watch
                .compare(answer.header(DATE.as_str()), asked, came);
            within.hour.note(answer.header("x-rate-limit"), came);
        }
        let seen = Seen {
            skew: within.watch.skew(),
            now_by_apple: within.watch.corrected(came),
        };
        let judged = answer.taken(&ask.hidden, seen);
        judged.map_err(|miss| self.dated(miss, came))
    }

    fn request(&self, ask: &Ask, token: &SecretString) -> Result<reqwest::RequestBuilder, Miss> {
        let url = self.within.base.join(&ask.target);
        let url = url.map_err(|_| AscError::OddId)?;
        let method = match ask.question.method() {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
        };
        let bearer = format!("Bearer {}", token.expose_secret());
        let mut bearer = HeaderValue::try_from(bearer).map_err(|_| AscError::OddId)?;
        bearer.set_sensitive(true);
        let request = self.within.http.request(method, url);
        let request = request
            .header(AUTHORIZATION, bearer)
            .header(ACCEPT, "application/json");
        Ok(match &ask.body {
            Some(body) => request
                .header("content-type", "application/json")
                .body(body.to_string()),
            None => request,
        })
    }

    /// When to come again after a 429, which only this room's own clock can say.
    fn dated(&self, miss: Miss, now: i64) -> Miss {
        let AscError::RateLimited { .. } = miss.error else {
            return miss;
        };
        let ms = |wait: Duration| i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
        let until = miss.retry_after.map(|wait| now.saturating_add(ms(wait)));
        let again_at = self.within.hour.closed(until, now);
        let wait = u64::try_from(again_at.saturating_sub(now)).unwrap_or(0);
        Miss {
            error: AscError::RateLimited { again_at },
            retry_after: (wait > 0).then_some(Duration::from_millis(wait)),
        }
    }
}
