//! bore: a port of a server's, without TLS.
//!
//! Known from the project ekzhang/bore: `src/client.rs` ("listening at HOST:PORT"; it ends when the
//! server goes), `src/main.rs` (flags, `BORE_SECRET`), `src/auth.rs` ("invalid secret").

use crate::fault::Fault;
use crate::find::Search;
use crate::given::Given;
use crate::kind::{About, Field};
use crate::plan::{News, Plan, Said};

pub(crate) static ABOUT: About = About {
    title: "bore",
    program: "bore",
    tls: false,
    fields: &[
        Field::needed("server", "bore.example.com"),
        Field::may("port", "40123"),
        Field::may("address", "https://bell.example.com"),
        Field::may("secret", "").secret(),
    ],
    more: "https://github.com/ekzhang/bore",
};

pub(crate) fn plan(given: &Given<'_>, search: &Search) -> Result<Plan, Fault> {
    let mut plan = Plan::new(ABOUT.program, search, Box::new(hear))?;
    let server = given.host("server")?.unwrap_or_default();
    let door = given.door();
    plan.args(["local", &door.port().to_string()]);
    plan.args(["--local-host", &door.ip().to_string(), "--to", server]);
    if let Some(port) = given.port("port")? {
        plan.args(["--port", &port.to_string()]);
    }
    // Its log has to have the lines that are waited for, whatever the user's own programs log.
    plan.env.push(("RUST_LOG", "info".into()));
    plan.without = &["BORE_SECRET"];
    if let Some(secret) = given.secret("secret") {
        plan.env.push(("BORE_SECRET", secret.reveal().into()));
    }
    plan.address = given.address()?;
    plan.host = Some(server.to_owned());
    Ok(plan)
}

fn hear(line: &str) -> Said {
    let port = line.split_once("listening at ").and_then(|(_, told)| {
        let (_, port) = told.trim().rsplit_once(':')?;
        port.parse().ok()
    });
    Said::news(line, port.map(News::Port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_heard() {
        let told = hear("2026-11-26T12:00:00Z  INFO bore_cli::client: listening at bore.pub:40123");
        assert_eq!(told.news, Some(News::Port(40123)));
        let other = hear(
            "2026-11-26T12:00:00Z  INFO bore_cli::client: connected to server remote_port=40123",
        );
        assert_eq!(other.news, None);
    }
}
