//! What did the user choose? shipbell.toml, with its comments.
