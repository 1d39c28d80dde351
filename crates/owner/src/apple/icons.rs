//! The icons of apps. Apple has them with the builds, so that each is a question of its own.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use shipbell_asc::{Client, Urgency};
use tokio::task::JoinSet;

/// Sharp at twice the size that they are shown in.
const PIXELS: u32 = 96;
/// A list of apps is not kept waiting for its ornaments; what is late is there the next time.
const WITHIN: Duration = Duration::from_secs(3);
/// A team with more apps sees the icons of the first of them.
const AT_MOST: usize = 40;

/// The icons that were fetched; none for an app that has none.
#[derive(Default)]
pub(super) struct Icons(Mutex<HashMap<String, Option<Bytes>>>);

impl Icons {
    /// As many of these as there are in time, by app.
    pub(super) async fn of(&self, client: &Client, apps: Vec<String>) -> HashMap<String, Bytes> {
        let mut asked = JoinSet::new();
        for app in self.unknown(&apps) {
            let client = client.urgently(Urgency::Spare);
            asked.spawn(async move {
                let icon = fetch(&client, &app).await;
                (app, icon)
            });
        }
        let all = async {
            while let Some(answer) = asked.join_next().await {
                if let Ok((app, Ok(icon))) = answer {
                    self.put(app, icon);
                }
            }
        };
        if tokio::time::timeout(WITHIN, all).await.is_err() {
            tracing::debug!("Apple was slow with the icons of apps");
        }
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = |app: String| {
            let icon = known.get(&app).cloned().flatten()?;
            Some((app, icon))
        };
        apps.into_iter().filter_map(known).collect()
    }

    fn unknown(&self, apps: &[String]) -> Vec<String> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let unknown = apps.iter().filter(|app| !known.contains_key(*app));
        unknown.take(AT_MOST).cloned().collect()
    }

    fn put(&self, app: String, icon: Option<Bytes>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(app, icon);
    }
}

async fn fetch(client: &Client, app: &str) -> Result<Option<Bytes>, shipbell_asc::AscError> {
    let mut builds = client.builds_of(app)?.at_most(1);
    let Some(page) = builds.next().await else {
        return Ok(None);
    };
    let image = (page?.rows.into_iter()).find_map(|build| build.attributes.icon_asset_token);
    let Some(image) = image else {
        return Ok(None);
    };
    Ok(Some(client.icon(&image, PIXELS).await?.into()))
}
