//! How a body can fail to be an event.

/// The longest body that is read. Apple's are under 3 KB.
pub const MAX_BODY: usize = 1024 * 1024;

/// The deepest nesting of arrays and objects that is read. Apple's bodies reach six.
pub const MAX_DEPTH: usize = 64;

/// Why a body could not be read as an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing but white space was sent.
    #[error("The body is empty.")]
    Empty,
    /// Refused before looking inside.
    #[error("The body has {bytes} bytes; at most {MAX_BODY} are read.")]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// JSON is UTF-8, and this is not.
    #[error("The body is not UTF-8: byte {at} begins no character.")]
    NotUtf8 {
        /// The first wrong byte, counted from 0.
        at: usize,
    },
    /// Text, but not JSON.
    #[error("The body is not JSON: it breaks off near line {line}, column {column}.")]
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted in bytes; where the parser stopped, so at times one off.
        column: usize,
    },
    /// Made to exhaust a parser, not to tell something.
    #[error("The body nests deeper than the {MAX_DEPTH} levels that are read.")]
    TooDeep,
    /// JSON, but an array or a bare value.
    #[error("The body is JSON, but {found} instead of an object.")]
    NotAnObject {
        /// What it is, with its article.
        found: &'static str,
    },
    /// A JSON object in which every member is null or empty.
    #[error("The body is a JSON object that says nothing.")]
    NoData,
    /// Another product of Apple's, sent to the wrong address.
    #[error(
        "This is an App Store Server Notification, not an App Store Connect webhook. Its URL belongs \
         to your server, and is set in App Store Connect under the app's App Information, in App \
         Store Server Notifications; remove ours there."
    )]
    ServerNotification,
}
