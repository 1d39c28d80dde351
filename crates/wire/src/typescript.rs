//! The contract in TypeScript, for the panel.

use ts_rs::{Config, TS};

use crate::commands;
use crate::error::{ErrorCode, WireError};
use crate::types::{
    Account, AddedEndpoint, App, AppFacet, Appearance, Attachment, AttachmentBody, AttachmentKind,
    AttachmentState, CaughtUp, Change, ChannelFault, ChannelView, Channels, Cleared, Copies,
    Density, Doctor, Draft, Endpoint, EventDetail, Example, ExportFormat, Exported, Facets,
    FeedEvent, FeedFilter, FeedPage, Field, FieldHelp, FileProblem, Finding, Header, Health,
    HelpPage, History, Hop, KeyText, Level, LevelRow, LogLine, LostTime, Marked, Muted, News,
    Nothing, NoticeView, NotificationState, Part, PauseChoice, Paused, Pinned, Place, Preview,
    Problem, Proof, Proven, Provenance, QuietHours, Reason, Redrawn, Remark, Replay, ReplayRing,
    Report, Setting, SettingsView, Setup, SetupStep, Severity, Span, Status, TemplateHelp,
    Templates, Theme, Trace, TrailStep, TunnelField, TunnelKind, TunnelPhase, TunnelView, Unproven,
    UnreadLog, UpdateState, Updates, VerbHelp, Verdict, View, Webhook,
};

/// The whole of `ui/src/lib/wire.gen.ts`.
pub fn typescript() -> String {
    let config = Config::new();
    let mut text = String::from(
        "// Written by `cargo run -p shipbell-wire --example bindings`. Change the Rust, not this.\n\n",
    );
    for declaration in declarations(&config) {
        text.push_str("export ");
        text.push_str(&without_docs(&declaration));
        text.push_str("\n\n");
    }
    text.push_str(&commands::list(&config));
    text
}

fn declarations(config: &Config) -> Vec<String> {
    vec![
        Provenance::decl(config),
        Level::decl(config),
        FeedEvent::decl(config),
        FeedFilter::decl(config),
        FeedPage::decl(config),
        Pinned::decl(config),
        AppFacet::decl(config),
        Facets::decl(config),
        Marked::decl(config),
        Muted::decl(config),
        Verdict::decl(config),
        Field::decl(config),
        Header::decl(config),
        TrailStep::decl(config),
        NoticeView::decl(config),
        Copies::decl(config),
        AttachmentKind::decl(config),
        AttachmentState::decl(config),
        Attachment::decl(config),
        AttachmentBody::decl(config),
        EventDetail::decl(config),
        ReplayRing::decl(config),
        Replay::decl(config),
        Templates::decl(config),
        ChannelView::decl(config),
        FileProblem::decl(config),
        ChannelFault::decl(config),
        Channels::decl(config),
        LevelRow::decl(config),
        Draft::decl(config),
        Example::decl(config),
        Part::decl(config),
        Severity::decl(config),
        Remark::decl(config),
        Preview::decl(config),
        Redrawn::decl(config),
        FieldHelp::decl(config),
        VerbHelp::decl(config),
        TemplateHelp::decl(config),
        Span::decl(config),
        Endpoint::decl(config),
        AddedEndpoint::decl(config),
        Account::decl(config),
        KeyText::decl(config),
        App::decl(config),
        Webhook::decl(config),
        LogLine::decl(config),
        LostTime::decl(config),
        UnreadLog::decl(config),
        CaughtUp::decl(config),
        NotificationState::decl(config),
        SetupStep::decl(config),
        Proven::decl(config),
        Unproven::decl(config),
        Proof::decl(config),
        Setup::decl(config),
        HelpPage::decl(config),
        Theme::decl(config),
        Density::decl(config),
        Appearance::decl(config),
        QuietHours::decl(config),
        Setting::decl(config),
        SettingsView::decl(config),
        History::decl(config),
        Cleared::decl(config),
        ExportFormat::decl(config),
        Exported::decl(config),
        Trace::decl(config),
        Place::decl(config),
        Report::decl(config),
        Health::decl(config),
        Reason::decl(config),
        Problem::decl(config),
        News::decl(config),
        UpdateState::decl(config),
        Updates::decl(config),
        Status::decl(config),
        View::decl(config),
        TunnelPhase::decl(config),
        TunnelField::decl(config),
        TunnelKind::decl(config),
        TunnelView::decl(config),
        Finding::decl(config),
        Hop::decl(config),
        Doctor::decl(config),
        Change::decl(config),
        PauseChoice::decl(config),
        Paused::decl(config),
        Nothing::decl(config),
        ErrorCode::decl(config),
        WireError::decl(config),
    ]
}

/// `feed_page` as JavaScript writes it: `feedPage`.
pub(crate) fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut all, word| {
        let mut letters = word.chars();
        all.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        all.push_str(letters.as_str());
        all
    })
}

/// The Rust has the docs; twice is once too often.
fn without_docs(declaration: &str) -> String {
    let mut text = String::with_capacity(declaration.len());
    let mut rest = declaration;
    while let Some((before, after)) = rest.split_once("/**") {
        text.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
