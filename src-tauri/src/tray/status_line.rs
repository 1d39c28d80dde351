//! The menu's first words: how Shipbell is, claiming only what is known.

use jiff::Timestamp;
use shipbell_engine::{Health, Problem, ProblemCode, Status};
use shipbell_words::{Arg, Id, id};

use super::snapshot::Snapshot;

/// One line.
pub(crate) fn status_line(seen: &Snapshot) -> String {
    let words = &seen.words;
    let status = &seen.status;
    if let Some(problem) = status
        .problems
        .iter()
        .find(|problem| line_of(problem.code).is_some())
        && status.health == Health::Degraded
    {
        return words.say(line_of(problem.code).unwrap_or(id::TRAY_STATUS_NOT_LISTENING));
    }
    if let Some((line, _)) = way(status) {
        return words.say(line);
    }
    if let Some(pause) = status.pause {
        return match pause.until {
            None => words.say(id::TRAY_STATUS_PAUSED),
            Some(until) => {
                let time = wall_time(seen, until);
                words.say_with(id::TRAY_STATUS_PAUSED_UNTIL, &[("time", Arg::Text(&time))])
            }
        };
    }
    if status.health == Health::Starting {
        return words.say(id::TRAY_STATUS_STARTING);
    }
    if status.endpoints == 0 {
        return words.say(id::TRAY_STATUS_NO_ENDPOINT);
    }
    let proven = status.proven.is_some();
    match (status.last_event, proven) {
        (None, false) => words.say(id::TRAY_STATUS_NOT_PROVEN),
        (None, true) => words.say(id::TRAY_STATUS_PROVEN),
        (Some(at), _) => {
            let line = if proven {
                id::TRAY_STATUS_PROVEN_LAST_EVENT
            } else {
                id::TRAY_STATUS_LAST_EVENT
            };
            words.say_with(line, &[("ago", Arg::Text(&seen.ago(at)))])
        }
    }
}

/// What stands in the way in, and what comes of it.
fn way(status: &Status) -> Option<(Id, Id)> {
    let code = status.reason.as_ref()?.code.as_str();
    Some(match code {
        "tunnel" => (id::TRAY_STATUS_TUNNEL, id::TRAY_FIX_TUNNEL),
        "network" => (id::TRAY_STATUS_OFFLINE, id::TRAY_FIX_OFFLINE),
        _ if code.starts_with("unproven-") => (id::TRAY_STATUS_UNPROVEN, id::TRAY_FIX_UNPROVEN),
        _ => return None,
    })
}

/// What to do about the first problem, if anything is wrong.
pub(crate) fn fix(seen: &Snapshot) -> Option<(String, String)> {
    // The one that the status line names, where it names one.
    if let Some((_, fix)) = way(&seen.status) {
        let detail = seen
            .status
            .reason
            .as_ref()
            .map(|reason| reason.detail.clone());
        return Some((detail.unwrap_or_default(), seen.words.say(fix)));
    }
    let problems = &seen.status.problems;
    let named = problems.iter().find(|one| line_of(one.code).is_some());
    let Problem { code, .. } = named.or(problems.first())?;
    let (what, fix) = match code {
        ProblemCode::PortTaken => (id::PANEL_PORT_TAKEN, id::ERROR_PORT_TAKEN_FIX),
        ProblemCode::KeychainLocked => (id::ERROR_KEYCHAIN_LOCKED, id::ERROR_KEYCHAIN_LOCKED_FIX),
        ProblemCode::KeychainAbsent => (id::ERROR_KEYCHAIN_ABSENT, id::ERROR_KEYCHAIN_ABSENT_FIX),
        ProblemCode::SecretsUnreadable => {
            (id::ERROR_KEYCHAIN_DENIED, id::ERROR_KEYCHAIN_DENIED_FIX)
        }
        ProblemCode::SecretMissing => (id::ERROR_SECRET_MISSING, id::ERROR_SECRET_MISSING_FIX),
        ProblemCode::SecretsFile => (id::ERROR_SECRETS_FILE, id::ERROR_SECRETS_FILE_FIX),
        ProblemCode::CannotStore => (id::ERROR_CANNOT_STORE, id::ERROR_CANNOT_STORE_FIX),
        ProblemCode::NotificationsUnavailable => (
            id::ERROR_NOTIFICATIONS_ABSENT,
            id::ERROR_NOTIFICATIONS_ABSENT_FIX,
        ),
        ProblemCode::AddressChanged => (id::ERROR_ADDRESS_CHANGED, id::ERROR_ADDRESS_CHANGED_FIX),
        ProblemCode::AppleKey => (id::ERROR_APPLE_KEY, id::ERROR_APPLE_KEY_FIX),
        ProblemCode::ServerNotifications => (
            id::ERROR_SERVER_NOTIFICATIONS,
            id::ERROR_SERVER_NOTIFICATIONS_FIX,
        ),
        ProblemCode::DatabaseDamaged => {
            (id::ERROR_DATABASE_DAMAGED, id::ERROR_DATABASE_DAMAGED_FIX)
        }
        ProblemCode::DatabaseQuarantined => (
            id::ERROR_DATABASE_QUARANTINED,
            id::ERROR_DATABASE_QUARANTINED_FIX,
        ),
        ProblemCode::SettingsBad => (id::ERROR_SETTINGS_INVALID, id::ERROR_SETTINGS_INVALID_FIX),
        _ => (id::ERROR_INTERNAL, id::ERROR_INTERNAL_FIX),
    };
    Some((seen.words.say(what), seen.words.say(fix)))
}

fn line_of(code: ProblemCode) -> Option<Id> {
    match code {
        ProblemCode::PortTaken => Some(id::PANEL_PORT_TAKEN),
        ProblemCode::KeychainLocked => Some(id::TRAY_STATUS_KEYCHAIN_LOCKED),
        ProblemCode::KeychainAbsent => Some(id::TRAY_STATUS_KEYCHAIN_ABSENT),
        ProblemCode::SecretsUnreadable => Some(id::ERROR_KEYCHAIN_DENIED),
        ProblemCode::SecretMissing => Some(id::ERROR_SECRET_MISSING),
        ProblemCode::SecretsFile => Some(id::ERROR_SECRETS_FILE),
        ProblemCode::CannotStore => Some(id::TRAY_STATUS_CANNOT_STORE),
        ProblemCode::NotificationsUnavailable => Some(id::ERROR_NOTIFICATIONS_ABSENT),
        _ => None,
    }
}

/// The time on the person's wall; with the day when that is another one.
fn wall_time(seen: &Snapshot, at: i64) -> String {
    let zoned = |ms| {
        Timestamp::from_millisecond(ms)
            .unwrap_or(Timestamp::UNIX_EPOCH)
            .to_zoned(seen.zone.clone())
    };
    let (now, at) = (zoned(seen.now), zoned(at));
    let form = if now.date() == at.date() {
        "%-H:%M"
    } else {
        "%Y-%m-%d %-H:%M"
    };
    at.strftime(form).to_string()
}
