//! One request to the API: who asks, whether they may, and the answer.

use serde_json::{Value, json};

use super::answer::Answer;
use super::keys::Role;
use super::reading::Reading;
use super::refusal::Refusal;
use super::route::{Needs, Route, Serves};
use super::routes;
use super::state::State;
use super::token;
use super::trouble::{Trouble, too_many};

/// What came.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) authorization: Option<String>,
    pub(crate) agent: Option<String>,
    pub(crate) body: String,
}

impl State {
    /// Answers a request to `/v1`, with the trouble that was scripted for it.
    pub(crate) fn api(&mut self, question: &Question, trouble: Option<&Trouble>) -> Answer {
        let id = self.ids.uuid();
        let key = match self.who(question) {
            Ok(key) => key,
            Err(refusal) => return Answer::refusal(&refusal, &id),
        };
        let answer = match self.allowed(question, &key) {
            Ok((route, id)) => self.serve(question, route, &id),
            Err(refusal) => Err(refusal),
        };
        let mut answer = match answer {
            Ok((status, None)) => Answer {
                status,
                ..Answer::nothing()
            },
            Ok((status, Some(mut document))) => {
                bend(&mut document, trouble);
                Answer::document(status, &document)
            }
            Err(refusal) => Answer::refusal(&refusal, &id),
        };
        if let Some(left) = self.budget.header(&key.0) {
            answer = answer.with("x-rate-limit", left);
        }
        answer
    }

    fn who(&self, question: &Question) -> Result<(String, Role), Refusal> {
        let authorization = question.authorization.as_deref();
        let claims = token::claims(authorization);
        if !token::covers(claims.as_ref(), &question.method, &question.path) {
            return Err(Refusal::unauthorized("Its scope is another."));
        }
        token::check(authorization, &self.keys, &self.issuer, self.clock.now())
            .map(|key| (key.id.clone(), key.role))
            .map_err(|why| Refusal::unauthorized(&why))
    }

    fn allowed(
        &mut self,
        question: &Question,
        (key, role): &(String, Role),
    ) -> Result<(&'static Route, String), Refusal> {
        if !self.budget.take(key, self.clock.now()) {
            return Err(too_many());
        }
        if self.agreement_missing {
            return Err(Refusal::agreement());
        }
        let (route, id) = routes::find(&question.method, &question.path)?;
        if *role == Role::Developer && route.needs != Needs::Nothing {
            return Err(Refusal::forbidden(
                "The API key in use does not allow this request",
            ));
        }
        Ok((route, id))
    }

    fn serve(
        &mut self,
        question: &Question,
        route: &'static Route,
        id: &str,
    ) -> Result<(u16, Option<Value>), Refusal> {
        let (path, query, body) = (&question.path, &question.query, &question.body);
        if route.method != "GET"
            && let Some((name, _)) = query.first()
        {
            return Err(Refusal::illegal(name));
        }
        Ok(match route.serves {
            Serves::Removal(kind) => {
                self.removal(kind, id)?;
                (204, None)
            }
            Serves::WebhookCreation => {
                let id = self.create_webhook(body)?;
                (201, Some(self.made(path, "webhooks", &id)))
            }
            Serves::WebhookUpdate => {
                self.update_webhook(id, body)?;
                (200, Some(self.made("/v1/webhooks", "webhooks", id)))
            }
            Serves::Redelivery => {
                let id = self.redeliver(body)?;
                (201, Some(self.made(path, "webhookDeliveries", &id)))
            }
            Serves::Ping => {
                let id = self.ping_asked(body)?;
                (201, Some(self.made(path, "webhookPings", &id)))
            }
            Serves::Deliveries => (200, Some(self.deliveries(route, path, id, query)?)),
            _ => (200, Some(self.read(question, route, id)?)),
        })
    }

    fn read(
        &mut self,
        question: &Question,
        route: &'static Route,
        id: &str,
    ) -> Result<Value, Refusal> {
        self.renew_addresses();
        let reading = Reading {
            world: &self.world,
            origin: &self.origin,
            route,
            path: &question.path,
            id,
            query: &question.query,
        };
        reading.answer()
    }

    fn removal(&mut self, kind: &str, id: &str) -> Result<(), Refusal> {
        self.secrets.remove(id);
        self.gallery.remove(id);
        let none =
            || Refusal::not_found(&format!("There is none of the '{kind}' with the id '{id}'"));
        self.world.remove(kind, id).map(drop).ok_or_else(none)
    }
}

/// Says that the next page is where it is not.
fn bend(document: &mut Value, trouble: Option<&Trouble>) {
    let Some(links) = document.get_mut("links").and_then(Value::as_object_mut) else {
        return;
    };
    let next = match trouble {
        Some(Trouble::NextAt(place)) => json!(place),
        Some(Trouble::NextIsItself) => links.get("self").cloned().unwrap_or_default(),
        _ => return,
    };
    links.insert("next".to_owned(), next);
}
