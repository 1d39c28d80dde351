//! ngrok's agent.
//!
//! Known from ngrok's docs: "Agent CLI" (`http`, `--log`, `--log-format`, `--url`), "Agent config"
//! (`NGROK_AUTHTOKEN`) and "Agent API" (`GET /api/tunnels` on 127.0.0.1:4040, or on the next free
//! port, which the log tells as "starting web service").

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use serde_json::Value;

use crate::fault::Fault;
use crate::find::Search;
use crate::given::Given;
use crate::kind::{About, Field};
use crate::plan::{News, Plan, Said};
use crate::run::ask::Source;

pub(crate) static ABOUT: About = About {
    title: "ngrok",
    program: "ngrok",
    tls: true,
    fields: &[
        Field::may("authtoken", "2abc...").secret(),
        Field::may("domain", "bell.ngrok.app"),
    ],
    more: "https://ngrok.com/docs/agent/cli/",
};

pub(crate) fn plan(given: &Given<'_>, search: &Search) -> Result<Plan, Fault> {
    let mut plan = Plan::new(ABOUT.program, search, Box::new(hear))?;
    let door = given.door();
    plan.args(["http", &door.to_string()]);
    plan.args([
        "--log",
        "stdout",
        "--log-format",
        "json",
        "--log-level",
        "info",
    ]);
    if let Some(domain) = given.host("domain")? {
        plan.args(["--url", &format!("https://{domain}")]);
    }
    // Without one, the agent takes what the user once wrote into its own file.
    if let Some(token) = given.secret("authtoken") {
        plan.env.push(("NGROK_AUTHTOKEN", token.reveal().into()));
    }
    plan.source = Some(Source::Ngrok { door });
    Ok(plan)
}

fn hear(line: &str) -> Said {
    let Ok(Value::Object(record)) = serde_json::from_str(line) else {
        return Said::line(line);
    };
    let text = |key| record.get(key).and_then(Value::as_str);
    let (level, message) = (text("lvl").unwrap_or("info"), text("msg").unwrap_or(line));
    let error = text("err").filter(|error| !matches!(*error, "" | "nil" | "<nil>"));
    let news = match message {
        "started tunnel" => text("url").map(|url| News::Address(url.to_owned())),
        "starting web service" => text("addr").and_then(local).map(News::Interface),
        _ => None,
    };
    let line = match error {
        Some(error) => format!("{level} {message}: {error}"),
        None => format!("{level} {message}"),
    };
    Said::news(&line, news)
}

/// Only on this computer: nobody else is asked.
fn local(told: &str) -> Option<SocketAddr> {
    let mut at: SocketAddr = told.parse().ok()?;
    if at.ip().is_unspecified() {
        at.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    at.ip().is_loopback().then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_understood() {
        let told = hear(
            r#"{"addr":"http://localhost:8080","lvl":"info","msg":"started tunnel","name":"command_line","obj":"tunnels","t":"2026-11-26T12:00:00Z","url":"https://ab12.ngrok-free.app"}"#,
        );
        let address = "https://ab12.ngrok-free.app".to_owned();
        assert_eq!(told.news, Some(News::Address(address)));
        let told = hear(
            r#"{"addr":"127.0.0.1:4041","lvl":"info","msg":"starting web service","obj":"web"}"#,
        );
        let at = "127.0.0.1:4041".parse().unwrap();
        assert_eq!(told.news, Some(News::Interface(at)));
        let elsewhere = hear(r#"{"addr":"192.0.2.1:80","msg":"starting web service"}"#);
        assert_eq!(elsewhere.news, None, "nobody elsewhere is asked");
        let failed =
            hear(r#"{"err":"authentication failed","lvl":"eror","msg":"session closing"}"#);
        let line = "eror session closing: authentication failed".to_owned();
        assert_eq!(failed.line, Some(line));
    }
}
