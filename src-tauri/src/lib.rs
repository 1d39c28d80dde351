//! Shipbell's desktop shell: start-up, tray, panel window, native notifications.
//!
//! The only room that knows Tauri. Everything it shows is decided below: the tray's icon and menu
//! are pure functions of the engine's status (`tray::icon`, `tray::menu`), the panel asks through
//! `shipbell_wire`, and a banner's texts arrive finished.

mod act;
mod app;
mod args;
mod host;
mod leaving;
mod links;
mod login;
mod notices;
mod panel;
mod pictures;
mod say;
mod shortcut;
mod start;
mod system;
mod takeover;
mod test_event;
mod tray;
mod updates;

pub use start::run;
