//! Why a text is no key, each with what to do instead.

/// Why a key can't be taken. None of it holds a part of what was pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFault {
    /// Nothing in it looks like a key.
    #[error(
        "This is not a key. A key's file ends in .p8 and begins with -----BEGIN PRIVATE KEY-----."
    )]
    NotAKey,
    /// The end is missing, or what is between is not base64.
    #[error(
        "This key is cut short or damaged. Copy the whole .p8 file, from its first line to its last."
    )]
    Damaged,
    /// A certificate.
    #[error(
        "This is a certificate, not a key. The key is the .p8 file that App Store Connect gives once, when the key is made."
    )]
    Certificate,
    /// The other half of a key.
    #[error("This is a public key. What is needed is the private one, in the .p8 file.")]
    PublicKey,
    /// Behind a passphrase.
    #[error(
        "This key is encrypted with a passphrase. Apple's .p8 files are not: give the file as it was downloaded."
    )]
    Encrypted,
    /// RSA, as signing certificates have it.
    #[error(
        "This is an RSA key. App Store Connect's keys are of another kind: make one under Users and Access, Integrations."
    )]
    Rsa,
    /// An elliptic curve that Apple does not take, or another kind of key.
    #[error(
        "This key is of a kind that App Store Connect does not take: it takes P-256 only. Is it from another service?"
    )]
    WrongCurve,
    /// A P-256 key as OpenSSL writes it, not as Apple does.
    #[error(
        "This key is in a form that Apple does not use (its first line is not -----BEGIN PRIVATE KEY-----). Give the .p8 file as it was downloaded."
    )]
    OtherForm,
    /// The file's name says that it is for in-app purchases. The text could not say so.
    #[error(
        "The file's name says that this key is for in-app purchases (SubscriptionKey). What is needed is a key of the App Store Connect API."
    )]
    InAppPurchase,
    /// Not the form of a key's id.
    #[error(
        "This is not a key's id. It is made of capital letters and digits, such as 2X9R4HXF34, and stands beside the key in App Store Connect."
    )]
    KeyId,
    /// Not the form of an issuer's id.
    #[error(
        "This is not an issuer id. It looks like 57246542-96fe-1a63-e053-0824d011072a and stands above the list of keys in App Store Connect."
    )]
    IssuerId,
}

impl KeyFault {
    /// A name for programs, which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAKey => "not-a-key",
            Self::Damaged => "key-damaged",
            Self::Certificate => "key-is-certificate",
            Self::PublicKey => "key-is-public",
            Self::Encrypted => "key-encrypted",
            Self::Rsa => "key-is-rsa",
            Self::WrongCurve => "key-wrong-curve",
            Self::OtherForm => "key-other-form",
            Self::InAppPurchase => "key-for-in-app-purchases",
            Self::KeyId => "key-id-form",
            Self::IssuerId => "issuer-id-form",
        }
    }
}
