//! Programs that can be asked for the address, beside what they say by themselves.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::process::Command;
use tokio::time::timeout;

/// An answer on this computer takes no longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Longer answers are none of ours.
const ANSWER_BYTES: usize = 256 * 1024;

/// Whom to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// ngrok's agent, once it told where its local interface is.
    Ngrok {
        /// The tunnel that leads here is ours; the user may have others.
        door: SocketAddr,
    },
    /// `tailscale funnel status --json`.
    Tailscale { program: PathBuf, door: SocketAddr },
}

impl Source {
    /// Whether it can be asked from the start.
    pub(crate) const fn is_known(&self) -> bool {
        matches!(self, Self::Tailscale { .. })
    }

    /// How often it is asked: an agent that connects anew may get another address.
    pub(crate) const fn pause(&self) -> Duration {
        match self {
            Self::Ngrok { .. } => Duration::from_secs(5),
            Self::Tailscale { .. } => Duration::from_secs(15),
        }
    }

    /// The address, if there is one by now.
    pub(crate) async fn ask(&self, interface: Option<SocketAddr>) -> Option<String> {
        match self {
            Self::Ngrok { door } => {
                let answer = timeout(PATIENCE, fetched(interface?)).await.ok()??;
                of_ngrok(&answer, *door)
            }
            Self::Tailscale { program, door } => {
                let mut status = Command::new(program);
                status.args(["funnel", "status", "--json"]);
                // CREATE_NO_WINDOW: a console program would otherwise open a console.
                #[cfg(windows)]
                status.creation_flags(0x0800_0000);
                status
                    .stdin(Stdio::null())
                    .stderr(Stdio::null())
                    .kill_on_drop(true);
                let answer = timeout(PATIENCE, status.output()).await.ok()?.ok()?;
                let answer = answer.stdout.get(..ANSWER_BYTES.min(answer.stdout.len()))?;
                of_tailscale(&serde_json::from_slice(answer).ok()?, *door)
            }
        }
    }
}

async fn fetched(at: SocketAddr) -> Option<Value> {
    // The system's proxy has no business on this computer, and its certificates need no reading.
    let client = reqwest::Client::builder().no_proxy().tls_certs_only([]);
    let client = client
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .ok()?;
    let asked = client.get(format!("http://{at}/api/tunnels")).send();
    let mut response = asked.await.ok()?;
    let mut answer = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        answer.extend_from_slice(&chunk);
        if answer.len() > ANSWER_BYTES {
            return None;
        }
    }
    serde_json::from_slice(&answer).ok()
}

/// ngrok's docs, "Agent API", "List tunnels".
fn of_ngrok(answer: &Value, door: SocketAddr) -> Option<String> {
    let tunnels = answer.get("tunnels")?.as_array()?;
    let leads_here = |tunnel: &&Value| {
        let leads = tunnel.pointer("/config/addr").and_then(Value::as_str);
        leads.is_some_and(|leads| leads_to(leads, door))
    };
    let ours = tunnels.iter().filter(leads_here);
    let urls: Vec<_> = ours
        .filter_map(|tunnel| tunnel.get("public_url")?.as_str())
        .collect();
    let secure = urls.iter().find(|url| url.starts_with("https://"));
    Some((*secure.or(urls.first())?).to_owned())
}

/// Tailscale's `ipn.ServeConfig` (tailscale/tailscale, `ipn/serve.go`): what runs in the foreground
/// has a configuration of the same form under its session.
fn of_tailscale(status: &Value, door: SocketAddr) -> Option<String> {
    let foreground = status.get("Foreground").and_then(Value::as_object);
    let sessions = foreground
        .into_iter()
        .flat_map(|sessions| sessions.values());
    sessions.chain([status]).find_map(|config| {
        let allowed = config.get("AllowFunnel")?.as_object()?;
        let hosts = config.get("Web")?.as_object()?;
        let ours = hosts.iter().find(|(host, web)| {
            let proxy = web.pointer("/Handlers/~1/Proxy").and_then(Value::as_str);
            allowed.get(*host) == Some(&Value::Bool(true))
                && proxy.is_some_and(|leads| leads_to(leads, door))
        });
        ours.map(|(host, _)| format!("https://{host}"))
    })
}

fn leads_to(told: &str, door: SocketAddr) -> bool {
    let told = told.trim_start_matches("http://").trim_end_matches('/');
    told == door.to_string()
        || (door.ip().is_loopback() && told == format!("localhost:{}", door.port()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn door() -> SocketAddr {
        "127.0.0.1:8080".parse().unwrap()
    }

    #[test]
    fn ngrok_is_asked_for_the_tunnel_that_leads_here() {
        let tunnel = |url: &str, addr: &str| json!({"name": "command_line", "public_url": url, "proto": "https", "config": {"addr": addr}});
        let answer = json!({"tunnels": [
            tunnel("https://other.ngrok.app", "http://127.0.0.1:3000"),
            tunnel("http://bell.ngrok.app", "http://127.0.0.1:8080"),
            tunnel("https://bell.ngrok.app", "http://localhost:8080"),
        ]});
        let told = of_ngrok(&answer, door());
        assert_eq!(told.as_deref(), Some("https://bell.ngrok.app"));
        assert_eq!(of_ngrok(&json!({"tunnels": []}), door()), None);
        assert_eq!(of_ngrok(&json!([1]), door()), None);
    }

    #[test]
    fn tailscale_is_asked_for_what_leads_here_and_may_be_seen() {
        let config = |port: u16, allowed: bool| {
            json!({
                "TCP": {"443": {"HTTPS": true}},
                "Web": {"bell.tail1.ts.net:443": {"Handlers": {"/": {"Proxy": format!("http://127.0.0.1:{port}")}}}},
                "AllowFunnel": {"bell.tail1.ts.net:443": allowed},
            })
        };
        let running = json!({"Foreground": {"session": config(8080, true)}});
        let told = of_tailscale(&running, door());
        assert_eq!(told.as_deref(), Some("https://bell.tail1.ts.net:443"));
        for other in [
            json!({}),
            json!(null),
            config(3000, true),
            config(8080, false),
        ] {
            assert_eq!(of_tailscale(&other, door()), None, "{other}");
        }
    }
}
