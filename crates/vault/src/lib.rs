//! Where are the secrets? The OS keychain behind a trait.
