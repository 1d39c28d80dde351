//! Who answers: the engine and its host, each command in the file of its subject.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use shipbell_engine::{Engine, SignedSample};

use crate::answers::{
    apple, channels, detail, drafts, endpoints, feed, history, settings, setup, way,
};
use crate::commands::Answers;
use crate::error::WireError;
use crate::types::{
    Account, AddedEndpoint, App, AttachmentBody, CaughtUp, Channel, ChannelView, Channels, Cleared,
    Doctor, Draft, Endpoint, EventDetail, Example, ExportFormat, Exported, Facets, FeedFilter,
    FeedPage, HelpPage, History, KeyText, Level, LevelRow, LogLine, Marked, Muted, Nothing,
    NotificationState, PauseChoice, Paused, Pinned, Place, Preview, Proof, Redrawn, Replay, Report,
    Sample, Setting, SettingsView, Setup, SetupStep, Status, TemplateHelp, Templates, Trace,
    TunnelView, UpdateState, Updates, Webhook,
};

/// What only the program that runs the engine can do. Deliberately narrow: no file is read, no
/// shell is started, and there is no window but the panel. An owner without a desktop refuses all
/// but `open_door_again`, `post_sample` and `leave`.
#[async_trait]
pub trait Host: Send + Sync {
    /// Opens a web page in the user's browser.
    fn open_page(&self, url: &str) -> Result<(), WireError>;
    /// Shows the panel.
    fn show_panel(&self) -> Result<(), WireError>;
    /// Goes where a `shipbell://` link leads.
    fn follow_link(&self, link: &str) -> Result<(), WireError>;
    /// Hides the panel.
    fn hide_panel(&self) -> Result<(), WireError>;
    /// Keeps the panel open when it loses the focus, or no longer.
    fn pin_panel(&self, pinned: bool) -> Result<(), WireError>;
    /// The panel's first picture is painted.
    fn panel_ready(&self) -> Result<(), WireError>;
    /// Puts text on the clipboard.
    fn copy(&self, text: &str) -> Result<(), WireError>;
    /// Puts a picture on the clipboard.
    fn copy_picture(&self, picture: &[u8]) -> Result<(), WireError>;
    /// Shows a folder or file of ours in the file manager.
    fn reveal(&self, path: &Path) -> Result<(), WireError>;
    /// Whether this desktop shows banners.
    async fn notifications(&self) -> NotificationState;
    /// Whether a bar shows the icon; `None` where there is no icon to show.
    fn tray(&self) -> Option<bool>;
    /// How many bytes are free where this folder is, if the system says.
    fn free_bytes(&self, folder: &Path) -> Option<u64>;
    /// Whether Shipbell starts with the session; `None` where the system has no such thing.
    fn starts_at_login(&self) -> Option<bool>;
    /// Lets Shipbell start with the session, or no longer.
    fn start_at_login(&self, on: bool) -> Result<(), WireError>;
    /// Takes a global shortcut that opens the panel, instead of the one before; `None` takes none.
    fn take_shortcut(&self, keys: Option<&str>) -> Result<(), WireError>;
    /// Why the shortcut of the settings does not work, if it does not.
    fn shortcut_problem(&self) -> Option<String>;
    /// Posts a signed sample to the door, as Apple would. Answers with the door's status.
    async fn post_sample(&self, sample: SignedSample) -> Result<u16, WireError>;
    /// Removes what Shipbell left on this computer; where its home goes, after the program's end.
    fn remove(&self, traces: &[Trace]) -> Result<(), WireError>;
    /// How far the search for a newer version is.
    fn updates(&self) -> Updates;
    /// Looks for a newer version now.
    async fn check_updates(&self) -> Result<(), WireError>;
    /// Installs the version that waits, and starts it.
    async fn install_update(&self) -> Result<(), WireError>;
    /// What is new was seen.
    fn news_seen(&self) -> Result<(), WireError>;
    /// Ends the program cleanly.
    fn leave(&self) -> Result<(), WireError>;
}

/// Where this instance keeps what a person may want to see.
#[derive(Debug, Clone)]
pub struct Folders {
    /// The database.
    pub home: PathBuf,
    /// The logs.
    pub logs: PathBuf,
    /// Where exports are written.
    pub exports: PathBuf,
}

/// The engine and its host: together they answer every command.
#[derive(Clone)]
pub struct House {
    /// The engine.
    pub engine: Engine,
    /// The program around it.
    pub host: std::sync::Arc<dyn Host>,
    /// Where things lie.
    pub folders: Folders,
}

#[async_trait]
impl Answers for House {
    async fn status(&self) -> Result<Status, WireError> {
        let updates = self.host.updates();
        Ok(Status {
            update_ready: match updates.state {
                UpdateState::Ready { version } => Some(version),
                _ => None,
            },
            news: updates.news.filter(|_| updates.unseen),
            ..self.engine.status().await?.into()
        })
    }

    async fn feed_page(
        &self,
        before: Option<String>,
        limit: u32,
        filter: FeedFilter,
    ) -> Result<FeedPage, WireError> {
        feed::page(self, before, limit, filter).await
    }

    async fn feed_facets(&self) -> Result<Facets, WireError> {
        feed::facets(self).await
    }

    async fn open_event(&self, id: String) -> Result<Nothing, WireError> {
        feed::open(self, &id).await
    }

    async fn set_unread(&self, ids: Vec<String>, unread: bool) -> Result<Nothing, WireError> {
        feed::set_unread(self, &ids, unread).await
    }

    async fn mark_all_read(&self) -> Result<Marked, WireError> {
        feed::mark_all_read(self).await
    }

    async fn mute(&self, id: String) -> Result<Muted, WireError> {
        channels::mute(self, &id).await
    }

    async fn event_detail(&self, id: String) -> Result<EventDetail, WireError> {
        detail::of(self, &id).await
    }

    async fn attachment_read(&self, id: String) -> Result<AttachmentBody, WireError> {
        detail::attachment(self, &id).await
    }

    async fn attachment_copy(&self, id: String) -> Result<Nothing, WireError> {
        detail::copy_attachment(self, &id).await
    }

    async fn pinned(&self) -> Result<Vec<Pinned>, WireError> {
        feed::pinned(self).await
    }

    async fn unpin(&self, id: String) -> Result<Nothing, WireError> {
        feed::unpin(self, &id).await
    }

    async fn replay(&self, id: String, ring: bool) -> Result<Replay, WireError> {
        detail::replay(self, &id, ring).await
    }

    async fn channels(&self) -> Result<Channels, WireError> {
        Ok(channels::all(self))
    }

    async fn put_channel(
        &self,
        name: Option<String>,
        channel: ChannelView,
    ) -> Result<Nothing, WireError> {
        channels::put(self, name.as_deref(), channel).await
    }

    async fn remove_channel(&self, name: String) -> Result<Nothing, WireError> {
        channels::remove(self, &name).await
    }

    async fn levels(&self, channel: String) -> Result<Vec<LevelRow>, WireError> {
        channels::levels(self, &channel)
    }

    async fn set_level(
        &self,
        channel: String,
        key: String,
        level: Option<Level>,
    ) -> Result<Nothing, WireError> {
        channels::set_level(self, &channel, &key, level).await
    }

    async fn template_help(&self, kind: String) -> Result<TemplateHelp, WireError> {
        drafts::help(self, &kind).await
    }

    async fn preview_draft(
        &self,
        draft: Draft,
        example: Option<Example>,
    ) -> Result<Preview, WireError> {
        drafts::preview(self, draft, example).await
    }

    async fn replay_draft(&self, draft: Draft, limit: u32) -> Result<Vec<Redrawn>, WireError> {
        drafts::replay(self, draft, limit).await
    }

    async fn ring_draft(
        &self,
        draft: Draft,
        example: Option<Example>,
    ) -> Result<Nothing, WireError> {
        drafts::ring(self, draft, example).await
    }

    async fn put_templates(
        &self,
        channel: String,
        kind: String,
        templates: Option<Templates>,
    ) -> Result<Nothing, WireError> {
        channels::put_templates(self, &channel, &kind, templates).await
    }

    async fn endpoint_list(&self) -> Result<Vec<Endpoint>, WireError> {
        endpoints::list(self).await
    }

    async fn endpoint_add(
        &self,
        name: String,
        app_id: Option<String>,
    ) -> Result<AddedEndpoint, WireError> {
        let app_id = app_id.as_deref();
        Ok(self.engine.add_endpoint(&name, app_id).await?.into())
    }

    async fn endpoint_rename(
        &self,
        name: String,
        new_name: String,
        app_id: Option<String>,
    ) -> Result<Endpoint, WireError> {
        endpoints::rename(self, &name, &new_name, app_id.as_deref()).await
    }

    async fn endpoint_rotate(&self, name: String) -> Result<AddedEndpoint, WireError> {
        Ok(self.engine.rotate_endpoint(&name).await?.into())
    }

    async fn endpoint_remove(&self, name: String) -> Result<Nothing, WireError> {
        self.engine.remove_endpoint(&name).await?;
        Ok(Nothing {})
    }

    async fn send_sample(
        &self,
        name: String,
        endpoint: Option<String>,
    ) -> Result<Nothing, WireError> {
        endpoints::send_sample(self, &name, endpoint.as_deref()).await
    }

    async fn account_list(&self) -> Result<Vec<Account>, WireError> {
        apple::accounts(self).await
    }

    async fn account_add(
        &self,
        name: Option<String>,
        key_id: String,
        issuer: Option<String>,
        key: KeyText,
    ) -> Result<Account, WireError> {
        apple::add_account(self, name, key_id, issuer, key).await
    }

    async fn account_remove(&self, name: String) -> Result<Nothing, WireError> {
        self.engine.remove_account(&name).await?;
        Ok(Nothing {})
    }

    async fn app_list(&self, account: Option<String>) -> Result<Vec<App>, WireError> {
        apple::apps(self, account.as_deref()).await
    }

    async fn webhook_list(
        &self,
        account: Option<String>,
        app: String,
    ) -> Result<Vec<Webhook>, WireError> {
        apple::webhooks(self, account.as_deref(), &app).await
    }

    async fn webhook_create(
        &self,
        account: Option<String>,
        app: String,
        kinds: Vec<String>,
        url: Option<String>,
    ) -> Result<Endpoint, WireError> {
        apple::create(self, account, app, &kinds, url).await
    }

    async fn webhook_watch(
        &self,
        account: Option<String>,
        app: String,
        webhook: String,
    ) -> Result<Endpoint, WireError> {
        let account = account.as_deref();
        let watched = self.engine.watch_webhook(account, &app, &webhook).await?;
        Ok(watched.into())
    }

    async fn webhook_kinds(
        &self,
        endpoint: String,
        kinds: Vec<String>,
    ) -> Result<Nothing, WireError> {
        apple::choose(self, &endpoint, &kinds).await
    }

    async fn webhook_ping(&self, endpoint: String) -> Result<Nothing, WireError> {
        self.engine.ping_webhook(&endpoint).await?;
        Ok(Nothing {})
    }

    async fn webhook_enable(&self, endpoint: String, enabled: bool) -> Result<Nothing, WireError> {
        self.engine.enable_webhook(&endpoint, enabled).await?;
        Ok(Nothing {})
    }

    async fn webhook_rotate(&self, endpoint: String) -> Result<Nothing, WireError> {
        self.engine.rotate_webhook(&endpoint).await?;
        Ok(Nothing {})
    }

    async fn webhook_delete(&self, endpoint: String) -> Result<Nothing, WireError> {
        self.engine.delete_webhook(&endpoint).await?;
        Ok(Nothing {})
    }

    async fn webhook_log(&self, endpoint: String) -> Result<Vec<LogLine>, WireError> {
        apple::log(self, &endpoint).await
    }

    async fn redeliver(&self, endpoint: String, delivery: String) -> Result<Nothing, WireError> {
        self.engine.redeliver(&endpoint, &delivery).await?;
        Ok(Nothing {})
    }

    async fn catch_up(&self) -> Result<CaughtUp, WireError> {
        apple::catch_up(self).await
    }

    async fn setup(&self) -> Result<Setup, WireError> {
        setup::of(self).await
    }

    async fn setup_step(&self, step: SetupStep) -> Result<Setup, WireError> {
        setup::step(self, step).await
    }

    async fn test_banner(&self) -> Result<Nothing, WireError> {
        setup::test_banner(self).await
    }

    async fn prove(&self, endpoint: Option<String>) -> Result<Proof, WireError> {
        setup::prove(self, endpoint.as_deref()).await
    }

    async fn tunnel(&self) -> Result<TunnelView, WireError> {
        way::tunnel(self).await
    }

    async fn tunnel_choose(
        &self,
        kind: Option<String>,
        options: BTreeMap<String, String>,
    ) -> Result<TunnelView, WireError> {
        way::choose(self, kind, options).await
    }

    async fn tunnel_restart(&self) -> Result<TunnelView, WireError> {
        way::restart(self).await
    }

    async fn doctor(&self) -> Result<Doctor, WireError> {
        way::doctor(self).await
    }

    async fn settings(&self) -> Result<SettingsView, WireError> {
        Ok(settings::of(self))
    }

    async fn change_setting(&self, setting: Setting) -> Result<SettingsView, WireError> {
        settings::change(self, setting).await
    }

    async fn history(&self) -> Result<History, WireError> {
        history::of(self).await
    }

    async fn clear_history(&self) -> Result<Cleared, WireError> {
        history::clear(self).await
    }

    async fn export_history(&self, format: ExportFormat) -> Result<Exported, WireError> {
        history::export(self, format).await
    }

    async fn report(&self) -> Result<Report, WireError> {
        history::report(self).await
    }

    async fn pause(&self, choice: PauseChoice) -> Result<Paused, WireError> {
        let pause = self.engine.pause_for(choice.into()).await?;
        Ok(Paused { until: pause.until })
    }

    async fn resume(&self) -> Result<Nothing, WireError> {
        self.engine.resume().await?;
        Ok(Nothing {})
    }

    async fn copy(&self, text: String) -> Result<Nothing, WireError> {
        self.host.copy(&text)?;
        Ok(Nothing {})
    }

    async fn open_help(&self, page: HelpPage) -> Result<Nothing, WireError> {
        self.host.open_page(setup::address(page))?;
        Ok(Nothing {})
    }

    async fn remove(&self, traces: Vec<Trace>) -> Result<Nothing, WireError> {
        history::remove(self, traces).await
    }

    async fn reveal(&self, place: Place) -> Result<Nothing, WireError> {
        history::reveal(self, place)
    }

    async fn hide(&self) -> Result<Nothing, WireError> {
        self.host.hide_panel()?;
        Ok(Nothing {})
    }

    async fn pin(&self, pinned: bool) -> Result<Nothing, WireError> {
        self.host.pin_panel(pinned)?;
        Ok(Nothing {})
    }

    async fn updates(&self) -> Result<Updates, WireError> {
        Ok(self.host.updates())
    }

    async fn check_updates(&self) -> Result<Updates, WireError> {
        self.host.check_updates().await?;
        Ok(self.host.updates())
    }

    async fn install_update(&self) -> Result<Nothing, WireError> {
        self.host.install_update().await?;
        Ok(Nothing {})
    }

    async fn news_seen(&self) -> Result<Nothing, WireError> {
        self.host.news_seen()?;
        Ok(Nothing {})
    }

    async fn ready(&self) -> Result<Nothing, WireError> {
        self.host.panel_ready()?;
        Ok(Nothing {})
    }

    async fn take_over(&self) -> Result<Nothing, WireError> {
        Err(WireError::bad_request(
            "This home runs here already. There is nothing to take over.",
        ))
    }

    async fn show_panel(&self) -> Result<Nothing, WireError> {
        self.host.show_panel()?;
        Ok(Nothing {})
    }

    async fn follow_link(&self, link: String) -> Result<Nothing, WireError> {
        self.host.follow_link(&link)?;
        Ok(Nothing {})
    }

    async fn leave(&self) -> Result<Nothing, WireError> {
        self.host.leave()?;
        Ok(Nothing {})
    }

    async fn channel_list(&self) -> Result<Vec<Channel>, WireError> {
        channels::as_written(self)
    }

    async fn sample(&self, name: String, endpoint: Option<String>) -> Result<Sample, WireError> {
        endpoints::sample(self, &name, endpoint.as_deref()).await
    }
}
