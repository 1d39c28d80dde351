//! Shipbell's desktop shell.
