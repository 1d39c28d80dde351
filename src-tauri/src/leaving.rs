//! What a person wants gone when Shipbell ends: the home is in use until then.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use shipbell_owner::{Home, SecretsChoice};
use shipbell_wire::Trace;

/// What goes after the end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Leaving(Arc<Mutex<Vec<Trace>>>);

impl Leaving {
    /// Notes what is to go. Whether the program has to end for it.
    pub(crate) fn with(&self, traces: &[Trace]) -> bool {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.extend(traces.iter().filter(|trace| **trace != Trace::StartAtLogin));
        !noted.is_empty()
    }

    /// Takes it away, once the owner has closed the home. The data last: without it, nobody knows any
    /// more which secrets were this home's.
    pub(crate) fn take_away(&self, home: &Home, secrets: SecretsChoice) -> Result<()> {
        let noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.contains(&Trace::Secrets) {
            let vault = secrets.vault(home);
            shipbell_moving::remove_secrets(home, &*vault)?;
        }
        if noted.contains(&Trace::Data) {
            shipbell_moving::remove_data(home)?;
        }
        Ok(())
    }
}
