//! Filters, alone and together, against what is really there; and what there is to filter by.

use proptest::prelude::*;
use shipbell_feed::{DeliveryId, EndpointId, Filed, NewEvent, Provenance, Query};

use crate::scene::{Scene, event, new_id, titles};

const KINDS: [&str; 3] = ["app-version", "build-upload", "ping"];
const CHANNELS: [Option<&str>; 3] = [None, Some("Everything"), Some("Ürgent, \"now\"")];
const PROVENANCES: [Provenance; 3] = [
    Provenance::Signed,
    Provenance::Recovered,
    Provenance::Sample,
];

fn one(number: usize) -> NewEvent {
    let mut event = event(&format!("n{number}"), i64::try_from(number).unwrap());
    // Each by another stride, so that every combination occurs and some are rare.
    event.kind = KINDS[number % 7 % 3].into();
    event.channel = CHANNELS[number % 5 % 3].map(str::to_owned);
    event.provenance = PROVENANCES[number % 11 % 3];
    event.endpoint = EndpointId(format!("endpoint {}", number % 13 % 2));
    event.unread = number.is_multiple_of(17);
    event.body = if number.is_multiple_of(2) {
        "even"
    } else {
        "odd"
    }
    .into();
    event
}

async fn filled(count: usize) -> (Scene, Vec<NewEvent>) {
    let scene = Scene::new();
    let events: Vec<NewEvent> = (0..count).map(one).collect();
    let filed = events
        .iter()
        .map(|event| Filed::new(DeliveryId(0), event.clone(), Vec::new()));
    scene.feed.file(filed.collect()).await.unwrap();
    (scene, events)
}

fn matches(query: &Query, event: &NewEvent) -> bool {
    query.kind.as_ref().is_none_or(|kind| *kind == event.kind)
        && (query.channel.as_ref()).is_none_or(|name| Some(name) == event.channel.as_ref())
        && (query.endpoint.as_ref()).is_none_or(|endpoint| *endpoint == event.endpoint)
        && query.provenance.is_none_or(|one| one == event.provenance)
        && query.unread.is_none_or(|unread| unread == event.unread)
        && query.search.as_ref().is_none_or(|text| *text == event.body)
}

fn queries() -> impl Strategy<Value = Query> {
    (
        prop::option::of(prop::sample::select(&["even", "odd"][..])),
        prop::option::of(prop::sample::select(&KINDS[..])),
        prop::option::of(prop::sample::select(&CHANNELS[1..])),
        prop::option::of(prop::sample::select(&PROVENANCES[..])),
        prop::option::of(0..2_usize),
        prop::option::of(any::<bool>()),
        1..40_usize,
    )
        .prop_map(
            |(search, kind, channel, provenance, endpoint, unread, limit)| Query {
                search: search.map(str::to_owned),
                kind: kind.map(str::to_owned),
                channel: channel.flatten().map(str::to_owned),
                provenance,
                endpoint: endpoint.map(|at| EndpointId(format!("endpoint {at}"))),
                unread,
                limit,
                ..Query::default()
            },
        )
}

/// 6,000 events, so that some filters are common enough to be answered from the index of words and
/// others rare enough to be answered from their own.
#[test]
fn any_filters_together_show_what_has_all_of_them() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (scene, events) = runtime.block_on(filled(6_000));
    // A search may answer before the last event is indexed, and says nothing wrong then.
    while runtime.block_on(scene.found("n5999")).is_empty() {}
    let config = ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(query in queries())| {
        runtime.block_on(async {
            let expected: Vec<String> = events
                .iter()
                .rev()
                .filter(|event| matches(&query, event))
                .map(|event| event.title.clone())
                .collect();
            let first = scene.feed.page(query.clone()).await.unwrap();
            let second = match first.next {
                Some(before) => {
                    let next = Query { before: Some(before), ..query.clone() };
                    titles(&scene.feed.page(next).await.unwrap())
                }
                None => Vec::new(),
            };
            let mut shown = titles(&first);
            shown.extend(second);
            let wanted = expected.iter().take(query.limit * 2);
            prop_assert!(shown.iter().eq(wanted), "{query:?}: {shown:?}");
            Ok(())
        })?;
    });
}

#[tokio::test]
async fn an_event_of_this_moment_is_in_every_filter_at_once() {
    let (scene, _) = filled(4_000).await;
    for round in 0..5 {
        let mut fresh = one(4_200 + round);
        fresh.kind = "app-version".into();
        fresh.channel = Some("Everything".into());
        let title = fresh.title.clone();
        scene.file(fresh).await;
        let both = Query {
            kind: Some("app-version".into()),
            channel: Some("Everything".into()),
            limit: 1,
            ..Query::default()
        };
        assert_eq!(
            titles(&scene.feed.page(both).await.unwrap()),
            [title],
            "the index of words comes later, and nobody may wait for it"
        );
    }
}

#[tokio::test]
async fn facets_are_what_is_really_there() {
    let empty = Scene::new();
    let facets = empty.feed.facets().await.unwrap();
    assert!(facets.apps.is_empty() && facets.kinds.is_empty() && facets.provenances.is_empty());

    let (scene, _) = filled(60).await;
    let mut named = one(61);
    named.endpoint = EndpointId("endpoint 0".into());
    named.app_name = Some("Tideline".into());
    scene.file(named).await;
    let facets = scene.feed.facets().await.unwrap();
    let apps: Vec<_> = facets
        .apps
        .iter()
        .map(|(id, name)| (&*id.0, name.as_str()))
        .collect();
    assert_eq!(
        apps,
        [("endpoint 0", "Tideline"), ("endpoint 1", "endpoint 1")],
        "an app by its newest name"
    );
    assert_eq!(facets.kinds, ["app-version", "build-upload", "ping"]);
    assert_eq!(
        facets.channels,
        ["Everything", "Ürgent, \"now\""],
        "what rang nowhere is no channel"
    );
    assert_eq!(facets.provenances, PROVENANCES);
}

#[tokio::test]
async fn marking_all_read_can_be_undone() {
    let (scene, events) = filled(100).await;
    let unread = events.iter().filter(|event| event.unread).count();
    let marked = scene.feed.mark_all_read().await.unwrap();
    assert_eq!(marked.count, u64::try_from(unread).unwrap());
    assert_eq!(marked.ids.len(), unread);
    assert_eq!(scene.feed.unread().await.unwrap(), 0);
    let now = scene.feed.set_unread(marked.ids, true).await.unwrap();
    assert_eq!(now, marked.count, "undone, each is unread as before");
    let only_unread = Query {
        unread: Some(true),
        ..Query::default()
    };
    let shown = titles(&scene.feed.page(only_unread).await.unwrap());
    let before: Vec<_> = events
        .iter()
        .rev()
        .filter(|event| event.unread)
        .map(|event| &event.title)
        .collect();
    assert!(shown.iter().eq(before), "{shown:?}");
}

#[tokio::test]
async fn the_states_of_one_thing_are_in_apples_order_and_bounded() {
    let scene = Scene::new();
    let mut ids = Vec::new();
    for (at, time) in [Some(30), Some(10), None, Some(20)].into_iter().enumerate() {
        let mut state = event(&format!("s{at}"), 15);
        state.instance_id = Some("version".into());
        state.status = Some(format!("S{at}"));
        state.time = time;
        ids.push(new_id(scene.file(state).await));
    }
    let mut other = event("other", 1);
    other.instance_id = Some("another".into());
    scene.file(other).await;
    let trail = |limit| {
        scene
            .feed
            .trail(crate::scene::endpoint(), "version".into(), limit)
    };
    let states: Vec<_> = trail(9)
        .await
        .unwrap()
        .into_iter()
        .filter_map(|step| step.status)
        .collect();
    assert_eq!(
        states,
        ["S1", "S2", "S3", "S0"],
        "by Apple's time, or the arrival"
    );
    let newest = trail(2).await.unwrap();
    let newest: Vec<_> = newest.iter().map(|step| step.id).collect();
    assert_eq!(newest, [ids[3], ids[0]], "of very many, the newest");
}
