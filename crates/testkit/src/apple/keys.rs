//! API keys: made on demand, handed out as Apple hands them out.

use anyhow::{Context, Result};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::FakeApple;
use super::state::State;

/// What a key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Everything.
    Admin,
    /// Everything that a client of webhooks needs.
    #[default]
    AppManager,
    /// Apps, builds and versions; no webhooks, no feedback.
    Developer,
}

/// Whom a key belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The team: tokens name the issuer.
    Team,
    /// One person: tokens say `user` and no issuer.
    Person,
}

/// A key as a person downloads it, once.
#[derive(Clone)]
pub struct Credentials {
    /// Whose it is.
    pub owner: Owner,
    /// The id, which the token's header names.
    pub key_id: String,
    /// The issuer of a team's key.
    pub issuer: Option<String>,
    /// The text of the `.p8` file.
    pub p8: String,
    der: Vec<u8>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Credentials");
        shown
            .field("owner", &self.owner)
            .field("key_id", &self.key_id);
        shown
            .field("issuer", &self.issuer)
            .field("p8", &"…")
            .finish_non_exhaustive()
    }
}

/// What the fake keeps of a key.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) id: String,
    pub(crate) owner: Owner,
    pub(crate) role: Role,
    pub(crate) public: Vec<u8>,
    pub(crate) revoked: bool,
}

impl Credentials {
    /// A token for ten minutes from `at`, as a client would make it.
    pub fn token(&self, at: Timestamp) -> Result<String> {
        self.sign(&self.claims(at))
    }

    /// The claims of such a token, to spoil one of them.
    pub fn claims(&self, at: Timestamp) -> Value {
        let (from, until) = (at.as_second(), at.as_second() + 600);
        match &self.issuer {
            Some(issuer) => {
                json!({ "iss": issuer, "iat": from, "exp": until, "aud": "appstoreconnect-v1" })
            }
            None => {
                json!({ "sub": "user", "iat": from, "exp": until, "aud": "appstoreconnect-v1" })
            }
        }
    }

    /// A token with these claims.
    pub fn sign(&self, claims: &Value) -> Result<String> {
        let header = json!({ "alg": "ES256", "kid": self.key_id, "typ": "JWT" });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(claims));
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &self.der);
        let pair = pair.ok().context("The key is not one of P-256.")?;
        let signature = pair.sign(&SystemRandom::new(), signed.as_bytes());
        let signature = signature.ok().context("The key does not sign.")?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

impl State {
    pub(crate) fn new_key(&mut self, owner: Owner, role: Role) -> Result<Credentials> {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random);
        let document = document.ok().context("No key could be made.")?;
        let der = as_apple_writes(document.as_ref()).context("The key has another form.")?;
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &der);
        let public = pair
            .ok()
            .context("The key is not one of P-256.")?
            .public_key()
            .as_ref()
            .to_vec();
        let key_id = self.ids.key();
        self.keys.push(Known {
            id: key_id.clone(),
            owner,
            role,
            public,
            revoked: false,
        });
        let issuer = (owner == Owner::Team).then(|| self.issuer.clone());
        Ok(Credentials {
            owner,
            key_id,
            issuer,
            p8: pem(&der),
            der,
        })
    }

    pub(crate) fn revoke(&mut self, key_id: &str) {
        for key in self.keys.iter_mut().filter(|key| key.id == key_id) {
            key.revoked = true;
        }
    }

    pub(crate) fn change_role(&mut self, key_id: &str, role: Role) {
        for key in self.keys.iter_mut().filter(|key| key.id == key_id) {
            key.role = role;
        }
    }
}

/// What stands before the private number in every `.p8` that Apple hands out.
const HEAD: &[u8] =
    b"\x30\x81\x93\x02\x01\x00\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\
    \xce\x3d\x03\x01\x07\x04\x79\x30\x77\x02\x01\x01\x04\x20";

/// The curve, named a second time between the private number and the public point.
const CURVE: &[u8] = b"\xa0\x0a\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07";

/// The library leaves the curve's second name out; Apple's files have it, and a parser has to bear it.
fn as_apple_writes(der: &[u8]) -> Option<Vec<u8>> {
    let (number, point) = (der.get(36..68)?, der.get(68..)?);
    Some([HEAD, number, CURVE, point].concat())
}

fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let mut pem = "-----BEGIN PRIVATE KEY-----\n".to_owned();
    for (place, letter) in text.chars().enumerate() {
        if place > 0 && place % 64 == 0 {
            pem.push('\n');
        }
        pem.push(letter);
    }
    // Apple's files end without a new line.
    pem.push_str("\n-----END PRIVATE KEY-----");
    pem
}

impl FakeApple {
    /// A team's key that may do what a client of webhooks needs.
    pub fn team_key(&self) -> Result<Credentials> {
        self.key(Owner::Team, Role::AppManager)
    }

    /// A person's key that may do the same.
    pub fn individual_key(&self) -> Result<Credentials> {
        self.key(Owner::Person, Role::AppManager)
    }

    /// A key of this role.
    pub fn key(&self, owner: Owner, role: Role) -> Result<Credentials> {
        self.with(|state| state.new_key(owner, role))
    }

    /// The key is no longer good for anything.
    pub fn revoke(&self, key_id: &str) {
        self.with(|state| state.revoke(key_id));
    }

    /// The key belongs to somebody with another role from now on.
    pub fn role_changes(&self, key_id: &str, role: Role) {
        self.with(|state| state.change_role(key_id, role));
    }

    /// Whether an agreement waits to be signed: until it is, every request is refused.
    pub fn agreement_is_missing(&self, missing: bool) {
        self.with(|state| state.agreement_missing = missing);
    }
}
