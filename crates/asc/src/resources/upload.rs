//! Uploads of builds, and what Apple found wrong with them.

use serde::{Deserialize, Serialize};

use crate::client::Client;
use crate::document::{One, Resource};
use crate::error::AscError;
use crate::open::{attributes, open};
use crate::pages::{Pages, ROWS};
use crate::question::{Ask, Question};
use crate::resources::{BuildAttributes, Moment, Platform};

/// An upload.
pub type Upload = Resource<UploadAttributes>;

open! {
    /// How far an upload is.
    UploadState {
        AwaitingUpload = "AWAITING_UPLOAD",
        Processing = "PROCESSING",
        Failed = "FAILED",
        Complete = "COMPLETE",
    }
}

/// One thing that Apple found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StateDetail {
    /// For programs.
    pub code: Option<String>,
    /// For people.
    pub description: Option<String>,
}

/// How far an upload is, and what Apple found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UploadStatus {
    /// How far it is.
    pub state: Option<UploadState>,
    /// Why it failed.
    pub errors: Option<Vec<StateDetail>>,
    /// What may become an error one day.
    pub warnings: Option<Vec<StateDetail>>,
    /// What Apple wanted to say.
    pub infos: Option<Vec<StateDetail>>,
}

attributes! {
    /// What Apple says of an upload. It has no relation to its app: the build has.
    UploadAttributes is "buildUploads" {
        /// The version, such as `2.4.1`.
        cf_bundle_short_version_string: String,
        /// The build number, such as `61`.
        cf_bundle_version: String,
        /// When it was begun.
        created_date: Moment,
        /// When it was whole.
        uploaded_date: Moment,
        /// Where it runs.
        platform: Platform,
        /// How far it is, and what Apple found.
        state: UploadStatus,
    }
    /// The build that came of it.
    BUILD: ToOne<BuildAttributes> = "build",
}

impl Client {
    /// One upload, with its build.
    pub async fn upload(&self, id: &str) -> Result<Upload, AscError> {
        let ask = Ask::about(Question::Upload, id)?.with("include", "build");
        Ok(self.read::<One<_>>(&ask).await?.0)
    }

    /// An app's uploads, the newest first.
    pub fn uploads_of(&self, app: &str) -> Result<Pages<UploadAttributes>, AscError> {
        let ask = Ask::about(Question::AppUploads, app)?.with("include", "build");
        let ask = ask.with("sort", "-uploadedDate").with("limit", ROWS);
        Ok(Pages::new(self, ask))
    }
}
