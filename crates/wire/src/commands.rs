//! The one list of commands.

use std::collections::BTreeMap;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{ErrorCode, WireError};
use crate::types::{
    Account, AddedEndpoint, App, AttachmentBody, CaughtUp, Channel, ChannelView, Channels, Cleared,
    Doctor, Draft, Endpoint, EventDetail, Example, ExportFormat, Exported, Facets, FeedFilter,
    FeedPage, HelpPage, History, KeyText, Level, LevelRow, LogLine, Marked, Muted, Nothing,
    PauseChoice, Paused, Pinned, Place, Preview, Proof, Redrawn, Replay, Report, Sample, Setting,
    SettingsView, Setup, SetupStep, Status, TemplateHelp, Templates, Trace, TunnelView, Updates,
    Webhook,
};

/// Who may ask for a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The panel's page and the control socket.
    Panel,
    /// The control socket alone: its answers may hold a secret, or it is of no use to a page.
    Control,
}

/// Makes, from one list: the request enum, the trait of answers, the dispatch between the two, and
/// the list's TypeScript.
macro_rules! commands {
    ($(
        $(#[$doc:meta])*
        $audience:ident $name:literal $variant:ident $method:ident ($($field:ident: $type:ty),*) -> $reply:ty;
    )*) => {
        /// A command with its arguments.
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(tag = "command", rename_all_fields = "camelCase", deny_unknown_fields)]
        pub enum Request {
            $( $(#[$doc])* #[serde(rename = $name)] $variant { $(
                #[allow(missing_docs, reason = "the command's own line documents its arguments")]
                $field: $type
            ),* }, )*
        }

        impl Request {
            /// Who may ask for this.
            pub fn audience(&self) -> Audience {
                match self { $( Self::$variant { .. } => Audience::$audience, )* }
            }
        }

        /// Whoever can answer every command.
        #[async_trait]
        pub trait Answers: Send + Sync {
            $( $(#[$doc])* async fn $method(&self $(, $field: $type)*) -> Result<$reply, WireError>; )*
        }

        /// Answers one request.
        pub async fn answer(answers: &dyn Answers, request: Request) -> Result<Value, WireError> {
            match request {
                $( Request::$variant { $($field),* } => as_value(&answers.$method($($field),*).await?), )*
            }
        }

        /// The list as a TypeScript type: name to arguments and reply.
        pub(crate) fn list(config: &ts_rs::Config) -> String {
            let mut list = String::from("export type Commands = {\n");
            $(
                let arguments: &[(&str, String)] = &[$(
                    (stringify!($field), <$type as ts_rs::TS>::name(config)),
                )*];
                let arguments: Vec<String> = arguments
                    .iter()
                    .map(|(name, of)| format!("{}: {of}", crate::typescript::camel(name)))
                    .collect();
                let arguments = if arguments.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", arguments.join("; ")) };
                if Audience::$audience == Audience::Panel {
                    list.push_str(&format!(
                        "  {}: {{ request: {arguments}; reply: {} }};\n",
                        $name,
                        <$reply as ts_rs::TS>::name(config),
                    ));
                }
            )*
            list.push_str("};\n");
            list
        }
    };
}

commands! {
    /// How is Shipbell?
    Panel "status" Status status() -> Status;

    // The feed.
    /// A page of the feed, newest first, from a cursor on.
    Panel "feedPage" FeedPage feed_page(before: Option<String>, limit: u32, filter: FeedFilter) -> FeedPage;
    /// What the feed can be filtered by.
    Panel "feedFacets" FeedFacets feed_facets() -> Facets;
    /// Opens an event's page in the browser and marks the event as read.
    Panel "openEvent" OpenEvent open_event(id: String) -> Nothing;
    /// Marks events as read or unread.
    Panel "setUnread" SetUnread set_unread(ids: Vec<String>, unread: bool) -> Nothing;
    /// Marks every event as read.
    Panel "markAllRead" MarkAllRead mark_all_read() -> Marked;
    /// Lets events like this one ring no more, or again where they are silent now.
    Panel "mute" Mute mute(id: String) -> Muted;
    /// Everything that is known about one event.
    Panel "eventDetail" EventDetail event_detail(id: String) -> EventDetail;
    /// Something that a tester sent along, itself.
    Panel "attachmentRead" AttachmentRead attachment_read(id: String) -> AttachmentBody;
    /// Puts a picture that a tester sent on the clipboard.
    Panel "attachmentCopy" AttachmentCopy attachment_copy(id: String) -> Nothing;
    /// Rejections that stand until their version moves on, the newest first.
    Panel "pinned" Pinned pinned() -> Vec<Pinned>;
    /// Takes a rejection off what stands.
    Panel "unpin" Unpin unpin(id: String) -> Nothing;
    /// Puts an event through today's channels and templates, and rings it again if asked to.
    Panel "replay" Replay replay(id: String, ring: bool) -> Replay;

    // Channels and templates.
    /// The channels in force.
    Panel "channels" Channels channels() -> Channels;
    /// Makes a channel, or puts it in place of the one that is named.
    Panel "putChannel" PutChannel put_channel(name: Option<String>, channel: ChannelView) -> Nothing;
    /// Removes a channel. Without any, the built-in one is in force.
    Panel "removeChannel" RemoveChannel remove_channel(name: String) -> Nothing;
    /// How loudly each kind rings in a channel.
    Panel "levels" Levels levels(channel: String) -> Vec<LevelRow>;
    /// Sets a level in a channel; without one, the built-in level holds again.
    Panel "setLevel" SetLevel set_level(channel: String, key: String, level: Option<Level>) -> Nothing;
    /// What can be written in a text for a kind.
    Panel "templateHelp" TemplateHelp template_help(kind: String) -> TemplateHelp;
    /// What a draft becomes of an example, and what is wrong with it.
    Panel "previewDraft" PreviewDraft preview_draft(draft: Draft, example: Option<Example>) -> Preview;
    /// What a draft would have made of the newest events.
    Panel "replayDraft" ReplayDraft replay_draft(draft: Draft, limit: u32) -> Vec<Redrawn>;
    /// Rings a draft once, so that it can be seen as a banner.
    Panel "ringDraft" RingDraft ring_draft(draft: Draft, example: Option<Example>) -> Nothing;
    /// Saves a channel's texts for a kind (or `default`); without any, those above hold again.
    Panel "putTemplates" PutTemplates put_templates(channel: String, kind: String, templates: Option<Templates>) -> Nothing;

    // Endpoints.
    /// All endpoints, oldest first.
    Panel "endpointList" EndpointList endpoint_list() -> Vec<Endpoint>;
    /// Makes an endpoint; its secret is shown this once.
    Panel "endpointAdd" EndpointAdd endpoint_add(name: String, app_id: Option<String>) -> AddedEndpoint;
    /// Gives an endpoint another name and app.
    Panel "endpointRename" EndpointRename endpoint_rename(name: String, new_name: String, app_id: Option<String>) -> Endpoint;
    /// Gives an endpoint a new secret, shown this once.
    Panel "endpointRotate" EndpointRotate endpoint_rotate(name: String) -> AddedEndpoint;
    /// Removes an endpoint; its events stay.
    Panel "endpointRemove" EndpointRemove endpoint_remove(name: String) -> Nothing;
    /// Posts a signed sample to the door.
    Panel "sendSample" SendSample send_sample(name: String, endpoint: Option<String>) -> Nothing;

    // Apple's side.
    /// The accounts at App Store Connect, oldest first.
    Panel "accountList" AccountList account_list() -> Vec<Account>;
    /// Keeps an API key, once Apple has taken it.
    Panel "accountAdd" AccountAdd account_add(name: Option<String>, key_id: String, issuer: Option<String>, key: KeyText) -> Account;
    /// Forgets an API key. Webhooks stay at Apple as they are.
    Panel "accountRemove" AccountRemove account_remove(name: String) -> Nothing;
    /// The apps that an account sees.
    Panel "appList" AppList app_list(account: Option<String>) -> Vec<App>;
    /// An app's webhooks, whoever made them.
    Panel "webhookList" WebhookList webhook_list(account: Option<String>, app: String) -> Vec<Webhook>;
    /// Makes an endpoint for an app, and at Apple the webhook that posts to it.
    Panel "webhookCreate" WebhookCreate webhook_create(account: Option<String>, app: String, kinds: Vec<String>, url: Option<String>) -> Endpoint;
    /// Reads the log of a webhook that somebody else made, into an endpoint of its own.
    Panel "webhookWatch" WebhookWatch webhook_watch(account: Option<String>, app: String, webhook: String) -> Endpoint;
    /// Chooses what an endpoint's webhook tells of; nothing stands for everything.
    Panel "webhookKinds" WebhookKinds webhook_kinds(endpoint: String, kinds: Vec<String>) -> Nothing;
    /// Has Apple post its test ping to an endpoint.
    Panel "webhookPing" WebhookPing webhook_ping(endpoint: String) -> Nothing;
    /// Lets an endpoint's webhook post, or no longer.
    Panel "webhookEnable" WebhookEnable webhook_enable(endpoint: String, enabled: bool) -> Nothing;
    /// Gives an endpoint and its webhook a new secret.
    Panel "webhookRotate" WebhookRotate webhook_rotate(endpoint: String) -> Nothing;
    /// Deletes an endpoint's webhook at Apple, and the endpoint with it. Its events stay.
    Panel "webhookDelete" WebhookDelete webhook_delete(endpoint: String) -> Nothing;
    /// Apple's delivery log of an endpoint's webhook, newest first.
    Panel "webhookLog" WebhookLog webhook_log(endpoint: String) -> Vec<LogLine>;
    /// Has Apple send a delivery once more.
    Panel "redeliver" Redeliver redeliver(endpoint: String, delivery: String) -> Nothing;
    /// Looks for what was missed, in Apple's own logs.
    Panel "catchUp" CatchUp catch_up() -> CaughtUp;

    // Set-up.
    /// How far the set-up is.
    Panel "setup" Setup setup() -> Setup;
    /// Notes a step of the set-up.
    Panel "setupStep" SetupStep setup_step(step: SetupStep) -> Setup;
    /// Shows a test banner.
    Panel "testBanner" TestBanner test_banner() -> Nothing;
    /// Tries whether the public address leads to this very instance.
    Panel "prove" Prove prove(endpoint: Option<String>) -> Proof;

    // The way in.
    /// The tunnel: what is chosen, how it goes, what could be chosen.
    Panel "tunnel" Tunnel tunnel() -> TunnelView;
    /// Chooses a tunnel, or with no kind an address that is typed in. Secrets that are not given stay as they are kept.
    Panel "tunnelChoose" TunnelChoose tunnel_choose(kind: Option<String>, options: BTreeMap<String, String>) -> TunnelView;
    /// Ends the tunnel and starts it anew.
    Panel "tunnelRestart" TunnelRestart tunnel_restart() -> TunnelView;
    /// Looks at each hop of a delivery's way.
    Panel "doctor" Doctor doctor() -> Doctor;

    // Settings and history.
    /// The choices in force.
    Panel "settings" Settings settings() -> SettingsView;
    /// Changes one choice.
    Panel "changeSetting" ChangeSetting change_setting(setting: Setting) -> SettingsView;
    /// How much is kept.
    Panel "history" History history() -> History;
    /// Forgets every event that does not wait to ring.
    Panel "clearHistory" ClearHistory clear_history() -> Cleared;
    /// Writes the history into a file of the exports folder.
    Panel "exportHistory" ExportHistory export_history(format: ExportFormat) -> Exported;
    /// How Shipbell is, to be copied; without secrets.
    Panel "report" Report report() -> Report;
    /// Holds all banners for a while.
    Panel "pause" Pause pause(choice: PauseChoice) -> Paused;
    /// Ends the pause.
    Panel "resume" Resume resume() -> Nothing;

    // Newer versions.
    /// How far the search for a newer version is, and what this one brought.
    Panel "updates" Updates updates() -> Updates;
    /// Looks for a newer version now. Answers when it is known whether there is one.
    Panel "checkUpdates" CheckUpdates check_updates() -> Updates;
    /// Installs the version that waits, and starts it.
    Panel "installUpdate" InstallUpdate install_update() -> Nothing;
    /// Notes that what is new was seen.
    Panel "newsSeen" NewsSeen news_seen() -> Nothing;

    // What only a desktop can do.
    /// Removes what Shipbell left on this computer, and at Apple if that was asked for, and ends the
    /// program when its home goes.
    Panel "remove" Remove remove(traces: Vec<Trace>) -> Nothing;
    /// Puts text on the clipboard.
    Panel "copy" Copy copy(text: String) -> Nothing;
    /// Opens a page that helps, in the browser.
    Panel "openHelp" OpenHelp open_help(page: HelpPage) -> Nothing;
    /// Shows a folder of ours in the file manager.
    Panel "reveal" Reveal reveal(place: Place) -> Nothing;
    /// Hides the panel.
    Panel "hide" Hide hide() -> Nothing;
    /// Keeps the panel open when it loses the focus, or no longer.
    Panel "pin" Pin pin(pinned: bool) -> Nothing;
    /// Tells that the panel's first picture is painted, so that it may be shown.
    Panel "ready" Ready ready() -> Nothing;
    /// Ends the process without a desktop that runs this home, to run it here. Of use only to a
    /// launch that found the home taken.
    Panel "takeOver" TakeOver take_over() -> Nothing;

    // The control socket alone.
    /// Shows the panel; an owner without a desktop refuses.
    Control "showPanel" ShowPanel show_panel() -> Nothing;
    /// Goes where a `shipbell://` link leads; an owner without a desktop refuses.
    Control "followLink" FollowLink follow_link(link: String) -> Nothing;
    /// Ends the owner cleanly, so that another program can take the home over.
    Control "leave" Leave leave() -> Nothing;
    /// All channels in force, as the settings have them.
    Control "channelList" ChannelList channel_list() -> Vec<Channel>;
    /// Makes and signs a sample, ready to be posted to the door.
    Control "sample" Sample sample(name: String, endpoint: Option<String>) -> Sample;
}

fn as_value<T: Serialize>(reply: &T) -> Result<Value, WireError> {
    serde_json::to_value(reply).map_err(|_| WireError {
        code: ErrorCode::Internal,
        message: "The answer could not be written as JSON. Nothing was lost; please try again."
            .to_owned(),
    })
}
