//! Whether Apple could reach an address.

use std::net::{IpAddr, Ipv6Addr};

use url::{Host, Url};

/// Why an address would not work as the public one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlProblem {
    /// Not a URL.
    #[error("this is not a web address ({cause}). It looks like `https://bell.example.com`.")]
    Unreadable {
        /// The parser's words.
        cause: String,
    },
    /// Not https.
    #[error("Apple delivers to https addresses only, and this one starts with `{scheme}:`.")]
    NotHttps {
        /// What it starts with.
        scheme: String,
    },
    /// This computer as it calls itself.
    #[error(
        "`{host}` is this computer's name for itself; Apple cannot reach it. Give the address of your tunnel or server."
    )]
    Loopback {
        /// The host as written.
        host: String,
    },
    /// A network that ends at the router.
    #[error(
        "`{host}` exists only in your own network; Apple cannot reach it. Give the address of your tunnel or server."
    )]
    Private {
        /// The host as written.
        host: String,
    },
    /// A user name or password.
    #[error("a user name or password does not belong in the public address.")]
    Credentials,
    /// A query or fragment.
    #[error("the public address ends before any `?` or `#`; Shipbell adds the rest.")]
    Tail,
}

/// The address as it is used: https, reachable in principle, no trailing slash.
pub fn check_public_url(text: &str) -> Result<String, UrlProblem> {
    let text = text.trim();
    let url = Url::parse(text).map_err(|broken| UrlProblem::Unreadable {
        cause: broken.to_string(),
    })?;
    if url.scheme() != "https" {
        return Err(UrlProblem::NotHttps {
            scheme: url.scheme().to_owned(),
        });
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(UrlProblem::Credentials);
    }
    // The text is looked at too: `https://host/?` has an empty query that would still be in the way.
    if url.query().is_some() || url.fragment().is_some() || text.contains(['?', '#']) {
        return Err(UrlProblem::Tail);
    }
    match url.host() {
        None => {
            return Err(UrlProblem::Unreadable {
                cause: "it names no host".to_owned(),
            });
        }
        Some(Host::Domain(name)) => check_name(name)?,
        Some(Host::Ipv4(address)) => check_address(IpAddr::V4(address))?,
        Some(Host::Ipv6(address)) => check_address(IpAddr::V6(address))?,
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn check_name(name: &str) -> Result<(), UrlProblem> {
    let bare = name.trim_end_matches('.');
    if bare == "localhost" || bare.ends_with(".localhost") {
        return Err(UrlProblem::Loopback {
            host: name.to_owned(),
        });
    }
    Ok(())
}

fn check_address(address: IpAddr) -> Result<(), UrlProblem> {
    let plain = address.to_canonical();
    if plain.is_loopback() || plain.is_unspecified() {
        return Err(UrlProblem::Loopback {
            host: address.to_string(),
        });
    }
    let private = match plain {
        IpAddr::V4(address) => address.is_private() || address.is_link_local(),
        IpAddr::V6(address) => is_local(address),
    };
    if private {
        Err(UrlProblem::Private {
            host: address.to_string(),
        })
    } else {
        Ok(())
    }
}

fn is_local(address: Ipv6Addr) -> bool {
    address.is_unique_local() || address.is_unicast_link_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_is_kept_without_its_last_slash() {
        for (given, kept) in [
            ("https://bell.example.com", "https://bell.example.com"),
            ("https://bell.example.com/", "https://bell.example.com"),
            (
                " https://Bell.Example.com:8443/apple// ",
                "https://bell.example.com:8443/apple",
            ),
            ("https://203.0.113.7", "https://203.0.113.7"),
        ] {
            assert_eq!(
                check_public_url(given).as_deref(),
                Ok(kept),
                "`/hooks/…` is appended to it"
            );
        }
    }

    #[test]
    fn what_apple_could_not_reach_is_refused_in_words() {
        for here in [
            "https://localhost",
            "https://LOCALHOST.:8484",
            "https://a.localhost",
            "https://127.0.0.1",
            "https://127.1",
            "https://0.0.0.0",
            "https://[::1]",
            "https://[::ffff:127.0.0.1]",
            "https://2130706433",
        ] {
            let refused = check_public_url(here);
            assert!(
                matches!(refused, Err(UrlProblem::Loopback { .. })),
                "{here} is this computer: {refused:?}"
            );
        }
        for inside in [
            "https://192.168.1.7",
            "https://10.0.0.1",
            "https://169.254.1.1",
            "https://[fd00::1]",
            "https://[fe80::1]",
        ] {
            let refused = check_public_url(inside);
            assert!(
                matches!(refused, Err(UrlProblem::Private { .. })),
                "{inside} ends at the router: {refused:?}"
            );
        }
    }

    #[test]
    fn what_is_not_a_plain_https_base_is_refused() {
        let refusals = [
            (
                "http://bell.example.com",
                UrlProblem::NotHttps {
                    scheme: "http".to_owned(),
                },
            ),
            ("https://me:pw@bell.example.com", UrlProblem::Credentials),
            ("https://bell.example.com/?a=1", UrlProblem::Tail),
            ("https://bell.example.com/?", UrlProblem::Tail),
            ("https://bell.example.com/#top", UrlProblem::Tail),
        ];
        for (given, expected) in refusals {
            assert_eq!(check_public_url(given), Err(expected), "{given}");
        }
        for given in ["", "bell.example.com", "https://", "https:///"] {
            let refused = check_public_url(given);
            assert!(
                matches!(refused, Err(UrlProblem::Unreadable { .. })),
                "{given}: {refused:?}"
            );
        }
    }
}
