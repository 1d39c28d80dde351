//! An event once more through today's channels and templates, and rung again if somebody asks.

use shipbell_feed::{Event, EventId};
use shipbell_rules::Level;
use shipbell_template::plain;
use shipbell_words::{Arg, id};

use crate::engine::Engine;
use crate::error::EngineError;

/// What today's channels make of an event.
#[derive(Debug, Clone)]
pub struct Replay {
    /// Each channel that takes it, loudest first; none where no channel does.
    pub rings: Vec<ReplayRing>,
    /// Whether it was rung again.
    pub rang: bool,
}

/// What one channel would show.
#[derive(Debug, Clone)]
pub struct ReplayRing {
    /// The channel.
    pub channel: String,
    /// How loudly.
    pub level: Level,
    /// The banner's first line.
    pub title: String,
    /// What stands under it.
    pub body: String,
    /// Where a click leads.
    pub link: Option<String>,
    /// What is wrong with the channel's own texts, if anything.
    pub problem: Option<String>,
}

impl Engine {
    /// Puts an event through today's channels and templates. Its row stays as it is. Where `ring`
    /// asks for it and notifications are on, what makes a banner rings as any notice does, and says
    /// that it is a replay.
    pub async fn replay(&self, id: EventId, ring: bool) -> Result<Replay, EngineError> {
        let row = self.event(id).await?;
        let recalled = self.recall(&row).await?;
        let recalled = recalled.ok_or_else(|| EngineError::NothingToReplay(id.0.to_string()))?;
        let recalled = self.with_facts(recalled).await?;
        let settings = self.inner.settings.current();
        let rings = recalled
            .rendering(self)
            .rings(&settings.channels_in_force());
        let mut again = false;
        for one in rings.iter().filter(|one| one.level.rings()) {
            if !ring || !settings.notifications.enabled {
                continue;
            }
            // A group of its own: the banner of today's news must not give way to it.
            let group = replay_group(&row, &one.channel);
            let mut notice = self.notice(one, &recalled.delivery, group);
            notice.event = Some(id);
            notice.title = self.replay_title(&notice.title);
            self.inner.feed.put_notice(notice).await?;
            again = true;
        }
        if again {
            self.inner.to_ring.notify_one();
        }
        let rings = rings
            .into_iter()
            .map(|ring| ReplayRing {
                channel: ring.channel,
                level: ring.level,
                title: ring.rendered.title,
                body: ring.rendered.body,
                link: ring.rendered.link,
                problem: ring.rendered.problem,
            })
            .collect();
        Ok(Replay { rings, rang: again })
    }

    fn replay_title(&self, title: &str) -> String {
        let args = [("title", Arg::Text(title))];
        let marked = (self.inner.words).say_with(id::BANNER_REPLAY_TITLE, &args);
        plain::title(&marked)
    }
}

fn replay_group(row: &Event, channel: &str) -> String {
    format!("replay/{channel}/{}", row.id.0)
}
