//! Who is in, and who goes when all places are taken?

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::pulse::Pulse;

/// Everyone connected, up to a fixed number.
#[derive(Debug)]
pub(crate) struct Crowd {
    places: Arc<Semaphore>,
    size: u32,
    present: Mutex<Present>,
}

#[derive(Debug, Default)]
struct Present {
    next: u64,
    pulses: BTreeMap<u64, Arc<Pulse>>,
}

impl Crowd {
    pub(crate) fn new(connections: usize) -> Arc<Self> {
        let size = u32::try_from(connections.clamp(1, 1 << 20)).unwrap_or(1);
        Arc::new(Self {
            places: Arc::new(Semaphore::new(size as usize)),
            size,
            present: Mutex::default(),
        })
    }

    /// A place. When none is free, whoever has been waiting longest without a request under way
    /// is sent off: a flood of half-open heads then costs the flood its own connections, not a
    /// delivery that arrives in the middle of it.
    pub(crate) async fn enter(self: &Arc<Self>, pause: Duration) -> Seat {
        loop {
            if let Ok(permit) = Arc::clone(&self.places).try_acquire_owned() {
                return self.seat(permit);
            }
            self.dismiss(1);
            let freed = Arc::clone(&self.places).acquire_owned();
            if let Ok(Ok(permit)) = tokio::time::timeout(pause, freed).await {
                return self.seat(permit);
            }
        }
    }

    /// Sends off a quarter of those present: the system has no more files to give, and one at a
    /// time would take a flood's worth of pauses to get through.
    pub(crate) fn make_room(&self) {
        let present = self
            .present
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pulses
            .len();
        self.dismiss(present.div_ceil(4));
    }

    fn dismiss(&self, count: usize) {
        let present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        let mut waiting: Vec<_> = present
            .pulses
            .values()
            .filter_map(|pulse| pulse.dispensable().map(|key| (key, pulse)))
            .collect();
        waiting.sort_unstable_by_key(|(key, _)| *key);
        for (_, pulse) in waiting.into_iter().take(count) {
            pulse.dismiss();
        }
    }

    /// Ready when everyone has left.
    pub(crate) async fn gone(&self) {
        // The semaphore is never closed, so the error can't happen; if it did, all have left.
        drop(self.places.acquire_many(self.size).await);
    }

    fn seat(self: &Arc<Self>, permit: OwnedSemaphorePermit) -> Seat {
        let pulse = Arc::new(Pulse::new());
        let mut present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        let number = present.next;
        present.next += 1;
        present.pulses.insert(number, Arc::clone(&pulse));
        Seat {
            number,
            pulse,
            crowd: Arc::clone(self),
            _permit: permit,
        }
    }
}

/// One place, free again when dropped. A delivery shares its connection's, so that work left
/// behind by callers who hung up stays counted.
#[derive(Debug)]
pub(crate) struct Seat {
    number: u64,
    pub(crate) pulse: Arc<Pulse>,
    crowd: Arc<Crowd>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut present = self
            .crowd
            .present
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        present.pulses.remove(&self.number);
    }
}
