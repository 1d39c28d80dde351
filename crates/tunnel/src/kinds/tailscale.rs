//! Tailscale Funnel.
//!
//! In the foreground: it then ends with its program, and the user's own configuration stays as it
//! is. Known from the project tailscale/tailscale, `cmd/tailscale/cli/serve_v2.go` ("Available on
//! the internet:", then the address; "foreground already exists under this port") and
//! `cmd/tailscale/cli/serve_legacy.go` ("... is not enabled on your tailnet. To enable, visit:",
//! after which it waits), `ipn/serve.go` (what `funnel status --json` holds), and from Tailscale's
//! docs, "tailscale funnel" (ports 443, 8443 and 10000).

use crate::address;
use crate::fault::Fault;
use crate::find::Search;
use crate::given::Given;
use crate::kind::{About, Field};
use crate::plan::{News, Plan, Said};
use crate::run::ask::Source;

pub(crate) static ABOUT: About = About {
    title: "Tailscale Funnel",
    program: "tailscale",
    tls: true,
    fields: &[Field::may("https-port", "443")],
    more: "https://tailscale.com/kb/1311/tailscale-funnel",
};

const PORTS: [u16; 3] = [443, 8443, 10000];

pub(crate) fn plan(given: &Given<'_>, search: &Search) -> Result<Plan, Fault> {
    let mut plan = Plan::new(ABOUT.program, search, Box::new(hear))?;
    let door = given.door();
    let port = given.port("https-port")?.unwrap_or(443);
    if !PORTS.contains(&port) {
        let why = "Tailscale lets only 443, 8443 and 10000 be seen from the internet";
        return Err(Fault::bad("https-port", why));
    }
    plan.args(["funnel", &format!("--https={port}")]);
    plan.args([&format!("http://{door}")]);
    plan.source = Some(Source::Tailscale {
        program: plan.program.clone(),
        door,
    });
    Ok(plan)
}

fn hear(line: &str) -> Said {
    let told = line.trim();
    if let Some((host, _)) = address::parts(told) {
        // The page on which Funnel is allowed is an address, too.
        let news = if host.ends_with(".ts.net") {
            News::Address(told.to_owned())
        } else {
            News::Asks(format!(
                "{told} (Funnel is not enabled in your tailnet yet)"
            ))
        };
        return Said::news(told, Some(news));
    }
    Said::line(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_not_the_page_that_asks() {
        let told = hear("https://bell.tail1234.ts.net/");
        let address = "https://bell.tail1234.ts.net/".to_owned();
        assert_eq!(told.news, Some(News::Address(address)));
        let asks = hear("         https://login.tailscale.com/f/funnel?node=abc123");
        assert!(matches!(asks.news, Some(News::Asks(_))), "{asks:?}");
        for line in [
            "Available on the internet:",
            "|-- proxy http://127.0.0.1:8080",
        ] {
            assert_eq!(hear(line).news, None, "{line}");
        }
    }
}
