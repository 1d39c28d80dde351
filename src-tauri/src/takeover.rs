//! A second launch: another Shipbell runs this home. It shows its panel; one without a desktop is
//! offered to be taken over.

use std::time::Duration;

use anyhow::{Result, bail};
use shipbell_owner::{Client, Home, Lock, OwnerError, Role, Tenant};
use shipbell_wire::{ErrorCode, Request};
use shipbell_words::{Words, id};

use crate::notices;
use crate::say;

/// How long the former owner may take to put everything on disk.
const LEAVES_WITHIN: Duration = Duration::from_secs(15);
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// Asks the owner to show its panel. `true` when the home has become free for us.
pub(crate) async fn ask(home: &Home, tenant: &Tenant) -> Result<bool> {
    let Some(mut owner) = Client::connect_soon(home).await? else {
        bail!("{tenant} runs this home but does not answer. Wait a moment, or end it.");
    };
    match owner.ask(&Request::ShowPanel {}).await? {
        Ok(_) => Ok(false),
        Err(error) if error.code == ErrorCode::NoDesktop => {
            say::on_terminal(&format!(
                "{tenant} runs this home without a desktop. Choose \"Take over\" in the notification, or end it there."
            ));
            let words = Words::english();
            let wanted = notices::question(
                &words.say(id::TAKEOVER_TITLE),
                &words.say(id::TAKEOVER_BODY),
                &words.say(id::TAKEOVER_ACTION),
            )
            .await;
            if !wanted {
                bail!("{tenant} goes on running this home.");
            }
            if let Err(error) = owner.ask(&Request::Leave {}).await? {
                return Err(error.into());
            }
            wait_until_free(home).await?;
            Ok(true)
        }
        Err(error) => Err(error.into()),
    }
}

async fn wait_until_free(home: &Home) -> Result<()> {
    let freed = async {
        loop {
            match Lock::take(home, Role::App) {
                Ok(_) => return Ok(()),
                Err(OwnerError::Taken { .. }) => tokio::time::sleep(LOOK_AGAIN).await,
                Err(error) => return Err(error),
            }
        }
    };
    Ok(tokio::time::timeout(LEAVES_WITHIN, freed).await??)
}
