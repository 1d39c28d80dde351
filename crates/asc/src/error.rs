//! Why Apple was not asked, or did not say what was asked for.

use crate::key::KeyFault;
use crate::refusal::{Refusal, said};
use crate::skew::Skew;

/// Why there is no answer. Nothing is changed at Apple by any of these, unless the sentence says that
/// it is not known.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AscError {
    /// 401, also with a token made anew.
    #[error("Apple does not accept this key. {}{}", why_unauthorized(*.skew), said(.refusals))]
    Unauthorized {
        /// Set where this computer's clock is wrong. The token was made by Apple's.
        skew: Option<Skew>,
        /// Apple's own words.
        refusals: Vec<Refusal>,
    },
    /// 403: the key's role does not suffice.
    #[error(
        "This key may not do that: its role does not allow it. Webhooks and feedback need App Manager or Admin; give the key that role, or make another one.{}",
        said(.0)
    )]
    Role(Vec<Refusal>),
    /// 403: an agreement waits to be signed.
    #[error(
        "Apple answers nothing until an agreement is signed. The Account Holder finds it in App Store Connect under Business.{}",
        said(.0)
    )]
    Agreement(Vec<Refusal>),
    /// 404.
    #[error(
        "Apple has nothing by this id, or the key may not see it. It may have been removed.{}",
        said(.0)
    )]
    NotFound(Vec<Refusal>),
    /// 409.
    #[error(
        "Apple refused the change, because it does not fit what is there. Nothing was changed.{}",
        said(.0)
    )]
    Conflict(Vec<Refusal>),
    /// 400 and 422.
    #[error(
        "Apple did not understand the question. Nothing was changed; a newer Shipbell may ask it right.{}",
        said(.0)
    )]
    Invalid(Vec<Refusal>),
    /// 429, after every try that a person would wait for.
    #[error("Apple was asked too often with this key. Nothing is lost; ask again later.")]
    RateLimited {
        /// When to come again, in epoch milliseconds by this computer's clock.
        again_at: i64,
    },
    /// Not asked: what is left of this hour is kept for what is more urgent.
    #[error(
        "Only {left} of this hour's {limit} questions to Apple are left, and are kept for what is more urgent. This goes on later."
    )]
    HeldBack {
        /// When to come again, in epoch milliseconds by this computer's clock.
        again_at: i64,
        /// Questions that are left.
        left: u32,
        /// Questions in an hour.
        limit: u32,
    },
    /// 5xx, after every try.
    #[error(
        "Apple's server has trouble ({status}). Ask again in a few minutes; whether a change was made is not known.{}",
        said(.refusals)
    )]
    Server {
        /// The answer's status.
        status: u16,
        /// Apple's own words.
        refusals: Vec<Refusal>,
    },
    /// Another status.
    #[error("Apple answered {status}, which Shipbell does not know.{}", said(.refusals))]
    Status {
        /// The answer's status.
        status: u16,
        /// Apple's own words.
        refusals: Vec<Refusal>,
    },
    /// The name leads to no address.
    #[error("Apple's name leads nowhere ({0}). Is this computer online?")]
    Dns(String),
    /// The certificate is not good, or there is no TLS.
    #[error(
        "The connection to Apple could not be secured ({0}). Does a company's network read along? Then it has a certificate that Shipbell has to be given."
    )]
    Tls(String),
    /// Nobody takes the connection.
    #[error("Nobody takes the connection to Apple ({0}). Is a firewall or a VPN in between?")]
    Refused(String),
    /// No answer in time.
    #[error(
        "There was no answer from Apple within {0} seconds. Ask again; whether a change was made is not known."
    )]
    TimedOut(u64),
    /// It ended before an answer was whole.
    #[error(
        "The connection to Apple ended before the answer was whole. Ask again; whether a change was made is not known."
    )]
    Broken,
    /// The proxy did not let it through.
    #[error("The proxy did not let the question through ({0}). Does it want a password?")]
    Proxy(String),
    /// A redirect, which is never followed: the token would go along.
    #[error(
        "Something in between sent us on to {0}, where Shipbell does not go with a key. Does this network want a log-in? Open any page in a browser."
    )]
    Redirected(String),
    /// More than anybody wants to hold in memory.
    #[error("The answer is larger than {0} bytes and was not read.")]
    TooLarge(usize),
    /// A page for people, or anything else that Apple's API does not write.
    #[error(
        "Something other than Apple answered ({status}). Does this network want a log-in? Open any page in a browser."
    )]
    NotJson {
        /// The answer's status.
        status: u16,
    },
    /// JSON, but not what Apple describes.
    #[error("Apple's answer can't be read ({0}). A newer Shipbell may read it.")]
    Unreadable(String),
    /// An id that could change the meaning of an address.
    #[error("This is not an id of Apple's, and nothing was asked.")]
    OddId,
    /// The key stopped being one.
    #[error(transparent)]
    Key(#[from] KeyFault),
    /// A picture's address is not Apple's.
    #[error("The picture's address is not one of Apple's, and was not opened.")]
    ForeignPicture,
    /// A picture's address has ended.
    #[error(
        "The picture's address is no longer good ({0}). Ask for the feedback anew, which brings a new one."
    )]
    PictureExpired(u16),
}

impl AscError {
    /// A name for programs, which never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unauthorized { .. } => "unauthorized",
            Self::Role(_) => "role-missing",
            Self::Agreement(_) => "agreement-missing",
            Self::NotFound(_) => "not-found",
            Self::Conflict(_) => "conflict",
            Self::Invalid(_) => "invalid",
            Self::RateLimited { .. } => "rate-limited",
            Self::HeldBack { .. } => "held-back",
            Self::Server { .. } => "server-trouble",
            Self::Status { .. } => "unknown-status",
            Self::Dns(_) => "no-name",
            Self::Tls(_) => "not-secured",
            Self::Refused(_) => "refused",
            Self::TimedOut(_) => "timed-out",
            Self::Broken => "connection-broken",
            Self::Proxy(_) => "proxy",
            Self::Redirected(_) => "redirected",
            Self::TooLarge(_) => "too-large",
            Self::NotJson { .. } => "not-apple",
            Self::Unreadable(_) => "unreadable",
            Self::OddId => "odd-id",
            Self::Key(fault) => fault.code(),
            Self::ForeignPicture => "foreign-picture",
            Self::PictureExpired(_) => "picture-expired",
        }
    }

    /// Whether the same question may well be answered later, with nothing changed by anybody.
    pub const fn passes(&self) -> bool {
        matches!(
            self,
            Self::RateLimited { .. }
                | Self::HeldBack { .. }
                | Self::Server { .. }
                | Self::Dns(_)
                | Self::Refused(_)
                | Self::TimedOut(_)
                | Self::Broken
                | Self::Redirected(_)
                | Self::NotJson { .. }
        )
    }

    /// Apple's own words, where it said any.
    pub fn refusals(&self) -> &[Refusal] {
        match self {
            Self::Role(said)
            | Self::Agreement(said)
            | Self::NotFound(said)
            | Self::Conflict(said)
            | Self::Invalid(said) => said,
            Self::Unauthorized { refusals, .. }
            | Self::Server { refusals, .. }
            | Self::Status { refusals, .. } => refusals,
            _ => &[],
        }
    }
}

fn why_unauthorized(skew: Option<Skew>) -> String {
    let why = "Was it revoked, is its id right, and is the issuer id its own team's?";
    match skew {
        Some(skew) => format!(
            "{why} This computer's clock is {skew}; Shipbell allows for that, but set it right."
        ),
        None => why.to_owned(),
    }
}
