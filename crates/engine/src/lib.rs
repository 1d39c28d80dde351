//! The use cases: intake, read, decide, ring.
