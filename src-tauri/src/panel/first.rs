//! What the page asks first, answered before there is a page: an answer that comes with it saves it the way here and
//! back, for which the window would wait.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use shipbell_engine::Change as Happened;
use shipbell_wire::{Change, FeedFilter, Request};
use tauri::{AppHandle, Manager};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;

use crate::app::Shell;

/// So many rows the page reads before it shows; `FIRST` in `pages.ts` is the same.
const ROWS: u32 = 16;
/// A page makes do without them sooner than it waits.
const PATIENCE: Duration = Duration::from_millis(100);

/// The answers, and what happens after them.
pub(super) struct Answers {
    /// Runs in the page before its own scripts.
    pub(super) script: String,
    pub(super) since: Since,
}

/// What changes from the moment on in which the answers were made.
pub(super) struct Since(Receiver<Happened>);

/// `None` where one can't be answered soon: the page asks for itself, and says what is wrong.
pub(super) async fn answers(app: &AppHandle) -> Option<Answers> {
    let shell = app.state::<Shell>();
    let since = Since(shell.engine.changes());
    let house = shell.house.clone();
    let page = Request::FeedPage {
        before: None,
        limit: ROWS,
        filter: FeedFilter::default(),
    };
    let both = async {
        tokio::try_join!(
            shipbell_wire::answer(&house, Request::Status {}),
            shipbell_wire::answer(&house, page),
        )
    };
    let (status, page) = tokio::time::timeout(PATIENCE, both).await.ok()?.ok()?;
    let script = script(shell.engine.clock().now(), &status, &page);
    Some(Answers { script, since })
}

/// JSON is a literal of JavaScript, so that nothing in a name or a title can be more than text.
fn script(at: Timestamp, status: &Value, page: &Value) -> String {
    let first =
        json!({ "at": at.as_millisecond(), "answers": { "status": status, "feedPage": page } });
    format!("window.first = {first};")
}

impl Since {
    /// What changed, to be told to a page that did not hear yet.
    pub(super) fn changes(mut self) -> Vec<Change> {
        let mut changes = Vec::new();
        loop {
            match self.0.try_recv() {
                Ok(change) => changes.push(change.into()),
                Err(TryRecvError::Lagged(_)) => changes.extend(Change::ANYTHING),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return changes,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::script;
    use jiff::Timestamp;
    use serde_json::{Value, json};

    #[test]
    fn hostile_text_stays_text() {
        let title = "\"}; alert(1); </script>\u{2028}";
        let page = json!({ "events": [{ "title": title }] });
        let script = script(Timestamp::UNIX_EPOCH, &json!({}), &page);
        let literal = script
            .strip_prefix("window.first = ")
            .and_then(|rest| rest.strip_suffix(';'))
            .unwrap();
        let read: Value = serde_json::from_str(literal).unwrap();
        assert_eq!(
            read["answers"]["feedPage"]["events"][0]["title"], title,
            "the whole script is one literal, whatever somebody called their app"
        );
    }
}
