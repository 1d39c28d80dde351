//! Shipbell's desktop shell.
fn main() {}
