//! One file for each resource: its shape, its operations, and what can happen to it.

pub(crate) mod apps;
pub(crate) mod assets;
pub(crate) mod beta_details;
pub(crate) mod builds;
pub(crate) mod crash_logs;
pub(crate) mod deliveries;
pub(crate) mod feedback;
pub(crate) mod icons;
pub(crate) mod packages;
pub(crate) mod pre_release;
pub(crate) mod review;
pub(crate) mod testers;
pub(crate) mod uploads;
pub(crate) mod versions;
pub(crate) mod webhooks;

/// The systems an app can be for.
pub(crate) const PLATFORMS: &[&str] = &["IOS", "MAC_OS", "TV_OS", "VISION_OS"];
