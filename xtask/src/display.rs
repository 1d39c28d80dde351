//! Is there a screen to draw on?

/// Always on a Mac or Windows; on Linux where a display server is named.
pub(crate) fn is_there() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
