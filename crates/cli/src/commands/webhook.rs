//! `webhook` and `catch-up`: webhooks at Apple, and what of theirs is missing here.

use anyhow::Result;
use serde::Serialize;
use serde_json::json;
use shipbell_wire::{CaughtUp, Endpoint, LogLine, Nothing, Request, Webhook as View};

use crate::args::Webhook;
use crate::ask::Reach;
use crate::output::local;

pub(crate) async fn run(reach: &Reach, command: Webhook) -> Result<()> {
    match command {
        Webhook::List { app, account } => {
            let all: Vec<View> = reach.ask(Request::WebhookList { account, app }).await?;
            list(reach, &all)
        }
        Webhook::Create {
            app,
            kinds,
            url,
            account,
        } => {
            let request = Request::WebhookCreate {
                account,
                app,
                kinds,
                url,
            };
            let made: Endpoint = reach.ask(request).await?;
            let words = format!(
                "Made endpoint {}, and at Apple the webhook that posts to it. Try it: shipbell webhook ping \"{}\"",
                made.name, made.name
            );
            tell(reach, &made, &words)
        }
        Webhook::Watch {
            app,
            webhook,
            account,
        } => {
            let request = Request::WebhookWatch {
                account,
                app,
                webhook,
            };
            let made: Endpoint = reach.ask(request).await?;
            let words = format!(
                "Its log is read into endpoint {} every 15 minutes, and with `shipbell catch-up`. The webhook stays as it is; `shipbell webhook delete \"{}\"` ends the reading.",
                made.name, made.name
            );
            tell(reach, &made, &words)
        }
        Webhook::Deliveries { name } => {
            let lines: Vec<LogLine> = reach.ask(Request::WebhookLog { endpoint: name }).await?;
            log(reach, &lines)
        }
        other => change(reach, other).await,
    }
}

/// What answers with nothing.
async fn change(reach: &Reach, command: Webhook) -> Result<()> {
    let (endpoint, request, words) = match command {
        Webhook::Kinds { name, kinds } => {
            let endpoint = name.clone();
            (
                name,
                Request::WebhookKinds { endpoint, kinds },
                "tells of what was chosen",
            )
        }
        Webhook::Ping { name } => {
            let endpoint = name.clone();
            (
                name,
                Request::WebhookPing { endpoint },
                "will get Apple's test ping",
            )
        }
        Webhook::Enable { name } => {
            let (endpoint, enabled) = (name.clone(), true);
            (
                name,
                Request::WebhookEnable { endpoint, enabled },
                "gets deliveries again",
            )
        }
        Webhook::Disable { name } => {
            let (endpoint, enabled) = (name.clone(), false);
            (
                name,
                Request::WebhookEnable { endpoint, enabled },
                "gets no more deliveries",
            )
        }
        Webhook::Rotate { name } => {
            let endpoint = name.clone();
            (
                name,
                Request::WebhookRotate { endpoint },
                "has a new secret, and so has Apple",
            )
        }
        Webhook::Delete { name } => {
            let endpoint = name.clone();
            (
                name,
                Request::WebhookDelete { endpoint },
                "is removed, here and at Apple; its events stay",
            )
        }
        Webhook::Redeliver { name, delivery } => {
            let endpoint = name.clone();
            (
                name,
                Request::Redeliver { endpoint, delivery },
                "will get it once more",
            )
        }
        Webhook::List { .. }
        | Webhook::Create { .. }
        | Webhook::Watch { .. }
        | Webhook::Deliveries { .. } => return Ok(()),
    };
    let Nothing {} = reach.ask(request).await?;
    let done = json!({ "endpoint": endpoint });
    tell(reach, &done, &format!("Endpoint {endpoint} {words}."))
}

pub(crate) async fn catch_up(reach: &Reach) -> Result<()> {
    let round: CaughtUp = reach.ask(Request::CatchUp {}).await?;
    if reach.output.json() {
        reach.output.value(&round)?;
    } else {
        reach.output.line(&format!(
            "Read {} logs: {} missed and kept now, {} known.",
            round.read, round.recovered, round.known
        ))?;
    }
    for lost in &round.lost {
        reach.output.word(&format!(
            "{}: what happened from {} to {} can't be known, because Apple keeps its log for ten days only. How versions and builds stand now was compared with what was heard last.",
            lost.endpoint,
            local(lost.from),
            local(lost.to)
        ));
    }
    if round.compared > 0 {
        reach.output.word(&format!(
            "{} of them changed in a time of which the log says nothing, and were found so.",
            round.compared
        ));
    }
    for failed in &round.failed {
        reach
            .output
            .word(&format!("{}: {}", failed.endpoint, failed.reason));
    }
    anyhow::ensure!(
        round.failed.is_empty(),
        "not every log could be read; what was read is kept, and it is tried again"
    );
    Ok(())
}

fn tell(reach: &Reach, value: &impl Serialize, words: &str) -> Result<()> {
    if reach.output.json() {
        return Ok(reach.output.value(value)?);
    }
    Ok(reach.output.line(words)?)
}

fn list(reach: &Reach, all: &[View]) -> Result<()> {
    if reach.output.json() {
        return Ok(reach.output.value(&all)?);
    }
    if all.is_empty() {
        reach
            .output
            .word("The app has no webhook. Make one: shipbell webhook create --app ID");
    }
    for webhook in all {
        let whose = match (&webhook.endpoint, &webhook.watched_by) {
            (Some(endpoint), _) => format!("endpoint {endpoint}"),
            (None, Some(endpoint)) => format!("not ours, read into endpoint {endpoint}"),
            (None, None) => "not made by this Shipbell".to_owned(),
        };
        let state = if webhook.enabled { "on" } else { "off" };
        reach.output.line(&format!(
            "{}  {}  {state}  {} kinds  {whose}",
            webhook.id,
            webhook.name,
            webhook.event_types.len()
        ))?;
    }
    Ok(())
}

fn log(reach: &Reach, lines: &[LogLine]) -> Result<()> {
    if reach.output.json() {
        return Ok(reach.output.value(&lines)?);
    }
    if lines.is_empty() {
        reach
            .output
            .word("Apple has no delivery of the last ten days.");
    }
    for line in lines {
        let state = line.state.as_deref().unwrap_or("?");
        let here = match line.here {
            Some(true) => "in the feed",
            Some(false) => "missing here",
            None => "no body",
        };
        let status = line.status.map(|status| status.to_string());
        let mut text = format!(
            "{}  {}  {state}  {}  {here}",
            line.id,
            local(line.created),
            status.as_deref().unwrap_or("no answer")
        );
        if line.redelivery {
            text.push_str("  (asked for again)");
        }
        if let Some(error) = &line.error {
            text.push_str("  ");
            text.push_str(error);
        }
        reach.output.line(&text)?;
    }
    Ok(())
}
