//! The text of a `.p8` file, however it came through a clipboard.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::SecretSlice;

use super::KeyFault;

/// Apple's are 257 bytes; a whole disk image is not looked through.
const READ_AT_MOST: usize = 64 * 1024;

/// What is between the first BEGIN and its END, decoded. Line ends of any kind, blanks, a line that
/// was joined, and a `\n` that some file of settings spelled out are all the same.
pub(super) fn private_key(text: &str) -> Result<SecretSlice<u8>, KeyFault> {
    if text.len() > READ_AT_MOST {
        return Err(KeyFault::NotAKey);
    }
    let (_, after) = text.split_once("-----BEGIN ").ok_or(KeyFault::NotAKey)?;
    let (label, after) = after.split_once("-----").ok_or(KeyFault::Damaged)?;
    match label.trim() {
        "PRIVATE KEY" => {}
        other => return Err(other_kind(other)),
    }
    let end = "-----END PRIVATE KEY-----";
    let (body, _) = after.split_once(end).ok_or(KeyFault::Damaged)?;
    // Some files of settings write the line ends out.
    let body: Vec<u8> = body
        .replace("\\r", "")
        .replace("\\n", "")
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let decoded = STANDARD.decode(&body).map_err(|_| KeyFault::Damaged)?;
    Ok(SecretSlice::from(decoded))
}

fn other_kind(label: &str) -> KeyFault {
    match label {
        "ENCRYPTED PRIVATE KEY" => KeyFault::Encrypted,
        "RSA PRIVATE KEY" | "RSA PUBLIC KEY" => KeyFault::Rsa,
        "EC PRIVATE KEY" | "EC PARAMETERS" | "OPENSSH PRIVATE KEY" => KeyFault::OtherForm,
        label if label.contains("CERTIFICATE") => KeyFault::Certificate,
        label if label.ends_with("PUBLIC KEY") => KeyFault::PublicKey,
        _ => KeyFault::NotAKey,
    }
}
