//! Apps.

use crate::client::Client;
use crate::document::{One, Resource};
use crate::error::AscError;
use crate::open::attributes;
use crate::pages::{Pages, ROWS};
use crate::question::{Ask, Question};
use crate::resources::IconAttributes;

/// An app.
pub type App = Resource<AppAttributes>;

attributes! {
    /// What Apple says of an app. Its id is the Apple ID that stands in the App Store's address.
    AppAttributes is "apps" {
        /// In its primary language.
        name: String,
        /// Such as `com.example.app`.
        bundle_id: String,
        /// The developer's own number for it.
        sku: String,
        /// Such as `en-US`.
        primary_locale: String,
    }
    /// Its icon on the App Store.
    ICON: ToOne<IconAttributes> = "appStoreIcon",
}

/// Apple's apps have 55 fields; a list of 200 is read faster without most of them.
const WANTED: &str = "name,bundleId,sku,primaryLocale,appStoreIcon";

impl Client {
    /// The apps that this key may see, by name, with their icons.
    pub fn apps(&self) -> Pages<AppAttributes> {
        let ask = wanted(Ask::of(Question::Apps)).with("sort", "name");
        Pages::new(self, ask.with("limit", ROWS))
    }

    /// One app, with its icon.
    pub async fn app(&self, id: &str) -> Result<App, AscError> {
        let ask = wanted(Ask::about(Question::App, id)?);
        Ok(self.read::<One<_>>(&ask).await?.0)
    }
}

fn wanted(ask: Ask) -> Ask {
    ask.with("fields[apps]", WANTED)
        .with("include", "appStoreIcon")
}
