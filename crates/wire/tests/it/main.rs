//! The contract: what may be asked, by whom, and what the panel's types say of it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what went wrong by failing on the spot"
)]

mod channels;
mod desk;
mod detail;
mod endpoints;
mod report;
mod settings;
mod setup;

use serde_json::json;
use shipbell_wire::{
    Audience, ChannelView, Draft, ExportFormat, FeedFilter, HelpPage, KeyText, Level, PauseChoice,
    Place, Request, Setting, SetupStep, Templates, Trace,
};

fn text() -> String {
    "x".to_owned()
}

fn templates() -> Templates {
    Templates {
        title: text(),
        body: text(),
        link: None,
    }
}

fn draft() -> Draft {
    Draft {
        channel: text(),
        kind: text(),
        templates: templates(),
    }
}

fn channel() -> ChannelView {
    ChannelView {
        name: text(),
        endpoints: vec![text()],
        kinds: Vec::new(),
        condition: None,
        levels: [(text(), Level::Passive)].into(),
        templates: [(text(), templates())].into(),
    }
}

/// What is asked of Apple's side.
fn of_apple() -> Vec<Request> {
    vec![
        Request::AccountList {},
        Request::AccountAdd {
            name: Some(text()),
            key_id: text(),
            issuer: Some(text()),
            key: KeyText(text()),
        },
        Request::AccountRemove { name: text() },
        Request::AppList {
            account: Some(text()),
        },
        Request::WebhookList {
            account: Some(text()),
            app: text(),
        },
        Request::WebhookCreate {
            account: Some(text()),
            app: text(),
            kinds: vec![text()],
            url: Some(text()),
        },
        Request::WebhookWatch {
            account: Some(text()),
            app: text(),
            webhook: text(),
        },
        Request::WebhookKinds {
            endpoint: text(),
            kinds: vec![text()],
        },
        Request::WebhookPing { endpoint: text() },
        Request::WebhookEnable {
            endpoint: text(),
            enabled: true,
        },
        Request::WebhookRotate { endpoint: text() },
        Request::WebhookDelete { endpoint: text() },
        Request::WebhookLog { endpoint: text() },
        Request::Redeliver {
            endpoint: text(),
            delivery: text(),
        },
        Request::CatchUp {},
        Request::AttachmentRead { id: text() },
        Request::AttachmentCopy { id: text() },
        Request::Pinned {},
        Request::Unpin { id: text() },
    ]
}

/// One of each. A new command fails to compile in `name` below until it stands here too.
#[expect(clippy::too_many_lines, reason = "a list with one entry per command")]
fn all() -> Vec<Request> {
    let mut all = vec![
        Request::Status {},
        Request::FeedPage {
            before: Some(text()),
            limit: 50,
            filter: FeedFilter::default(),
        },
        Request::FeedFacets {},
        Request::OpenEvent { id: text() },
        Request::SetUnread {
            ids: vec![text()],
            unread: true,
        },
        Request::MarkAllRead {},
        Request::Mute { id: text() },
        Request::EventDetail { id: text() },
        Request::Replay {
            id: text(),
            ring: true,
        },
        Request::Channels {},
        Request::PutChannel {
            name: Some(text()),
            channel: channel(),
        },
        Request::RemoveChannel { name: text() },
        Request::Levels { channel: text() },
        Request::SetLevel {
            channel: text(),
            key: text(),
            level: Some(Level::Active),
        },
        Request::TemplateHelp { kind: text() },
        Request::PreviewDraft {
            draft: draft(),
            example: None,
        },
        Request::ReplayDraft {
            draft: draft(),
            limit: 50,
        },
        Request::RingDraft {
            draft: draft(),
            example: None,
        },
        Request::PutTemplates {
            channel: text(),
            kind: text(),
            templates: Some(templates()),
        },
        Request::EndpointList {},
        Request::EndpointAdd {
            name: text(),
            app_id: Some(text()),
        },
        Request::EndpointRename {
            name: text(),
            new_name: text(),
            app_id: Some(text()),
        },
        Request::EndpointRotate { name: text() },
        Request::EndpointRemove { name: text() },
        Request::SendSample {
            name: text(),
            endpoint: Some(text()),
        },
        Request::Setup {},
        Request::SetupStep {
            step: SetupStep::Over,
        },
        Request::TestBanner {},
        Request::Prove {
            endpoint: Some(text()),
        },
        Request::Tunnel {},
        Request::TunnelChoose {
            kind: Some(text()),
            options: [(text(), text())].into(),
        },
        Request::TunnelRestart {},
        Request::Doctor {},
        Request::Settings {},
        Request::ChangeSetting {
            setting: Setting::KeepDays(30),
        },
        Request::History {},
        Request::ClearHistory {},
        Request::ExportHistory {
            format: ExportFormat::Csv,
        },
        Request::Report {},
        Request::Pause {
            choice: PauseChoice::UntilTomorrow,
        },
        Request::Resume {},
        Request::Updates {},
        Request::CheckUpdates {},
        Request::InstallUpdate {},
        Request::NewsSeen {},
        Request::Copy { text: text() },
        Request::OpenHelp {
            page: HelpPage::Webhooks,
        },
        Request::Reveal { place: Place::Logs },
        Request::Remove {
            traces: vec![Trace::Data],
        },
        Request::Hide {},
        Request::Pin { pinned: true },
        Request::Ready {},
        Request::TakeOver {},
        Request::ShowPanel {},
        Request::FollowLink { link: text() },
        Request::Leave {},
        Request::ChannelList {},
        Request::Sample {
            name: text(),
            endpoint: Some(text()),
        },
    ];
    all.extend(of_apple());
    all
}

fn name(request: &Request) -> &'static str {
    match request {
        Request::Status { .. } => "status",
        Request::FeedPage { .. } => "feedPage",
        Request::FeedFacets { .. } => "feedFacets",
        Request::OpenEvent { .. } => "openEvent",
        Request::SetUnread { .. } => "setUnread",
        Request::MarkAllRead { .. } => "markAllRead",
        Request::Mute { .. } => "mute",
        Request::EventDetail { .. } => "eventDetail",
        Request::AttachmentRead { .. } => "attachmentRead",
        Request::AttachmentCopy { .. } => "attachmentCopy",
        Request::Pinned { .. } => "pinned",
        Request::Unpin { .. } => "unpin",
        Request::Replay { .. } => "replay",
        Request::Channels { .. } => "channels",
        Request::PutChannel { .. } => "putChannel",
        Request::RemoveChannel { .. } => "removeChannel",
        Request::Levels { .. } => "levels",
        Request::SetLevel { .. } => "setLevel",
        Request::TemplateHelp { .. } => "templateHelp",
        Request::PreviewDraft { .. } => "previewDraft",
        Request::ReplayDraft { .. } => "replayDraft",
        Request::RingDraft { .. } => "ringDraft",
        Request::PutTemplates { .. } => "putTemplates",
        Request::EndpointList { .. } => "endpointList",
        Request::EndpointAdd { .. } => "endpointAdd",
        Request::EndpointRename { .. } => "endpointRename",
        Request::EndpointRotate { .. } => "endpointRotate",
        Request::EndpointRemove { .. } => "endpointRemove",
        Request::SendSample { .. } => "sendSample",
        Request::Setup { .. } => "setup",
        Request::SetupStep { .. } => "setupStep",
        Request::TestBanner { .. } => "testBanner",
        Request::Prove { .. } => "prove",
        Request::Tunnel { .. } => "tunnel",
        Request::TunnelChoose { .. } => "tunnelChoose",
        Request::TunnelRestart { .. } => "tunnelRestart",
        Request::Doctor { .. } => "doctor",
        Request::Settings { .. } => "settings",
        Request::ChangeSetting { .. } => "changeSetting",
        Request::History { .. } => "history",
        Request::ClearHistory { .. } => "clearHistory",
        Request::ExportHistory { .. } => "exportHistory",
        Request::Report { .. } => "report",
        Request::Pause { .. } => "pause",
        Request::Resume { .. } => "resume",
        Request::Updates { .. } => "updates",
        Request::CheckUpdates { .. } => "checkUpdates",
        Request::InstallUpdate { .. } => "installUpdate",
        Request::NewsSeen { .. } => "newsSeen",
        Request::Copy { .. } => "copy",
        Request::OpenHelp { .. } => "openHelp",
        Request::Reveal { .. } => "reveal",
        Request::Remove { .. } => "remove",
        Request::Hide { .. } => "hide",
        Request::Pin { .. } => "pin",
        Request::Ready { .. } => "ready",
        Request::TakeOver { .. } => "takeOver",
        Request::ShowPanel { .. } => "showPanel",
        Request::FollowLink { .. } => "followLink",
        Request::Leave { .. } => "leave",
        Request::ChannelList { .. } => "channelList",
        Request::Sample { .. } => "sample",
        Request::AccountList { .. } => "accountList",
        Request::AccountAdd { .. } => "accountAdd",
        Request::AccountRemove { .. } => "accountRemove",
        Request::AppList { .. } => "appList",
        Request::WebhookList { .. } => "webhookList",
        Request::WebhookCreate { .. } => "webhookCreate",
        Request::WebhookWatch { .. } => "webhookWatch",
        Request::WebhookKinds { .. } => "webhookKinds",
        Request::WebhookPing { .. } => "webhookPing",
        Request::WebhookEnable { .. } => "webhookEnable",
        Request::WebhookRotate { .. } => "webhookRotate",
        Request::WebhookDelete { .. } => "webhookDelete",
        Request::WebhookLog { .. } => "webhookLog",
        Request::Redeliver { .. } => "redeliver",
        Request::CatchUp { .. } => "catchUp",
    }
}

#[test]
fn every_request_survives_the_way_there() {
    for request in all() {
        let sent = serde_json::to_value(&request).unwrap();
        assert_eq!(sent["command"], name(&request));
        let read: Request = serde_json::from_value(sent.clone()).unwrap();
        assert_eq!(
            serde_json::to_value(read).unwrap(),
            sent,
            "what arrives is what was asked"
        );
    }
}

#[test]
fn what_is_not_on_the_list_is_refused() {
    for wrong in [
        json!({ "command": "readSecret" }),
        json!({ "command": "Status" }),
        json!({ "command": "status", "token": "x" }),
        json!({ "command": "endpointRemove", "name": "x", "force": true }),
        json!({ "command": "feedPage", "before": null, "limit": -1, "filter": {} }),
        json!({ "command": "feedPage", "before": null, "limit": 1, "filter": { "apps": [] } }),
        json!({ "command": "changeSetting", "setting": { "name": "secrets", "value": "file" } }),
        json!({ "command": "reveal", "place": "/etc/passwd" }),
        json!({ "command": "openHelp", "page": "https://example.com/" }),
        json!({ "command": "pause", "choice": "for ever" }),
        json!({ "limit": 1 }),
        json!("status"),
        json!(null),
    ] {
        assert!(
            serde_json::from_value::<Request>(wrong.clone()).is_err(),
            "{wrong} is no command; guessing what it means could do harm"
        );
    }
}

#[test]
fn what_a_page_may_ask_is_written_down_twice() {
    let panel: Vec<_> = all()
        .iter()
        .filter(|request| request.audience() == Audience::Panel)
        .map(name)
        .collect();
    assert_eq!(
        panel,
        [
            "status",
            "feedPage",
            "feedFacets",
            "openEvent",
            "setUnread",
            "markAllRead",
            "mute",
            "eventDetail",
            "replay",
            "channels",
            "putChannel",
            "removeChannel",
            "levels",
            "setLevel",
            "templateHelp",
            "previewDraft",
            "replayDraft",
            "ringDraft",
            "putTemplates",
            "endpointList",
            "endpointAdd",
            "endpointRename",
            "endpointRotate",
            "endpointRemove",
            "sendSample",
            "setup",
            "setupStep",
            "testBanner",
            "prove",
            "tunnel",
            "tunnelChoose",
            "tunnelRestart",
            "doctor",
            "settings",
            "changeSetting",
            "history",
            "clearHistory",
            "exportHistory",
            "report",
            "pause",
            "resume",
            "updates",
            "checkUpdates",
            "installUpdate",
            "newsSeen",
            "copy",
            "openHelp",
            "reveal",
            "remove",
            "hide",
            "pin",
            "ready",
            "takeOver",
            "accountList",
            "accountAdd",
            "accountRemove",
            "appList",
            "webhookList",
            "webhookCreate",
            "webhookWatch",
            "webhookKinds",
            "webhookPing",
            "webhookEnable",
            "webhookRotate",
            "webhookDelete",
            "webhookLog",
            "redeliver",
            "catchUp",
            "attachmentRead",
            "attachmentCopy",
            "pinned",
            "unpin",
        ],
        "a page is the one place where hostile text could run: before adding a command here, make \
         sure that its answer holds no secret and no signature that another page could read again"
    );
}

#[test]
fn a_secret_is_shown_once_and_never_again() {
    let types = shipbell_wire::typescript();
    let with_secret: Vec<_> = types
        .split("export type ")
        .filter(|part| part.contains("secret: string"))
        .filter_map(|part| part.split_whitespace().next())
        .collect();
    assert_eq!(
        with_secret,
        ["AddedEndpoint"],
        "only the answer that makes a secret may hold it"
    );
    let asked: Vec<_> = types
        .lines()
        .filter(|line| line.contains("reply: AddedEndpoint"))
        .filter_map(|line| line.split(':').next())
        .map(str::trim)
        .collect();
    assert_eq!(
        asked,
        ["endpointAdd", "endpointRotate"],
        "what was made before can only be replaced, not read"
    );
}

#[test]
fn the_panels_types_name_its_commands_and_no_others() {
    let types = shipbell_wire::typescript();
    for request in all() {
        let line = format!("  {}: {{ request:", name(&request));
        assert_eq!(
            types.contains(&line),
            request.audience() == Audience::Panel,
            "{}",
            name(&request)
        );
    }
    for name in ["FeedEvent", "FeedPage", "Status", "WireError", "Change"] {
        assert!(types.contains(&format!("export type {name} = ")), "{name}");
    }
    assert!(
        !types.contains("bigint"),
        "JSON has no 64-bit integers, so a bigint would be a lie"
    );
}

#[test]
fn the_panels_problems_are_the_engines() {
    use shipbell_engine::ProblemCode as Code;
    let types = shipbell_wire::typescript();
    for code in [
        Code::PortTaken,
        Code::KeychainLocked,
        Code::KeychainAbsent,
        Code::SecretsUnreadable,
        Code::CannotStore,
        Code::DatabaseDamaged,
        Code::DatabaseQuarantined,
        Code::SettingsBad,
        Code::NotificationsUnavailable,
        Code::ServerNotifications,
        Code::AppleKey,
    ] {
        assert!(
            types.contains(&format!("'{}'", code.name())),
            "the panel has no words for {}",
            code.name()
        );
    }
}
