//! Which kind of key it is. Whether it is a whole one, the cryptography says.

use super::KeyFault;

/// The object identifiers, as DER writes them.
const EC: &[u8] = &[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const P256: &[u8] = &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
const RSA: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01];

/// The algorithm stands before the key itself, so no byte of the key can look like one.
const BEGINNING: usize = 40;

pub(super) fn is_p256(pkcs8: &[u8]) -> Result<(), KeyFault> {
    if !is_whole(pkcs8) {
        return Err(KeyFault::Damaged);
    }
    let beginning = pkcs8.get(..BEGINNING).unwrap_or(pkcs8);
    let names = |what: &[u8]| beginning.windows(what.len()).any(|part| part == what);
    if names(RSA) {
        Err(KeyFault::Rsa)
    } else if names(EC) && names(P256) {
        Ok(())
    } else {
        Err(KeyFault::WrongCurve)
    }
}

/// Whether it is one sequence, as long as it says. A letter that was lost shifts all after it.
fn is_whole(pkcs8: &[u8]) -> bool {
    let (length, rest) = match pkcs8 {
        [0x30, length @ ..=0x7f, rest @ ..] | [0x30, 0x81, length, rest @ ..] => {
            (usize::from(*length), rest)
        }
        [0x30, 0x82, high, low, rest @ ..] => {
            (usize::from(u16::from_be_bytes([*high, *low])), rest)
        }
        _ => return false,
    };
    length == rest.len()
}
