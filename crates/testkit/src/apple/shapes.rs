//! Every kind of resource that the fake knows.

use super::record::Shape;
use super::resources::{
    apps, assets, beta_details, builds, crash_logs, deliveries, feedback, icons, pre_release,
    review, testers, uploads, versions, webhooks,
};

static ALL: &[&Shape] = &[
    &apps::SHAPE,
    &assets::ASSET,
    &assets::VERSION,
    &assets::INTERNAL_BETA,
    &assets::EXTERNAL_BETA,
    &assets::APP_STORE,
    &beta_details::SHAPE,
    &builds::SHAPE,
    &crash_logs::SHAPE,
    &deliveries::DELIVERY,
    &deliveries::EVENT,
    &deliveries::PING,
    &feedback::SCREENSHOT,
    &feedback::CRASH,
    &icons::SHAPE,
    &pre_release::SHAPE,
    &review::SUBMISSION,
    &review::ITEM,
    &testers::SHAPE,
    &uploads::SHAPE,
    &versions::SHAPE,
    &webhooks::SHAPE,
];

/// All of them, to hold against Apple's description.
pub fn all() -> &'static [&'static Shape] {
    ALL
}

pub(crate) fn find(kind: &str) -> Option<&'static Shape> {
    ALL.iter().find(|shape| shape.kind == kind).copied()
}
