//! Saves by other programs, noticed.
#![expect(
    clippy::unwrap_used,
    reason = "a home that cannot be set up is a failed test"
)]

use std::fs;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use shipbell_settings::{FILE_NAME, SettingsFile, Watch};
use tempfile::TempDir;

/// Anything that happens has happened by then.
const LONG: Duration = Duration::from_secs(30);

struct Watched {
    home: TempDir,
    file: SettingsFile,
    days: Receiver<Option<u32>>,
    watch: Option<Watch>,
}

/// Tells the days kept after each change, nothing while the file is wrong.
fn watched(text: &str) -> Watched {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join(FILE_NAME), text).unwrap();
    let file = SettingsFile::open(home.path());
    let (tell, days) = mpsc::channel();
    let watch = file.watch(move |file| {
        let days = file
            .problem()
            .is_none()
            .then(|| file.current().history.keep_days);
        let _ = tell.send(days);
    });
    Watched {
        home,
        file,
        days,
        watch: Some(watch.unwrap()),
    }
}

#[test]
fn saving_in_place_and_by_renaming_are_both_noticed_again_and_again() {
    let watched = watched("[history]\nkeep-days = 1\n");
    let path = watched.file.path();
    fs::write(path, "[history]\nkeep-days = 2\n").unwrap();
    assert_eq!(
        watched.days.recv_timeout(LONG),
        Ok(Some(2)),
        "saved in place"
    );
    for days in 3..6 {
        let fresh = watched.home.path().join(".shipbell.toml.swp");
        fs::write(&fresh, format!("[history]\nkeep-days = {days}\n")).unwrap();
        fs::rename(&fresh, path).unwrap();
        assert_eq!(
            watched.days.recv_timeout(LONG),
            Ok(Some(days)),
            "vim and most editors save so"
        );
    }
    fs::write(path, "[history\n").unwrap();
    assert_eq!(
        watched.days.recv_timeout(LONG),
        Ok(None),
        "a slip is told as soon as it is saved"
    );
    fs::remove_file(path).unwrap();
    assert_eq!(
        watched.days.recv_timeout(LONG),
        Ok(Some(365)),
        "no file means defaults"
    );
}

#[test]
fn what_changes_nothing_and_our_own_edits_are_not_news() {
    let watched = watched("[history]\nkeep-days = 1\n");
    let path = watched.file.path();
    watched.file.set_keep_days(2).unwrap();
    fs::write(path, "[history]\nkeep-days = 2 # the same\n").unwrap();
    fs::write(watched.home.path().join("other.txt"), "not settings").unwrap();
    fs::write(path, "[history]\nkeep-days = 3\n").unwrap();
    assert_eq!(
        watched.days.recv_timeout(LONG),
        Ok(Some(3)),
        "only the last was new to us"
    );
}

#[test]
fn watching_ends_with_the_watch() {
    let mut watched = watched("");
    assert!(watched.watch.take().is_some(), "there was a watch to end");
    assert_eq!(
        watched.days.recv_timeout(LONG),
        Err(mpsc::RecvTimeoutError::Disconnected),
        "a thread left behind would act on settings nobody owns any more"
    );
}
