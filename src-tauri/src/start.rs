//! Start-up and end: runtime, home, engine and door first, the desktop after.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use shipbell_engine::SystemClock;
use shipbell_owner::{
    AppStoreConnect, Home, Journal, Owner, OwnerError, Ports, Role, Tenant, log_to,
};

use crate::args::Args;
use crate::login::AtLogin;
use crate::notices::Desktop;
use crate::system::{Here, System};
use crate::{app, say, takeover};

/// For what still runs on a blocking thread when all work is done.
const LEAVES_WITHIN: Duration = Duration::from_secs(1);

/// How long the door waits for the secrets.
const SECRETS_WITHIN: Duration = Duration::from_secs(2);

/// Runs the app until it is quit.
pub fn run() -> ExitCode {
    let args = Args::read();
    match start(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::on_terminal(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn start(args: &Args) -> Result<()> {
    if !Here::has_display() {
        bail!("There is no display here. `shipbell serve` runs the same engine in a terminal.");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("The system gave no threads to run on")?;
    tauri::async_runtime::set(runtime.handle().clone());
    let home = match &args.home {
        Some(folder) => Home::at(folder)?,
        None => Home::find()?,
    };
    log_to(&Journal::Folder(home.logs()))?;
    let (sink, acts) = Desktop::new(&home);
    let ended = match runtime.block_on(own(&home, args, sink)) {
        Ok(Start::Here(owner)) => {
            let login = AtLogin::of(&home, args.secrets)?;
            let secrets = args.secrets.into();
            app::run(&runtime, *owner, acts, login, secrets, args.link.clone())
        }
        Ok(Start::ShownThere) => Ok(()),
        Ok(Start::WithoutDesktop(tenant)) => match takeover::ask(&home, &tenant) {
            Ok(true) => takeover::start_anew(),
            Ok(false) => {
                say::on_terminal(&format!("{tenant} goes on running this home."));
                Ok(())
            }
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    // A keychain that hangs on a thread of its own must not keep the program alive.
    runtime.shutdown_timeout(LEAVES_WITHIN);
    ended
}

/// Who runs the home of this start.
enum Start {
    /// We do.
    Here(Box<Owner>),
    /// Another app, which showed its panel.
    ShownThere,
    /// A process without a desktop.
    WithoutDesktop(Tenant),
}

/// Takes the home and opens the door, or asks another Shipbell that runs it to show itself.
async fn own(home: &Home, args: &Args, sink: Desktop) -> Result<Start> {
    let ports = Ports {
        sink: Arc::new(sink),
        clock: Arc::new(SystemClock),
        apple: Arc::new(AppStoreConnect::of_environment(Arc::new(SystemClock))),
        secrets: args.secrets.into(),
    };
    let mut owner = match Owner::take(home.clone(), Role::App, ports).await {
        Ok(owner) => owner,
        Err(OwnerError::Taken { tenant, .. }) => {
            return Ok(
                if takeover::show_there(home, &tenant, args.link.as_deref()).await? {
                    Start::ShownThere
                } else {
                    Start::WithoutDesktop(tenant)
                },
            );
        }
        Err(error) => return Err(error.into()),
    };
    // The secrets before the door, so that a start answers Apple no 503; a keychain that asks its
    // user something is not waited for, because what comes meanwhile is set aside.
    let unlocked = tokio::time::timeout(SECRETS_WITHIN, owner.engine().unlock()).await;
    if let Ok(Err(error)) = unlocked {
        tracing::warn!(%error, "the secrets can't be read yet");
    }
    // The door before the tray: a delivery must not wait for a picture.
    owner.open_door_when_free(None);
    Ok(Start::Here(Box::new(owner)))
}
