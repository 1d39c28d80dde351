//! Who speaks: Windows shows toasts only of senders that it knows. An installer makes a program known
//! by a shortcut in the start menu; what was not installed makes itself known in its user's registry,
//! which needs no rights either.

use shipbell_owner::Home;
use windows_registry::CURRENT_USER;

/// Our `AppUserModelID`: the identifier in `tauri.conf.json`, which the installer's shortcut has too.
pub(super) const ID: &str = "dev.shipbell.app";

/// Tells Windows our name and icon. A failure is logged: toasts may show without them.
pub(super) fn introduce(home: &Home) {
    if let Err(error) = try_introduce(home) {
        tracing::warn!(%error, "Windows was not told Shipbell's name for notifications");
    }
}

fn try_introduce(home: &Home) -> anyhow::Result<()> {
    let icon = home.data().join("icon.png");
    std::fs::write(&icon, include_bytes!("../../../../icons/128x128.png"))?;
    let sender = CURRENT_USER.create(format!(r"Software\Classes\AppUserModelId\{ID}"))?;
    sender.set_string("DisplayName", "Shipbell")?;
    sender.set_string("IconUri", icon.to_string_lossy())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::ID;

    #[test]
    fn banners_come_from_the_app_that_is_installed() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../../../../tauri.conf.json")).unwrap();
        assert_eq!(
            config["identifier"], ID,
            "the system shows no banner from a name it does not know"
        );
    }
}
