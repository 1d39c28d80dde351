//! Everything that is real, and what stands in for the desktop around it.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};
use shipbell_engine::Engine;
use shipbell_owner::{Home, Owner, Ports, Role, SecretsChoice};
use shipbell_vault::{Record, SecretsFile, Vault};
use shipbell_wire::{Change, House};
use tempfile::TempDir;
use tokio::sync::broadcast;

use crate::apple::Told;
use crate::clock::Moved;
use crate::host::{Asked, State};
use crate::sink::Rang;
use crate::way::Way;

/// What a request may touch.
pub(crate) struct World {
    pub(crate) engine: Engine,
    pub(crate) house: House,
    pub(crate) home: Home,
    pub(crate) door: SocketAddr,
    pub(crate) rang: Arc<Rang>,
    pub(crate) apple: Arc<Told>,
    pub(crate) clock: Arc<Moved>,
    pub(crate) host: Arc<Mutex<State>>,
    pub(crate) way: Arc<Way>,
    /// What the desktop around the panel tells it, beside what the engine does.
    pub(crate) told: broadcast::Sender<Change>,
    /// The home, where it is to go away with us.
    pub(crate) temporary: Option<TempDir>,
}

impl World {
    /// Takes the home and opens everything.
    pub(crate) async fn make() -> Result<(Self, Owner)> {
        let given = std::env::var_os("SHIPBELL_HOME").is_some_and(|path| !path.is_empty());
        let temporary = if given {
            None
        } else {
            Some(tempfile::tempdir()?)
        };
        let home = match &temporary {
            Some(folder) => Home::at(folder.path())?,
            None => Home::find()?,
        };
        if !given {
            name_a_free_port(&home)?;
        }
        let (rang, clock) = (Arc::default(), Arc::<Moved>::default());
        let apple = Arc::new(Told::beside(Arc::<Moved>::clone(&clock))?);
        let ports = Ports {
            sink: Arc::<Rang>::clone(&rang),
            clock: Arc::<Moved>::clone(&clock),
            apple: Arc::<Told>::clone(&apple),
            secrets: SecretsChoice::File,
        };
        let way = Arc::<Way>::default();
        let way_in = Arc::<Way>::clone(&way);
        let mut owner = Owner::take_with(home.clone(), Role::Serve, ports, way_in).await?;
        let engine = owner.engine().clone();
        way.leads_to(engine.clone());
        engine.unlock().await?;
        // A home of somebody's own keeps its settings, and its own port may be in use.
        let fixed = given.then_some(([127, 0, 0, 1], 0).into());
        let door = owner.open_door(fixed).await?;
        let host = Arc::default();
        let house = House {
            engine: engine.clone(),
            host: Arc::new(Asked::new(engine.clone(), Arc::clone(&host))),
            folders: home.folders(),
        };
        owner.open_house(house.clone()).await?;
        let world = Self {
            engine,
            house,
            home,
            door,
            rang,
            apple,
            clock,
            host,
            way,
            told: broadcast::channel(16).0,
            temporary,
        };
        Ok((world, owner))
    }

    /// What an endpoint's owner knows of it: its token and its secret, to sign as Apple would.
    pub(crate) fn record(&self, endpoint: &str) -> Result<Record> {
        let vault = SecretsFile::new(self.home.secrets_file());
        for id in vault.ids()? {
            match vault.read(&id)? {
                Some(record) if record.name == endpoint => return Ok(record),
                _ => {}
            }
        }
        None.with_context(|| format!("there is no endpoint named {endpoint}"))
    }

    /// Makes an endpoint unless it is there.
    pub(crate) async fn endpoint(&self, name: &str, app_id: &str) -> Result<Record> {
        let there = self.engine.endpoints().iter().any(|one| one.name == name);
        if !there {
            self.engine.add_endpoint(name, Some(app_id)).await?;
        }
        self.record(name)
    }

    /// Waits until everything that came in is an event.
    pub(crate) async fn settled(&self) -> Result<()> {
        while !self.engine.feed().undecided(1).await?.is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        Ok(())
    }
}

/// The door stands where the settings want it, so that it moves with them.
fn name_a_free_port(home: &Home) -> Result<()> {
    let free = std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
    let said = format!("[connection]\nlisten = \"{free}\"\n");
    std::fs::write(home.settings().join("shipbell.toml"), said)?;
    Ok(())
}
