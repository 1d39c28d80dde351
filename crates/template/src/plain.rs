//! What may a banner show? Texts without what could disguise, disturb or flood.

/// A banner's title: one line.
pub fn title(text: &str) -> String {
    text.to_owned()
}

/// A banner's body: a few lines.
pub fn body(text: &str) -> String {
    text.to_owned()
}
