//! Build uploads.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::apple::clock::pacific;
use crate::apple::event::{Kind, Telling};
use crate::apple::record::{Record, Shape, own};
use crate::apple::resources::PLATFORMS;
use crate::apple::route::{By, Filter, Route, Serves, filter, get};
use crate::apple::state::State;
use crate::apple::{FakeApple, known};

/// Every state of an upload.
pub const STATES: &[&str] = &["AWAITING_UPLOAD", "PROCESSING", "FAILED", "COMPLETE"];

pub(crate) static SHAPE: Shape = Shape {
    kind: "buildUploads",
    attributes: &[
        "cfBundleShortVersionString",
        "cfBundleVersion",
        "createdDate",
        "state",
        "platform",
        "uploadedDate",
    ],
    relations: &[own("build", "builds")],
    unmodelled: &[
        "assetFile",
        "assetDescriptionFile",
        "assetSpiFile",
        "buildUploadFiles",
    ],
};

const FILTERS: &[Filter] = &[
    filter(
        "cfBundleShortVersionString",
        By::Attribute("cfBundleShortVersionString"),
    ),
    filter("cfBundleVersion", By::Attribute("cfBundleVersion")),
    filter("platform", By::Attribute("platform")).among(PLATFORMS),
    filter("state", By::Inner("state", "state")),
];

pub(crate) const ROUTES: &[Route] = &[
    get("/v1/buildUploads/{id}", Serves::Instance("buildUploads")).include(&["build"]),
    get(
        "/v1/apps/{id}/buildUploads",
        Serves::Related("apps", "buildUploads"),
    )
    .include(&["build"])
    .filters(FILTERS)
    .sort(&[
        "cfBundleVersion",
        "-cfBundleVersion",
        "uploadedDate",
        "-uploadedDate",
    ]),
];

/// What an upload is called and where it got to.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The version string, as `2.4.1`.
    pub version: String,
    /// The build number.
    pub number: String,
    /// The system it is for.
    pub platform: String,
    /// One of [`STATES`].
    pub state: String,
    /// Code and description of each error.
    pub errors: Vec<(String, String)>,
    /// Code and description of each warning.
    pub warnings: Vec<(String, String)>,
    /// Code and description of each remark.
    pub infos: Vec<(String, String)>,
}

impl Upload {
    /// Processed without a word, for iOS.
    pub fn complete(version: &str, number: &str) -> Self {
        Self {
            version: version.to_owned(),
            number: number.to_owned(),
            platform: "IOS".to_owned(),
            state: "COMPLETE".to_owned(),
            errors: Vec::new(),
            warnings: Vec::new(),
            infos: Vec::new(),
        }
    }

    /// Refused with one error, for iOS.
    pub fn failed(version: &str, number: &str, code: &str, description: &str) -> Self {
        Self {
            state: "FAILED".to_owned(),
            errors: vec![(code.to_owned(), description.to_owned())],
            ..Self::complete(version, number)
        }
    }
}

/// The ids that came with an upload.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Uploaded {
    /// Of the upload.
    pub upload: String,
    /// Of the build, where the upload became one.
    pub build: Option<String>,
}

impl State {
    pub(crate) fn upload(&mut self, app: &str, upload: &Upload) -> Result<Uploaded> {
        self.app(app)?;
        let state = known("state of an upload", STATES, &upload.state)?;
        known("platform", PLATFORMS, &upload.platform)?;
        let id = self.ids.uuid();
        let now = pacific(self.clock.now());
        let attributes = json!({
            "cfBundleShortVersionString": upload.version,
            "cfBundleVersion": upload.number,
            "createdDate": now,
            "state": {
                "errors": details(&upload.errors),
                "warnings": details(&upload.warnings),
                "infos": details(&upload.infos),
                "state": state,
            },
            "platform": upload.platform,
            "uploadedDate": now,
        });
        let mut record = Record::new("buildUploads", &id, attributes).to("app", app);
        let build = (state == "COMPLETE")
            .then(|| self.add_build(app, &upload.version, &upload.number, &upload.platform));
        if let Some(build) = &build {
            record = record.to("build", build);
        }
        self.world.add(record);
        self.announce(
            app,
            &Telling::of(Kind::BuildUpload, &id).states(state, None),
        );
        Ok(Uploaded { upload: id, build })
    }

    pub(crate) fn upload_moves(&mut self, id: &str, state: &str) -> Result<Uploaded> {
        let state = known("state of an upload", STATES, state)?;
        let upload = self.world.need("buildUploads", id)?.clone();
        let app = upload.to.get("app").and_then(|ids| ids.first());
        let app = app.context("The upload has no app.")?;
        let text = |name| upload.text(name).unwrap_or_default();
        let known = upload.to.get("build").and_then(|ids| ids.first()).cloned();
        let build = known.or_else(|| {
            let version = text("cfBundleShortVersionString");
            let (number, platform) = (text("cfBundleVersion"), text("platform"));
            (state == "COMPLETE").then(|| self.add_build(app, version, number, platform))
        });
        let record = self.world.need_mut("buildUploads", id)?;
        if let Some(now) = record
            .attributes
            .get_mut("state")
            .and_then(Value::as_object_mut)
        {
            now.insert("state".to_owned(), json!(state));
        }
        if let Some(build) = &build {
            record.to.insert("build", vec![build.clone()]);
        }
        self.announce(app, &Telling::of(Kind::BuildUpload, id).states(state, None));
        Ok(Uploaded {
            upload: id.to_owned(),
            build,
        })
    }
}

fn details(said: &[(String, String)]) -> Value {
    said.iter()
        .map(|(code, text)| json!({ "code": code, "description": text }))
        .collect()
}

impl FakeApple {
    /// An upload came to the state that it says, and webhooks hear of it. A complete one is a build
    /// from now on.
    pub fn build_uploaded(&self, app: &str, upload: &Upload) -> Result<Uploaded> {
        self.with(|state| state.upload(app, upload))
    }

    /// An upload that was made before comes to another state, and webhooks hear of it.
    pub fn upload_moves(&self, upload: &str, state: &str) -> Result<Uploaded> {
        self.with(|world| world.upload_moves(upload, state))
    }
}
