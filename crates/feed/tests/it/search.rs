//! Finding things as one types.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use shipbell_feed::{EndpointId, Kept, Query, Reader};

use crate::scene::{Scene, delivery, event, titles};

async fn scene() -> Scene {
    let scene = Scene::new();
    let mut rejected = event("rejected", 1);
    rejected.app_name = Some("Café Ｆinder".into());
    rejected.version = Some("2.1.0".into());
    rejected.build = Some("4711".into());
    rejected.status = Some("METADATA_REJECTED".into());
    scene.file(rejected).await;
    let mut japanese = event("japanese", 2);
    japanese.body = "iOSアプリの審査が完了しました".into();
    japanese.version = Some("2.10".into());
    scene.file(japanese).await;
    let mut chinese = event("chinese", 3);
    chinese.kind = "crash-feedback".into();
    chinese.body = "测试人员报告了崩溃".into();
    scene.file(chinese).await;
    scene
}

#[tokio::test]
async fn every_word_begins_a_word_of_the_event() {
    let scene = scene().await;
    for text in [
        "rej",
        "REJECTED",
        "meta",
        "cafe",
        "finder",
        "CAFÉ fin",
        "2.1.0",
        "47",
        "id rejected",
    ] {
        assert_eq!(scene.found(text).await, ["rejected"], "{text}");
    }
    assert_eq!(
        scene.found("2.1").await,
        ["japanese", "rejected"],
        "versions are prefixes too"
    );
    assert_eq!(
        scene.found("rejected crash").await,
        Vec::<String>::new(),
        "all words, not any"
    );
    assert_eq!(
        scene.found("jected").await,
        Vec::<String>::new(),
        "a prefix, not a part"
    );
    assert_eq!(
        scene.found("app version").await,
        ["japanese", "rejected"],
        "the kind in words"
    );
}

#[tokio::test]
async fn japanese_and_chinese_are_found_anywhere_in_a_run() {
    let scene = scene().await;
    for text in [
        "審査",
        "審",
        "アプリ",
        "プリの審査",
        "了し",
        "た",
        "ios 完了",
    ] {
        assert_eq!(scene.found(text).await, ["japanese"], "{text}");
    }
    for text in ["崩溃", "溃", "测试人员", "报告 崩溃"] {
        assert_eq!(scene.found(text).await, ["chinese"], "{text}");
    }
    assert_eq!(
        scene.found("崩了").await,
        Vec::<String>::new(),
        "the pair stands nowhere"
    );
}

#[tokio::test]
async fn the_values_of_the_raw_body_are_found() {
    let scene = Scene::new();
    let raw = r#"{"data": {"attributes": {"comment": "The onboarding freezes"}}}"#;
    let Kept::New(id) = scene.feed.keep(delivery(raw, 1)).await.unwrap() else {
        unreachable!("first seen")
    };
    scene.file_with(id, event("feedback", 1), Vec::new()).await;
    assert_eq!(scene.found("onboard freez").await, ["feedback"]);
    assert_eq!(
        scene.found("attributes").await,
        Vec::<String>::new(),
        "names of fields are noise"
    );
}

#[tokio::test]
async fn filters_and_pages_hold_for_a_search() {
    let scene = Scene::new();
    for at in 0..40 {
        let mut event = event(&format!("common {at}"), at);
        // Filed out of order, so that filing order and feed order differ.
        event.time = Some((at * 7) % 40);
        event.kind = if at % 4 == 0 {
            "ping".into()
        } else {
            "build-upload".into()
        };
        event.endpoint = EndpointId(format!("endpoint {}", at % 2));
        event.unread = at % 8 == 0;
        scene.file(event).await;
    }
    let query = Query {
        search: Some("comm".into()),
        kind: Some("ping".into()),
        endpoint: Some("endpoint 0".into()),
        channel: None,
        provenance: None,
        unread: Some(true),
        limit: 2,
        ..Query::default()
    };
    let all = Query {
        search: None,
        limit: 50,
        ..query.clone()
    };
    let all = titles(&scene.feed.page(all).await.unwrap());
    assert_eq!(all.len(), 5);
    let mut paged = Vec::new();
    let mut next = query;
    loop {
        let page = scene.feed.page(next.clone()).await.unwrap();
        paged.extend(titles(&page));
        let Some(cursor) = page.next else { break };
        next.before = Some(cursor.to_string().parse().unwrap());
    }
    assert_eq!(
        paged, all,
        "the same events in the same order as without a search"
    );
}

#[tokio::test]
async fn a_long_beginning_finds_few_words_and_many() {
    let scene = Scene::new();
    for at in 100..140 {
        scene.file(event(&format!("beginning{at}"), at)).await;
    }
    assert_eq!(
        scene.found("beginning12").await.len(),
        10,
        "few words, each named"
    );
    assert_eq!(
        scene.found("beginning").await.len(),
        40,
        "more words than are named"
    );
    assert_eq!(scene.found("beginning139").await, ["beginning139"]);
    assert_eq!(scene.found("beginnings").await, Vec::<String>::new());
    assert_eq!(scene.found("endi").await, Vec::<String>::new());
}

#[tokio::test]
async fn text_without_a_word_hides_nothing() {
    let scene = scene().await;
    for text in ["", "  ", "\"", "*", "-", "()"] {
        assert_eq!(scene.found(text).await.len(), 3, "{text:?}");
    }
}

#[test]
fn no_text_is_an_error() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let scene = runtime.block_on(scene());
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(text in "(\\PC|\"|\\*|\\^|:| (AND|OR|NOT|NEAR) |\u{0}){0,30}")| {
        let query = Query { search: Some(text), ..Query::default() };
        prop_assert!(runtime.block_on(scene.feed.page(query)).is_ok());
    });
}

#[tokio::test]
async fn what_comes_in_a_flood_is_found_by_who_asks_and_indexed_after_it() {
    let scene = Scene::new();
    let reader = Reader::open(scene.folder()).unwrap();
    let indexed = || {
        let query = Query {
            search: Some("told".into()),
            ..Query::default()
        };
        titles(&reader.page(&query).unwrap())
    };
    let held = scene.feed.hold_index();
    scene.file(event("told", 1)).await;
    for _ in 0..10 {
        // Each makes the writer look for something to do.
        scene.feed.set("key", Some("value")).await.unwrap();
    }
    assert_eq!(
        indexed(),
        Vec::<String>::new(),
        "what is filed next would wait for the index"
    );
    assert_eq!(
        scene.found("told").await,
        ["told"],
        "a person who searches meanwhile must not miss what is in the feed"
    );
    scene.file(event("told again", 2)).await;
    drop(held);
    let until = Instant::now() + Duration::from_secs(20);
    while indexed().len() < 2 && Instant::now() < until {
        tokio::task::yield_now().await;
    }
    assert_eq!(
        indexed(),
        ["told again", "told"],
        "nobody may have to ask for what a flood brought to be found"
    );
}
