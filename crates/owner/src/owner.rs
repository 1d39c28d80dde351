//! The owner of a home: lock, engine, door and control socket, opened and closed in order.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use shipbell_engine::{Apple, Clock, Engine, Parts, Sink, WayIn};
use shipbell_feed::Feed;
use shipbell_listener::Door;
use shipbell_settings::SettingsFile;
use shipbell_wire::House;
use shipbell_words::Words;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::computer::{self, Computer};
use crate::control::{self, Client};
use crate::entrance::{self, stopped};
use crate::error::OwnerError;
use crate::home::Home;
use crate::lock::{Lock, Role};
use crate::secrets::SecretsChoice;
use crate::tunnels::Programs;
use crate::way_in::Outside;

/// How long a command may hold the home, with a keychain that asks its user something.
const HOLDER_LEAVES_WITHIN: Duration = Duration::from_secs(15);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// What the program brings that runs the engine.
pub struct Ports {
    /// What rings.
    pub sink: Arc<dyn Sink>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// What App Store Connect knows.
    pub apple: Arc<dyn Apple>,
    /// Where the secrets are.
    pub secrets: SecretsChoice,
}

/// The owner of a home.
pub struct Owner {
    home: Home,
    engine: Engine,
    computer: Computer,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
    // Last, so that it is let go of after everything else.
    _lock: Lock,
}

impl Owner {
    /// Takes the home and opens its engine. Nothing listens and nothing rings yet.
    pub async fn take(home: Home, role: Role, ports: Ports) -> Result<Self, OwnerError> {
        Self::take_with(home, role, ports, Arc::new(Outside::default())).await
    }

    /// As [`Owner::take`], with another way out to the public address: for tests.
    pub async fn take_with(
        home: Home,
        role: Role,
        ports: Ports,
        way_in: Arc<dyn WayIn>,
    ) -> Result<Self, OwnerError> {
        let lock = take_lock(&home, role).await?;
        let opened = Feed::open(home.data())?;
        let settings = SettingsFile::open(home.settings());
        if let Some(error) = settings.problem() {
            tracing::warn!(%error, "the settings can't be read; the built-in ones are in force");
        }
        let computer = Computer::this(ports.apple.is_here());
        let engine = Engine::open(Parts {
            feed: opened.feed,
            quarantined: opened.quarantined,
            vault: ports.secrets.vault(&home),
            settings: Arc::new(settings),
            clock: ports.clock,
            sink: ports.sink,
            apple: ports.apple,
            way_in,
            tunnel: Arc::new(Programs::new(home.data().to_path_buf())),
            words: Words::english(),
        })
        .await?;
        Ok(Self {
            home,
            engine,
            computer,
            stop: watch::channel(false).0,
            tasks: JoinSet::new(),
            _lock: lock,
        })
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The home.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Listens to another computer than this one: for tests, before the house is opened.
    pub fn listen_to(&mut self, computer: Computer) {
        self.computer = computer;
    }

    /// Opens the door, or says why it can't. Without `listen`, it is where the settings want it, and
    /// moves with them.
    pub async fn open_door(
        &mut self,
        listen: Option<SocketAddr>,
    ) -> Result<SocketAddr, OwnerError> {
        let door = shipbell_listener::bind(entrance::address(&self.engine, listen)).await?;
        let at = door.local_addr();
        self.engine.door_is_open(Some(at));
        self.keep_door(listen, Some(door));
        Ok(at)
    }

    /// As [`Owner::open_door`], as soon as it can be: a port that is taken is a problem that is
    /// shown, and tried again, never a reason to listen elsewhere.
    pub fn open_door_when_free(&mut self, listen: Option<SocketAddr>) {
        self.keep_door(listen, None);
    }

    fn keep_door(&mut self, listen: Option<SocketAddr>, door: Option<Door>) {
        let stop = self.stop.subscribe();
        self.tasks
            .spawn(entrance::keep(self.engine.clone(), listen, door, stop));
    }

    /// Answers other processes of the same user, and starts the engine's own work.
    pub async fn open_house(&mut self, house: House) -> Result<(), OwnerError> {
        let socket = control::listen(&self.home)?;
        let stop = self.stop.subscribe();
        self.tasks.spawn(async move {
            tokio::select! {
                () = stopped(stop) => {}
                () = control::answer_all(socket, Arc::new(house)) => {}
            }
        });
        self.engine.start().await;
        let told = computer::follow(self.engine.clone(), self.computer.clone());
        let stop = self.stop.subscribe();
        self.tasks.spawn(async move {
            tokio::select! {
                () = stopped(stop) => {}
                () = told => {}
            }
        });
        Ok(())
    }

    /// Closes in order: no more deliveries or commands, then the engine, then the lock.
    pub async fn close(mut self) -> Result<(), OwnerError> {
        self.stop.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
        self.engine.door_is_open(None);
        self.engine.stop().await?;
        control::remove(&self.home);
        Ok(())
    }
}

/// Takes the lock. A holder that does not answer on the control socket is a command at work or an
/// owner on its way in or out: it is waited for a little.
async fn take_lock(home: &Home, role: Role) -> Result<Lock, OwnerError> {
    let begun = Instant::now();
    loop {
        match Lock::take(home, role) {
            Err(OwnerError::Taken { .. })
                if begun.elapsed() < HOLDER_LEAVES_WITHIN
                    && Client::connect(home).await?.is_none() =>
            {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
            taken => return taken,
        }
    }
}
