//! Changing what rings: channels, their levels and their texts, written to `shipbell.toml`.

use jiff::Timestamp;
use shipbell_feed::{Event, EventId};
use shipbell_rules::{Channel, ChannelError, Level, Templates, builtin_channel, default_level};
use shipbell_webhook::Kind;
use shipbell_webhook::sample::{self, Ids, Sample};

use crate::engine::Engine;
use crate::error::EngineError;

/// Longer than any state of Apple's.
const LONGEST_STATE: usize = 100;

/// How loudly one kind (in one state) rings in a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelRow {
    /// The level's key in the settings: `app-version-rejected`.
    pub key: String,
    /// The kind.
    pub kind: Kind,
    /// The state, as Apple writes it; `None` for a kind without states.
    pub state: Option<String>,
    /// The built-in level.
    pub default: Level,
    /// The channel's own level, where it has one: for the state, or for the whole kind.
    pub chosen: Option<Level>,
}

/// What no longer rings, or rings again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Muted {
    /// In which channel.
    pub channel: String,
    /// The level's key.
    pub key: String,
    /// The level that the channel had for this key; `None` where it had none.
    pub before: Option<Level>,
    /// How loudly it rings now.
    pub now: Level,
}

impl Engine {
    /// Makes a channel, or puts it in place of the one named `name`.
    pub async fn put_channel(
        &self,
        name: Option<&str>,
        channel: &Channel,
    ) -> Result<(), EngineError> {
        let error = channel
            .check()
            .into_iter()
            .find(|error| *error == ChannelError::Name);
        if let Some(error) = error {
            return Err(EngineError::BadChannel(error));
        }
        let current = self.inner.settings.current();
        let in_force = current.channels_in_force();
        let taken = in_force.iter().any(|other| other.name == channel.name);
        if let Some(name) = name {
            self.channel(name)?;
        }
        if taken && name != Some(channel.name.as_str()) {
            return Err(EngineError::ChannelTaken(channel.name.clone()));
        }
        // The built-in channel is in force only while there is no other, and whoever adds a second
        // one does not mean to lose the first.
        let first = name.is_none() && current.channels.is_empty();
        let (place, channel) = (name.unwrap_or(&channel.name).to_owned(), channel.clone());
        self.edit_settings(move |file| {
            if first {
                let builtin = builtin_channel();
                file.put_channel(&builtin.name, &builtin)?;
            }
            file.put_channel(&place, &channel)
        })
        .await
    }

    /// Removes a channel. Without any, the built-in one is in force.
    pub async fn remove_channel(&self, name: &str) -> Result<(), EngineError> {
        self.channel(name)?;
        let name = name.to_owned();
        self.edit_settings(move |file| file.remove_channel(&name))
            .await
    }

    /// Sets how loudly a kind, or a kind in a state, rings in a channel.
    pub async fn set_level(
        &self,
        channel: &str,
        key: &str,
        level: Option<Level>,
    ) -> Result<(), EngineError> {
        self.channel(channel)?;
        let mut tried = Channel::named(channel);
        tried.levels.insert(key.to_owned(), Level::Active);
        if let (Some(_), Some(error)) = (level, tried.check().into_iter().next()) {
            return Err(EngineError::BadChannel(error));
        }
        let (channel, key) = (channel.to_owned(), key.to_owned());
        self.edit_settings(move |file| file.set_level(&channel, &key, level))
            .await
    }

    /// Sets a channel's texts for a kind, or for `default`.
    pub async fn set_templates(
        &self,
        channel: &str,
        kind: &str,
        templates: Option<&Templates>,
    ) -> Result<(), EngineError> {
        self.channel(channel)?;
        if kind != Channel::DEFAULT_TEMPLATE && Kind::from_slug(kind).is_none() {
            return Err(EngineError::NoSuchKind(kind.to_owned()));
        }
        let (channel, kind) = (channel.to_owned(), kind.to_owned());
        let templates = templates.cloned();
        self.edit_settings(move |file| file.set_templates(&channel, &kind, templates.as_ref()))
            .await
    }

    /// How loudly each kind rings in a channel, in each of its states.
    pub fn levels(&self, channel: &str) -> Result<Vec<LevelRow>, EngineError> {
        let channel = self.channel(channel)?;
        let chosen = |key: &str, kind: Kind| {
            let own = channel.levels.get(key);
            own.or_else(|| channel.levels.get(kind.slug())).copied()
        };
        let mut rows: Vec<LevelRow> = sample::all()
            .iter()
            .map(|sample| LevelRow {
                key: sample.name.to_owned(),
                kind: sample.kind,
                state: sample.status.map(str::to_owned),
                default: level_of(sample),
                chosen: chosen(sample.name, sample.kind),
            })
            .collect();
        for (key, level) in &channel.levels {
            if rows.iter().any(|row| row.key == *key) {
                continue;
            }
            // A state that Apple added, or a kind as a whole where the kind has states.
            let kind = Kind::ALL.into_iter().find_map(|kind| {
                let rest = key.strip_prefix(kind.slug())?;
                Some((
                    kind,
                    rest.strip_prefix('-')?
                        .to_ascii_uppercase()
                        .replace('-', "_"),
                ))
            });
            if let Some((kind, state)) = kind {
                rows.push(LevelRow {
                    key: key.clone(),
                    kind,
                    state: Some(state),
                    default: Level::Active,
                    chosen: Some(*level),
                });
            }
        }
        // Stable: within a kind the states stay in their order.
        rows.sort_by_key(|row| Kind::ALL.iter().position(|kind| *kind == row.kind));
        Ok(rows)
    }

    /// Lets events like this one ring no more in its channel, or again where they are silent now.
    pub async fn mute(&self, id: EventId) -> Result<Muted, EngineError> {
        let event = self.event(id).await?;
        if !event.readable {
            return Err(EngineError::AlwaysRings(id.0.to_string()));
        }
        let channel = self.channel_of(&event)?;
        let key = level_key(&event);
        let own = channel.levels.get(&key).copied();
        let for_kind = channel.levels.get(&event.kind).copied();
        let builtin = builtin_level(&event);
        let without = for_kind.filter(|_| key != event.kind).unwrap_or(builtin);
        let (set, now) = match own {
            Some(level) if level.rings() => (Some(Level::Passive), Level::Passive),
            None if without.rings() => (Some(Level::Passive), Level::Passive),
            // Silent by the channel's own choice for just this: what holds without it holds again.
            Some(_) if without.rings() => (None, without),
            _ if builtin.rings() => (Some(builtin), builtin),
            _ => (Some(Level::Active), Level::Active),
        };
        self.set_level(&channel.name, &key, set).await?;
        Ok(Muted {
            channel: channel.name,
            key,
            before: own,
            now,
        })
    }

    /// A channel in force.
    pub(crate) fn channel(&self, name: &str) -> Result<Channel, EngineError> {
        let channels = self.inner.settings.current().channels_in_force();
        let found = channels.into_iter().find(|channel| channel.name == name);
        found.ok_or_else(|| EngineError::NoSuchChannel(name.to_owned()))
    }

    /// The channel that an event rang in, or the first where that one is gone.
    fn channel_of(&self, event: &Event) -> Result<Channel, EngineError> {
        if let Some(name) = &event.channel
            && let Ok(channel) = self.channel(name)
        {
            return Ok(channel);
        }
        let channels = self.inner.settings.current().channels_in_force();
        let first = channels.into_iter().next();
        first.ok_or_else(|| EngineError::NoSuchChannel(event.channel.clone().unwrap_or_default()))
    }
}

/// How loudly an event like this one rings where nobody chose otherwise.
fn builtin_level(event: &Event) -> Level {
    let same = |sample: &&Sample| {
        sample.kind.slug() == event.kind && sample.status == event.status.as_deref()
    };
    // A state that is not known rings, as an unreadable body does.
    sample::all()
        .iter()
        .find(same)
        .map_or(Level::Active, level_of)
}

/// The key of an event's level. A state that is no name of Apple's is none here either, and then it
/// is about the whole kind.
fn level_key(event: &Event) -> String {
    let is_name = |state: &&String| {
        let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        (1..=LONGEST_STATE).contains(&state.len()) && state.bytes().all(word)
    };
    match event.status.as_ref().filter(is_name) {
        Some(state) => {
            let state = state.to_ascii_lowercase().replace('_', "-");
            format!("{}-{state}", event.kind)
        }
        None => event.kind.clone(),
    }
}

/// The built-in level of a sample's kind and state.
pub(crate) fn level_of(sample: &Sample) -> Level {
    let ids = Ids {
        event: String::new(),
        instance: String::new(),
        app_id: None,
        time: Timestamp::UNIX_EPOCH,
    };
    shipbell_webhook::read(&sample::body(sample, &ids))
        .map_or(Level::Active, |event| default_level(&event))
}
