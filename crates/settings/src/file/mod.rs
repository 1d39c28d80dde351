//! The settings on disk: read, kept in force, changed without losing a comment.

mod disk;
mod watch;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use toml_edit::DocumentMut;

use crate::change;
use crate::place::place;
use crate::{
    Channel, Connection, Density, Level, Problem, QuietHours, Settings, SettingsError, Templates,
    Theme, Tunnel, check_public_url,
};

pub use watch::Watch;

/// The file's name within the home folder.
pub const FILE_NAME: &str = "shipbell.toml";

/// What some editors on Windows put first.
const MARK: &str = "\u{feff}";

/// A file saved by someone else this often while we try to change it is being fought over.
const TRIES: u32 = 5;

/// `shipbell.toml` and the settings in force. Cheap to clone; clones share everything.
#[derive(Debug, Clone)]
pub struct SettingsFile {
    path: PathBuf,
    state: Arc<Mutex<State>>,
    /// Edits take turns; reading what is in force does not wait for them.
    turn: Arc<Mutex<()>>,
}

#[derive(Debug, Default)]
struct State {
    current: Arc<Settings>,
    problem: Option<SettingsError>,
}

impl SettingsFile {
    /// The settings in `folder`. Where the file is missing, defaults are in force; where it is
    /// wrong, defaults are in force and [`SettingsFile::problem`] says why.
    pub fn open(folder: &Path) -> SettingsFile {
        let file = SettingsFile {
            path: folder.join(FILE_NAME),
            state: Arc::default(),
            turn: Arc::default(),
        };
        file.reload();
        file
    }

    /// Where the file is, or would be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The last good settings.
    pub fn current(&self) -> Arc<Settings> {
        Arc::clone(&self.state().current)
    }

    /// What is wrong with the file as it stands now.
    pub fn problem(&self) -> Option<SettingsError> {
        self.state().problem.clone()
    }

    /// Reads the file again; `true` where that changed the settings or the problem.
    pub fn reload(&self) -> bool {
        let read =
            disk::read(&self.path).and_then(|text| Settings::parse(&text.unwrap_or_default()));
        self.adopt(read)
    }

    /// Changes the file. Comments, order and spelling of all else survive.
    ///
    /// The change is made to what is on disk now, and made again if another program saves the
    /// file meanwhile, so `change` may run more than once. A result that is not valid settings is
    /// refused and not written.
    pub fn edit(&self, change: impl Fn(&mut DocumentMut)) -> Result<(), SettingsError> {
        self.try_edit(|document| {
            change(document);
            Ok(())
        })
    }

    /// As [`SettingsFile::edit`], for a change that may find nothing to change.
    fn try_edit(
        &self,
        change: impl Fn(&mut DocumentMut) -> Result<(), Problem>,
    ) -> Result<(), SettingsError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..TRIES {
            let before = disk::read(&self.path)?;
            let after = changed(before.as_deref().unwrap_or(change::BEGINNING), &change)?;
            let settings = Settings::parse(&after).map_err(refused)?;
            if disk::swap(&self.path, before.as_deref(), &after)? {
                self.adopt(Ok(settings));
                return Ok(());
            }
        }
        Err(SettingsError::Contended {
            path: self.path.clone(),
            tries: TRIES,
        })
    }

    /// Sets or clears the address that Apple reaches.
    pub fn set_public_url(&self, url: Option<&str>) -> Result<(), SettingsError> {
        let Some(url) = url else {
            return self.edit(|document| change::unset(document, "connection", "public-url"));
        };
        let url = check_public_url(url).map_err(|problem| SettingsError::Refused {
            problem: Problem::PublicUrl(problem),
        })?;
        self.edit(|document| change::set(document, "connection", "public-url", &url))
    }

    /// Sets the program that brings deliveries here, or lets there be none.
    pub fn set_tunnel(&self, tunnel: Option<&Tunnel>) -> Result<(), SettingsError> {
        self.edit(|document| change::tunnel(document, tunnel))
    }

    /// Sets after how many hours of silence a person is told; 0 is never.
    pub fn set_silence_alarm(&self, hours: u16) -> Result<(), SettingsError> {
        if !Connection::SILENCE_ALARMS.contains(&hours) {
            return Err(SettingsError::Refused {
                problem: Problem::SilenceAlarm { hours },
            });
        }
        self.edit(|document| {
            change::set(document, "connection", "silence-alarm", i64::from(hours));
        })
    }

    /// Sets where the listener binds. `beyond_this_computer` must say so for any address that
    /// others can reach.
    pub fn set_listen(
        &self,
        listen: SocketAddr,
        beyond_this_computer: bool,
    ) -> Result<(), SettingsError> {
        self.edit(|document| change::listen(document, listen, beyond_this_computer))
    }

    /// Sets how many days events are kept; 0 keeps them for ever.
    pub fn set_keep_days(&self, days: u32) -> Result<(), SettingsError> {
        self.edit(|document| change::set(document, "history", "keep-days", i64::from(days)))
    }

    /// Sets whether the number of unread events stands beside the bell.
    pub fn set_unread_count(&self, shown: bool) -> Result<(), SettingsError> {
        self.edit(|document| change::set(document, "tray", "unread-count", shown))
    }

    /// Sets whether anything rings.
    pub fn set_notifications(&self, enabled: bool) -> Result<(), SettingsError> {
        self.edit(|document| change::set(document, "notifications", "enabled", enabled))
    }

    /// Sets whether newer versions are looked for at the start and daily.
    pub fn set_check_updates(&self, check: bool) -> Result<(), SettingsError> {
        self.edit(|document| change::set(document, "updates", "check", check))
    }

    /// Sets when only the urgent rings.
    pub fn set_quiet_hours(&self, quiet: QuietHours) -> Result<(), SettingsError> {
        self.edit(|document| change::quiet_hours(document, quiet))
    }

    /// Sets whether the panel is light or dark.
    pub fn set_theme(&self, theme: Theme) -> Result<(), SettingsError> {
        self.edit(|document| change::set(document, "appearance", "theme", theme.name()))
    }

    /// Sets how much room a row of the panel takes.
    pub fn set_density(&self, density: Density) -> Result<(), SettingsError> {
        self.edit(|document| change::set(document, "appearance", "density", density.name()))
    }

    /// Sets the size of the panel's text, in percent.
    pub fn set_text_size(&self, percent: u16) -> Result<(), SettingsError> {
        self.edit(|document| change::set(document, "appearance", "text-size", i64::from(percent)))
    }

    /// Sets or clears the keys that open the panel from everywhere.
    pub fn set_open_panel(&self, keys: Option<&str>) -> Result<(), SettingsError> {
        self.edit(|document| match keys {
            Some(keys) => change::set(document, "shortcuts", "open-panel", keys.trim()),
            None => change::unset(document, "shortcuts", "open-panel"),
        })
    }

    /// Puts `channel` in place of the one named `name`, or at the end where there is none.
    pub fn put_channel(&self, name: &str, channel: &Channel) -> Result<(), SettingsError> {
        self.edit(|document| change::put_channel(document, name, channel))
    }

    /// Sets how loudly a kind (`app-version`), or a kind in a state (`app-version-rejected`),
    /// rings in a channel; `None` lets the built-in level hold again.
    ///
    /// While the file has no channel, a change to the built-in one writes it into the file.
    pub fn set_level(
        &self,
        channel: &str,
        key: &str,
        level: Option<Level>,
    ) -> Result<(), SettingsError> {
        self.try_edit(|document| change::set_level(document, channel, key, level))
    }

    /// Sets a channel's texts for a kind, or for `default`; `None` lets those above hold again.
    ///
    /// While the file has no channel, a change to the built-in one writes it into the file.
    pub fn set_templates(
        &self,
        channel: &str,
        kind: &str,
        templates: Option<&Templates>,
    ) -> Result<(), SettingsError> {
        self.try_edit(|document| change::set_templates(document, channel, kind, templates))
    }

    /// Lets every channel that listens to the endpoint `name` listen to `beside` too. Writes
    /// nothing where none does.
    pub fn add_endpoint_name(&self, name: &str, beside: &str) -> Result<(), SettingsError> {
        if name == beside || !self.names_endpoint(name) {
            return Ok(());
        }
        self.edit(|document| change::add_endpoint_name(document, name, beside))
    }

    /// Puts `by` in place of the endpoint `name` in every channel. Writes nothing where none
    /// names it.
    pub fn replace_endpoint_name(&self, name: &str, by: &str) -> Result<(), SettingsError> {
        if name == by || !self.names_endpoint(name) {
            return Ok(());
        }
        self.edit(|document| change::replace_endpoint_name(document, name, by))
    }

    fn names_endpoint(&self, name: &str) -> bool {
        let channels = &self.current().channels;
        let mut named = channels.iter().flat_map(|channel| &channel.endpoints);
        named.any(|endpoint| endpoint == name)
    }

    /// Removes the channel named `name`, if there is one.
    pub fn remove_channel(&self, name: &str) -> Result<(), SettingsError> {
        self.edit(|document| change::remove_channel(document, name))
    }

    /// Calls `changed` on a thread of its own whenever the settings in force, or what is wrong
    /// with the file, have changed on disk. Watching ends when the [`Watch`] is dropped.
    pub fn watch(
        &self,
        changed: impl Fn(&SettingsFile) + Send + 'static,
    ) -> Result<Watch, SettingsError> {
        watch::watch(self.clone(), changed)
    }

    fn adopt(&self, read: Result<Settings, SettingsError>) -> bool {
        let mut state = self.state();
        let (settings, problem) = match read {
            Ok(settings) => (Some(settings), None),
            Err(problem) => (None, Some(problem)),
        };
        let mut changed = state.problem != problem;
        state.problem = problem;
        if let Some(settings) = settings
            && *state.current != settings
        {
            state.current = Arc::new(settings);
            changed = true;
        }
        changed
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The text with the change made to it.
fn changed(
    text: &str,
    change: &impl Fn(&mut DocumentMut) -> Result<(), Problem>,
) -> Result<String, SettingsError> {
    let (mark, text) = match text.strip_prefix(MARK) {
        Some(rest) => (MARK, rest),
        None => ("", text),
    };
    let mut document = document(text)?;
    // Comments in a file that has nothing else belong to its end, and would end up there.
    let head = if document.is_empty() { text } else { "" };
    if !head.is_empty() {
        document = DocumentMut::new();
    }
    change(&mut document).map_err(|problem| SettingsError::Refused { problem })?;
    let gap = match head {
        "" => "",
        whole if whole.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let after = format!("{mark}{head}{gap}{document}");
    // The document knows one kind of line end only; the file keeps its own.
    let windows = text.contains("\r\n");
    Ok(if windows {
        after.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        after
    })
}

fn document(text: &str) -> Result<DocumentMut, SettingsError> {
    text.parse().map_err(|broken: toml_edit::TomlError| {
        let (line, column) = place(text, broken.span().map_or(0, |span| span.start));
        let cause = broken.message().trim_end_matches('.').replace('\n', ", ");
        SettingsError::At {
            line,
            column,
            problem: Problem::Toml { cause },
        }
    })
}

/// A place in a text that was never saved would only mislead.
fn refused(error: SettingsError) -> SettingsError {
    match error {
        SettingsError::At { problem, .. } => SettingsError::Refused { problem },
        other => other,
    }
}
