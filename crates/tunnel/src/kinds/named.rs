//! Cloudflare's tunnel of the user's own account.
//!
//! Where it leads (a public hostname, and this computer's door as its service) is set in
//! Cloudflare's dashboard; its output never tells the address. Known from Cloudflare's docs, "Tunnel
//! run parameters" (the token in `TUNNEL_TOKEN`), and the project cloudflare/cloudflared,
//! `connection/observer.go` ("Registered tunnel connection").

use super::cloudflared::{NO_CONFIG, NOT_OURS, hear};
use crate::fault::Fault;
use crate::find::Search;
use crate::given::Given;
use crate::kind::{About, Field};
use crate::plan::Plan;

pub(crate) static ABOUT: About = About {
    title: "Cloudflare Tunnel",
    program: "cloudflared",
    tls: true,
    fields: &[
        Field::needed("token", "eyJhIjoi...").secret(),
        Field::needed("address", "https://bell.example.com"),
    ],
    more: "https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/configure-tunnels/cloudflared-parameters/run-parameters/",
};

pub(crate) fn plan(given: &Given<'_>, search: &Search) -> Result<Plan, Fault> {
    let mut plan = Plan::new(ABOUT.program, search, Box::new(hear))?;
    plan.args(["tunnel", "--config", NO_CONFIG, "--no-autoupdate"]);
    plan.args(["--loglevel", "info", "run"]);
    plan.without = NOT_OURS;
    if let Some(token) = given.secret("token") {
        plan.env.push(("TUNNEL_TOKEN", token.reveal().into()));
    }
    let address = given.address()?;
    if address
        .as_ref()
        .and_then(|address| address.fill(None, None))
        .is_none()
    {
        let why = "this tunnel tells no host and no port that could be filled in";
        return Err(Fault::bad("address", why));
    }
    plan.address = address;
    plan.waits_for_word = true;
    Ok(plan)
}
