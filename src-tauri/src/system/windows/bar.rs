//! Is the taskbar dark? The person chose it in the settings, apart from the programs' own theme.

use windows_registry::CURRENT_USER;

use super::super::Bar;

const THEME: &str = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize";

/// Read each time that the tray is drawn, which is at least once a minute.
pub(super) fn bar() -> Bar {
    let chosen = CURRENT_USER
        .open(THEME)
        .and_then(|theme| theme.get_u32("SystemUsesLightTheme"));
    match chosen {
        Ok(0) => Bar::Dark,
        Ok(_) => Bar::Light,
        Err(_) => Bar::Unknown,
    }
}
