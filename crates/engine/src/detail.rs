//! Everything that is known about one event.

use shipbell_feed::{
    Attachment, AttachmentKind, AttachmentState, Delivery, Event, EventId, Notice, Provenance, Step,
};
use shipbell_rules::{field, times};
use shipbell_webhook::{SIGNATURE_HEADER, link};
use shipbell_words::{Id, id};

use crate::copies::{self, Copies, Row};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::intake::header;
use crate::leaves::{Print, leaves};
use crate::recall::Recalled;

/// The states of one thing that are listed. No version has as many.
const TRAIL: usize = 60;

/// One event, whole.
#[derive(Debug, Clone)]
pub struct Detail {
    /// Its row.
    pub event: Event,
    /// What happened, in a sentence or two.
    pub story: String,
    /// The fields that templates can name and that have a value, as templates print them.
    pub fields: Vec<(String, String)>,
    /// The states of the same thing, oldest first, this one among them.
    pub trail: Vec<Step>,
    /// The delivery that told of it first; `None` where it is no longer kept.
    pub delivery: Option<Delivery>,
    /// How often the same event came.
    pub deliveries: u64,
    /// When it last came.
    pub last_arrived: Option<i64>,
    /// What was or will be rung.
    pub notices: Vec<Notice>,
    /// What a tester sent along, without the contents.
    pub attachments: Vec<Attachment>,
    /// What a person may copy.
    pub copies: Copies,
}

impl Engine {
    /// Everything that is known about one event, also where its delivery is no longer kept.
    pub async fn detail(&self, id: EventId) -> Result<Detail, EngineError> {
        let row = self.event(id).await?;
        let kept = self.inner.feed.deliveries_of(id).await?;
        let deliveries = kept.iter().map(|delivery| delivery.count).sum();
        let last_arrived = kept.iter().map(|delivery| delivery.last_arrived).max();
        let delivery = kept.into_iter().next();
        let recalled = match delivery.clone().filter(|_| row.readable) {
            Some(delivery) => self.reread(&row, delivery),
            None => None,
        };
        let recalled = match recalled {
            Some(recalled) => Some(self.with_facts(recalled).await?),
            None => None,
        };
        let (story, fields) = match &recalled {
            Some(recalled) => self.fields_and_story(recalled),
            None => (self.story(&row), Vec::new()),
        };
        let attachments = self.inner.feed.attachments_of(id).await?;
        let story = self.without_elsewhere(story, &attachments);
        let copies = self
            .copies(&row, recalled.as_ref(), delivery.as_ref(), &story)
            .await?;
        Ok(Detail {
            trail: self.trail(&row).await?,
            notices: self.inner.feed.notices_of(id).await?,
            attachments,
            event: row,
            story,
            fields,
            delivery,
            deliveries,
            last_arrived,
            copies,
        })
    }

    fn fields_and_story(&self, recalled: &Recalled) -> (String, Vec<(String, String)>) {
        let rendering = recalled.rendering(self);
        let (all, scene) = (rendering.fields(), rendering.scene());
        let print = Print::new(scene);
        let mut fields = Vec::new();
        for field in field::ALL {
            match field.path.strip_suffix(".*") {
                Some(root) => {
                    let below = all.get(root).map(|value| leaves(root, value));
                    fields.extend(
                        below
                            .into_iter()
                            .flatten()
                            .filter_map(|(path, value)| Some((path, print.value(value)?))),
                    );
                }
                // The clock's fields say when somebody looks, not what happened.
                None if is_clock(field.path) => {}
                None => {
                    let value = print.field(field.path, all);
                    fields.extend(value.map(|value| (field.path.to_owned(), value)));
                }
            }
        }
        let story = print.field("event.story", all).unwrap_or_default();
        (story, fields)
    }

    /// The story without the sentence that sends a person to App Store Connect for what is here by now.
    fn without_elsewhere(&self, story: String, attachments: &[Attachment]) -> String {
        let here = attachments
            .iter()
            .filter(|attachment| attachment.state == AttachmentState::Here);
        let sentences = here.map(|attachment| {
            self.inner.words.say(match attachment.kind {
                AttachmentKind::Screenshot => id::PIECE_PICTURES_ELSEWHERE,
                AttachmentKind::CrashLog => id::PIECE_LOG_ELSEWHERE,
            })
        });
        for sentence in sentences {
            if let Some(rest) = story.strip_prefix(sentence.as_str()) {
                return rest.trim_start().to_owned();
            }
        }
        story
    }

    async fn trail(&self, row: &Event) -> Result<Vec<Step>, EngineError> {
        let own = Step {
            id: row.id,
            status: row.status.clone(),
            time: row.time.unwrap_or(row.received),
        };
        let Some(instance) = row.instance_id.clone() else {
            return Ok(vec![own]);
        };
        let feed = &self.inner.feed;
        let mut trail = feed.trail(row.endpoint.clone(), instance, TRAIL).await?;
        if !trail.iter().any(|step| step.id == own.id) {
            trail.insert(0, own);
        }
        Ok(trail)
    }

    async fn copies(
        &self,
        row: &Event,
        recalled: Option<&Recalled>,
        delivery: Option<&Delivery>,
        story: &str,
    ) -> Result<Copies, EngineError> {
        let listen = match self.status().await?.listening {
            Some(listen) => listen,
            None => self.inner.settings.current().connection.listen,
        };
        let body = delivery.map(|delivery| delivery.body.as_ref());
        let text = body.map(String::from_utf8_lossy);
        let signature = delivery.and_then(|delivery| header(&delivery.headers, SIGNATURE_HEADER));
        Ok(Copies {
            json: text.map(|text| copies::json(&text)).unwrap_or_default(),
            markdown: copies::markdown(&self.title(row), story, &self.rows(row, recalled)),
            curl: copies::curl(listen, &self.endpoint_of_row(row).token, signature, body),
        })
    }

    /// What happened, in one line: app, version, headline.
    fn title(&self, row: &Event) -> String {
        let headline = self.headline(row);
        if !row.readable {
            return headline;
        }
        let app = row.app_name.as_deref().unwrap_or(&row.endpoint_name);
        let version = row
            .version
            .as_ref()
            .map_or_else(String::new, |version| format!(" {version}"));
        format!("{app}{version}: {headline}")
    }

    fn rows(&self, row: &Event, recalled: Option<&Recalled>) -> Vec<Row> {
        let words = &self.inner.words;
        let facts = recalled.map(|recalled| &recalled.facts);
        let label = |token: &Option<String>| {
            let token = token.as_deref()?;
            Some(words.label(token).unwrap_or_else(|| token.to_owned()))
        };
        let source = match row.provenance {
            Provenance::Signed => id::COPY_SOURCE_SIGNED,
            Provenance::Recovered => id::COPY_SOURCE_RECOVERED,
            Provenance::Sample => id::COPY_SOURCE_SAMPLE,
        };
        let page = row.link.clone().filter(|page| link::is_apple(page));
        let rows: [(Id, Option<String>); 14] = [
            (id::COPY_APP, row.app_name.clone()),
            (id::COPY_VERSION, row.version.clone()),
            (id::COPY_BUILD, row.build.clone()),
            (id::COPY_PLATFORM, label(&row.platform)),
            (id::COPY_STATE, label(&row.status)),
            (id::COPY_PREVIOUS, label(&row.previous_status)),
            (
                id::COPY_HAPPENED,
                self.on_the_wall(row.time.unwrap_or(row.received)),
            ),
            (
                id::COPY_TESTER,
                facts.and_then(|facts| facts.tester_name.clone()),
            ),
            (
                id::COPY_DEVICE,
                facts.and_then(|facts| facts.device.clone()),
            ),
            (id::COPY_ENDPOINT, Some(row.endpoint_name.clone())),
            (id::COPY_TYPE, Some(row.type_name.clone())),
            (id::COPY_ID, row.apple_id.clone()),
            (id::COPY_SOURCE, Some(words.say(source))),
            (id::COPY_PAGE, page),
        ];
        rows.into_iter()
            .filter_map(|(name, value)| Some((words.say(name), value?)))
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    /// A moment in the person's zone, with its offset: others read it elsewhere.
    fn on_the_wall(&self, milliseconds: i64) -> Option<String> {
        let moment = jiff::Timestamp::from_millisecond(milliseconds).ok()?;
        let there = moment.to_zoned(self.inner.clock.zone());
        Some(there.strftime("%Y-%m-%d %H:%M:%S %:z").to_string())
    }
}

fn is_clock(path: &str) -> bool {
    path.starts_with("local.") || times::NAMES.contains(&path)
}
