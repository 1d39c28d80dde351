//! The two names a key goes by.

use std::fmt;

use super::KeyFault;

/// Ten characters on every key seen so far; Apple promises no number, so this is only a bound.
const KEY_ID_LENGTH: std::ops::RangeInclusive<usize> = 4..=32;

/// A key's id: capital letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeyId(String);

impl KeyId {
    /// Reads it; blanks around it are left out.
    pub fn parse(text: &str) -> Result<Self, KeyFault> {
        let text = text.trim();
        let fits = |letter: u8| letter.is_ascii_uppercase() || letter.is_ascii_digit();
        if KEY_ID_LENGTH.contains(&text.len()) && text.bytes().all(fits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(KeyFault::KeyId)
        }
    }

    /// What the name of a file says: `AuthKey_2X9R4HXF34.p8`, also where the browser added ` (1)`.
    /// None where it says nothing. A folder before the name is left out.
    pub fn of_file(name: &str) -> Result<Option<Self>, KeyFault> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        if name.starts_with("SubscriptionKey_") {
            return Err(KeyFault::InAppPurchase);
        }
        // [S] People's own keys are said to come as `ApiKey_`.
        let rest = ["AuthKey_", "ApiKey_"]
            .into_iter()
            .find_map(|prefix| name.strip_prefix(prefix));
        let id = rest.map(|rest| rest.split(|letter: char| !letter.is_ascii_alphanumeric()));
        Ok(id
            .and_then(|mut parts| parts.next())
            .and_then(|id| Self::parse(id).ok()))
    }

    /// As it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The team's id: a UUID, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IssuerId(String);

impl IssuerId {
    /// Reads it; blanks around it are left out, capital letters become small ones.
    pub fn parse(text: &str) -> Result<Self, KeyFault> {
        let text = text.trim().to_ascii_lowercase();
        let lengths = text.split('-').map(str::len);
        let digits = text.bytes().all(|at| at == b'-' || at.is_ascii_hexdigit());
        if digits && lengths.eq([8, 4, 4, 4, 12]) {
            Ok(Self(text))
        } else {
            Err(KeyFault::IssuerId)
        }
    }

    /// In lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IssuerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
