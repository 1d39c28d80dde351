//! Changes to what rings, made here, in a file that a person wrote.
#![expect(
    clippy::unwrap_used,
    reason = "a home that cannot be set up is a failed test"
)]

use std::fs;

use shipbell_settings::{
    Channel, FILE_NAME, Level, Problem, SettingsError, SettingsFile, Templates,
};
use tempfile::TempDir;

const BY_HAND: &str = "\
# mine
[[channel]]
name = \"Mine\" # me
kinds = [
  \"app-version\", # releases
  # and what testers say
  \"crash-feedback\",
]

# how loud
[channel.levels]
# never at night
app-version = \"passive\" # quiet
app-version-rejected = 'time-sensitive'

# what is said
[channel.templates.default] # for all
# the app first
title = '{{app.name}}'
body = \"{{event.story}}\" # the story

# the others'
[[channel]]
name = \"Theirs\"
levels.app-version = \"active\"

[history] # not for ever
keep-days = 30
";

fn home(text: &str) -> (TempDir, SettingsFile) {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join(FILE_NAME), text).unwrap();
    let file = SettingsFile::open(home.path());
    assert_eq!(file.problem(), None, "{text}");
    (home, file)
}

fn text(file: &SettingsFile) -> String {
    fs::read_to_string(file.path()).unwrap()
}

fn texts(title: &str, body: &str) -> Templates {
    Templates {
        title: title.to_owned(),
        body: body.to_owned(),
        link: None,
    }
}

fn channel(file: &SettingsFile, name: &str) -> Channel {
    let channels = file.current().channels_in_force();
    channels.into_iter().find(|c| c.name == name).unwrap()
}

#[test]
fn a_level_is_changed_in_its_place() {
    let (_home, file) = home(BY_HAND);
    file.set_level("Mine", "app-version", Some(Level::Active))
        .unwrap();
    assert_eq!(
        text(&file),
        BY_HAND.replace("\"passive\"", "\"active\""),
        "one word differs"
    );
    file.set_level("Mine", "crash-feedback", Some(Level::Passive))
        .unwrap();
    let added = BY_HAND.replace("\"passive\"", "\"active\"").replace(
        "'time-sensitive'\n",
        "'time-sensitive'\ncrash-feedback = \"passive\"\n",
    );
    assert_eq!(text(&file), added, "a new one joins the others");
}

#[test]
fn the_last_level_takes_its_table_along_and_leaves_the_comments() {
    let (_home, file) = home(BY_HAND);
    file.set_level("Mine", "app-version", None).unwrap();
    assert!(text(&file).contains("# never at night\napp-version-rejected"));
    file.set_level("Mine", "app-version-rejected", None)
        .unwrap();
    let left = text(&file);
    assert!(!left.contains("[channel.levels]"), "{left}");
    assert!(
        left.contains(
            "# how loud\n# never at night\n\n# what is said\n[channel.templates.default]"
        ),
        "a person's comments are not ours to delete: {left}"
    );
    assert!(channel(&file, "Mine").levels.is_empty());
    assert_eq!(
        channel(&file, "Theirs").levels.len(),
        1,
        "another channel's levels stay"
    );
}

#[test]
fn a_level_that_is_not_there_is_removed_without_a_trace() {
    let (_home, file) = home(BY_HAND);
    file.set_level("Mine", "build-upload", None).unwrap();
    file.set_templates("Theirs", "default", None).unwrap();
    assert_eq!(text(&file), BY_HAND);
}

#[test]
fn dotted_and_inline_spellings_stay_what_they_are() {
    let (_home, file) = home(BY_HAND);
    file.set_level("Theirs", "build-upload", Some(Level::Passive))
        .unwrap();
    let wanted = "levels.app-version = \"active\"\nlevels.build-upload = \"passive\"\n";
    assert!(text(&file).contains(wanted), "{}", text(&file));
    file.set_level("Theirs", "build-upload", None).unwrap();
    assert_eq!(text(&file), BY_HAND);
    file.set_level("Theirs", "app-version", None).unwrap();
    assert!(
        text(&file).contains("name = \"Theirs\"\n\n[history]"),
        "{}",
        text(&file)
    );

    let inline = "[[channel]]\nname = \"a\"\nlevels = { app-version = \"active\" } # levels\n\
                  templates = { default = { title = \"t\", body = \"b\" } } # texts\n";
    let (_home, file) = home(inline);
    file.set_level("a", "build-upload", Some(Level::Passive))
        .unwrap();
    file.set_level("a", "app-version", None).unwrap();
    let said = channel(&file, "a");
    assert_eq!(said.levels.len(), 1);
    assert!(
        text(&file).contains("build-upload = \"passive\" } # levels"),
        "{}",
        text(&file)
    );
    file.set_templates("a", "ping", Some(&texts("p", "q \"r\"")))
        .unwrap();
    file.set_templates("a", "default", None).unwrap();
    let said = channel(&file, "a");
    assert_eq!(said.templates.keys().collect::<Vec<_>>(), ["ping"]);
    file.set_templates("a", "ping", None).unwrap();
    file.set_level("a", "build-upload", None).unwrap();
    assert_eq!(text(&file), "[[channel]]\nname = \"a\"\n");
}

#[test]
fn texts_are_changed_in_their_place() {
    let (_home, file) = home(BY_HAND);
    let mut fresh = texts("{{app.name}}", "{{app.name | default(\"?\")}}");
    file.set_templates("Mine", "default", Some(&fresh)).unwrap();
    let expected = BY_HAND.replace("\"{{event.story}}\"", "'{{app.name | default(\"?\")}}'");
    assert_eq!(text(&file), expected, "what stays keeps its quotes too");
    fresh.link = Some(String::new());
    file.set_templates("Mine", "default", Some(&fresh)).unwrap();
    assert!(
        text(&file).contains("# the story\nlink = \"\"\n"),
        "{}",
        text(&file)
    );
    fresh.link = None;
    file.set_templates("Mine", "default", Some(&fresh)).unwrap();
    assert_eq!(text(&file), expected);
    file.set_templates("Mine", "default", None).unwrap();
    let left = text(&file);
    assert!(
        left.contains("# what is said\n# the app first\n\n# the others'\n[[channel]]"),
        "{left}"
    );
}

#[test]
fn a_text_of_several_lines_is_written_in_several_lines() {
    let (_home, file) = home(BY_HAND);
    let fresh = texts("a", "{{app.name}}\n{{event.story}}");
    file.set_templates("Mine", "app-version", Some(&fresh))
        .unwrap();
    let written = text(&file);
    assert!(
        written.contains(
            "[channel.templates.app-version]\ntitle = \"a\"\nbody = \"\"\"\n{{app.name}}\n{{event.story}}\"\"\"\n"
        ),
        "{written}"
    );
    let table = written.find("[channel.templates.app-version]").unwrap();
    assert!(
        table < written.find("# the others'").unwrap(),
        "it stands with its channel: {written}"
    );
    assert_eq!(channel(&file, "Mine").templates["app-version"], fresh);
}

#[test]
fn windows_line_ends_do_not_get_into_texts() {
    let (_home, file) = home(&BY_HAND.replace('\n', "\r\n"));
    let fresh = texts("a", "one\ntwo");
    file.set_templates("Mine", "default", Some(&fresh)).unwrap();
    assert!(
        text(&file).contains("one\r\ntwo"),
        "the file keeps its kind of line end"
    );
    let again = SettingsFile::open(file.path().parent().unwrap());
    assert_eq!(channel(&again, "Mine").templates["default"], fresh);
}

#[test]
fn the_builtin_channel_is_written_down_when_it_is_changed() {
    for before in ["", "# nothing yet\n", "[history]\nkeep-days = 3 # days\n"] {
        let (_home, file) = home(before);
        file.set_level("default", "app-version", Some(Level::Passive))
            .unwrap();
        let fresh = texts("t", "b");
        file.set_templates("default", "default", Some(&fresh))
            .unwrap();
        let written = text(&file);
        assert!(written.starts_with(before), "{written}");
        assert!(
            written.contains(
                "[[channel]]\nname = \"default\"\n\n[channel.levels]\napp-version = \"passive\"\n\n\
                 [channel.templates.default]\ntitle = \"t\"\nbody = \"b\"\n"
            ),
            "{written}"
        );
        file.set_level("default", "app-version", None).unwrap();
        file.set_templates("default", "default", None).unwrap();
        assert_eq!(file.current().channels.len(), 1, "{}", text(&file));
    }
}

#[test]
fn a_channel_that_does_not_exist_is_not_made_in_passing() {
    let (_home, file) = home(BY_HAND);
    for name in ["Nobody", "default"] {
        let refused = file.set_level(name, "app-version", Some(Level::Active));
        assert!(
            matches!(
                refused,
                Err(SettingsError::Refused {
                    problem: Problem::NoSuchChannel { .. }
                })
            ),
            "{refused:?}"
        );
    }
    assert_eq!(text(&file), BY_HAND);
}

#[test]
fn putting_a_channel_keeps_the_comments_of_its_tables() {
    let (_home, file) = home(BY_HAND);
    let same = channel(&file, "Mine");
    file.put_channel("Mine", &same).unwrap();
    assert_eq!(
        text(&file),
        BY_HAND,
        "putting what is there changes nothing"
    );
    let mut other = same.clone();
    other.name = "Renamed".to_owned();
    other.kinds = vec!["crash-feedback".to_owned(), "ping".to_owned()];
    other.condition = Some("event.status == \"X\"".to_owned());
    other.levels.remove("app-version-rejected");
    file.put_channel("Mine", &other).unwrap();
    assert_eq!(channel(&file, "Renamed"), other);
    let written = text(&file);
    for comment in [
        "# mine",
        "# me",
        "# and what testers say",
        "# how loud",
        "# never at night",
        "# quiet",
        "# what is said",
        "# for all",
        "# the app first",
        "# the story",
        "# the others'",
    ] {
        assert!(written.contains(comment), "{comment} is gone: {written}");
    }
    assert!(
        written.contains("condition = 'event.status == \"X\"'\n"),
        "{written}"
    );
}

#[test]
fn channels_written_as_a_list_are_changed_too() {
    let (_home, file) = home("channel = [{ name = \"a\" }, { name = \"b\" }]\n");
    file.set_level("b", "ping", Some(Level::Passive)).unwrap();
    assert_eq!(channel(&file, "b").levels.len(), 1, "{}", text(&file));
    assert_eq!(file.current().channels.len(), 2);
}
