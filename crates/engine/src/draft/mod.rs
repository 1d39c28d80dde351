//! Texts that are being written: what they become, and what is wrong with them.

mod help;
mod remarks;
mod ring;
mod subject;

use shipbell_feed::EventId;
use shipbell_rules::{Channel, Level, Templates};
use shipbell_template::{TemplateError, plain};
use shipbell_webhook::Kind;

pub use help::{FieldHelp, Help};
pub use remarks::{Part, Remark};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::render::Rendering;

/// The most events that a draft is tried on at once.
const TRIED: usize = 50;

/// Texts for one kind in one channel, not saved yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The channel's name; one that does not exist yet takes everything.
    pub channel: String,
    /// The kind's slug, or `default`.
    pub kind: String,
    /// The texts.
    pub templates: Templates,
}

/// What a draft is tried on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Example {
    /// An event of the feed.
    Event(EventId),
    /// A sample, by its name.
    Sample(String),
}

/// What a draft becomes of one event.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The banner's first line.
    pub title: String,
    /// What stands under it.
    pub body: String,
    /// Where a click would lead.
    pub link: Option<String>,
    /// How loudly it would ring.
    pub level: Level,
    /// The event it was made of; `None` for a sample.
    pub event: Option<EventId>,
    /// Everything wrong or doubtful.
    pub remarks: Vec<Remark>,
}

/// What a draft would have made of an event that came before.
#[derive(Debug, Clone)]
pub struct Redrawn {
    /// The event.
    pub event: shipbell_feed::Event,
    /// Whether the channel takes it and it makes a banner.
    pub rings: bool,
    /// How loudly.
    pub level: Level,
    /// The banner's first line.
    pub title: String,
    /// What stands under it.
    pub body: String,
}

/// A draft's three texts, filled in part by part.
struct Drawn {
    title: String,
    body: String,
    link: Option<String>,
    /// Why a part could not be filled in.
    faults: Vec<(Part, TemplateError)>,
    /// Whether the link's template made something that is no https address.
    bad_link: bool,
    empty_title: bool,
}

impl Engine {
    /// What a draft becomes of an example: of the one that is named, else of the newest event of its
    /// kind, else of a sample made for it. A part that can't be used shows the built-in text.
    pub async fn preview(
        &self,
        draft: &Draft,
        example: Option<&Example>,
    ) -> Result<Preview, EngineError> {
        let kind = kind_of(draft)?;
        let channel = self.channel_with(draft);
        let recalled = self.subject(kind, &channel, example).await?;
        let rendering = recalled.rendering(self);
        let drawn = draw(&rendering, &draft.templates);
        let remarks = remarks::of(&self.inner.words, kind, &draft.templates, &drawn);
        Ok(Preview {
            level: open_level(&rendering, &channel),
            title: drawn.title,
            body: drawn.body,
            link: drawn.link,
            event: recalled.row.as_ref().map(|row| row.id),
            remarks,
        })
    }

    /// What a draft would have made of the newest events that it is for.
    pub async fn redraw(&self, draft: &Draft, limit: usize) -> Result<Vec<Redrawn>, EngineError> {
        let kind = kind_of(draft)?;
        let channel = self.channel_with(draft);
        let mut redrawn = Vec::new();
        for row in self.newest(kind, &channel, limit.clamp(1, TRIED)).await? {
            let Some(recalled) = self.recall(&row).await? else {
                continue;
            };
            let rendering = recalled.rendering(self);
            let drawn = draw(&rendering, &draft.templates);
            let level = open_level(&rendering, &channel);
            redrawn.push(Redrawn {
                rings: level.rings() && takes(&rendering, &channel),
                event: row,
                level,
                title: drawn.title,
                body: drawn.body,
            });
        }
        Ok(redrawn)
    }

    /// The draft's channel as it would be with the draft saved.
    fn channel_with(&self, draft: &Draft) -> Channel {
        let mut channel = self
            .channel(&draft.channel)
            .unwrap_or_else(|_| Channel::named(&draft.channel));
        let (kind, templates) = (draft.kind.clone(), draft.templates.clone());
        channel.templates.insert(kind, templates);
        channel
    }
}

/// The draft's kind; `None` for every kind without texts of its own.
fn kind_of(draft: &Draft) -> Result<Option<Kind>, EngineError> {
    kind_named(&draft.kind)
}

pub(crate) fn kind_named(slug: &str) -> Result<Option<Kind>, EngineError> {
    if slug == Channel::DEFAULT_TEMPLATE {
        return Ok(None);
    }
    let kind = Kind::from_slug(slug);
    let kind = kind.ok_or_else(|| EngineError::NoSuchKind(slug.to_owned()))?;
    Ok(Some(kind))
}

fn draw(rendering: &Rendering<'_>, templates: &Templates) -> Drawn {
    let builtin = rendering.builtin();
    let mut faults = Vec::new();
    let mut filled = |part, source: &str| match rendering.text(source) {
        Ok(text) => Some(text),
        Err(error) => {
            faults.push((part, error));
            None
        }
    };
    let title = filled(Part::Title, &templates.title).map(|text| plain::title(&text));
    let body = filled(Part::Body, &templates.body).map(|text| plain::body(&text));
    let source = templates.link.as_deref();
    let made = source.and_then(|source| filled(Part::Link, source));
    let (link, problem) = rendering.link(source);
    let empty_title = title.as_ref().is_some_and(|title| title.trim().is_empty());
    Drawn {
        title: title
            .filter(|title| !title.trim().is_empty())
            .unwrap_or(builtin.title),
        body: body.unwrap_or(builtin.body),
        bad_link: made.is_some() && problem.is_some(),
        link,
        faults,
        empty_title,
    }
}

/// How loudly the channel rings it, whether or not it takes it.
fn open_level(rendering: &Rendering<'_>, channel: &Channel) -> Level {
    let open = Channel {
        endpoints: Vec::new(),
        kinds: Vec::new(),
        condition: None,
        ..channel.clone()
    };
    decided(rendering, &open).unwrap_or(Level::Active)
}

fn takes(rendering: &Rendering<'_>, channel: &Channel) -> bool {
    decided(rendering, channel).is_some()
}

fn decided(rendering: &Rendering<'_>, channel: &Channel) -> Option<Level> {
    let rings = shipbell_rules::decide(
        rendering.event(),
        rendering.endpoint_name(),
        rendering.fields(),
        rendering.scene(),
        std::slice::from_ref(channel),
    );
    rings.first().map(|ring| ring.level)
}
