//! What is run for a tunnel, and how what it says is understood.

use std::ffi::OsString;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use crate::address::Template;
use crate::fault::Fault;
use crate::find::Search;
use crate::given::Given;
use crate::kind::Kind;
use crate::kinds;
use crate::run::ask::Source;
use crate::wanted::Wanted;

/// Cloudflare's slowest way in (QUIC blocked, then HTTP/2) needs about half of it.
const PATIENCE: Duration = Duration::from_mins(1);

/// What a line of output meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum News {
    /// The public address, as told.
    Address(String),
    /// The public port, where the host is known.
    Port(u16),
    /// What is known already holds from now on.
    Open,
    /// The user has to do something elsewhere.
    Asks(String),
    /// The program's local interface is here.
    Interface(SocketAddr),
}

/// A line of output, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Said {
    /// The line for a person; none where it is noise.
    pub(crate) line: Option<String>,
    /// What it meant.
    pub(crate) news: Option<News>,
}

impl Said {
    pub(crate) fn line(line: &str) -> Self {
        Self {
            line: Some(line.to_owned()),
            news: None,
        }
    }

    pub(crate) fn news(line: &str, news: Option<News>) -> Self {
        Self {
            news,
            ..Self::line(line)
        }
    }
}

pub(crate) type Hear = Box<dyn Fn(&str) -> Said + Send + Sync>;

/// A program with everything it is told.
pub(crate) struct Plan {
    /// Its name, for people.
    pub(crate) name: String,
    pub(crate) program: PathBuf,
    pub(crate) args: Vec<OsString>,
    /// What it is told where no other user of the computer can look: secrets, too.
    pub(crate) env: Vec<(&'static str, OsString)>,
    /// What the user's own environment must not tell it.
    pub(crate) without: &'static [&'static str],
    pub(crate) hear: Hear,
    /// The user's address, or how one is made of host and port.
    pub(crate) address: Option<Template>,
    /// The public host, where it is known beforehand.
    pub(crate) host: Option<String>,
    /// The public port, where it is known beforehand.
    pub(crate) port: Option<u16>,
    /// Whether an address alone does not mean yet that something comes through.
    pub(crate) waits_for_word: bool,
    /// A program that says nothing is taken for open when it has lived for so long.
    pub(crate) settles: Option<Duration>,
    /// Where the address can be asked for.
    pub(crate) source: Option<Source>,
    pub(crate) patience: Duration,
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the environment: secrets are there.
        let mut plan = f.debug_struct("Plan");
        plan.field("program", &self.program);
        plan.field("args", &self.args).finish_non_exhaustive()
    }
}

impl Plan {
    /// How this is run; or why it can't be.
    pub(crate) fn of(wanted: &Wanted, search: &Search) -> Result<Self, Fault> {
        let given = Given::checked(wanted)?;
        match wanted.kind {
            Kind::Cloudflared => kinds::cloudflared::plan(&given, search),
            Kind::CloudflaredNamed => kinds::named::plan(&given, search),
            Kind::Ngrok => kinds::ngrok::plan(&given, search),
            Kind::Tailscale => kinds::tailscale::plan(&given, search),
            Kind::Bore => kinds::bore::plan(&given, search),
            Kind::Ssh => kinds::ssh::plan(&given, search),
            Kind::Command => kinds::command::plan(&given, search),
        }
    }

    /// The beginning of every plan.
    pub(crate) fn new(name: &str, search: &Search, hear: Hear) -> Result<Self, Fault> {
        let Some(program) = search.find(name) else {
            return Err(Fault::NotInstalled {
                program: name.to_owned(),
            });
        };
        Ok(Self {
            name: name.to_owned(),
            program,
            args: Vec::new(),
            env: Vec::new(),
            without: &[],
            hear,
            address: None,
            host: None,
            port: None,
            waits_for_word: false,
            settles: None,
            source: None,
            patience: PATIENCE,
        })
    }

    pub(crate) fn args<const N: usize>(&mut self, args: [&str; N]) {
        self.args.extend(args.map(OsString::from));
    }
}
