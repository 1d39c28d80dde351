//! Answers that nobody wants, scripted.

use super::FakeApple;
use super::answer::Answer;

/// What goes wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// `[L]` The short-term limit: 429 with budget left, with or without `Retry-After` in seconds.
    TooMany(Option<u32>),
    /// This status, with a general error of Apple's.
    Status(u16),
    /// The request stays without an answer until [`FakeApple::let_go`]; for a slow answer let go of it
    /// late, for a hung connection never.
    Hangs,
    /// The connection ends without an answer.
    Drops,
    /// It is sent elsewhere.
    Redirect(String),
    /// A page for people, with this status.
    Html(u16),
    /// 200 with this instead of the document.
    Body(String),
    /// The right document, whose next page is said to be here.
    NextAt(String),
    /// The right document, whose next page is itself.
    NextIsItself,
}

/// What is still to go wrong.
#[derive(Debug, Default)]
pub(crate) struct Script(Vec<Scene>);

#[derive(Debug)]
struct Scene {
    at: String,
    left: usize,
    trouble: Trouble,
}

impl Script {
    /// What goes wrong with this request, if anything.
    pub(crate) fn next(&mut self, method: &str, path: &str) -> Option<Trouble> {
        let request = format!("{method} {path}");
        let here = |scene: &Scene| {
            scene.at.is_empty() || request.starts_with(&scene.at) || path.starts_with(&scene.at)
        };
        let place = self.0.iter().position(here)?;
        let scene = self.0.get_mut(place)?;
        let trouble = scene.trouble.clone();
        scene.left -= 1;
        if scene.left == 0 {
            self.0.remove(place);
        }
        Some(trouble)
    }

    pub(crate) fn add(&mut self, times: usize, at: &str, trouble: Trouble) {
        if times > 0 {
            self.0.push(Scene {
                at: at.to_owned(),
                left: times,
                trouble,
            });
        }
    }
}

impl Trouble {
    /// The answer, where the trouble is one.
    pub(crate) fn answer(&self, id: &str) -> Option<Answer> {
        use super::refusal::Refusal;
        Some(match self {
            Self::TooMany(after) => {
                let answer = Answer::refusal(&too_many(), id);
                match after {
                    Some(seconds) => answer.with("retry-after", seconds.to_string()),
                    None => answer,
                }
            }
            Self::Status(status) => {
                let detail = "Something went wrong on our side.";
                let title = "An unexpected error occurred.";
                Answer::refusal(
                    &Refusal::new(*status, "UNEXPECTED_ERROR", title, detail),
                    id,
                )
            }
            Self::Redirect(to) => Answer::text(302, "text/plain", "").with("location", to.clone()),
            Self::Html(status) => {
                let page = "<!DOCTYPE html><title>Maintenance</title><p>We will be back soon.</p>";
                Answer::text(*status, "text/html", page)
            }
            Self::Body(body) => Answer::text(200, "application/json", body),
            Self::Hangs | Self::Drops | Self::NextAt(_) | Self::NextIsItself => return None,
        })
    }
}

/// `[A]` Also what a spent hour says.
pub(crate) fn too_many() -> super::refusal::Refusal {
    let (title, detail) = ("Too many requests came.", "Ask again later.");
    super::refusal::Refusal::new(429, "RATE_LIMIT_EXCEEDED", title, detail)
}

impl FakeApple {
    /// The next requests meet this trouble.
    pub fn trouble(&self, times: usize, trouble: Trouble) {
        self.trouble_at("", times, trouble);
    }

    /// The next requests there do. `at` is the beginning of a path, as `/v1/apps`, or of a method and a
    /// path, as `POST /v1/webhookDeliveries`.
    pub fn trouble_at(&self, at: &str, times: usize, trouble: Trouble) {
        self.with(|state| state.script.add(times, at, trouble));
    }

    /// `[L]` The next requests to send a delivery once more fail, as the live service did.
    pub fn redelivery_fails(&self, times: usize) {
        self.trouble_at("POST /v1/webhookDeliveries", times, Trouble::Status(500));
    }

    /// Trouble that is still to come is called off.
    pub fn calm(&self) {
        self.with(|state| state.script = Script::default());
    }

    /// What hangs is answered now.
    pub fn let_go(&self) {
        self.shared.let_go.notify_waiters();
    }
}
