//! What the feed promises, on a real file.
#![expect(
    clippy::unwrap_used,
    reason = "a scene that can't be set is a failed test"
)]
#![expect(
    clippy::indexing_slicing,
    reason = "a row that is missing is a failed test"
)]

mod clear;
mod dedupe;
mod disasters;
mod endpoints;
mod enrich;
mod files;
mod filing;
mod filters;
mod late_damage;
mod outbox;
mod paging;
mod quarantine;
mod reader;
mod retention;
mod scene;
mod schemas;
mod search;
mod writer;
