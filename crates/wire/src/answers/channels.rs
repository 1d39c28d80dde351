//! Channels: read, changed, muted.

use shipbell_engine::settings::{SettingsError, Warning};

use super::event_id;
use crate::error::WireError;
use crate::house::House;
use crate::types::{
    Channel, ChannelFault, ChannelView, Channels, FileProblem, Level, LevelRow, Muted, Nothing,
    Templates,
};

pub(crate) async fn mute(house: &House, id: &str) -> Result<Muted, WireError> {
    let muted = house.engine.mute(event_id(id)?).await?;
    Ok(Muted {
        channel: muted.channel,
        key: muted.key,
        before: muted.before.map(Into::into),
        now: muted.now.into(),
    })
}

pub(crate) fn all(house: &House) -> Channels {
    let settings = house.engine.settings();
    let current = settings.current();
    let file = settings.path().display().to_string();
    Channels {
        channels: current
            .channels_in_force()
            .into_iter()
            .map(Into::into)
            .collect(),
        problem: settings.problem().map(|error| problem(file, &error)),
        faults: current.warnings().iter().map(fault).collect(),
    }
}

pub(crate) async fn put(
    house: &House,
    name: Option<&str>,
    channel: ChannelView,
) -> Result<Nothing, WireError> {
    house.engine.put_channel(name, &channel.into()).await?;
    Ok(Nothing {})
}

pub(crate) async fn remove(house: &House, name: &str) -> Result<Nothing, WireError> {
    house.engine.remove_channel(name).await?;
    Ok(Nothing {})
}

pub(crate) fn levels(house: &House, channel: &str) -> Result<Vec<LevelRow>, WireError> {
    let rows = house.engine.levels(channel)?.into_iter();
    Ok(rows
        .map(|row| LevelRow {
            key: row.key,
            kind: row.kind.slug().to_owned(),
            state: row.state,
            default: row.default.into(),
            chosen: row.chosen.map(Into::into),
        })
        .collect())
}

pub(crate) async fn set_level(
    house: &House,
    channel: &str,
    key: &str,
    level: Option<Level>,
) -> Result<Nothing, WireError> {
    house
        .engine
        .set_level(channel, key, level.map(Into::into))
        .await?;
    Ok(Nothing {})
}

pub(crate) async fn put_templates(
    house: &House,
    channel: &str,
    kind: &str,
    templates: Option<Templates>,
) -> Result<Nothing, WireError> {
    let templates = templates.map(Into::into);
    house
        .engine
        .set_templates(channel, kind, templates.as_ref())
        .await?;
    Ok(Nothing {})
}

pub(crate) fn as_written(house: &House) -> Result<Vec<Channel>, WireError> {
    let channels = house.engine.settings().current().channels_in_force();
    channels
        .iter()
        .map(|channel| serde_json::to_value(channel).map(Channel))
        .collect::<Result<_, _>>()
        .map_err(|_| WireError::internal("The channels could not be written as JSON."))
}

fn problem(file: String, error: &SettingsError) -> FileProblem {
    let number = |place: &usize| u32::try_from(*place).ok();
    match error {
        SettingsError::At {
            line,
            column,
            problem,
        } => FileProblem {
            file,
            line: number(line),
            column: number(column),
            cause: sentence(&problem.to_string()),
        },
        other => FileProblem {
            file,
            line: None,
            column: None,
            cause: other.to_string(),
        },
    }
}

fn fault(warning: &Warning) -> ChannelFault {
    ChannelFault {
        channel: warning.channel.clone(),
        field: warning.field(),
        cause: sentence(&warning.error.to_string()),
    }
}

/// What other rooms put into the middle of a sentence, standing alone.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    let begun: String = first.into_iter().flatten().chain(letters).collect();
    if begun.ends_with(['.', '?', '…']) {
        begun
    } else {
        format!("{begun}.")
    }
}

impl From<shipbell_rules::Channel> for ChannelView {
    fn from(channel: shipbell_rules::Channel) -> Self {
        let levels = channel.levels.into_iter();
        let templates = channel.templates.into_iter();
        Self {
            name: channel.name,
            endpoints: channel.endpoints,
            kinds: channel.kinds,
            condition: channel.condition,
            levels: levels.map(|(key, level)| (key, level.into())).collect(),
            templates: templates.map(|(key, texts)| (key, texts.into())).collect(),
        }
    }
}

impl From<ChannelView> for shipbell_rules::Channel {
    fn from(view: ChannelView) -> Self {
        let levels = view.levels.into_iter();
        let templates = view.templates.into_iter();
        let condition = view.condition.filter(|text| !text.trim().is_empty());
        Self {
            name: view.name.trim().to_owned(),
            endpoints: view.endpoints,
            kinds: view.kinds,
            condition,
            levels: levels.map(|(key, level)| (key, level.into())).collect(),
            templates: templates.map(|(key, texts)| (key, texts.into())).collect(),
        }
    }
}

impl From<shipbell_rules::Templates> for Templates {
    fn from(texts: shipbell_rules::Templates) -> Self {
        Self {
            title: texts.title,
            body: texts.body,
            link: texts.link,
        }
    }
}

impl From<Templates> for shipbell_rules::Templates {
    fn from(texts: Templates) -> Self {
        Self {
            title: texts.title,
            body: texts.body,
            link: texts.link,
        }
    }
}
