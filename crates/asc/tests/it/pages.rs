//! Lists that come page by page, and lists that would not end.

use proptest::prelude::*;
use shipbell_asc::{AscError, Ended};

use crate::apple::{Apple, Said};

fn page(ids: &[&str], next: &str) -> Said {
    let rows: Vec<_> = ids
        .iter()
        .map(|id| serde_json::json!({"type": "apps", "id": id}))
        .collect();
    let body = serde_json::json!({
        "data": rows, "links": {"self": "", "next": next},
        "meta": {"paging": {"total": 3, "limit": 2}},
    });
    Said::json(200, &body.to_string())
}

async fn gathered(pages: impl IntoIterator<Item = Said>) -> (Vec<String>, Ended, usize) {
    let apple = Apple::saying(pages).await;
    let gathered = apple.client().apps().gather().await;
    let ids = gathered.rows.into_iter().map(|row| row.id).collect();
    (ids, gathered.ended, apple.heard().len())
}

#[tokio::test]
async fn a_list_is_read_to_its_end() {
    let first = page(
        &["1", "2"],
        "BASE/v1/apps?cursor=Mg.AAA&limit=2&fields%5Bapps%5D=name",
    );
    let apple = Apple::saying([first, page(&["3"], "")]).await;
    let mut pages = apple.client().apps();
    let one = pages.next().await.unwrap().unwrap();
    assert_eq!((one.rows.len(), one.total), (2, Some(3)));
    assert_eq!(pages.ended(), None);
    let two = pages.next().await.unwrap().unwrap();
    assert_eq!(two.rows[0].id, "3");
    assert!(pages.next().await.is_none());
    assert_eq!(pages.ended(), Some(&Ended::Complete));
    let heard = apple.heard();
    assert_eq!(
        heard[1].target, "/v1/apps?cursor=Mg.AAA&limit=2&fields%5Bapps%5D=name",
        "Apple's own way to the next page, unchanged"
    );
}

#[tokio::test]
async fn a_way_that_leads_back_or_nowhere_ends() {
    let circle = [
        page(&["1"], "BASE/v1/apps?cursor=a"),
        page(&["2"], "BASE/v1/apps?cursor=b"),
        page(&["3"], "BASE/v1/apps?cursor=a"),
    ];
    let (ids, ended, asked) = gathered(circle).await;
    assert_eq!((ids.len(), ended, asked), (3, Ended::Circle, 3));
    for elsewhere in [
        "https://evil.example.com/v1/apps?cursor=a",
        "https://api.appstoreconnect.apple.com/v1/apps?cursor=a",
        "http://127.0.0.1:1/v1/apps?cursor=a",
        "BASE/v2/apps?cursor=a",
        "BASE/v1/../elsewhere",
        "BASE/v1/%2e%2e/elsewhere",
        "../dictionary",
        "not an address",
    ] {
        let (ids, ended, asked) = gathered([page(&["1"], elsewhere)]).await;
        assert_eq!(
            ended,
            Ended::Elsewhere,
            "{elsewhere}: the token would go along"
        );
        assert_eq!((ids.len(), asked), (1, 1), "{elsewhere}");
    }
}

#[tokio::test]
async fn a_list_that_never_ends_is_left() {
    let apple =
        Apple::saying((0..60).map(|at| page(&["1"], &format!("BASE/v1/apps?cursor={at}")))).await;
    let gathered = apple.client().apps().gather().await;
    assert_eq!((gathered.rows.len(), gathered.ended), (50, Ended::Bound));
    let apple = Apple::saying([page(&["1"], "BASE/v1/apps?cursor=a")]).await;
    let gathered = apple.client().apps().at_most(1).gather().await;
    assert_eq!(gathered.whole().unwrap().len(), 1);
    assert_eq!(apple.heard().len(), 1, "one page was wanted");
}

#[tokio::test]
async fn what_was_read_before_an_error_is_kept() {
    let first = page(&["1", "2"], "BASE/v1/apps?cursor=a");
    let apple = Apple::saying([first.clone(), Said::error(400, "P", "The cursor is old.")]).await;
    let gathered = apple.client().apps().gather().await;
    assert_eq!(gathered.rows.len(), 2);
    assert!(matches!(
        gathered.ended,
        Ended::Failed(AscError::Invalid(_))
    ));
    assert!(
        gathered.whole().is_err(),
        "half of a list must not pass for the whole"
    );
    let apple = Apple::saying([first, Said::error(404, "N", "")]).await;
    let mut pages = apple.client().apps();
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.unwrap().is_err());
    assert!(pages.next().await.is_none(), "an error is told once");
}

/// What an address is made of, and what has fooled those who compare addresses.
const PARTS: [&str; 14] = [
    "BASE", "STRANGER", "http://", "//", "/v1/", "/", "@", "..", "\\", "?", "#", ":", "a", "%2f",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_way_to_a_next_page_takes_the_key_to_a_stranger(
        start in "(BASE|STRANGER|http://BASE|http://a@STRANGER)?",
        parts in proptest::collection::vec(proptest::sample::select(&PARTS[..]), 0..6),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (strangers, targets) = runtime.block_on(async {
            let stranger = Apple::saying([page(&[], "")]).await;
            let next = format!("{start}{}", parts.concat()).replace("STRANGER", &stranger.url);
            let apple = Apple::saying([page(&["1"], &next), page(&["2"], "")]).await;
            drop(apple.client().apps().gather().await);
            let targets: Vec<_> = apple.heard().into_iter().map(|heard| heard.target).collect();
            (stranger.heard().len(), targets)
        });
        prop_assert_eq!(strangers, 0);
        prop_assert!(targets.iter().all(|target| target.starts_with("/v1/")), "{targets:?}");
    }
}
