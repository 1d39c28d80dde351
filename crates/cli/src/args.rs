//! What can be asked for on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use shipbell_owner::SecretsChoice;
use shipbell_wire::WireError;

/// Rings when App Store Connect has news: verified, kept, never through a vendor's server.
#[derive(Debug, Parser)]
#[command(name = "shipbell", version, arg_required_else_help = true)]
pub(crate) struct Args {
    /// Print JSON: one document, or for `events` one object a line. Words go to standard error.
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// Where secrets are kept, when no other Shipbell runs that has already chosen. Without it,
    /// `SHIPBELL_SECRETS` says so, or else it is the keychain.
    #[arg(long, global = true, value_enum)]
    secrets: Option<Secrets>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Secrets {
    /// The system's keychain.
    Keychain,
    /// A file that only you can read, for machines without a keychain.
    File,
}

impl Args {
    /// The flag's choice, else the environment's: read as every program of ours reads it.
    pub(crate) fn secrets(&self) -> Result<SecretsChoice, WireError> {
        match self.secrets {
            Some(secrets) => Ok(secrets.into()),
            None => SecretsChoice::from_environment().map_err(|other| {
                WireError::bad_request(format!(
                    "{} is \"{other}\", but it can only be \"keychain\" or \"file\".",
                    SecretsChoice::VARIABLE
                ))
            }),
        }
    }
}

impl From<Secrets> for SecretsChoice {
    fn from(secrets: Secrets) -> Self {
        match secrets {
            Secrets::Keychain => Self::Keychain,
            Secrets::File => Self::File,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run without a desktop: listen, keep, and ring in this terminal.
    Serve {
        /// The address to listen on, instead of the one in shipbell.toml.
        #[arg(long, value_name = "ADDR")]
        listen: Option<SocketAddr>,
    },
    /// Add, list, rotate and remove endpoints: where Apple's webhooks arrive.
    #[command(subcommand)]
    Endpoint(Endpoint),
    /// Add, list and remove API keys of App Store Connect.
    #[command(subcommand)]
    Account(Account),
    /// List the apps that a key sees.
    #[command(subcommand)]
    App(App),
    /// Make, list, change and delete webhooks at Apple, and read their delivery logs.
    #[command(subcommand)]
    Webhook(Webhook),
    /// Look for what was missed, in Apple's own delivery logs.
    CatchUp,
    /// Choose, show and restart the tunnel that brings deliveries here.
    #[command(subcommand)]
    Tunnel(Tunnel),
    /// Look at each hop of a delivery's way. Fails where one does not work.
    Doctor,
    /// Show channels: what rings, how loudly, and in which words.
    #[command(subcommand)]
    Channel(Channel),
    /// Print events, the newest last.
    Events {
        /// Go on printing events as they come.
        #[arg(long, short)]
        follow: bool,
        /// Only events that have these words, or words that begin so.
        #[arg(long, value_name = "WORDS")]
        search: Option<String>,
        /// The newest N events.
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
    },
    /// Sign a sample of an event as Apple would and post it through the real door.
    Simulate {
        /// The sample's name, such as app-version-rejected.
        #[arg(required_unless_present = "list")]
        kind: Option<String>,
        /// The endpoint to post to; needed only when there are several.
        #[arg(long, value_name = "NAME")]
        endpoint: Option<String>,
        /// Name all samples.
        #[arg(long, conflicts_with = "kind")]
        list: bool,
    },
    /// Check a signature over a body. Each file may be "-" for standard input, one of them.
    Verify {
        /// The file with the raw body.
        #[arg(long, value_name = "FILE")]
        body: PathBuf,
        /// The file with the signature header's value.
        #[arg(long, value_name = "FILE")]
        signature: PathBuf,
        /// The file with the secret; never on the command line, where other programs can read it.
        #[arg(long, value_name = "FILE")]
        secret: PathBuf,
    },
    /// Copy history and settings into one file, also while Shipbell runs.
    Backup {
        /// The file to make.
        file: PathBuf,
        /// The endpoints' secrets too, under a passphrase.
        #[arg(long)]
        with_secrets: bool,
        /// The file with the passphrase, or "-" for standard input, instead of being asked.
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
    },
    /// Fill a home in which nothing is yet from a backup.
    Restore {
        /// The backup.
        file: PathBuf,
        /// The file with the passphrase, or "-" for standard input, instead of being asked.
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
    },
    /// Remove what Shipbell left on this computer; each sort is asked for by itself.
    Remove(Remove),
    /// Hold all banners for a while, or show whether they are held.
    Pause {
        /// For how long; "off" ends a pause.
        #[arg(value_enum)]
        choice: Option<Pause>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Endpoint {
    /// Make an endpoint and show its secret, this once.
    Add {
        /// Its name, shown in banners; the app's name is a good one.
        name: String,
        /// The app's Apple ID, so that a click opens the app's own page.
        #[arg(long, value_name = "ID")]
        app_id: Option<String>,
    },
    /// List the endpoints.
    List,
    /// Give an endpoint a new secret, shown this once. The former one is accepted for a while.
    Rotate {
        /// Its name.
        name: String,
    },
    /// Remove an endpoint and its secret. Its events stay.
    Remove {
        /// Its name.
        name: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Keep a key, once Apple has taken it.
    Add {
        /// Apple's id of the key; where the file is called `AuthKey_ID.p8`, its name says it.
        #[arg(long, value_name = "ID")]
        key_id: Option<String>,
        /// The team's issuer id; an individual's key has none.
        #[arg(long, value_name = "ID")]
        issuer: Option<String>,
        /// The key's file, or "-" for standard input.
        #[arg(long, value_name = "FILE")]
        p8: PathBuf,
        /// What to call it; without one, its key's id.
        #[arg(long)]
        name: Option<String>,
    },
    /// List the accounts.
    List,
    /// Forget a key. Webhooks stay at Apple as they are.
    Remove {
        /// Its name, or its key's id.
        name: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum App {
    /// List the apps.
    List {
        /// The account; needed only when there are several.
        #[arg(long, value_name = "NAME")]
        account: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Webhook {
    /// List an app's webhooks, whoever made them.
    List {
        /// The app's Apple ID.
        #[arg(long, value_name = "ID")]
        app: String,
        /// The account; needed only when there are several.
        #[arg(long, value_name = "NAME")]
        account: Option<String>,
    },
    /// Make an endpoint for an app, and at Apple the webhook that posts to it.
    Create {
        /// The app's Apple ID.
        #[arg(long, value_name = "ID")]
        app: String,
        /// What to tell of, such as app-version; may be given several times. Without any, everything.
        #[arg(long = "kind", value_name = "KIND")]
        kinds: Vec<String>,
        /// The public address, instead of the one in shipbell.toml.
        #[arg(long, value_name = "URL")]
        url: Option<String>,
        /// The account; needed only when there are several.
        #[arg(long, value_name = "NAME")]
        account: Option<String>,
    },
    /// Read the log of a webhook that somebody else made, into an endpoint of its own. It stays as it is.
    Watch {
        /// The app's Apple ID.
        #[arg(long, value_name = "ID")]
        app: String,
        /// Apple's id of the webhook, as `webhook list` shows it.
        #[arg(long, value_name = "ID")]
        webhook: String,
        /// The account; needed only when there are several.
        #[arg(long, value_name = "NAME")]
        account: Option<String>,
    },
    /// Choose what a webhook tells of. Without any kind, everything.
    Kinds {
        /// The endpoint's name.
        name: String,
        /// What to tell of, such as app-version; may be given several times.
        #[arg(long = "kind", value_name = "KIND")]
        kinds: Vec<String>,
    },
    /// Have Apple post its test ping.
    Ping {
        /// The endpoint's name.
        name: String,
    },
    /// Let a webhook post again.
    Enable {
        /// The endpoint's name.
        name: String,
    },
    /// Keep a webhook, and let it post no longer.
    Disable {
        /// The endpoint's name.
        name: String,
    },
    /// Give a webhook and its endpoint a new secret. Nothing is to be pasted.
    Rotate {
        /// The endpoint's name.
        name: String,
    },
    /// Delete a webhook at Apple, and its endpoint here. Its events stay.
    Delete {
        /// The endpoint's name.
        name: String,
    },
    /// Show Apple's own delivery log, newest first, and what of it is in the feed.
    Deliveries {
        /// The endpoint's name.
        name: String,
    },
    /// Have Apple send a delivery once more.
    Redeliver {
        /// The endpoint's name.
        name: String,
        /// Apple's id of the delivery, as `webhook deliveries` shows it.
        delivery: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Tunnel {
    /// List the kinds of tunnel, whether their programs are here, and what each is to know.
    Kinds,
    /// Show the tunnel and how it goes.
    Show {
        /// What it printed last, too.
        #[arg(long)]
        log: bool,
    },
    /// Choose a tunnel. Shipbell starts it, watches it, and ends it when it leaves.
    Use {
        /// Which kind, such as cloudflared.
        kind: String,
        /// What it is to know, such as server=bore.example.com; may be given several times.
        #[arg(long = "option", value_name = "KEY=VALUE")]
        options: Vec<String>,
        /// The file with a secret, such as token=FILE: never on the command line, where others can read it.
        #[arg(long = "secret", value_name = "KEY=FILE")]
        secrets: Vec<String>,
    },
    /// Run no tunnel; the public address is the one in shipbell.toml.
    Off,
    /// End the tunnel and start it anew.
    Restart,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Channel {
    /// List the channels.
    List,
    /// Show one channel.
    Show {
        /// Its name.
        name: String,
    },
}

/// What to remove. Without any of these, each is asked for.
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five flags that a person gives or not"
)]
pub(crate) struct Remove {
    /// The entry that starts Shipbell with the session.
    #[arg(long)]
    pub(crate) start_at_login: bool,
    /// The webhooks at Apple that post to this computer, with their endpoints.
    #[arg(long)]
    pub(crate) webhooks: bool,
    /// The secrets of all endpoints, and the API keys.
    #[arg(long)]
    pub(crate) stored_secrets: bool,
    /// History, settings and logs.
    #[arg(long)]
    pub(crate) data: bool,
    /// Ask nothing.
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Pause {
    /// 30 minutes.
    #[value(name = "30m")]
    ThirtyMinutes,
    /// 1 hour.
    #[value(name = "1h")]
    OneHour,
    /// Until tomorrow, 9:00.
    Tomorrow,
    /// Until you turn it off.
    On,
    /// End the pause.
    Off,
}
