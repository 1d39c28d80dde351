//! What the user said about a tunnel, looked at before anything is run with it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::address::Template;
use crate::fault::Fault;
use crate::kind::Field;
use crate::wanted::{Secret, Wanted};

/// Longer ones nobody types; tokens of Cloudflare have about 200 characters.
const LONGEST: usize = 4096;

/// Options and secrets that the kind knows, with nothing in them that a program would take for
/// something else than a value.
#[derive(Debug)]
pub(crate) struct Given<'a> {
    wanted: &'a Wanted,
}

impl<'a> Given<'a> {
    pub(crate) fn checked(wanted: &'a Wanted) -> Result<Self, Fault> {
        let fields = wanted.kind.about().fields;
        for (key, value) in &wanted.options {
            match field(fields, key) {
                Some(field) if field.secret => {
                    let why = "it is a secret, and belongs to the secrets, not to the options";
                    return Err(Fault::bad(key, why));
                }
                Some(_) => sane(key, value)?,
                None => return Err(unknown(key)),
            }
        }
        for (key, secret) in &wanted.secrets {
            match field(fields, key) {
                Some(field) if field.secret => sane(key, secret.reveal())?,
                _ => return Err(unknown(key)),
            }
        }
        let given = Self { wanted };
        for field in fields.iter().filter(|field| field.required) {
            let said = if field.secret {
                given.secret(field.key).is_some()
            } else {
                given.text(field.key).is_some()
            };
            if !said {
                return Err(Fault::missing(field.key));
            }
        }
        Ok(given)
    }

    /// Where the tunnel has to lead. A door that is open to every address is open to this one.
    pub(crate) fn door(&self) -> SocketAddr {
        let mut door = self.wanted.door;
        if door.ip().is_unspecified() {
            door.set_ip(match door.ip() {
                IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
                IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
            });
        }
        door
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        let text = self.wanted.options.get(key)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// What the table says is required, and was therefore seen to be there.
    pub(crate) fn required(&self, key: &str) -> Result<&'a str, Fault> {
        self.text(key).ok_or_else(|| Fault::missing(key))
    }

    pub(crate) fn secret(&self, key: &str) -> Option<&'a Secret> {
        let secret = self.wanted.secrets.get(key)?;
        (!secret.reveal().is_empty()).then_some(secret)
    }

    pub(crate) fn port(&self, key: &str) -> Result<Option<u16>, Fault> {
        let Some(text) = self.text(key) else {
            return Ok(None);
        };
        let port = text.parse();
        port.map(Some)
            .map_err(|_| Fault::bad(key, "it is no port, a number up to 65535"))
    }

    /// A host, or a word with one: nothing that a shell or a program could take apart.
    pub(crate) fn host(&self, key: &str) -> Result<Option<&'a str>, Fault> {
        let Some(text) = self.text(key) else {
            return Ok(None);
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "._-@:[]*+".contains(c);
        // OpenSSH's own reason: a host such as "-oProxyCommand=..." must not be an option.
        if !text.chars().all(plain) || text.contains("@-") {
            let why = "a host has only letters, digits, dots, colons, hyphens and one @";
            return Err(Fault::bad(key, why));
        }
        Ok(Some(text))
    }

    pub(crate) fn address(&self) -> Result<Option<Template>, Fault> {
        let template = self.text("address").map(Template::new).transpose();
        template.map_err(|why| Fault::bad("address", why))
    }
}

fn field(fields: &'static [Field], key: &str) -> Option<&'static Field> {
    fields.iter().find(|field| field.key == key)
}

fn unknown(key: &str) -> Fault {
    let key = key.chars().filter(|c| !c.is_control()).take(64).collect();
    Fault::UnknownOption { key }
}

fn sane(key: &str, value: &str) -> Result<(), Fault> {
    let why = if value.len() > LONGEST {
        "it has more than 4096 bytes"
    } else if value.chars().any(char::is_control) {
        "it has a line break or another control character in it"
    } else if value.trim_start().starts_with('-') {
        "it begins with a hyphen, as an option of the program would"
    } else {
        return Ok(());
    };
    Err(Fault::bad(key, why))
}
