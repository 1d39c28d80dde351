//! Apple at its busiest: several connections that post as fast as they are answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use journeys::apple;
use journeys::knock::Line;

const CONNECTIONS: usize = 4;
/// What one connection posts at most, if nothing ends it earlier.
const POSTS: usize = 75;

/// Posts that are under way.
pub(crate) struct Load {
    acknowledged: Arc<AtomicUsize>,
    senders: Vec<JoinHandle<Sent>>,
}

/// What became of the posts, by the ids of their events.
#[derive(Default)]
pub(crate) struct Sent {
    /// Answered with 200.
    pub(crate) acknowledged: Vec<String>,
    /// Perhaps received, but not answered: Apple would send these again.
    pub(crate) unanswered: Vec<String>,
}

impl Sent {
    pub(crate) fn and(&mut self, more: Self) {
        self.acknowledged.extend(more.acknowledged);
        self.unanswered.extend(more.unanswered);
    }
}

impl Load {
    /// Begins to post events whose ids begin with `name`.
    pub(crate) fn begin(address: &str, path: &str, secret: &str, name: &str) -> Self {
        let acknowledged = Arc::new(AtomicUsize::new(0));
        let senders = (0..CONNECTIONS)
            .map(|sender| {
                let [address, path, secret] = [address, path, secret].map(str::to_owned);
                let acknowledged = Arc::clone(&acknowledged);
                let name = format!("{name}-{sender}");
                thread::spawn(move || send(&address, &path, &secret, &name, &acknowledged))
            })
            .collect();
        Self {
            acknowledged,
            senders,
        }
    }

    /// Waits until so many were answered with 200, or no more will be.
    pub(crate) fn wait_for(&self, count: usize) {
        while self.acknowledged.load(Ordering::Relaxed) < count
            && !self.senders.iter().all(JoinHandle::is_finished)
        {
            thread::sleep(Duration::from_micros(200));
        }
    }

    /// What became of it all, once the other side is gone.
    pub(crate) fn end(self) -> Sent {
        let mut sent = Sent::default();
        for sender in self.senders {
            sent.and(sender.join().unwrap());
        }
        sent
    }
}

fn send(address: &str, path: &str, secret: &str, name: &str, acknowledged: &AtomicUsize) -> Sent {
    let mut sent = Sent::default();
    let Ok(mut line) = Line::connect(address) else {
        return sent;
    };
    for at in 0..POSTS {
        let id = format!("{name}-{at}");
        let body = apple::app_version(&id, "REJECTED");
        let signature = apple::sign(secret, &body);
        match line.post(path, &[("x-apple-signature", &signature)], &body) {
            Ok(answer) if answer.status == 200 => {
                sent.acknowledged.push(id);
                acknowledged.fetch_add(1, Ordering::Relaxed);
            }
            _ => {
                sent.unanswered.push(id);
                break;
            }
        }
    }
    sent
}
