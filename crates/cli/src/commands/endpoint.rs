//! `endpoint`: where one app's webhooks arrive.

use anyhow::Result;
use serde_json::json;
use shipbell_wire::{AddedEndpoint, Endpoint as View, Nothing, Request, Status};

use crate::args::Endpoint;
use crate::ask::Reach;
use crate::output::local;

pub(crate) async fn run(reach: &Reach, command: Endpoint) -> Result<()> {
    match command {
        Endpoint::Add { name, app_id } => {
            let added = reach.ask(Request::EndpointAdd { name, app_id }).await?;
            show_added(reach, &added, "Made")
        }
        Endpoint::Rotate { name } => {
            let added = reach.ask(Request::EndpointRotate { name }).await?;
            show_added(reach, &added, "Rotated")?;
            reach.output.word(
                "Paste the new secret at Apple now. The former one is accepted until 10 minutes after the first delivery signed with the new one, 7 days at most.",
            );
            Ok(())
        }
        Endpoint::Remove { name } => {
            let Nothing {} = reach
                .ask(Request::EndpointRemove { name: name.clone() })
                .await?;
            if reach.output.json() {
                reach.output.value(&json!({ "removed": name }))?;
            } else {
                reach.output.line(&format!("Removed endpoint {name} and its secret. Its events stay. Delete its webhook in App Store Connect too."))?;
            }
            Ok(())
        }
        Endpoint::List => {
            let endpoints: Vec<View> = reach.ask(Request::EndpointList {}).await?;
            list(reach, &endpoints)?;
            // Why an URL is not known, or a secret not readable, is said here or nowhere.
            let status: Status = reach.ask(Request::Status {}).await?;
            for problem in &status.problems {
                reach.output.word(&problem.detail);
            }
            Ok(())
        }
    }
}

fn show_added(reach: &Reach, added: &AddedEndpoint, what: &str) -> Result<()> {
    let output = reach.output;
    if output.json() {
        return Ok(output.value(added)?);
    }
    output.line(&format!("{what} endpoint {}", added.name))?;
    output.line(&format!(
        "  URL     {}",
        added.url.as_deref().unwrap_or("not known yet")
    ))?;
    output.line(&format!("  Path    {}", added.path))?;
    output.line(&format!("  Secret  {}", added.secret))?;
    output.word("The secret is shown this once. In App Store Connect: Users and Access, Integrations, Webhooks; paste URL and secret there.");
    if added.url.is_none() {
        output.word("The URL is known once `public-url` under [connection] in shipbell.toml has your tunnel's https address.");
    }
    Ok(())
}

fn list(reach: &Reach, endpoints: &[View]) -> Result<()> {
    let output = reach.output;
    if output.json() {
        return Ok(output.value(&endpoints)?);
    }
    if endpoints.is_empty() {
        output.word("There is no endpoint yet. Add one: shipbell endpoint add NAME");
    }
    for endpoint in endpoints {
        let app = endpoint.app_id.as_deref().unwrap_or("no app id");
        let url = endpoint.url.as_deref().unwrap_or(&endpoint.path);
        let mut line = format!(
            "{}  {app}  {url}  since {}",
            endpoint.name,
            local(endpoint.created)
        );
        if endpoint.former_secret_accepted {
            line.push_str("  (former secret still accepted)");
        }
        output.line(&line)?;
    }
    Ok(())
}
