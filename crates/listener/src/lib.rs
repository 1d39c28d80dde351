//! The door: raw bytes in, 2xx only after they are safe.
