//! The token in use: reused, made anew before it ends, and at once when Apple refuses it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::{ExposeSecret, SecretString};

use crate::key::{Key, KeyFault};
use crate::token::Token;

/// A token is replaced this long before its end, so that none ends on its way.
const AHEAD_S: i64 = 2 * 60;

pub(crate) struct Tokens {
    key: Key,
    held: Mutex<Option<Token>>,
}

impl Tokens {
    pub(crate) fn new(key: Key) -> Self {
        Self {
            key,
            held: Mutex::new(None),
        }
    }

    pub(crate) fn key(&self) -> &Key {
        &self.key
    }

    /// A token that is good at `now_ms`, by Apple's clock.
    pub(crate) fn token(&self, now_ms: i64) -> Result<SecretString, KeyFault> {
        let now = now_ms.div_euclid(1000);
        let mut held = self.held();
        // A clock that was set back makes a token of the future, which Apple refuses.
        let good = |token: &Token| token.begins <= now && now < token.ends - AHEAD_S;
        if let Some(token) = held.as_ref().filter(|token| good(token)) {
            return Ok(token.text.clone());
        }
        let made = Token::make(&self.key, now_ms)?;
        let text = made.text.clone();
        *held = Some(made);
        Ok(text)
    }

    /// Apple refused this one. Another that was made meanwhile stays.
    pub(crate) fn refused(&self, used: &SecretString) {
        let mut held = self.held();
        let same = |token: &Token| token.text.expose_secret() == used.expose_secret();
        if held.as_ref().is_some_and(same) {
            *held = None;
        }
    }

    fn held(&self) -> MutexGuard<'_, Option<Token>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
