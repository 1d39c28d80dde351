//! Texts under way: what they become, and what is said about them while somebody types.

use shipbell_engine::{Draft, EngineError, Example, Part, Preview};
use shipbell_settings::Templates;

use crate::ports::Mood;
use crate::scene::{House, Plan, rejection, state};

fn draft(kind: &str, title: &str, body: &str, link: Option<&str>) -> Draft {
    Draft {
        channel: "default".to_owned(),
        kind: kind.to_owned(),
        templates: Templates {
            title: title.to_owned(),
            body: body.to_owned(),
            link: link.map(str::to_owned),
        },
    }
}

fn codes(preview: &Preview) -> Vec<(Part, &str, bool)> {
    let remarks = preview.remarks.iter();
    remarks
        .map(|remark| (remark.part, remark.code, remark.error))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn before_anything_came_a_sample_shows_what_a_draft_becomes() {
    let house = House::new().await;
    let draft = draft(
        "app-version",
        "{{app.name}}: {{status.label}}",
        "{{event.story}}",
        None,
    );
    let preview = house.engine.preview(&draft, None).await.unwrap();
    assert_eq!(preview.title, "Tideline: Rejected");
    assert_eq!(preview.event, None, "it is nobody's event");
    assert_eq!(codes(&preview), []);
    assert_eq!(preview.level.name(), "time-sensitive");
    assert_eq!(house.events().await, [], "looking files nothing");

    house.post(rejection("e1")).await;
    house.settle().await;
    let event = house.only_event().await;
    let preview = house.engine.preview(&draft, None).await.unwrap();
    assert_eq!(
        preview.event,
        Some(event.id),
        "real events are better examples"
    );
    let build = draft_of_kind("build-upload");
    let any = Example::Event(event.id);
    let other = house.engine.preview(&build, Some(&any)).await.unwrap();
    assert_eq!(other.event, Some(event.id), "and any can be asked for");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sample_can_be_asked_for_beside_real_events() {
    let house = House::new().await;
    house.post(rejection("e1")).await;
    house.settle().await;
    let draft = draft("app-version", "{{status.label}}", "", None);
    let approved = Example::Sample("app-version-accepted".to_owned());
    let preview = house.engine.preview(&draft, Some(&approved)).await.unwrap();
    assert_eq!(
        preview.title, "Accepted",
        "a text for a state that never came can be seen before it does"
    );
    assert_eq!(preview.event, None, "it is nobody's event");
    house
        .engine
        .ring_draft(&draft, Some(&approved))
        .await
        .unwrap();
    assert_eq!(
        house.events().await.len(),
        1,
        "neither looking nor ringing files it"
    );

    let nonsense = Example::Sample("app-version-nonsense".to_owned());
    let none = house.engine.preview(&draft, Some(&nonsense)).await;
    assert!(matches!(none, Err(EngineError::NoSuchSample(_))));
}

fn draft_of_kind(kind: &str) -> Draft {
    draft(kind, "{{app.name}}", "", None)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_has_an_example() {
    let house = House::new().await;
    for kind in shipbell_webhook::Kind::ALL {
        let preview = house
            .engine
            .preview(&draft_of_kind(kind.slug()), None)
            .await;
        assert_eq!(preview.unwrap().title, "Tideline", "{kind:?}");
        let help = house.engine.template_help(kind.slug()).await.unwrap();
        assert!(!help.samples.is_empty(), "{kind:?} can be tried");
        assert!(help.fields.iter().all(|field| !field.path.ends_with('*')));
    }
    house.engine.template_help("default").await.unwrap();
    let unknown = house.engine.template_help("nonsense").await;
    assert!(matches!(unknown, Err(EngineError::NoSuchKind(_))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_part_is_marked_and_the_others_show() {
    let house = House::new().await;
    let typed = draft(
        "app-version",
        "{{ app.name | uper }}",
        "Now {{status}}",
        None,
    );
    let preview = house.engine.preview(&typed, None).await.unwrap();
    assert_eq!(preview.body, "Now REJECTED", "what works is shown");
    assert_eq!(
        preview.title, "Tideline: Rejected by App Review",
        "the built-in title stands in"
    );
    assert_eq!(codes(&preview), [(Part::Title, "unknown-filter", true)]);
    let remark = &preview.remarks[0];
    assert_eq!(&typed.templates.title[remark.span.clone()], "uper");
    assert_eq!(remark.suggestion.as_deref(), Some("upper"));

    let unclosed = draft(
        "app-version",
        "{{ app.name",
        "{{ status | duration }}",
        Some("status"),
    );
    let preview = house.engine.preview(&unclosed, None).await.unwrap();
    assert_eq!(
        codes(&preview),
        [
            (Part::Title, "unclosed", true),
            (Part::Body, "bad-argument", true),
            (Part::Link, "not-https", false),
        ],
        "what shows only with an event's values in it is an error too"
    );
    assert!(
        preview
            .link
            .unwrap()
            .starts_with("https://appstoreconnect.apple.com/"),
        "a click still leads somewhere"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn texts_from_elsewhere_are_explained_where_a_field_cant_exist() {
    let house = House::new().await;
    let pasted = draft(
        "app-version",
        "[{{app.name}}] {{eventType}} - {{status}}",
        "💬 {{message}} by {{tester.name}}: {{rating}} {{appName}} {{nonsense}}",
        Some("{{app.url}}"),
    );
    let preview = house.engine.preview(&pasted, None).await.unwrap();
    assert_eq!(
        codes(&preview),
        [
            (Part::Body, "not-of-this-kind", false),
            (Part::Body, "not-of-this-kind", false),
            (Part::Body, "no-apple-data", false),
            (Part::Body, "no-apple-data", false),
            (Part::Body, "no-such-field", false),
        ]
    );
    let said: Vec<_> = preview
        .remarks
        .iter()
        .map(|remark| remark.message.as_str())
        .collect();
    assert!(said[2].contains("customers"), "{said:?}");
    assert_eq!(preview.remarks[3].suggestion.as_deref(), Some("app.name"));
    let feedback = Draft {
        kind: "crash-feedback".to_owned(),
        ..pasted
    };
    let preview = house.engine.preview(&feedback, None).await.unwrap();
    assert!(
        !preview
            .remarks
            .iter()
            .any(|remark| remark.message.contains("tester.name")),
        "feedback does come from a tester"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_events_show_what_a_draft_would_have_said() {
    let house = House::with(Plan {
        settings: "[[channel]]\nname = \"default\"\ncondition = 'status == \"REJECTED\"'\n",
        ..Plan::default()
    })
    .await;
    for (at, status) in ["IN_REVIEW", "REJECTED", "ACCEPTED"]
        .into_iter()
        .enumerate()
    {
        let time = format!("2026-03-10T09:0{at}:00Z");
        house
            .post(state(&format!("e{at}"), &format!("v{at}"), status, &time))
            .await;
    }
    let signed = house.engine.sample("app-version-rejected", None).unwrap();
    house.post(&signed.body).await;
    house.settle().await;
    let typed = draft("app-version", "{{status}}!", "", None);
    let redrawn = house.engine.redraw(&typed, 50).await.unwrap();
    let said: Vec<_> = redrawn
        .iter()
        .map(|one| (one.title.as_str(), one.rings))
        .collect();
    assert_eq!(
        said,
        [
            ("ACCEPTED!", false),
            ("REJECTED!", true),
            ("IN_REVIEW!", false)
        ],
        "real events, newest first; only what the channel takes would ring"
    );
    assert_eq!(house.engine.redraw(&typed, 1).await.unwrap().len(), 1);
    let every = house
        .engine
        .redraw(&draft("default", "x", "", None), 50)
        .await
        .unwrap();
    assert_eq!(every.len(), 3, "no kind has texts of its own yet");
    let texts = typed.templates.clone();
    house
        .engine
        .set_templates("default", "app-version", Some(&texts))
        .await
        .unwrap();
    let every = house
        .engine
        .redraw(&draft("default", "x", "", None), 50)
        .await
        .unwrap();
    assert!(every.is_empty(), "the fallback no longer serves that kind");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_can_be_heard_once() {
    let house = House::new().await;
    let typed = draft("app-version", "{{status.label}}", "now", None);
    house.engine.ring_draft(&typed, None).await.unwrap();
    let banner = house.rings(1).await.remove(0);
    assert_eq!(banner.title, "Test · Rejected");
    assert_eq!(
        banner.level.name(),
        "active",
        "a trial breaks through nothing"
    );
    assert_eq!(house.events().await, []);

    let broken = draft("app-version", "{{", "", None);
    let refused = house.engine.ring_draft(&broken, None).await;
    assert!(
        matches!(refused, Err(EngineError::BadDraft(_))),
        "{refused:?}"
    );
    house.sink.be(Mood::Absent);
    let silent = house.engine.ring_draft(&typed, None).await;
    let silent = silent.unwrap_err();
    assert!(matches!(silent, EngineError::NotShown(_)), "{silent:?}");
    assert!(
        !silent.to_string().contains("tried again."),
        "a trial is kept nowhere: {silent}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn help_offers_what_an_event_of_the_kind_really_has() {
    let house = House::new().await;
    house
        .post(state("e1", "v1", "IN_REVIEW", "2026-03-10T09:00:00Z"))
        .await;
    house.settle().await;
    let help = house.engine.template_help("app-version").await.unwrap();
    let example = |path: &str| {
        let field = help.fields.iter().find(|field| field.path == path);
        field.map(|field| field.example.as_deref().unwrap_or_default().to_owned())
    };
    assert_eq!(
        example("status").as_deref(),
        Some("IN_REVIEW"),
        "of the newest real one"
    );
    assert_eq!(
        example("data.relationships.instance.data.id").as_deref(),
        Some("v1")
    );
    assert_eq!(
        example("version").as_deref(),
        Some(""),
        "known with a key alone"
    );
    assert_eq!(example("tester.name"), None, "never known of a version");
    assert!(
        help.filters
            .iter()
            .any(|verb| verb.name == "label" && !verb.does.is_empty())
    );
    assert!(help.methods.iter().any(|verb| verb.name == "includes"));
    assert!(help.builtin.title.contains("{{"));
}
