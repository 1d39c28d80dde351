//! What people paste where a key belongs.

use base64::Engine;
use proptest::prelude::*;
use rcgen::KeyPair;
use shipbell_asc::{IssuerId, Key, KeyFault, KeyId};

use crate::apple::ISSUER;

fn pem() -> String {
    KeyPair::generate().unwrap().serialize_pem()
}

fn read(text: &str) -> Result<Key, KeyFault> {
    Key::individual(KeyId::parse("2X9R4HXF34").unwrap(), text)
}

#[test]
fn a_key_is_read_however_it_came_through_a_clipboard() {
    let pem = pem();
    let lines: Vec<&str> = pem.lines().collect();
    for (how, text) in [
        ("as downloaded", pem.clone()),
        ("with Windows' line ends", pem.replace('\n', "\r\n")),
        ("without its last line end", pem.trim_end().to_owned()),
        ("with blanks around it", format!("\n\t  {pem}  \n\n")),
        ("with blanks before each line", lines.join("\n    ")),
        ("joined to one line", lines.join(" ")),
        ("joined without a blank", lines.concat()),
        ("with its line ends written out", lines.join("\\n")),
        (
            "in quotation marks",
            format!("\"{}\"", lines.join("\\r\\n")),
        ),
        ("with a byte order mark", format!("\u{feff}{pem}")),
    ] {
        assert!(read(&text).is_ok(), "{how}: {:?}", read(&text).err());
    }
}

/// Apple's own files repeat the curve inside of the key, which the libraries of tests leave out.
#[test]
fn a_key_is_read_in_the_form_that_apple_gives_it() {
    let der = KeyPair::generate().unwrap().serialize_der();
    let (before, after) = der.split_at(68);
    let curve = [0xa0, 10, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
    let mut apples = [before, &curve, after].concat();
    for (length, inside) in [(2, 0x87), (28, 0x6d), (30, 0x6b)] {
        assert_eq!(apples[length], inside, "the libraries' form has changed");
        apples[length] += 12;
    }
    let body = base64::engine::general_purpose::STANDARD.encode(apples);
    assert!(body.starts_with("MIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBHkwdwIBAQQg"));
    let text = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----");
    assert!(read(&text).is_ok(), "{:?}", read(&text).err());
}

#[test]
fn whatever_else_is_pasted_is_named() {
    let whole = pem();
    let other = |algorithm| KeyPair::generate_for(algorithm).unwrap().serialize_pem();
    let labelled = |label: &str| whole.replace("PRIVATE KEY", label);
    let lines: Vec<&str> = whole.lines().collect();
    let (first, last) = (lines[0], lines[lines.len() - 1]);
    let holding = |body: &str| format!("{first}\n{body}\n{last}\n");
    for (what, text, fault) in [
        ("nothing", String::new(), KeyFault::NotAKey),
        (
            "words",
            "AuthKey_2X9R4HXF34.p8".to_owned(),
            KeyFault::NotAKey,
        ),
        (
            "a certificate",
            labelled("CERTIFICATE"),
            KeyFault::Certificate,
        ),
        (
            "a request for one",
            labelled("CERTIFICATE REQUEST"),
            KeyFault::Certificate,
        ),
        ("a public key", labelled("PUBLIC KEY"), KeyFault::PublicKey),
        (
            "an encrypted key",
            labelled("ENCRYPTED PRIVATE KEY"),
            KeyFault::Encrypted,
        ),
        (
            "an RSA key of old",
            labelled("RSA PRIVATE KEY"),
            KeyFault::Rsa,
        ),
        (
            "OpenSSL's form",
            labelled("EC PRIVATE KEY"),
            KeyFault::OtherForm,
        ),
        (
            "an SSH key",
            labelled("OPENSSH PRIVATE KEY"),
            KeyFault::OtherForm,
        ),
        ("an RSA key", other(&rcgen::PKCS_RSA_SHA256), KeyFault::Rsa),
        (
            "another curve",
            other(&rcgen::PKCS_ECDSA_P384_SHA384),
            KeyFault::WrongCurve,
        ),
        ("Ed25519", other(&rcgen::PKCS_ED25519), KeyFault::WrongCurve),
        ("half of it", holding(lines[1]), KeyFault::Damaged),
        ("no end", whole.replace("-----END", ""), KeyFault::Damaged),
        (
            "a letter lost",
            whole.replace("MIG", "MI"),
            KeyFault::Damaged,
        ),
        ("nothing inside", holding(""), KeyFault::Damaged),
        (
            "a film",
            "-----BEGIN PRIVATE KEY-----".repeat(9_999),
            KeyFault::NotAKey,
        ),
    ] {
        assert_eq!(read(&text).err(), Some(fault), "{what}");
        assert!(
            fault.to_string().ends_with(['.', '?']),
            "a person reads a sentence: {fault}"
        );
        assert!(!fault.code().is_empty());
    }
}

#[test]
fn a_files_name_tells_the_id() {
    let id = |name: &str| KeyId::of_file(name).map(|found| found.map(|id| id.as_str().to_owned()));
    let found = |id: &str| Ok(Some(id.to_owned()));
    assert_eq!(id("AuthKey_ABC123.p8"), found("ABC123"));
    assert_eq!(id("AuthKey_2X9R4HXF34 (1).p8"), found("2X9R4HXF34"));
    assert_eq!(
        id("/Users/kim/Downloads/AuthKey_2X9R4HXF34.p8"),
        found("2X9R4HXF34")
    );
    assert_eq!(id("C:\\keys\\ApiKey_2X9R4HXF34.p8"), found("2X9R4HXF34"));
    assert_eq!(id("key.p8"), Ok(None));
    assert_eq!(id("AuthKey_.p8"), Ok(None));
    assert_eq!(
        id("SubscriptionKey_2X9R4HXF34.p8"),
        Err(KeyFault::InAppPurchase),
        "its text looks like any other key, and Apple would only say 401"
    );
}

#[test]
fn ids_that_were_mixed_up_are_refused_before_apple_says_401() {
    assert_eq!(
        KeyId::parse(" 2X9R4HXF34\n").unwrap().as_str(),
        "2X9R4HXF34"
    );
    for wrong in ["", "2x9r4hxf34", ISSUER, "2X9R 4HXF34", "ABC", "Ä234567890"] {
        assert_eq!(KeyId::parse(wrong), Err(KeyFault::KeyId), "{wrong}");
    }
    let capitals = ISSUER.to_ascii_uppercase();
    assert_eq!(
        IssuerId::parse(&format!(" {capitals} ")).unwrap().as_str(),
        ISSUER
    );
    for wrong in [
        "",
        "2X9R4HXF34",
        "57246542-96fe-1a63-e053",
        &ISSUER.replace('5', "g"),
    ] {
        assert_eq!(IssuerId::parse(wrong), Err(KeyFault::IssuerId), "{wrong}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(?s).{0,300}", lead in "(-----BEGIN [A-Z ]{0,12}-----)?") {
        let _ = read(&format!("{lead}{text}"));
        let _ = KeyId::of_file(&text);
        let _ = KeyId::parse(&text);
        let _ = IssuerId::parse(&text);
    }

    #[test]
    fn no_bytes_pass_for_a_key(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let body = base64::engine::general_purpose::STANDARD.encode(bytes);
        let text = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n");
        prop_assert!(read(&text).is_err());
    }
}
