//! The engine's tunnels, by the tunnel's room; and how much room there is on a disk.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use shipbell_engine::{Tunnel, TunnelField, TunnelKind, TunnelPhase, TunnelState, WantedTunnel};
use shipbell_tunnel::{Kind, Phase, Secret, State, Supervisor, Wanted};
use tokio::sync::{Mutex, watch};

/// The programs of this computer.
pub struct Programs {
    supervisor: Supervisor,
    changes: Mutex<watch::Receiver<State>>,
    /// A kind that this build does not know: asked for by hand, or by a newer Shipbell.
    unknown: std::sync::Mutex<Option<String>>,
}

impl Programs {
    /// With the folder in which it is noted what runs, so that nothing outlives its owner for long.
    pub fn new(folder: PathBuf) -> Self {
        let supervisor = Supervisor::new(folder);
        let changes = Mutex::new(supervisor.changes());
        Self {
            supervisor,
            changes,
            unknown: std::sync::Mutex::default(),
        }
    }

    fn unknown(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.unknown
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[async_trait]
impl Tunnel for Programs {
    fn run(&self, wanted: Option<WantedTunnel>) {
        let unknown = wanted
            .as_ref()
            .map(|wanted| wanted.kind.clone())
            .filter(|kind| Kind::from_name(kind).is_none());
        *self.unknown() = unknown;
        self.supervisor.want(wanted.and_then(as_told));
    }

    fn restart(&self) {
        self.supervisor.restart();
    }

    fn state(&self) -> TunnelState {
        let state = self.supervisor.state();
        if let Some(kind) = self.unknown().clone() {
            return TunnelState {
                phase: TunnelPhase::Refused,
                since: ms(state.since),
                fault: Some(format!(
                    "shipbell.toml asks for a tunnel of the kind \"{kind}\", which this Shipbell does not know. Choose one in the settings under Connection."
                )),
                ..TunnelState::default()
            };
        }
        TunnelState {
            phase: match state.phase {
                Phase::Off => TunnelPhase::Off,
                Phase::Starting => TunnelPhase::Starting,
                Phase::Up => TunnelPhase::Up,
                Phase::Waiting => TunnelPhase::Waiting,
                Phase::Refused => TunnelPhase::Refused,
            },
            since: ms(state.since),
            again: state.again.map(ms),
            url: state.url,
            fault: state.fault.map(|fault| fault.to_string()),
        }
    }

    async fn changed(&self) {
        let mut changes = self.changes.lock().await;
        if changes.changed().await.is_err() {
            // The supervisor is gone, and nothing will change any more.
            std::future::pending::<()>().await;
        }
    }

    fn log(&self) -> Vec<String> {
        self.supervisor.log()
    }

    fn kinds(&self) -> Vec<TunnelKind> {
        Kind::ALL.into_iter().map(known).collect()
    }

    async fn stop(&self) {
        self.supervisor.stop().await;
    }
}

fn as_told(wanted: WantedTunnel) -> Option<Wanted> {
    let secrets = wanted.secrets.0.iter();
    Some(Wanted {
        kind: Kind::from_name(&wanted.kind)?,
        door: wanted.door,
        secrets: secrets
            .map(|(key, secret)| (key.clone(), Secret::from(secret.expose().to_owned())))
            .collect(),
        options: wanted.options,
    })
}

fn known(kind: Kind) -> TunnelKind {
    let about = kind.about();
    let field = |field: &shipbell_tunnel::Field| TunnelField {
        key: field.key,
        required: field.required,
        secret: field.secret,
        example: field.example,
    };
    TunnelKind {
        kind: kind.name(),
        title: about.title,
        program: about.program,
        installed: kind.find().map(|path| path.display().to_string()),
        tls: about.tls,
        fields: about.fields.iter().map(field).collect(),
        more: about.more,
    }
}

fn ms(at: SystemTime) -> i64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// How many bytes are free where a folder is, if the system says.
pub fn free_bytes(folder: &Path) -> Option<u64> {
    fs4::available_space(folder).ok()
}
