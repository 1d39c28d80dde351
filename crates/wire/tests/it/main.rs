//! The contract: what may be asked, by whom, and what the panel's types say of it.

use serde_json::json;
use shipbell_wire::{Audience, PauseChoice, Request};

/// One of each. A new command fails to compile in `name` below until it stands here too.
fn all() -> Vec<Request> {
    let text = || "x".to_owned();
    vec![
        Request::Status {},
        Request::FeedPage {
            before: Some(text()),
            limit: 50,
        },
        Request::OpenEvent { id: text() },
        Request::SetUnread {
            ids: vec![text()],
            unread: true,
        },
        Request::MarkAllRead {},
        Request::Pause {
            choice: PauseChoice::UntilTomorrow,
        },
        Request::Resume {},
        Request::Hide {},
        Request::Ready {},
        Request::ShowPanel {},
        Request::Leave {},
        Request::EndpointList {},
        Request::EndpointAdd {
            name: text(),
            app_id: Some(text()),
        },
        Request::EndpointRotate { name: text() },
        Request::EndpointRemove { name: text() },
        Request::ChannelList {},
        Request::Sample {
            name: text(),
            endpoint: None,
        },
    ]
}

fn name(request: &Request) -> &'static str {
    match request {
        Request::Status {} => "status",
        Request::FeedPage { .. } => "feedPage",
        Request::OpenEvent { .. } => "openEvent",
        Request::SetUnread { .. } => "setUnread",
        Request::MarkAllRead {} => "markAllRead",
        Request::Pause { .. } => "pause",
        Request::Resume {} => "resume",
        Request::Hide {} => "hide",
        Request::Ready {} => "ready",
        Request::ShowPanel {} => "showPanel",
        Request::Leave {} => "leave",
        Request::EndpointList {} => "endpointList",
        Request::EndpointAdd { .. } => "endpointAdd",
        Request::EndpointRotate { .. } => "endpointRotate",
        Request::EndpointRemove { .. } => "endpointRemove",
        Request::ChannelList {} => "channelList",
        Request::Sample { .. } => "sample",
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
        json!({ "command": "feedPage", "before": null, "limit": -1 }),
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
fn no_page_can_ask_for_a_secret() {
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
            "openEvent",
            "setUnread",
            "markAllRead",
            "pause",
            "resume",
            "hide",
            "ready"
        ],
        "a page is the one place where hostile text could run: before adding a command here, make \
         sure that its answer holds no token, no secret and no signature"
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
    assert!(!types.contains("secret:"), "no page learns a secret");
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
        Code::DatabaseQuarantined,
        Code::SettingsBad,
        Code::NotificationsUnavailable,
        Code::ServerNotifications,
    ] {
        assert!(
            types.contains(&format!("'{}'", code.name())),
            "the panel has no words for {}",
            code.name()
        );
    }
}
