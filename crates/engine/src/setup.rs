//! How far the set-up is: what a person said of it, and a banner to look at.

use shipbell_feed::FeedError;
use shipbell_rules::Level;
use shipbell_words::id;

use crate::engine::{Change, Engine};
use crate::error::EngineError;
use crate::ports::Banner;

const BANNER_SEEN: &str = "setup-banner-seen";
const OVER: &str = "setup-over";

/// What a person said of the set-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SetupState {
    /// That they saw the test banner.
    pub banner_seen: bool,
    /// That they are done with it.
    pub over: bool,
}

impl Engine {
    /// What was said of the set-up so far.
    pub async fn setup(&self) -> Result<SetupState, EngineError> {
        Ok(SetupState {
            banner_seen: self.said(BANNER_SEEN).await?,
            over: self.said(OVER).await?,
        })
    }

    /// Notes what a person says of it.
    pub async fn note_setup(&self, state: SetupState) -> Result<(), EngineError> {
        for (key, said) in [(BANNER_SEEN, state.banner_seen), (OVER, state.over)] {
            self.inner.feed.set(key, said.then_some("yes")).await?;
        }
        self.changed(Change::Status);
        Ok(())
    }

    async fn said(&self, key: &str) -> Result<bool, FeedError> {
        Ok(self.inner.feed.get(key).await?.is_some())
    }

    /// Shows a banner at once, whatever holds the others: somebody asked to see one.
    pub async fn test_banner(&self) -> Result<(), EngineError> {
        let words = &self.inner.words;
        let banner = Banner {
            notice: None,
            event: None,
            channel: String::new(),
            group: "test".to_owned(),
            level: Level::Active,
            title: words.say(id::BANNER_TEST_TITLE),
            body: words.say(id::BANNER_TEST_BODY),
            link: None,
        };
        self.show_now(&banner).await
    }
}
