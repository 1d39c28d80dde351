//! What a file may say, and what it is told when it says something else.
#![expect(
    clippy::panic,
    reason = "a text that is accepted by mistake is a failed test"
)]

use shipbell_settings::{
    ChannelError, Density, Problem, Settings, SettingsError, Theme, UrlProblem,
};

const EVERYTHING: &str = r#"
[connection]
listen = "0.0.0.0:9000"
listen-beyond-this-computer = true
public-url = "https://bell.example.com/apple/"

[history]
keep-days = 0

[tray]
unread-count = false

[notifications]
enabled = false

[quiet-hours]
enabled = true
from = "21:30"
to = "06:00"

[appearance]
theme = "dark"
density = "compact"
text-size = 150

[shortcuts]
open-panel = "CmdOrCtrl+Shift+B"

[[channel]]
name = "Releases"
endpoints = ["Tidepool"]
kinds = ["app-version"]
condition = "event.status == 'REJECTED'"

[channel.levels]
app-version-rejected = "time-sensitive"

[channel.templates.default]
title = "{{app.name}}"
body = "{{event.story}}"
"#;

fn refused(text: &str) -> (usize, usize, Problem) {
    match Settings::parse(text) {
        Err(SettingsError::At {
            line,
            column,
            problem,
        }) => (line, column, problem),
        other => panic!("{text:?} should be refused with its place, not {other:?}"),
    }
}

#[test]
fn an_empty_file_means_defaults() {
    let settings = Settings::parse("# nothing yet\n").unwrap();
    assert_eq!(settings, Settings::default());
    assert!(
        settings.connection.listen.ip().is_loopback(),
        "nobody outside may knock unasked"
    );
    assert_eq!(settings.connection.listen.port(), 8484);
    assert_eq!(settings.history.keep_days, 365);
    assert_eq!(
        settings.channels_in_force().len(),
        1,
        "without a channel nothing would ever ring"
    );
}

#[test]
fn everything_that_is_written_is_in_force() {
    let settings = Settings::parse(EVERYTHING).unwrap();
    assert_eq!(settings.connection.listen.to_string(), "0.0.0.0:9000");
    assert_eq!(
        settings.connection.public_url.as_deref(),
        Some("https://bell.example.com/apple")
    );
    assert_eq!(settings.history.keep_days, 0, "0 keeps events for ever");
    assert!(!settings.tray.unread_count && !settings.notifications.enabled);
    let quiet = settings.quiet_hours;
    assert!(quiet.enabled);
    assert_eq!(
        (quiet.hours.from.to_string(), quiet.hours.to.to_string()),
        ("21:30".to_owned(), "06:00".to_owned())
    );
    let looks = settings.appearance;
    assert_eq!(
        (looks.theme, looks.density, looks.text_size),
        (Theme::Dark, Density::Compact, 150)
    );
    assert_eq!(
        settings.shortcuts.open_panel.as_deref(),
        Some("CmdOrCtrl+Shift+B")
    );
    let channels = settings.channels_in_force();
    assert_eq!(
        channels.len(),
        1,
        "an own channel replaces the built-in one"
    );
    assert_eq!(channels[0].name, "Releases");
    assert_eq!(settings.warnings(), [], "all of this compiles");
}

#[test]
fn an_unknown_key_is_told_with_its_place_and_the_keys_there_are() {
    let (line, column, problem) = refused("[history]\nkeep-dayz = 3\n");
    assert_eq!(
        (line, column),
        (2, 1),
        "a misspelt key must be found without searching"
    );
    assert!(
        problem.to_string().contains("keep-days"),
        "the right spelling helps: {problem}"
    );
    let (line, _, _) = refused("[history]\n\n[konnection]\n");
    assert_eq!(line, 3);
    let (line, _, _) = refused("[[channel]]\nname = \"a\"\nlevel = \"active\"\n");
    assert_eq!(line, 3, "a channel's keys are checked too");
}

#[test]
fn a_wrong_type_or_broken_text_is_told_with_its_place() {
    assert_eq!(refused("[history]\nkeep-days = \"long\"\n").0, 2);
    assert_eq!(
        refused("[history]\nkeep-days = -1\n").0,
        2,
        "negative days mean nothing"
    );
    assert_eq!(refused("[connection]\nlisten = \"here\"\n").0, 2);
    assert_eq!(refused("[tray]\n\nunread-count = yes\n").0, 3);
    assert_eq!(refused("[tray\n").0, 1);
    let said = Settings::parse("[history]\nkeep-days = \"long\"\n")
        .unwrap_err()
        .to_string();
    assert!(
        said.starts_with("shipbell.toml, line 2, column 13: "),
        "{said}"
    );
}

#[test]
fn what_the_panel_can_choose_is_checked_when_written_by_hand() {
    let (line, column, problem) = refused("[quiet-hours]\nenabled = true\nfrom = \"10 pm\"\n");
    assert_eq!((line, column), (3, 8));
    assert!(problem.to_string().contains("22:00"), "{problem}");
    assert_eq!(refused("[quiet-hours]\nto = 7\n").0, 2);
    for size in ["79", "201", "65536", "-1"] {
        let (line, column, _) = refused(&format!("[appearance]\ntext-size = {size}\n"));
        assert_eq!((line, column), (2, 13), "{size} can't be read");
    }
    for size in ["80", "200"] {
        assert!(Settings::parse(&format!("[appearance]\ntext-size = {size}\n")).is_ok());
    }
    let (line, _, problem) = refused("[appearance]\ntheme = \"lite\"\n");
    assert_eq!(line, 2);
    assert!(problem.to_string().contains("`light`"), "{problem}");
    let (line, column, problem) = refused("[shortcuts]\nopen-panel = \"B\"\n");
    assert_eq!((line, column), (2, 14));
    assert!(matches!(problem, Problem::Shortcut(_)), "{problem}");
    assert_eq!(refused("[shortcuts]\nopen-feed = \"F5\"\n").0, 2);
}

#[test]
fn listening_to_other_computers_must_be_said_in_words() {
    let (line, column, problem) = refused("[connection]\nlisten = \"0.0.0.0:8484\"\n");
    assert_eq!((line, column), (2, 10));
    assert!(
        problem
            .to_string()
            .contains("listen-beyond-this-computer = true"),
        "it must say what to write if it is meant: {problem}"
    );
    assert!(
        Settings::parse("[connection]\nlisten = \"[::1]:8484\"\n").is_ok(),
        "that is this computer"
    );
    refused("[connection]\nlisten = \"[::]:8484\"\n");
    refused("[connection]\nlisten = \"[::ffff:192.168.1.7]:8484\"\n");
}

#[test]
fn an_address_apple_cannot_reach_is_refused_at_its_place() {
    let (line, column, problem) =
        refused("[connection]\npublic-url = \"https://localhost:8484\"\n");
    assert_eq!((line, column), (2, 14));
    assert!(
        matches!(problem, Problem::PublicUrl(UrlProblem::Loopback { .. })),
        "{problem}"
    );
}

#[test]
fn channels_have_names_of_their_own() {
    assert!(matches!(
        refused("[[channel]]\nname = \" \"\n").2,
        Problem::Nameless
    ));
    let twice = "[[channel]]\nname = \"a\"\n[[channel]]\nname = \"a\"\n";
    let (line, _, problem) = refused(twice);
    assert!(
        matches!(problem, Problem::SameName { .. }),
        "`shipbell channel` could not tell them apart"
    );
    assert_eq!(line, 3, "the second is the one to rename");
}

#[test]
fn a_template_that_does_not_compile_is_a_warning_and_the_rest_holds() {
    let text = "[history]\nkeep-days = 7\n[[channel]]\nname = \"a\"\n\
                [channel.templates.default]\ntitle = \"{{app.name\"\nbody = \"fine\"\n";
    let settings = Settings::parse(text).unwrap();
    assert_eq!(
        settings.history.keep_days, 7,
        "one slip in a text must not undo everything else"
    );
    let warnings = settings.warnings();
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].field(), "templates.default.title");
    assert_eq!(warnings[0].span().map(|span| span.start), Some(0));
    assert!(
        warnings[0].to_string().contains("Channel `a`"),
        "{}",
        warnings[0]
    );
}

#[test]
fn a_kind_that_does_not_exist_is_a_warning() {
    let settings =
        Settings::parse("[[channel]]\nname = \"a\"\nkinds = [\"app-versoin\"]\n").unwrap();
    let warnings = settings.warnings();
    assert!(
        matches!(warnings[0].error, ChannelError::Kind { .. }),
        "a channel that silently never rings is the worst kind: {warnings:?}"
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_nobodys_mistake() {
    let settings = Settings::parse("\u{feff}[history]\r\nkeep-days = 9\r\n").unwrap();
    assert_eq!(settings.history.keep_days, 9);
}

#[test]
fn the_wait_for_apple_has_a_default_and_bounds() {
    let seconds = |text: &str| Settings::parse(text).map(|read| read.notifications.wait_for_facts);
    assert_eq!(seconds("").unwrap(), 2);
    assert_eq!(seconds("[notifications]\nwait-for-facts = 0\n").unwrap(), 0);
    let (line, _, problem) = refused("[notifications]\nwait-for-facts = 31\n");
    assert_eq!(line, 2);
    assert!(problem.to_string().contains("0 and 30"), "{problem}");
}

#[test]
fn a_tunnel_that_says_nothing_of_use_is_refused_at_its_place() {
    for (text, line) in [
        ("[tunnel]\nserver = \"x\"\n", 2),
        ("[tunnel]\nkind = \"bore\"\nport = [1]\n", 3),
        ("[connection]\nsilence-alarm = 169\n", 2),
    ] {
        let refused = Settings::parse(text).unwrap_err();
        assert!(
            matches!(refused, SettingsError::At { line: at, .. } if at == line),
            "{text}: {refused}"
        );
    }
}
