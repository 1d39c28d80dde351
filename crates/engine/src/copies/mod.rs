//! An event in the forms that people paste elsewhere.
//!
//! What is copied leaves our hands, and a tester may have written part of it: pasted into an issue
//! it must make no picture and no link, pasted into a shell it must run nothing.

mod curl;
mod json;
mod markdown;

pub(crate) use curl::{base64, curl};
pub(crate) use json::json;
pub(crate) use markdown::{Row, markdown};

/// What a person may copy.
#[derive(Debug, Clone)]
pub struct Copies {
    /// The body, indented.
    pub json: String,
    /// A paragraph and a table, for an issue or a chat.
    pub markdown: String,
    /// A command that posts the same delivery to this computer again.
    pub curl: String,
}
