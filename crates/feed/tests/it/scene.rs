//! A feed in a folder of its own, and short ways to fill it.

use std::path::Path;

use bytes::Bytes;
use shipbell_feed::{
    DeliveryId, EndpointId, EventId, Feed, Filed, Filing, Known, NewDelivery, NewEvent, NewNotice,
    Options, Page, Provenance, Query, Sought, Verdict,
};
use tempfile::TempDir;

pub(crate) struct Scene {
    pub(crate) feed: Feed,
    folder: TempDir,
}

impl Scene {
    pub(crate) fn new() -> Self {
        Self::with(&Options::default())
    }

    pub(crate) fn with(options: &Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let feed = Feed::open_with(folder.path(), options).unwrap().feed;
        Self { feed, folder }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Closes the feed and leaves its folder.
    pub(crate) async fn closed(self) -> TempDir {
        self.feed.close().await.unwrap();
        self.folder
    }

    /// Whether an event was filed before.
    pub(crate) async fn known(&self, apple_id: Option<String>, digest: [u8; 32]) -> Known {
        let sought = Sought {
            endpoint: endpoint(),
            apple_id,
            digest,
            instance: None,
        };
        self.feed.before(vec![sought]).await.unwrap()[0].known
    }

    pub(crate) async fn file(&self, event: NewEvent) -> Filing {
        self.file_with(DeliveryId(0), event, Vec::new()).await
    }

    pub(crate) async fn file_with(
        &self,
        delivery: DeliveryId,
        event: NewEvent,
        notices: Vec<NewNotice>,
    ) -> Filing {
        self.feed
            .file(vec![Filed::new(delivery, event, notices)])
            .await
            .unwrap()[0]
    }

    pub(crate) async fn found(&self, text: &str) -> Vec<String> {
        let query = Query {
            search: Some(text.into()),
            ..Query::default()
        };
        titles(&self.feed.page(query).await.unwrap())
    }
}

pub(crate) fn titles(page: &Page) -> Vec<String> {
    page.events
        .iter()
        .map(|event| event.title.clone())
        .collect()
}

pub(crate) fn new_id(filing: Filing) -> EventId {
    let Filing::New(id) = filing else {
        unreachable!("a new event was expected, not {filing:?}")
    };
    id
}

pub(crate) fn endpoint() -> EndpointId {
    EndpointId::from("endpoint-1")
}

pub(crate) fn delivery(body: &str, arrived: i64) -> NewDelivery {
    NewDelivery {
        endpoint: endpoint(),
        arrived,
        headers: vec![("x-apple-signature".into(), b"hmacsha256=00".to_vec())],
        body: Bytes::copy_from_slice(body.as_bytes()),
        verdict: Verdict::Current,
        provenance: Provenance::Signed,
    }
}

/// An event whose identity is its title.
pub(crate) fn event(title: &str, received: i64) -> NewEvent {
    let mut digest = [0; 32];
    for (to, from) in digest.iter_mut().zip(title.bytes()) {
        *to = from;
    }
    NewEvent {
        endpoint: endpoint(),
        apple_id: Some(format!("id {title}")),
        digest,
        kind: "app-version".into(),
        type_name: "appStoreVersionAppVersionStateUpdated".into(),
        status: None,
        previous_status: None,
        time: None,
        received,
        provenance: Provenance::Signed,
        app_name: None,
        app_id: None,
        version: None,
        build: None,
        platform: None,
        instance_type: None,
        instance_id: None,
        title: title.into(),
        body: String::new(),
        link: None,
        level: "active".into(),
        channel: None,
        readable: true,
        conflict: false,
        problem: None,
        unread: true,
    }
}

pub(crate) fn notice(title: &str, due: i64) -> NewNotice {
    NewNotice {
        event: None,
        channel: "Everything".into(),
        level: "active".into(),
        title: title.into(),
        body: String::new(),
        link: None,
        group: "group".into(),
        due,
        sink: "desktop".into(),
    }
}
