//! Channels: read, changed, muted.

use crate::error::WireError;
use crate::house::House;
use crate::types::{Channel, ChannelView, Channels, Level, LevelRow, Muted, Nothing, Templates};

pub(crate) async fn mute(house: &House, id: &str) -> Result<Muted, WireError> {
    let _ = (house, id);
    Err(WireError::internal("not built yet"))
}

pub(crate) fn all(house: &House) -> Result<Channels, WireError> {
    let _ = (house,);
    Err(WireError::internal("not built yet"))
}

pub(crate) fn put(
    house: &House,
    name: Option<&str>,
    channel: ChannelView,
) -> Result<Nothing, WireError> {
    let _ = (house, name, channel);
    Err(WireError::internal("not built yet"))
}

pub(crate) fn remove(house: &House, name: &str) -> Result<Nothing, WireError> {
    let _ = (house, name);
    Err(WireError::internal("not built yet"))
}

pub(crate) fn levels(house: &House, channel: &str) -> Result<Vec<LevelRow>, WireError> {
    let _ = (house, channel);
    Err(WireError::internal("not built yet"))
}

pub(crate) fn set_level(
    house: &House,
    channel: &str,
    key: &str,
    level: Option<Level>,
) -> Result<Nothing, WireError> {
    let _ = (house, channel, key, level);
    Err(WireError::internal("not built yet"))
}

pub(crate) fn put_templates(
    house: &House,
    channel: &str,
    kind: &str,
    templates: Option<Templates>,
) -> Result<Nothing, WireError> {
    let _ = (house, channel, kind, templates);
    Err(WireError::internal("not built yet"))
}

pub(crate) fn as_written(house: &House) -> Result<Vec<Channel>, WireError> {
    let channels = house.engine.settings().current().channels_in_force();
    channels
        .iter()
        .map(|channel| serde_json::to_value(channel).map(Channel))
        .collect::<Result<_, _>>()
        .map_err(|_| WireError::internal("The channels could not be written as JSON."))
}
