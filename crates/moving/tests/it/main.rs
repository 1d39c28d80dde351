//! A home is backed up, moved and removed.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says what went wrong by failing on the spot"
)]

mod refused;
mod round_trip;

use std::fs;
use std::path::PathBuf;

use shipbell_feed::{Delivery, EndpointId, Feed, NewDelivery, Provenance, Verdict};
use shipbell_moving::{SecretString, Secrets};
use shipbell_owner::Home;
use shipbell_vault::{Account, Memory, Record, SecretText, Vault};
use tempfile::TempDir;

/// What opens the backups here.
const OPENS: &str = "correct horse battery";
const SETTINGS: &str = "# mine\n[history]\nkeep-days = 30\n";

/// A home with a history, settings and a secret, in a folder of its own.
struct Lived {
    folder: TempDir,
    home: Home,
    vault: Memory,
}

impl Lived {
    async fn in_it() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(&folder.path().join("home")).unwrap();
        fs::write(home.settings().join("shipbell.toml"), SETTINGS).unwrap();
        let opened = Feed::open(home.data()).unwrap();
        opened.feed.keep(delivery("first")).await.unwrap();
        opened.feed.close().await.unwrap();
        let vault = Memory::default();
        vault.write("one", &record()).unwrap();
        vault.write_account(&account()).unwrap();
        Self {
            folder,
            home,
            vault,
        }
    }

    /// Another home, in which nothing is yet.
    fn other(&self) -> Home {
        Home::at(&self.folder.path().join("other")).unwrap()
    }

    /// A path beside the homes.
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A backup with the secrets in it.
    fn backed_up(&self) -> PathBuf {
        let to = self.path("backup.tar");
        let passphrase = passphrase(OPENS);
        let secrets = Secrets {
            vault: &self.vault,
            passphrase: &passphrase,
        };
        shipbell_moving::back_up(&self.home, Some(&secrets), &to).unwrap();
        to
    }
}

fn delivery(body: &str) -> NewDelivery {
    NewDelivery {
        endpoint: EndpointId::from("one"),
        arrived: 1,
        headers: Vec::new(),
        body: bytes::Bytes::from(body.to_owned()),
        verdict: Verdict::None,
        provenance: Provenance::Sample,
    }
}

/// The bodies that a home's feed has.
async fn bodies(home: &Home) -> Vec<String> {
    let feed = Feed::open(home.data()).unwrap().feed;
    let kept = feed.undecided(10).await.unwrap();
    feed.close().await.unwrap();
    let text = |delivery: &Delivery| String::from_utf8_lossy(&delivery.body).into_owned();
    kept.iter().map(text).collect()
}

fn record() -> Record {
    Record {
        secret: SecretText::from("canary-secret".to_owned()),
        former: None,
        name: "Tideline".to_owned(),
        token: "canary-token".to_owned(),
        app_id: Some("1900000042".to_owned()),
    }
}

fn account() -> Account {
    Account {
        name: "Tideline Ltd".to_owned(),
        key_id: "2X9R4HXF34".to_owned(),
        issuer: None,
        key: SecretText::from("canary-key".to_owned()),
    }
}

fn passphrase(text: &str) -> SecretString {
    text.to_owned().into()
}
