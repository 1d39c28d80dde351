//! A draft as a banner, once, so that it can be seen.

use shipbell_rules::Level;
use shipbell_template::plain;
use shipbell_words::{Arg, id};

use super::{Draft, Example, Preview};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::ports::Banner;

impl Engine {
    /// Shows a draft as a banner at once, also in a pause: whoever asks for it is looking. It is
    /// marked as a test, and nothing of it is kept.
    pub async fn ring_draft(
        &self,
        draft: &Draft,
        example: Option<&Example>,
    ) -> Result<(), EngineError> {
        let preview = self.preview(draft, example).await?;
        if let Some(wrong) = preview.remarks.iter().find(|remark| remark.error) {
            return Err(EngineError::BadDraft(wrong.message.clone()));
        }
        let banner = self.draft_banner(draft, preview);
        self.show_now(&banner).await
    }

    fn draft_banner(&self, draft: &Draft, preview: Preview) -> Banner {
        let args = [("title", Arg::Text(preview.title.as_str()))];
        let title = (self.inner.words).say_with(id::BANNER_DRAFT_TITLE, &args);
        Banner {
            notice: None,
            event: preview.event,
            channel: draft.channel.clone(),
            group: format!("draft/{}", draft.channel),
            level: Level::Active,
            title: plain::title(&title),
            body: preview.body,
            link: preview.link,
        }
    }
}
