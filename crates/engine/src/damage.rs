//! A damaged database, told: one that is still in use, and one that was moved aside.

use std::path::{Path, PathBuf};

use shipbell_feed::Condition;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::status::ProblemCode;

/// Where the feed remembers the file that was moved aside.
const STATE: &str = "damaged-database";

impl Engine {
    /// A damaged database that was moved aside is told of at every start, until its file is gone:
    /// whoever found it may have been a command that nobody read.
    pub(crate) async fn tell_of_moved(&self, moved: Option<PathBuf>) -> Result<(), EngineError> {
        if let Some(path) = &moved {
            let path = path.to_string_lossy();
            self.inner.feed.set(STATE, Some(&path)).await?;
        }
        let Some(path) = self.inner.feed.get(STATE).await? else {
            return Ok(());
        };
        if !Path::new(&path).exists() {
            return Ok(self.inner.feed.set(STATE, None).await?);
        }
        self.inner.problems.raise(
            ProblemCode::DatabaseQuarantined,
            format!("The database was damaged and was moved to {path}. A new one was begun; the keychain gives the endpoints back. Delete that file when you no longer need it."),
        );
        Ok(())
    }

    /// What is found while the database is in use can only be told: the next start moves it aside.
    pub(crate) fn tell_of_condition(&self, condition: Condition) {
        if condition == Condition::Damaged {
            self.problem(
                ProblemCode::DatabaseDamaged,
                "The database is damaged in places. Restart Shipbell: it moves this file aside and keeps it, and begins a new one. What comes until then is stored in this one where it can be, and refused where it can't.".to_owned(),
            );
        }
    }
}
