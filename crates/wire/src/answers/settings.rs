//! The choices: shown, and changed one at a time.

use std::net::SocketAddr;

use shipbell_engine::settings::{
    self as chosen, Hours, SettingsError, SettingsFile, WallTime, check_shortcut,
};

use crate::error::{ErrorCode, WireError};
use crate::house::House;
use crate::types::{FileProblem, QuietHours, Setting, SettingsView, UpdateState};

pub(crate) fn of(house: &House) -> SettingsView {
    let file = house.engine.settings();
    let chosen = file.current();
    SettingsView {
        start_at_login: house.host.starts_at_login(),
        unread_count: chosen.tray.unread_count,
        listen: chosen.connection.listen.to_string(),
        public_url: chosen.connection.public_url.clone(),
        silence_alarm: chosen.connection.silence_alarm,
        check_updates: (house.host.updates().state != UpdateState::None)
            .then_some(chosen.updates.check),
        notifications: chosen.notifications.enabled,
        quiet_hours: QuietHours {
            enabled: chosen.quiet_hours.enabled,
            from: chosen.quiet_hours.hours.from.to_string(),
            to: chosen.quiet_hours.hours.to.to_string(),
        },
        keep_days: chosen.history.keep_days,
        appearance: chosen.appearance.into(),
        open_panel: chosen.shortcuts.open_panel.clone(),
        open_panel_problem: house.host.shortcut_problem(),
        file: file.path().display().to_string(),
        home: house.folders.home.display().to_string(),
        logs: house.folders.logs.display().to_string(),
        problem: problem(file),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// Why `shipbell.toml` can't be read as it stands now.
fn problem(file: &SettingsFile) -> Option<FileProblem> {
    let error = file.problem()?;
    let (place, cause) = match &error {
        SettingsError::At {
            line,
            column,
            problem,
        } => (Some((*line, *column)), problem.to_string()),
        other => (None, other.to_string()),
    };
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Some(FileProblem {
        file: file.path().display().to_string(),
        line: place.map(|(line, _)| count(line)),
        column: place.map(|(_, column)| count(column)),
        cause,
    })
}

pub(crate) async fn change(house: &House, setting: Setting) -> Result<SettingsView, WireError> {
    match setting {
        Setting::StartAtLogin(on) => house.host.start_at_login(on)?,
        Setting::OpenPanel(keys) => open_panel(house, keys.as_deref()).await?,
        Setting::UnreadCount(shown) => {
            save(house, move |file| file.set_unread_count(shown)).await?;
        }
        Setting::Listen(at) => {
            let at = loopback(&at)?;
            save(house, move |file| file.set_listen(at, false)).await?;
        }
        Setting::PublicUrl(url) => {
            let url = url.filter(|url| !url.trim().is_empty());
            save(house, move |file| file.set_public_url(url.as_deref())).await?;
        }
        Setting::SilenceAlarm(hours) => {
            save(house, move |file| file.set_silence_alarm(hours)).await?;
        }
        Setting::CheckUpdates(check) => {
            save(house, move |file| file.set_check_updates(check)).await?;
        }
        Setting::Notifications(enabled) => {
            save(house, move |file| file.set_notifications(enabled)).await?;
        }
        Setting::QuietHours(hours) => {
            let hours = quiet_hours(&hours)?;
            save(house, move |file| file.set_quiet_hours(hours)).await?;
        }
        Setting::KeepDays(days) => save(house, move |file| file.set_keep_days(days)).await?,
        Setting::Theme(theme) => save(house, move |file| file.set_theme(theme.into())).await?,
        Setting::Density(density) => {
            save(house, move |file| file.set_density(density.into())).await?;
        }
        Setting::TextSize(percent) => {
            save(house, move |file| file.set_text_size(percent)).await?;
        }
    }
    Ok(of(house))
}

async fn save(
    house: &House,
    change: impl FnOnce(&SettingsFile) -> Result<(), SettingsError> + Send + 'static,
) -> Result<(), WireError> {
    Ok(house.engine.edit_settings(change).await?)
}

fn refused(message: String) -> WireError {
    WireError {
        code: ErrorCode::Settings,
        message,
    }
}

/// The panel is a page; what opens the door to other computers is said in the file, by hand.
fn loopback(text: &str) -> Result<SocketAddr, WireError> {
    let text = text.trim();
    let at: SocketAddr = text.parse().map_err(|_| {
        refused(format!(
            "\"{text}\" is no address with a port; it looks like 127.0.0.1:8484. Nothing was changed."
        ))
    })?;
    if !at.ip().to_canonical().is_loopback() {
        return Err(refused(format!(
            "{at} can be reached by other computers, which only an edit of shipbell.toml can allow. Nothing was changed; a tunnel needs no more than 127.0.0.1."
        )));
    }
    if at.port() == 0 {
        return Err(refused(
            "With port 0 the door would be somewhere else after every start. Choose one from 1024 to 65535; nothing was changed."
                .to_owned(),
        ));
    }
    Ok(at)
}

fn quiet_hours(wanted: &QuietHours) -> Result<chosen::QuietHours, WireError> {
    let time = |text: &str| -> Result<WallTime, WireError> {
        text.parse().map_err(|cause| {
            refused(format!(
                "\"{text}\" is no time: {cause}. Nothing was changed."
            ))
        })
    };
    Ok(chosen::QuietHours {
        enabled: wanted.enabled,
        hours: Hours {
            from: time(&wanted.from)?,
            to: time(&wanted.to)?,
        },
    })
}

/// Takes the keys before they are saved: what another program holds must not be in the file as if
/// it worked. Where saving fails, the former keys are taken back.
async fn open_panel(house: &House, keys: Option<&str>) -> Result<(), WireError> {
    let keys = keys.filter(|keys| !keys.trim().is_empty());
    let keys = keys.map(check_shortcut).transpose();
    let keys = keys.map_err(|cause| refused(format!("{cause}. Nothing was changed.")))?;
    let former = house
        .engine
        .settings()
        .current()
        .shortcuts
        .open_panel
        .clone();
    house.host.take_shortcut(keys.as_deref())?;
    let saved = save(house, move |file| file.set_open_panel(keys.as_deref())).await;
    if saved.is_err() {
        // Whether the former keys work again, the host tells by itself; why saving failed is what
        // the person has to know.
        let _ = house.host.take_shortcut(former.as_deref());
    }
    saved
}
