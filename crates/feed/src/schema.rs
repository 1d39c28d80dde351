//! Brings a database from any past schema to this one, and touches none from the future.

use rusqlite::{Connection, TransactionBehavior};

use crate::FeedError;
use crate::table::{
    account, attachment, cursor, delivery, endpoint, errand, event, identity, notice, pin,
    quarantine, search, state, webhook,
};

/// Step `n` leads from schema `n` to schema `n + 1`. Steps are only ever added: a change to one
/// that has shipped would never reach the databases that already took it.
const STEPS: &[&[&str]] = &[
    &[
        cursor::V1,
        delivery::V1,
        endpoint::V1,
        event::V1,
        identity::V1,
        notice::V1,
        quarantine::V1,
        search::V1,
        state::V1,
    ],
    &[event::V2, search::V2, search::V1],
    &[account::V3, webhook::V3],
    &[attachment::V4, errand::V4, pin::V4, webhook::V4],
];

/// The schema this build writes.
pub(crate) fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

pub(crate) fn found(conn: &Connection) -> Result<i64, FeedError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses what a newer Shipbell wrote.
pub(crate) fn refuse_newer(conn: &Connection) -> Result<(), FeedError> {
    let (found, known) = (found(conn)?, newest());
    if found > known {
        Err(FeedError::Newer { found, known })
    } else {
        Ok(())
    }
}

pub(crate) fn migrate(conn: &mut Connection) -> Result<(), FeedError> {
    refuse_newer(conn)?;
    if found(conn)? == newest() {
        return Ok(());
    }
    let change = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Looked at again under the lock: another program may have migrated meanwhile.
    let from = usize::try_from(found(&change)?).unwrap_or(0);
    for (step, tables) in STEPS.iter().enumerate().skip(from) {
        for sql in *tables {
            change.execute_batch(sql)?;
        }
        change.pragma_update(
            None,
            "user_version",
            i64::try_from(step + 1).unwrap_or(i64::MAX),
        )?;
    }
    change.commit()?;
    Ok(())
}
