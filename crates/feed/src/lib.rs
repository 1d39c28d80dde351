//! What has happened? Deliveries, events, search and outbox, in SQLite.
