//! Changes made here, next to a person who edits the same file.
#![expect(
    clippy::unwrap_used,
    reason = "a home that cannot be set up is a failed test"
)]

use std::cell::Cell;
use std::fs;

use shipbell_settings::{
    Channel, Density, FILE_NAME, Hours, Problem, QuietHours, SettingsError, SettingsFile, Theme,
    Tunnel,
};
use tempfile::TempDir;

const BY_HAND: &str = "\
# my settings

[connection]
public-url = \"https://old.example.com\"  # the old tunnel
listen = '127.0.0.1:9000'

# a year is too long
[history]
keep-days = 90 # days

[[channel]]
# everything that matters
name = \"Mine\"
kinds = [\"app-version\"]  # only releases
";

fn home(text: &str) -> (TempDir, SettingsFile) {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join(FILE_NAME), text).unwrap();
    let file = SettingsFile::open(home.path());
    (home, file)
}

fn text(file: &SettingsFile) -> String {
    fs::read_to_string(file.path()).unwrap()
}

#[test]
fn a_change_touches_its_value_and_nothing_else() {
    let (_home, file) = home(BY_HAND);
    file.set_public_url(Some("https://new.example.com/"))
        .unwrap();
    file.set_keep_days(30).unwrap();
    let expected = BY_HAND
        .replace("https://old.example.com", "https://new.example.com")
        .replace("= 90 #", "= 30 #");
    assert_eq!(
        text(&file),
        expected,
        "comments, order and quotes are the person's own"
    );
    assert_eq!(
        file.current().history.keep_days,
        30,
        "a change is in force at once"
    );
}

#[test]
fn the_first_change_makes_a_file_that_explains_itself() {
    let home = tempfile::tempdir().unwrap();
    let file = SettingsFile::open(&home.path().join("new").join("home"));
    assert_eq!(file.problem(), None, "a missing file is not a mistake");
    assert!(!file.path().exists(), "reading must not make files");
    file.set_public_url(Some("https://bell.example.com"))
        .unwrap();
    file.set_unread_count(false).unwrap();
    file.set_notifications(false).unwrap();
    let made = text(&file);
    assert!(made.starts_with("# Shipbell's settings."), "{made}");
    assert!(
        made.contains("[connection]\npublic-url = \"https://bell.example.com\"\n"),
        "{made}"
    );
    let again = SettingsFile::open(file.path().parent().unwrap());
    assert_eq!(
        again.current(),
        file.current(),
        "what is in force is what is on disk"
    );
    assert!(!again.current().tray.unread_count && !again.current().notifications.enabled);
}

#[test]
fn each_choice_of_the_panel_is_written_beside_the_comments() {
    let by_hand =
        "[quiet-hours] # sleep\nfrom = \"23:00\" # late\n\n[appearance]\ntheme = 'dark' # eyes\n";
    let (_home, file) = home(by_hand);
    let quiet = QuietHours {
        enabled: true,
        hours: Hours {
            from: "22:30".parse().unwrap(),
            to: "06:45".parse().unwrap(),
        },
    };
    file.set_quiet_hours(quiet).unwrap();
    file.set_theme(Theme::Light).unwrap();
    file.set_density(Density::Compact).unwrap();
    file.set_text_size(125).unwrap();
    file.set_open_panel(Some("CmdOrCtrl+Shift+B")).unwrap();
    assert_eq!(
        text(&file),
        "[quiet-hours] # sleep\nfrom = \"22:30\" # late\nenabled = true\nto = \"06:45\"\n\n\
         [appearance]\ntheme = \"light\" # eyes\ndensity = \"compact\"\ntext-size = 125\n\n\
         [shortcuts]\nopen-panel = \"CmdOrCtrl+Shift+B\"\n"
    );
    let chosen = file.current();
    assert_eq!(chosen.quiet_hours, quiet);
    assert_eq!(chosen.appearance.text_size, 125);
    assert!(file.set_text_size(500).is_err(), "nobody could use that");
    assert!(file.set_open_panel(Some("B")).is_err());
    file.set_open_panel(None).unwrap();
    assert_eq!(file.current().shortcuts.open_panel, None);
}

#[test]
fn a_change_that_would_be_wrong_is_refused_and_not_written() {
    let (_home, file) = home(BY_HAND);
    let refused = file.set_public_url(Some("https://localhost")).unwrap_err();
    assert!(
        matches!(
            refused,
            SettingsError::Refused {
                problem: Problem::PublicUrl(_)
            }
        ),
        "{refused}"
    );
    let open = "0.0.0.0:8484".parse().unwrap();
    let refused = file.set_listen(open, false).unwrap_err();
    assert!(
        matches!(
            refused,
            SettingsError::Refused {
                problem: Problem::BeyondThisComputer { .. }
            }
        ),
        "{refused}"
    );
    assert_eq!(text(&file), BY_HAND);
    file.set_listen(open, true).unwrap();
    assert_eq!(
        file.current().connection.listen,
        open,
        "said in words, it is done"
    );
    file.set_listen("127.0.0.1:1".parse().unwrap(), false)
        .unwrap();
    assert!(
        !text(&file).contains("beyond"),
        "the permission must not outlive its use"
    );
}

#[test]
fn a_wrong_file_leaves_the_last_good_settings_in_force_and_is_not_overwritten() {
    let (_home, file) = home(BY_HAND);
    fs::write(file.path(), "[history]\nkeep-dayz = 1\n").unwrap();
    assert!(file.reload());
    assert!(!file.reload(), "the same problem twice is not news");
    assert_eq!(
        file.current().history.keep_days,
        90,
        "a slip must not reset everything"
    );
    let problem = file.problem().unwrap();
    assert!(
        matches!(problem, SettingsError::At { line: 2, .. }),
        "{problem}"
    );
    assert!(file.set_keep_days(5).is_err());
    assert_eq!(
        text(&file),
        "[history]\nkeep-dayz = 1\n",
        "it is for the person to repair"
    );
    fs::write(file.path(), "[history]\nkeep-days = 1\n").unwrap();
    assert!(file.reload());
    assert_eq!(
        (file.problem(), file.current().history.keep_days),
        (None, 1)
    );
}

#[test]
fn a_save_by_someone_else_in_the_middle_of_a_change_is_kept() {
    let (_home, file) = home("[history]\nkeep-days = 1\n");
    let runs = Cell::new(0);
    file.edit(|document| {
        runs.set(runs.get() + 1);
        if runs.get() == 1 {
            fs::write(file.path(), "# saved meanwhile\n[history]\nkeep-days = 2\n").unwrap();
        }
        document["history"]["keep-days"] = toml_edit::value(3);
    })
    .unwrap();
    assert_eq!(
        text(&file),
        "# saved meanwhile\n[history]\nkeep-days = 3\n",
        "neither is lost"
    );
    assert_eq!(runs.get(), 2);
}

#[test]
fn a_file_that_is_fought_over_is_given_up_on_without_harm() {
    let (_home, file) = home("[history]\nkeep-days = 1\n");
    let runs = Cell::new(0);
    let outcome = file.edit(|document| {
        runs.set(runs.get() + 1);
        fs::write(file.path(), format!("# {}\n", runs.get())).unwrap();
        document["history"]["keep-days"] = toml_edit::value(3);
    });
    assert!(
        matches!(outcome, Err(SettingsError::Contended { .. })),
        "{outcome:?}"
    );
    assert_eq!(
        text(&file),
        format!("# {}\n", runs.get()),
        "the other's last word stands"
    );
    let left: Vec<_> = fs::read_dir(file.path().parent().unwrap())
        .unwrap()
        .collect();
    assert_eq!(left.len(), 1, "no temporary files are left behind");
}

#[test]
fn channels_are_put_replaced_and_removed_with_their_comments() {
    let (_home, file) = home(BY_HAND);
    let mut second = Channel::named("Crashes");
    second.kinds = vec!["crash-feedback".to_owned()];
    file.put_channel("Crashes", &second).unwrap();
    let mut mine = file.current().channels[0].clone();
    mine.kinds.push("build-upload".to_owned());
    mine.condition = Some("true".to_owned());
    file.put_channel("Mine", &mine).unwrap();
    assert_eq!(
        file.current().channels,
        [mine, second],
        "each is in force as it was put"
    );
    assert!(
        text(&file).contains("# everything that matters"),
        "{}",
        text(&file)
    );
    file.remove_channel("Mine").unwrap();
    assert_eq!(file.current().channels.len(), 1);
    let twin = Channel::named("Crashes");
    let refused = file.put_channel("Other", &twin).unwrap_err();
    assert!(
        matches!(
            refused,
            SettingsError::Refused {
                problem: Problem::SameName { .. }
            }
        ),
        "{refused}"
    );
}

#[test]
fn what_windows_editors_leave_is_left_as_it_is() {
    let by_notepad = "\u{feff}# mine\r\n[history]\r\nkeep-days = 90 # days\r\n";
    let (_home, file) = home(by_notepad);
    file.set_keep_days(30).unwrap();
    assert_eq!(
        text(&file),
        by_notepad.replace("90", "30"),
        "line ends and the mark are theirs"
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn what_is_written_is_private_to_its_owner() {
        let (_home, file) = home(BY_HAND);
        file.set_keep_days(1).unwrap();
        let mode = fs::metadata(file.path()).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "names of unreleased apps are in there");
    }

    #[test]
    fn a_link_to_settings_kept_elsewhere_stays_a_link() {
        let elsewhere = tempfile::tempdir().unwrap();
        let real = elsewhere.path().join("dotfile.toml");
        fs::write(&real, BY_HAND).unwrap();
        let home = tempfile::tempdir().unwrap();
        symlink(&real, home.path().join(FILE_NAME)).unwrap();
        let file = SettingsFile::open(home.path());
        file.set_keep_days(1).unwrap();
        assert!(fs::symlink_metadata(file.path()).unwrap().is_symlink());
        assert!(
            fs::read_to_string(&real)
                .unwrap()
                .contains("keep-days = 1 # days")
        );
    }
}

#[test]
fn another_tunnel_takes_the_formers_options_with_it() {
    let (_home, file) = home(
        "[tunnel]\nkind = \"bore\"  # while it lasts\nserver = \"bore.example.com\"\nport = 7000\n\n[tray]\n",
    );
    let bore = file.current().tunnel.clone().unwrap();
    assert_eq!(bore.kind, "bore");
    assert_eq!(
        bore.options["port"], "7000",
        "nobody writes a port in quotes"
    );

    let ssh = Tunnel {
        kind: "ssh".to_owned(),
        options: [("server".to_owned(), "me@example.com".to_owned())].into(),
    };
    file.set_tunnel(Some(&ssh)).unwrap();
    assert_eq!(file.current().tunnel, Some(ssh));
    assert_eq!(
        text(&file),
        "[tunnel]\nkind = \"ssh\"  # while it lasts\nserver = \"me@example.com\"\n\n[tray]\n",
        "an option of the former kind would be refused by this one"
    );
    file.set_tunnel(None).unwrap();
    assert_eq!(file.current().tunnel, None);
}
