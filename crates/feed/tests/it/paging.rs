//! Pages against a naive model, while events keep coming.

use proptest::prelude::*;
use shipbell_feed::{Query, Sought};

use crate::scene::{Scene, endpoint, event, new_id, titles};

/// Few different times, and some that no clock should show.
fn times() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![
        1 => Just(None),
        6 => (0..6_i64).prop_map(Some),
        1 => prop_oneof![Just(i64::MIN), Just(-1), Just(i64::MAX)].prop_map(Some),
    ]
}

/// What the feed shows where times do not fit.
fn shown(time: Option<i64>, received: i64) -> i64 {
    time.unwrap_or(received).clamp(0, i64::MAX >> 20)
}

#[test]
fn pages_hold_no_event_twice_and_miss_none_while_events_arrive() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let first = prop::collection::vec(times(), 1..20);
    let between = prop::collection::vec(prop::collection::vec(times(), 0..3), 0..8);
    proptest!(config, |(first in first, between in between, limit in 1..5_usize)| {
        runtime.block_on(walk(&first, &between, limit))?;
    });
}

async fn walk(
    first: &[Option<i64>],
    between: &[Vec<Option<i64>>],
    limit: usize,
) -> Result<(), TestCaseError> {
    let scene = Scene::new();
    // (what it is ordered by, its title)
    let mut model: Vec<((i64, i64), String)> = Vec::new();
    for time in first {
        arrive(&scene, &mut model, *time).await;
    }
    let mut query = Query {
        limit,
        ..Query::default()
    };
    let mut last = (i64::MAX, i64::MAX);
    for round in 0.. {
        let page = scene.feed.page(query.clone()).await.unwrap();
        model.sort_unstable_by(|a, b| b.cmp(a));
        let older: Vec<_> = model.iter().filter(|(key, _)| *key < last).collect();
        let expected: Vec<_> = older
            .iter()
            .take(limit)
            .map(|(_, title)| title.clone())
            .collect();
        prop_assert_eq!(titles(&page), expected);
        prop_assert_eq!(
            page.next.is_some(),
            older.len() > limit,
            "only the last page ends"
        );
        let Some(next) = page.next else { break };
        last = older[limit - 1].0;
        query.before = Some(next);
        for time in between.get(round).into_iter().flatten() {
            arrive(&scene, &mut model, *time).await;
        }
    }
    Ok(())
}

async fn arrive(scene: &Scene, model: &mut Vec<((i64, i64), String)>, time: Option<i64>) {
    let title = format!("event {}", model.len());
    let mut event = event(&title, 3);
    event.time = time;
    let id = new_id(scene.file(event).await);
    model.push(((shown(time, 3), id.0), title));
}

#[tokio::test]
async fn filters_choose_and_follow_goes_by_filing() {
    let scene = Scene::new();
    let mut ids = Vec::new();
    for (at, kind) in ["ping", "app-version", "ping"].into_iter().enumerate() {
        let mut event = event(&at.to_string(), 10);
        event.time = Some(-i64::try_from(at).unwrap() + 100);
        event.kind = kind.into();
        event.instance_id = Some("version-1".into());
        ids.push(new_id(scene.file(event).await));
    }
    let page = |query| scene.feed.page(query);
    let ping = Query {
        kind: Some("ping".into()),
        ..Query::default()
    };
    assert_eq!(
        titles(&page(ping).await.unwrap()),
        ["0", "2"],
        "newest by Apple's time first"
    );
    scene.feed.set_unread(vec![ids[0]], false).await.unwrap();
    let read = Query {
        unread: Some(false),
        ..Query::default()
    };
    assert_eq!(titles(&page(read).await.unwrap()), ["0"]);
    let unread = Query {
        unread: Some(true),
        ..Query::default()
    };
    assert_eq!(titles(&page(unread).await.unwrap()), ["1", "2"]);
    let none = Query {
        endpoint: Some("nobody".into()),
        ..Query::default()
    };
    assert_eq!(page(none).await.unwrap().events, []);
    let sought = |instance: &str| Sought {
        endpoint: endpoint(),
        apple_id: None,
        digest: [0; 32],
        instance: Some(instance.into()),
    };
    let asked = vec![sought("version-1"), sought("version-2")];
    let before = scene.feed.before(asked).await.unwrap();
    let newest: Vec<_> = before.iter().map(|before| before.newest).collect();
    assert_eq!(newest, [Some(100), None], "older is a late state");
    let after = scene.feed.after(ids[0], 10).await.unwrap();
    assert_eq!(
        after.iter().map(|e| e.id).collect::<Vec<_>>(),
        ids[1..],
        "in order of filing"
    );
}
