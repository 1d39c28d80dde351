//! What this computer tells of its sleep and its network, handed on to the engine.

mod interfaces;
mod looks;
mod ways;

#[cfg(target_os = "linux")]
mod bus;
#[cfg(target_os = "linux")]
mod ear;
#[cfg(target_os = "linux")]
mod manager;

use std::sync::Arc;
use std::time::Duration;

use shipbell_engine::Engine;
use tokio::sync::mpsc;

pub use interfaces::Interfaces;

/// A swarm of signs within this time is one: a wake brings many.
const SWARM: Duration = Duration::from_secs(1);

/// Something that the computer told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It slept, and is awake.
    #[cfg_attr(
        not(target_os = "linux"),
        expect(
            dead_code,
            reason = "elsewhere the engine's look at the clock is enough"
        )
    )]
    Woke,
    /// The network is there (again, or another one), or is gone.
    Network(bool),
}

/// The computer, as it can be listened to.
#[derive(Clone)]
pub struct Computer {
    /// The system bus; nobody is asked where there is none.
    #[cfg(target_os = "linux")]
    bus: Option<String>,
    /// None where nobody is to look at them.
    interfaces: Option<Arc<dyn Interfaces>>,
}

impl Computer {
    /// This one. Where Apple is a stand-in on the same computer, no network is needed, and one that is
    /// missing must not end the tests: then only a bus that somebody named is listened to.
    pub(crate) fn this(apple_is_here: bool) -> Self {
        let interfaces: Arc<dyn Interfaces> = Arc::new(interfaces::Ours);
        Self {
            #[cfg(target_os = "linux")]
            bus: bus::named().or_else(|| (!apple_is_here).then(bus::usual)),
            interfaces: (!apple_is_here).then_some(interfaces),
        }
    }

    /// Another one: for tests.
    #[cfg(target_os = "linux")]
    pub fn with(bus: Option<String>, interfaces: Arc<dyn Interfaces>) -> Self {
        Self {
            bus,
            interfaces: Some(interfaces),
        }
    }
}

/// Listens until it is dropped.
pub(crate) async fn follow(engine: Engine, computer: Computer) {
    let (tell, told) = mpsc::channel(16);
    #[cfg(target_os = "linux")]
    let listening = ear::listen(computer.bus, computer.interfaces, tell);
    #[cfg(not(target_os = "linux"))]
    let listening = looks::listen(computer.interfaces, tell);
    tokio::join!(listening, hand_on(&engine, told));
}

/// What a swarm comes to.
#[derive(Default)]
struct Swarm {
    woke: bool,
    network: Option<bool>,
}

impl Swarm {
    fn add(&mut self, sign: Sign) {
        match sign {
            Sign::Woke => self.woke = true,
            Sign::Network(there) => self.network = Some(there),
        }
    }

    fn tell(&self, engine: &Engine) {
        if self.woke {
            engine.woke();
        }
        if let Some(there) = self.network {
            engine.network(there);
        }
    }
}

async fn hand_on(engine: &Engine, mut told: mpsc::Receiver<Sign>) {
    while let Some(first) = told.recv().await {
        let mut swarm = Swarm::default();
        swarm.add(first);
        let all = async {
            while let Some(sign) = told.recv().await {
                swarm.add(sign);
            }
        };
        // Its end is its end by time, or that of whoever tells.
        let _ = tokio::time::timeout(SWARM, all).await;
        swarm.tell(engine);
    }
}
