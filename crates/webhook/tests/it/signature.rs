//! Only what was signed with the secret is Apple's.

use proptest::prelude::*;
use shipbell_webhook::{SIGNATURE_HEADER, SignatureError, sign, verify};

const SECRET: &[u8] = b"my own secret";
const BODY: &[u8] = br#"{"data":{"type":"webhookPingCreated"}}"#;

fn value() -> String {
    sign(SECRET, BODY)
}

fn digits() -> String {
    value()["hmacsha256=".len()..].to_owned()
}

#[test]
fn the_published_vectors_verify() {
    for (secret, body, hex) in [
        (
            "This is my secret",
            "Hello, World!",
            "7f062172b01cb00b53ca068614674a3d982a34062a0f5d37687d5e3377e54657",
        ),
        (
            "whsec_test_secret",
            r#"{"data":{"type":"webhookPingCreated"}}"#,
            "065ca525b541f6b77e8eea867abdac3cc108ab11010d2956395853d51cea073b",
        ),
    ] {
        let value = format!("hmacsha256={hex}");
        assert_eq!(
            sign(secret.as_bytes(), body.as_bytes()),
            value,
            "we sign as Apple signs"
        );
        assert_eq!(
            verify(secret.as_bytes(), value.as_bytes(), body.as_bytes()),
            Ok(()),
            "what Apple signs must be let in"
        );
    }
    assert_eq!(SIGNATURE_HEADER, "x-apple-signature");
}

#[test]
fn digits_may_be_upper_case_but_the_prefix_may_not() {
    let digits = digits().to_uppercase();
    let upper = format!("hmacsha256={digits}");
    assert_eq!(
        verify(SECRET, upper.as_bytes(), BODY),
        Ok(()),
        "the same 32 bytes"
    );
    for prefix in ["HMACSHA256=", "HmacSha256=", "hmacSHA256="] {
        let value = format!("{prefix}{digits}");
        assert_eq!(
            verify(SECRET, value.as_bytes(), BODY),
            Err(SignatureError::Prefix)
        );
    }
}

#[test]
fn each_malformed_value_is_told_apart() {
    let digits = digits();
    let with = |prefix: &str, digits: &str| format!("{prefix}{digits}").into_bytes();
    let replaced = |at: usize, by: &[u8]| {
        let mut value = value().into_bytes();
        value.splice(at..at + by.len(), by.iter().copied());
        value
    };
    let length = |digits| SignatureError::Length { digits };
    for (value, error, what) in [
        (Vec::new(), SignatureError::Prefix, "nothing"),
        (with("", &digits), SignatureError::Prefix, "bare digits"),
        (
            with("sha256=", &digits),
            SignatureError::Prefix,
            "another vendor's prefix",
        ),
        (
            with("hmacsha256:", &digits),
            SignatureError::Prefix,
            "a colon",
        ),
        (
            with(" hmacsha256=", &digits),
            SignatureError::Prefix,
            "a leading space",
        ),
        (vec![0xff; 75], SignatureError::Prefix, "no text at all"),
        (with("hmacsha256=", ""), length(0), "a prefix alone"),
        (
            with("hmacsha256=", &digits[..63]),
            length(63),
            "one digit less",
        ),
        (
            with("hmacsha256=", &format!("{digits}0")),
            length(65),
            "one digit more",
        ),
        (
            with("hmacsha256=", &format!("{digits}\0")),
            length(65),
            "a NUL behind",
        ),
        (
            with("hmacsha256=", &format!("{digits} ")),
            length(65),
            "a space behind",
        ),
        (
            with("hmacsha256=", &"Z".repeat(64)),
            SignatureError::Digits,
            "letters beyond f",
        ),
        (replaced(11, b"\0"), SignatureError::Digits, "a NUL within"),
        (
            replaced(40, "é".as_bytes()),
            SignatureError::Digits,
            "a letter beyond ASCII",
        ),
        (
            replaced(74, b" "),
            SignatureError::Digits,
            "a space for the last digit",
        ),
        (
            with("hmacsha256=", &"0".repeat(64)),
            SignatureError::Mismatch,
            "another signature",
        ),
    ] {
        assert_eq!(verify(SECRET, &value, BODY), Err(error), "{what}");
    }
}

#[test]
fn an_empty_secret_lets_nobody_in() {
    assert_eq!(
        verify(b"", sign(b"", BODY).as_bytes(), BODY),
        Err(SignatureError::EmptySecret),
        "anyone can sign with an empty secret"
    );
}

#[test]
fn the_body_written_again_is_another_body() {
    let again = br#"{ "data": { "type": "webhookPingCreated" } }"#;
    assert_eq!(
        verify(SECRET, value().as_bytes(), again),
        Err(SignatureError::Mismatch)
    );
}

#[test]
fn errors_show_no_digest() {
    let expected = digits();
    let sent = "ab".repeat(32);
    let error = verify(SECRET, format!("hmacsha256={sent}").as_bytes(), BODY).expect_err("wrong");
    for shown in [format!("{error}"), format!("{error:?}")] {
        assert!(
            !shown.contains(&expected[..8]),
            "the answer must not teach a forger: {shown}"
        );
        assert!(
            !shown.contains(&sent[..8]),
            "a log must not keep what was sent: {shown}"
        );
    }
}

proptest! {
    #[test]
    fn whatever_is_signed_verifies(secret in prop::collection::vec(any::<u8>(), 1..200), body: Vec<u8>) {
        prop_assert_eq!(verify(&secret, sign(&secret, &body).as_bytes(), &body), Ok(()));
    }

    #[test]
    fn one_flipped_bit_of_the_body_fails(
        secret in prop::collection::vec(any::<u8>(), 1..100),
        body in prop::collection::vec(any::<u8>(), 1..500),
        at: prop::sample::Index,
        bit in 0_u8..8,
    ) {
        let value = sign(&secret, &body);
        let mut changed = body;
        let at = at.index(changed.len());
        changed[at] ^= 1 << bit;
        let verdict = verify(&secret, value.as_bytes(), &changed);
        prop_assert_eq!(verdict, Err(SignatureError::Mismatch));
    }

    #[test]
    fn one_flipped_bit_of_the_signature_fails(at in 0_usize..32, bit in 0_u8..8) {
        let mut digest = hex::decode(digits()).expect("hex");
        digest[at] ^= 1 << bit;
        let value = format!("hmacsha256={}", hex::encode(digest));
        let verdict = verify(SECRET, value.as_bytes(), BODY);
        prop_assert_eq!(verdict, Err(SignatureError::Mismatch));
    }

    #[test]
    fn any_header_bytes_are_borne(value: Vec<u8>, tail: Vec<u8>) {
        prop_assert!(verify(SECRET, &value, BODY).is_err());
        let prefixed = [b"hmacsha256=".as_slice(), &tail].concat();
        prop_assert!(verify(SECRET, &prefixed, BODY).is_err());
    }
}
