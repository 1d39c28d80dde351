//! `ssh -R`: a port of the user's own host, without TLS.
//!
//! Known from `ssh(1)`, `ssh_config(5)`, and the project openssh/openssh-portable, `ssh.c`,
//! `ssh_confirm_remote_forward` ("Allocated port N for remote forward to ...", and with `-v`
//! "remote forward success for: listen ..."). Host keys are checked as the user's own configuration
//! says; with nobody to ask, an unknown one is refused.

use crate::fault::Fault;
use crate::find::Search;
use crate::given::Given;
use crate::kind::{About, Field};
use crate::plan::{News, Plan, Said};

pub(crate) static ABOUT: About = About {
    title: "SSH to your own host",
    program: "ssh",
    tls: false,
    fields: &[
        Field::needed("destination", "bell@host.example.com"),
        Field::may("remote-port", "8080"),
        Field::may("remote-bind", "127.0.0.1"),
        Field::may("identity", "/home/me/.ssh/bell"),
        Field::may("port", "22"),
        Field::may("address", "https://bell.example.com"),
    ],
    more: "https://man.openbsd.org/ssh#R",
};

pub(crate) fn plan(given: &Given<'_>, search: &Search) -> Result<Plan, Fault> {
    let mut plan = Plan::new(ABOUT.program, search, Box::new(hear))?;
    let destination = given.host("destination")?.unwrap_or_default();
    let remote = given.port("remote-port")?.unwrap_or(0);
    // Told on stderr only with -v, where the port was not asked for.
    plan.args(["-N", "-T", "-v"]);
    for option in [
        "BatchMode=yes",
        "ExitOnForwardFailure=yes",
        "ServerAliveInterval=15",
        "ServerAliveCountMax=2",
        // A connection that is shared outlives the program that is watched.
        "ControlMaster=no",
        "ControlPath=none",
    ] {
        plan.args(["-o", option]);
    }
    if let Some(identity) = given.text("identity") {
        plan.args(["-i", identity]);
    }
    if let Some(port) = given.port("port")? {
        plan.args(["-p", &port.to_string()]);
    }
    let at = match given.host("remote-bind")? {
        Some(bind) => format!("{}:{remote}", bracketed(bind)),
        None => remote.to_string(),
    };
    plan.args(["-R", &format!("{at}:{}", given.door())]);
    plan.args(["--", destination]);
    plan.address = given.address()?;
    let host = destination
        .rsplit_once('@')
        .map_or(destination, |(_, host)| host);
    plan.host = Some(bracketed(host));
    plan.port = (remote != 0).then_some(remote);
    plan.waits_for_word = true;
    Ok(plan)
}

/// What -v tells of every connection beside what is waited for.
const VERBOSE: [&str; 4] = [
    "OpenSSH_",
    "Authenticated to ",
    "Transferred: ",
    "Bytes per second: ",
];

fn bracketed(host: &str) -> String {
    if host.contains(':') && !host.starts_with('[') {
        format!("[{host}]")
    } else {
        host.to_owned()
    }
}

fn hear(line: &str) -> Said {
    if let Some(rest) = line.strip_prefix("debug") {
        let open = rest.contains("remote forward success for: listen");
        return Said {
            line: None,
            news: open.then_some(News::Open),
        };
    }
    if VERBOSE.iter().any(|begin| line.starts_with(begin)) {
        return Said::default();
    }
    let port = line.strip_prefix("Allocated port ").and_then(|told| {
        let (port, _) = told.split_once(" for remote forward")?;
        port.parse().ok()
    });
    Said::news(line, port.map(News::Port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forward_is_heard() {
        let told = hear("Allocated port 40231 for remote forward to 127.0.0.1:8080");
        assert_eq!(told.news, Some(News::Port(40231)));
        let open = hear("debug1: remote forward success for: listen 0, connect 127.0.0.1:8080");
        assert_eq!((open.line, open.news), (None, Some(News::Open)));
        let failed = hear("Error: remote port forwarding failed for listen port 80");
        assert_eq!(failed.news, None);
    }
}
