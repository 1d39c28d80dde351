//! Payloads kept beside the checkout.
//!
//! They are other people's texts and are not part of the repository; a test that wants them asks
//! here and says so when they are not there.

use std::path::{Path, PathBuf};

/// The folder with Apple's payloads, where the checkout has one beside it.
pub fn payloads() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/apple/payloads");
    folder.is_dir().then_some(folder)
}

/// One payload by its file name.
pub fn payload(name: &str) -> Option<Vec<u8>> {
    std::fs::read(payloads()?.join(name)).ok()
}

/// Apple's description of its API, where it lies beside the checkout.
pub fn api_description() -> Option<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/apple");
    std::fs::read(folder.join("openapi-trimmed.json")).ok()
}
