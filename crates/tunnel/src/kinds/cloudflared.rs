//! Cloudflare's quick tunnel.
//!
//! What is known about it is in the project cloudflare/cloudflared:
//! `cmd/cloudflared/tunnel/quick_tunnel.go` (the box with the address on stderr),
//! `connection/observer.go` ("Registered tunnel connection"), `config/configuration.go` (files that
//! are read), and in Cloudflare's docs under "Quick Tunnels" (none where a `config.yaml` is found).

use crate::address;
use crate::fault::Fault;
use crate::find::Search;
use crate::given::Given;
use crate::kind::About;
use crate::plan::{News, Plan, Said};

pub(crate) static ABOUT: About = About {
    title: "Cloudflare quick tunnel",
    program: "cloudflared",
    tls: true,
    fields: &[],
    more: "https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/do-more-with-tunnels/trycloudflare/",
};

/// Read instead of the user's own file, whose rules would apply to this tunnel, too.
pub(super) const NO_CONFIG: &str = if cfg!(windows) { "NUL" } else { "/dev/null" };

/// Each is a flag as an environment variable, and would make another tunnel of this one, or have it
/// tell its address elsewhere.
pub(super) const NOT_OURS: &[&str] = &[
    "TUNNEL_TOKEN",
    "TUNNEL_TOKEN_FILE",
    "TUNNEL_NAME",
    "TUNNEL_HOSTNAME",
    "TUNNEL_URL",
    "TUNNEL_LOGFILE",
    "TUNNEL_TRANSPORT_LOGLEVEL",
    "TUNNEL_LOGLEVEL",
    "TUNNEL_LOGDIRECTORY",
    "TUNNEL_LOG_OUTPUT",
    "TUNNEL_MANAGEMENT_OUTPUT",
    "TUNNEL_UNIX_SOCKET",
];

pub(crate) fn plan(given: &Given<'_>, search: &Search) -> Result<Plan, Fault> {
    let mut plan = Plan::new(ABOUT.program, search, Box::new(hear))?;
    plan.args(["tunnel", "--config", NO_CONFIG, "--no-autoupdate"]);
    plan.args(["--loglevel", "info", "--url"]);
    plan.args([&format!("http://{}", given.door())]);
    plan.without = NOT_OURS;
    // The address is told before there is a connection; until then it leads nowhere.
    plan.waits_for_word = true;
    Ok(plan)
}

pub(super) fn hear(line: &str) -> Said {
    if line.contains("Configuration file") && line.ends_with("was empty") {
        return Said::default();
    }
    if line.contains("Registered tunnel connection") {
        return Said::news(line, Some(News::Open));
    }
    Said::news(line, boxed(line).map(News::Address))
}

/// Only what stands alone between two bars: other addresses are documentation, or the service that
/// did not answer.
fn boxed(line: &str) -> Option<String> {
    let (_, inside) = line.split_once('|')?;
    let told = inside.strip_suffix('|')?.trim();
    let (host, _) = address::parts(told)?;
    host.ends_with(".trycloudflare.com")
        .then(|| told.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_box_tells_the_address() {
        let told =
            hear("2026-11-26T12:00:00Z INF |  https://shy-dog-42.trycloudflare.com        |");
        let address = "https://shy-dog-42.trycloudflare.com".to_owned();
        assert_eq!(told.news, Some(News::Address(address)));
        for line in [
            "2026-11-26T12:00:00Z INF |  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |",
            "2026-11-26T12:00:00Z INF +--------------+",
            "2026-11-26T12:00:00Z INF Requesting new quick Tunnel on trycloudflare.com...",
            "failed to request quick Tunnel: Post \"https://api.trycloudflare.com/tunnel\": dial tcp",
            "INF Thank you for trying Cloudflare Tunnel. ... (https://www.cloudflare.com/website-terms/)",
            "INF | https://evil.example |",
        ] {
            assert_eq!(hear(line).news, None, "{line}");
        }
        let open =
            hear("2026-11-26T12:00:01Z INF Registered tunnel connection connIndex=0 protocol=quic");
        assert_eq!(open.news, Some(News::Open));
    }
}
