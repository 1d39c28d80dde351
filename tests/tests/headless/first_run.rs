//! From nothing to an event.

use journeys::{Home, apple};

#[test]
fn a_newcomer_adds_an_endpoint_and_the_bell_rings() {
    let home = Home::new();
    let added = home.json(["endpoint", "add", "Tideline", "--app-id", "1900000042"]);
    assert_eq!(added["name"], "Tideline", "scripts find it by its name");
    assert!(
        added["url"].is_null(),
        "an address of this computer is of no use at Apple, so none is offered: {}",
        added["url"]
    );
    let endpoint = journeys::Endpoint::of(&added);
    assert_eq!(endpoint.path, format!("/hooks/{}", endpoint.token));
    assert!(
        endpoint.token.len() >= 32,
        "128 random bits keep strangers from guessing the path"
    );
    assert!(!endpoint.secret.is_empty(), "it is shown this once");

    let mut serving = home.serve();
    assert_eq!(
        serving.announced["version"],
        env!("CARGO_PKG_VERSION"),
        "scripts check what they talk to"
    );
    assert_eq!(serving.announced["pid"], serving.program.pid());
    let answer = endpoint.post(&serving, &apple::app_version("first", "REJECTED"));
    assert_eq!((answer.status, answer.body.as_str()), (200, "ok"));

    let event = home.event("first");
    assert_eq!(event["kind"], "app-version");
    assert_eq!(event["status"], "REJECTED");
    assert_eq!(event["previousStatus"], "IN_REVIEW");
    assert_eq!(
        event["time"], "2026-03-02T08:15:30.25Z",
        "Apple's time, not ours"
    );
    assert!(event["received"].as_str().unwrap().ends_with('Z'));
    assert_eq!(event["endpoint"], "Tideline");
    assert_eq!(event["provenance"], "signed", "Apple's secret signed it");
    let title = event["title"].as_str().unwrap();
    assert!(title.contains("Tideline") && title.contains("Rejected"));
    let link = event["link"].as_str().unwrap();
    assert!(
        link.starts_with("https://appstoreconnect.apple.com/") && link.contains("1900000042"),
        "with the app's id, a click opens the app's own page: {link}"
    );
    let rung = serving
        .program
        .wait_words(title)
        .expect("without a desktop, the terminal rings");
    assert!(rung.contains(link), "and says where to go: {rung}");
    serving.end();
}

#[test]
fn without_json_the_announcement_and_the_bell_are_lines_to_read() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let mut program = home
        .shipbell(["serve", "--listen", "127.0.0.1:0"])
        .start()
        .unwrap();
    let line = program.wait_line("listens on http://127.0.0.1:").unwrap();
    let address = line.split("http://").nth(1).unwrap();
    let address = address.split(". ").next().unwrap();
    let body = apple::app_version("read", "ACCEPTED");
    let headers = [("x-apple-signature", endpoint.sign(&body))];
    let headers = headers
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let request = journeys::knock::request("POST", &endpoint.path, &headers, &body);
    assert_eq!(journeys::knock::knock(address, &request).status, 200);
    program
        .wait_line("Tideline: ")
        .expect("the bell rings on standard output, where a person or a pipe reads it");
}
