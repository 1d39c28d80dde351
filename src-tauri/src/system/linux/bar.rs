//! Is the bar that the tray lies on dark? No Linux desktop says so outright; where it can't be known,
//! the icon brings its own edge.

use super::Bar;

/// Asked on the main thread, where GTK's settings live.
pub(super) fn bar() -> Bar {
    use gtk::prelude::GtkSettingsExt;
    let desktop = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    let forced = std::env::var("GTK_THEME").ok();
    let settings = gtk::Settings::default();
    let theme = forced
        .or_else(|| Some(settings.as_ref()?.gtk_theme_name()?.to_string()))
        .unwrap_or_default();
    let prefers_dark =
        settings.is_some_and(|settings| settings.is_gtk_application_prefer_dark_theme());
    guess(&desktop, &theme, prefers_dark)
}

fn guess(desktop: &str, theme: &str, prefers_dark: bool) -> Bar {
    // These draw their bar dark whatever the theme of the programs.
    const DARK_BARS: [&str; 4] = ["gnome", "unity", "pantheon", "cinnamon"];
    let desktop = desktop.to_ascii_lowercase();
    let dark_bar = desktop.split(':').any(|name| DARK_BARS.contains(&name));
    if dark_bar || prefers_dark || theme.to_ascii_lowercase().contains("dark") {
        Bar::Dark
    } else {
        Bar::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_is_seen_on_common_desktops() {
        let table = [
            ("GNOME", "Adwaita", false, Bar::Dark),
            ("ubuntu:GNOME", "Yaru", false, Bar::Dark),
            ("XFCE", "Greybird", false, Bar::Unknown),
            ("XFCE", "Greybird-dark", false, Bar::Dark),
            ("KDE", "Breeze", false, Bar::Unknown),
            ("KDE", "Breeze-Dark", false, Bar::Dark),
            ("XFCE", "Adwaita", true, Bar::Dark),
        ];
        for (desktop, theme, prefers_dark, wanted) in table {
            assert_eq!(
                guess(desktop, theme, prefers_dark),
                wanted,
                "{desktop} with {theme}: ink in the bar's own colour would be invisible"
            );
        }
    }
}
