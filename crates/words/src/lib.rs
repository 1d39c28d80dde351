//! What do we say to people? The message catalogue, by code and language.
