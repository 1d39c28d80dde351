//! `channel`: what rings, how loudly, and in which words.

use anyhow::{Result, bail};
use serde_json::Value;
use shipbell_wire::{Channel as Shown, Request};

use crate::args::Channel;
use crate::ask::Reach;

pub(crate) async fn run(reach: &Reach, command: Channel) -> Result<()> {
    let channels: Vec<Shown> = reach.ask(Request::ChannelList {}).await?;
    match command {
        Channel::List if reach.output.json() => reach.output.value(&channels)?,
        Channel::List => {
            for Shown(channel) in &channels {
                let listens = |key| names(channel.get(key)).unwrap_or_else(|| "all".to_owned());
                let name = name(channel);
                reach.output.line(&format!(
                    "{name}  kinds: {}  endpoints: {}",
                    listens("kinds"),
                    listens("endpoints")
                ))?;
            }
        }
        Channel::Show { name: wanted } => {
            let Some(Shown(channel)) = channels
                .iter()
                .find(|Shown(channel)| name(channel) == wanted)
            else {
                bail!(
                    "There is no channel named \"{wanted}\". `shipbell channel list` shows those that exist."
                );
            };
            if reach.output.json() {
                reach.output.value(channel)?;
            } else {
                reach.output.line(&serde_json::to_string_pretty(channel)?)?;
            }
        }
    }
    Ok(())
}

fn name(channel: &Value) -> &str {
    channel
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn names(list: Option<&Value>) -> Option<String> {
    let names: Vec<_> = list?.as_array()?.iter().filter_map(Value::as_str).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
