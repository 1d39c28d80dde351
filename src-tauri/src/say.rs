//! A word on the terminal that started the app, where there is one.

use std::io::Write;

pub(crate) fn on_terminal(text: &str) {
    // Started from a menu there is no terminal; the log has the same.
    let _ = writeln!(std::io::stderr().lock(), "shipbell-desktop: {text}");
}
