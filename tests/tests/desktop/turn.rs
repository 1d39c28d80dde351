//! Desktops take turns: more of them at once than this, and each is so slow that nobody could tell
//! a fault from a busy machine.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

const AT_ONCE: usize = 2;
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// The right to run one desktop, given back when it goes, also when its process is killed.
pub(crate) struct Turn {
    _locked: File,
}

impl Turn {
    /// Waits for as long as the tests before this one take.
    pub(crate) fn wait() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        std::fs::create_dir_all(folder).unwrap();
        loop {
            for seat in 0..AT_ONCE {
                let locked = File::create(folder.join(format!("desktop-{seat}.lock"))).unwrap();
                if locked.try_lock().is_ok() {
                    return Self { _locked: locked };
                }
            }
            std::thread::sleep(LOOK_AGAIN);
        }
    }
}
