//! `events`: the feed, read beside whoever writes it.

use journeys::{Home, apple};
use shipbell_testkit::wait::until;

#[test]
fn a_search_finds_beginnings_and_japanese() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let serving = home.serve();
    for body in [
        apple::flat("lighthouse", "夜の灯台"),
        apple::flat("tide", "Tide Pools"),
        apple::app_version("waiting", "WAITING_FOR_REVIEW"),
    ] {
        assert_eq!(endpoint.post(&serving, &body).status, 200);
    }
    home.event("waiting");
    let found = |words: &str| {
        let events = home.events(["--search", words]);
        let mut ids: Vec<_> = events.iter().map(|event| event["id"].clone()).collect();
        ids.sort_by_key(ToString::to_string);
        ids
    };
    until("The index", || {
        Ok((found("waiting").len() == 1).then_some(()))
    })
    .unwrap();
    for words in ["灯台", "夜", "夜の灯台"] {
        assert_eq!(found(words), ["lighthouse"], "{words}");
    }
    assert_eq!(
        found("po"),
        ["tide"],
        "two letters are enough to begin with"
    );
    assert_eq!(found("TIDE pools"), ["tide"], "case does not matter");
    assert_eq!(found("rejec"), ["lighthouse", "tide"]);
    assert!(found("nowhere-to-be-found").is_empty());
    for odd in ["\"", "*", "a OR", "(", "NEAR(", "'; DROP TABLE event"] {
        let said = home.run(["events", "--search", odd]);
        assert_eq!(
            said.code,
            Some(0),
            "{odd} is text, not a language: {said:?}"
        );
    }
    serving.end();
    assert_eq!(
        found("灯台"),
        ["lighthouse"],
        "what has ended can still be searched"
    );
}

#[test]
fn any_limit_works_and_the_newest_come_last() {
    let home = Home::new();
    assert_eq!(
        home.events(["--limit", "5"]).len(),
        0,
        "before there is a feed"
    );
    let endpoint = home.add("Tideline");
    let serving = home.serve();
    let mut line = journeys::knock::Line::connect(&serving.address).unwrap();
    let sent = 1_100;
    for at in 0..sent {
        let body = apple::app_version(&format!("event-{at}"), "REJECTED");
        let signature = endpoint.sign(&body);
        let headers = [("x-apple-signature", signature.as_str())];
        let answer = line.post(&endpoint.path, &headers, &body).unwrap();
        assert_eq!(answer.status, 200);
        if at == 30 {
            until("An event while others are being written", || {
                Ok((!home.events(["--limit", "1"]).is_empty()).then_some(()))
            })
            .unwrap();
        }
    }
    home.event(&format!("event-{}", sent - 1));
    for (limit, expected) in [
        ("0", 0),
        ("1", 1),
        ("999", 999),
        ("1000", 1_000),
        ("1001", 1_001),
        ("100000", sent),
        ("18446744073709551615", sent),
    ] {
        let events = home.events(["--limit", limit]);
        assert_eq!(events.len(), expected, "--limit {limit}");
        if let Some(last) = events.last() {
            assert_eq!(last["id"], format!("event-{}", sent - 1).as_str());
        }
    }
    assert_eq!(home.events([]).len(), 20, "a screenful, if nothing is said");

    serving.end();
    #[cfg(unix)]
    a_reader_that_has_seen_enough(&home);
}

#[cfg(unix)]
fn a_reader_that_has_seen_enough(home: &Home) {
    let script =
        "head_of() { \"$@\" | head -n 1; echo \"head has gone\"; }; head_of \"$0\" \"$@\"; exit 0";
    for json in [&["--json"][..], &[]] {
        let args = ["events", "--limit", "100000"].into_iter();
        let program = home.shipbell_after(script, args.chain(json.iter().copied()));
        let said = journeys::Said::from(program.output().unwrap());
        assert_eq!(
            said.out.lines().count(),
            2,
            "one event, and the end of head: {said:?}"
        );
        assert_eq!(
            said.err, "",
            "whoever has seen enough closes the pipe, and that is no failure"
        );
    }
}

#[test]
fn a_follower_sees_each_new_event_once() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let mut early = home
        .shipbell(["events", "--follow", "--json"])
        .start()
        .unwrap();
    let serving = home.serve();
    let post = |id: &str, app: &str| {
        let answer = endpoint.post(&serving, &apple::flat(id, app));
        assert_eq!(answer.status, 200);
    };
    post("one", "Tide Pools");
    early.wait_line("\"one\"").unwrap();

    let follow = |args: &[&'static str]| {
        let all = ["events", "--follow", "--json"].into_iter();
        home.shipbell(all.chain(args.iter().copied()))
            .start()
            .unwrap()
    };
    let mut searching = follow(&["--search", "heron", "--limit", "0"]);
    let mut late = follow(&["--limit", "1"]);
    late.wait_line("\"one\"").unwrap();
    for at in 0..10 {
        post(&format!("pool-{at}"), "Tide Pools");
        post(&format!("heron-{at}"), "Night Heron");
    }
    let ids = |program: &shipbell_testkit::Running| -> Vec<String> {
        let lines = program.stdout();
        let id = |line: &String| {
            let event: serde_json::Value = serde_json::from_str(line).unwrap();
            event["id"].as_str().unwrap().to_owned()
        };
        lines.iter().map(id).collect()
    };
    for follower in [&mut early, &mut late] {
        follower.wait_line("heron-9").unwrap();
        let seen = ids(follower);
        assert_eq!(seen.len(), 21, "each once, none left out: {seen:?}");
    }
    searching
        .wait_line("heron-9")
        .expect("an event is indexed after it is filed, and must not be missed for that");
    let seen = ids(&searching);
    let wanted: Vec<_> = (0..10).map(|at| format!("heron-{at}")).collect();
    assert_eq!(seen, wanted, "only what was asked for, in order");

    serving.end();
    assert!(early.is_alive(), "the owner may come back");
    let serving = home.serve();
    assert_eq!(
        endpoint
            .post(&serving, &apple::flat("back", "Heron"))
            .status,
        200
    );
    early.wait_line("\"back\"").unwrap();
    #[cfg(unix)]
    assert_eq!(
        early.sigterm().unwrap().code(),
        None,
        "a follower has nothing to tidy up, and ends as any reader"
    );
    serving.end();
}
