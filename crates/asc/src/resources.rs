//! Apple's things, one file for each: what Apple says of it, and how it is asked for.

mod app;
mod asset;
mod beta;
mod build;
mod delivery;
mod feedback;
mod moment;
mod picture;
mod review;
mod upload;
mod version;
mod webhook;

pub use app::{App, AppAttributes};
pub use asset::{
    Asset, AssetAppStore, AssetAppStoreAttributes, AssetAppStoreState, AssetAttributes,
    AssetExternalBeta, AssetExternalBetaAttributes, AssetExternalBetaState, AssetFindings,
    AssetInternalBeta, AssetInternalBetaAttributes, AssetInternalBetaState, AssetVersion,
    AssetVersionAttributes, AssetVersionState,
};
pub use beta::{BetaDetail, BetaDetailAttributes, ExternalBetaState, InternalBetaState};
pub use build::{
    Build, BuildAttributes, BuildAudience, Icon, IconAttributes, IconKind, Image, PreRelease,
    PreReleaseAttributes, ProcessingState,
};
pub use delivery::{
    Delivery, DeliveryAttributes, DeliveryRequest, DeliveryResponse, DeliveryState, SentEvent,
    SentEventAttributes,
};
pub use feedback::{
    Connection, CrashFeedback, CrashFeedbackAttributes, CrashLog, CrashLogAttributes, DeviceFamily,
    Invitation, Screenshot, ScreenshotFeedback, ScreenshotFeedbackAttributes, Tester,
    TesterAttributes, TesterState,
};
pub use moment::Moment;
pub use review::{
    Review, ReviewAttributes, ReviewItem, ReviewItemAttributes, ReviewItemState, ReviewState,
};
pub use upload::{StateDetail, Upload, UploadAttributes, UploadState, UploadStatus};
pub use version::{Platform, ReleaseType, ReviewType, Version, VersionAttributes, VersionState};
pub use webhook::{EventType, NewWebhook, Webhook, WebhookAttributes, WebhookChange};
