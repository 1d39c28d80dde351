//! `shipbell-desktop`: the app in the menu bar.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    shipbell_desktop::run()
}
