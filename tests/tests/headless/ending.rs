//! Beginnings and ends: one owner, one port, and a clean way out.

use std::net::TcpListener;
use std::process::Command;

use journeys::{Home, Serving, apple};

use crate::load::Load;

#[test]
fn sigterm_under_load_ends_well_and_loses_nothing() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let mut acknowledged = Vec::new();
    for round in 0..3 {
        let serving = home.serve();
        let load = Load::begin(
            &serving.address,
            &endpoint.path,
            &endpoint.secret,
            &format!("round-{round}"),
        );
        load.wait_for(20 + 30 * round);
        serving.end();
        acknowledged.extend(load.end().acknowledged);
    }
    assert!(acknowledged.len() >= 20, "there was a load to speak of");
    let serving = home.serve();
    shipbell_testkit::wait::until("The return of every acknowledged event", || {
        let events = home.events(["--limit", "100000"]);
        let kept: std::collections::HashSet<_> = events
            .iter()
            .filter_map(|event| event["id"].as_str())
            .collect();
        let lost = acknowledged.iter().find(|id| !kept.contains(id.as_str()));
        match lost {
            None => Ok(Some(())),
            Some(id) => anyhow::bail!("{id} was answered with 200 and is lost"),
        }
    })
    .unwrap();
    serving.end();
}

#[test]
fn sigterm_right_after_the_announcement_is_a_clean_end() {
    let home = Home::new();
    for _ in 0..5 {
        home.serve().end();
    }
}

#[test]
fn a_terminal_that_closes_does_not_end_what_was_told_to_outlive_it() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    // What `nohup` does.
    let args = ["serve", "--listen", "127.0.0.1:0", "--json"];
    let serving = Serving::start(home.shipbell_after("trap '' HUP", args));
    let pid = serving.program.pid().to_string();
    let hung_up = Command::new("sh")
        .args(["-c", &format!("kill -HUP {pid}")])
        .status();
    assert!(hung_up.unwrap().success());
    let body = apple::app_version("after", "REJECTED");
    assert_eq!(
        endpoint.post(&serving, &body).status,
        200,
        "on a machine without a desktop, people log in, start it and log out"
    );
    home.event("after");
    serving.end();
}

#[test]
fn a_second_serve_names_the_first_and_leaves() {
    let home = Home::new();
    let serving = home.serve();
    let second = home.run(["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(
        second.code,
        Some(1),
        "two owners of one home are impossible"
    );
    let pid = serving.program.pid().to_string();
    assert!(
        second.err.contains(&pid) && second.err.contains("shipbell serve"),
        "the user must learn which program to end: {}",
        second.err
    );
    assert_eq!(second.out, "", "nothing was announced");
    serving.end();
    home.serve().end();
}

#[test]
fn a_dead_owner_holds_nothing() {
    let home = Home::new();
    let mut serving = home.serve();
    serving.program.kill9().unwrap();
    home.json(["endpoint", "list"]);
    home.serve().end();
}

#[test]
fn a_taken_port_is_told_and_no_other_is_used() {
    let home = Home::new();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    let refused = home.run(["serve", "--listen", &address, "--json"]);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.err.contains(&address) && refused.err.contains("--listen"),
        "which address, and what to do: {}",
        refused.err
    );
    assert_eq!(
        refused.out, "",
        "Apple posts to the port that was set up, so listening elsewhere would only look well"
    );
    drop(other);
    home.shipbell(["serve", "--listen", &address, "--json"])
        .start()
        .unwrap()
        .wait_line(&address)
        .expect("the port is free again");
}

#[test]
fn the_address_in_the_settings_is_used() {
    let home = Home::new();
    home.json(["endpoint", "list"]);
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap().to_string();
    drop(free);
    let settings = format!("[connection]\nlisten = \"{address}\"\n");
    std::fs::write(home.folder().join("shipbell.toml"), settings).unwrap();
    let serving = Serving::start(home.shipbell(["serve", "--json"]));
    assert_eq!(serving.address, address);
    serving.end();
}
