//! Is this token good?

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde_json::Value;

use super::keys::{Known, Owner};

const AUDIENCE: &str = "appstoreconnect-v1";

/// `[A]` A token may live twenty minutes.
const LONGEST: i64 = 20 * 60;

/// The claims of a token, whether or not it is good; for the log.
pub(crate) fn claims(authorization: Option<&str>) -> Option<Value> {
    let token = authorization?.strip_prefix("Bearer ")?;
    part(token.split('.').nth(1)?)
}

/// The key that a token names, whether or not it is good; for the log.
pub(crate) fn key_id(authorization: Option<&str>) -> Option<String> {
    let token = authorization?.strip_prefix("Bearer ")?;
    let header = part(token.split('.').next()?)?;
    header.get("kid").and_then(Value::as_str).map(str::to_owned)
}

/// `[A]` A token with a `scope` is good for the requests that it lists, `GET` alone.
pub(crate) fn covers(claims: Option<&Value>, method: &str, path: &str) -> bool {
    let Some(scope) = claims.and_then(|claims| claims.get("scope")) else {
        return true;
    };
    let asked = format!("{method} {path}");
    let mut listed = scope
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    method == "GET" && listed.any(|one| one.split('?').next() == Some(&asked))
}

/// The key that signed, or why the token is not good. Apple says one thing for all of these; the
/// reasons are for who reads the log.
pub(crate) fn check<'a>(
    authorization: Option<&str>,
    keys: &'a [Known],
    issuer: &str,
    now: Timestamp,
) -> Result<&'a Known, String> {
    let authorization = authorization.ok_or("No token came.")?;
    let token = authorization
        .strip_prefix("Bearer ")
        .ok_or("It is not a bearer's token.")?;
    let parts: Vec<_> = token.split('.').collect();
    let [header, claims, signature] = parts.as_slice() else {
        return Err("It does not have three parts.".to_owned());
    };
    let header = part(header).ok_or("Its header is not JSON in base64url.")?;
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    if text(&header, "alg").as_deref() != Some("ES256") {
        return Err("Its algorithm is not ES256.".to_owned());
    }
    let key_id = text(&header, "kid").ok_or("It names no key.")?;
    let key = keys
        .iter()
        .find(|key| key.id == key_id)
        .ok_or("There is no such key.")?;
    if key.revoked {
        return Err("The key was revoked.".to_owned());
    }
    check_signature(token, signature, key)?;
    let claims = part(claims).ok_or("Its claims are not JSON in base64url.")?;
    check_claims(&claims, key, issuer, now.as_second())?;
    Ok(key)
}

fn check_signature(token: &str, signature: &str, key: &Known) -> Result<(), &'static str> {
    let signed = token.rsplit_once('.').map(|(signed, _)| signed);
    let signature = URL_SAFE_NO_PAD
        .decode(signature)
        .map_err(|_| "Its signature is not base64url.")?;
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &key.public)
        .verify(signed.unwrap_or_default().as_bytes(), &signature)
        .map_err(|_| "Its signature is not this key's.")
}

fn check_claims(claims: &Value, key: &Known, issuer: &str, now: i64) -> Result<(), String> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    match key.owner {
        Owner::Team if text("iss") != Some(issuer) => {
            return Err("It names another issuer.".to_owned());
        }
        Owner::Person if claims.get("iss").is_some() => {
            return Err("A person's key has no issuer.".to_owned());
        }
        Owner::Person if text("sub") != Some("user") => {
            return Err("The subject of a person's key is `user`.".to_owned());
        }
        _ => {}
    }
    let audience = claims.get("aud");
    let several = audience.and_then(Value::as_array);
    let for_us = several.is_some_and(|all| all.iter().any(|one| one == AUDIENCE));
    if text("aud") != Some(AUDIENCE) && !for_us {
        return Err("It is for another audience.".to_owned());
    }
    check_times(claims, now)
}

fn check_times(claims: &Value, now: i64) -> Result<(), String> {
    let until = claims
        .get("exp")
        .and_then(Value::as_i64)
        .ok_or("It has no end.")?;
    let from = claims
        .get("iat")
        .and_then(Value::as_i64)
        .ok_or("It has no beginning.")?;
    if from > now {
        return Err(format!("It begins {} seconds from now.", from - now));
    }
    if until <= now {
        return Err(format!("It ended {} seconds ago.", now - until));
    }
    if until - from > LONGEST {
        return Err(format!(
            "It would live {} seconds instead of {LONGEST}.",
            until - from
        ));
    }
    Ok(())
}

fn part(text: &str) -> Option<Value> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}
