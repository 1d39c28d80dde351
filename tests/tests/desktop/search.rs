//! Where on the disk is this secret, in whatever spelling?

use std::fs;
use std::path::{Path, PathBuf};

/// Ways to write a secret down, each as the bytes to look for.
pub(crate) fn spellings(secret: &str) -> Vec<Vec<u8>> {
    let text = secret.as_bytes().to_vec();
    let raw = hex::decode(secret).unwrap();
    let mut all = vec![
        text.clone(),
        secret.to_uppercase().into_bytes(),
        hex::encode(&text).into_bytes(),
    ];
    for bytes in [&text, &raw] {
        all.extend((0..3).map(|before| base64_within(bytes, before)));
    }
    all.push(raw);
    all
}

/// What of these bytes is the same in base64, however many bytes stand before them (modulo three).
fn base64_within(bytes: &[u8], before: usize) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let own = &bytes[(3 - before) % 3..];
    let digit = |bits: usize| DIGITS[bits & 63];
    own.chunks_exact(3)
        .flat_map(|three| {
            let bits = three
                .iter()
                .fold(0, |bits, byte| bits << 8 | usize::from(*byte));
            [18, 12, 6, 0].map(|shift| digit(bits >> shift))
        })
        .collect()
}

/// Whether any spelling is in these bytes.
pub(crate) fn holds(bytes: &[u8], spellings: &[Vec<u8>]) -> bool {
    spellings.iter().any(|wanted| {
        bytes
            .windows(wanted.len())
            .any(|part| part == wanted.as_slice())
    })
}

/// The files below a folder that hold any spelling. Names count as content.
pub(crate) fn files(folder: &Path, spellings: &[Vec<u8>]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        // Sockets and pipes hold nothing, and reading them would wait for ever.
        let kind = entry.file_type().unwrap();
        let content = kind.is_file().then(|| fs::read(&path).ok()).flatten();
        let name = entry.file_name();
        if holds(&content.unwrap_or_default(), spellings)
            || holds(name.as_encoded_bytes(), spellings)
        {
            found.push(path.clone());
        }
        if kind.is_dir() {
            found.extend(files(&path, spellings));
        }
    }
    found
}

#[test]
fn each_spelling_is_found() {
    let secret = "00ff10a3b5c7d9e0112233445566778899aabbccddeeff00";
    let all = spellings(secret);
    for hidden in [
        r#"{"secret":"00ff10a3b5c7d9e0112233445566778899aabbccddeeff00"}"#,
        "00FF10A3B5C7D9E0112233445566778899AABBCCDDEEFF00",
        // printf 00ff10a3… | base64, and with one and two bytes before it
        "MDBmZjEwYTNiNWM3ZDllMDExMjIzMzQ0NTU2Njc3ODg5OWFhYmJjY2RkZWVmZjAw",
        "eDAwZmYxMGEzYjVjN2Q5ZTAxMTIyMzM0NDU1NjY3Nzg4OTlhYWJiY2NkZGVlZmYwMA==",
        "eHgwMGZmMTBhM2I1YzdkOWUwMTEyMjMzNDQ1NTY2Nzc4ODk5YWFiYmNjZGRlZWZmMDA=",
        "AP8Qo7XH2eARIjNEVWZ3iJmqu8zd7v8A",
    ] {
        assert!(
            holds(hidden.as_bytes(), &all),
            "a search that overlooks {hidden} would prove nothing"
        );
    }
    assert!(!holds(b"00ff10a3b5c7d9e0112233445566778899", &all));
}
