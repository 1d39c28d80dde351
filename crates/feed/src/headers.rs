//! Header lists as one blob: lengths first, because a value may hold any byte.

use crate::FeedError;

/// A header's name and its raw value, in the order in which they arrived.
pub type Headers = Vec<(String, Vec<u8>)>;

pub(crate) fn encode(headers: &Headers) -> Vec<u8> {
    let size = headers
        .iter()
        .map(|(name, value)| name.len() + value.len() + 8)
        .sum();
    let mut blob = Vec::with_capacity(size);
    for (name, value) in headers {
        push(&mut blob, name.as_bytes());
        push(&mut blob, value);
    }
    blob
}

fn push(blob: &mut Vec<u8>, part: &[u8]) {
    // The door refuses heads far below 4 GiB, so that the cut never happens.
    let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
    blob.extend_from_slice(&length.to_le_bytes());
    blob.extend_from_slice(part);
}

pub(crate) fn decode(mut blob: &[u8]) -> Result<Headers, FeedError> {
    let mut headers = Vec::new();
    while !blob.is_empty() {
        let name = String::from_utf8(take(&mut blob)?.to_vec()).map_err(|_| FeedError::Shape)?;
        headers.push((name, take(&mut blob)?.to_vec()));
    }
    Ok(headers)
}

fn take<'a>(blob: &mut &'a [u8]) -> Result<&'a [u8], FeedError> {
    let (length, rest) = blob.split_first_chunk::<4>().ok_or(FeedError::Shape)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| FeedError::Shape)?;
    let (part, rest) = rest.split_at_checked(length).ok_or(FeedError::Shape)?;
    *blob = rest;
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_come_back_byte_for_byte() {
        let headers = vec![
            ("x-apple-signature".to_owned(), b"hmacsha256=00".to_vec()),
            (String::new(), vec![0, 255, b'\n', 0x80]),
            ("twice".to_owned(), Vec::new()),
            ("twice".to_owned(), b"2".to_vec()),
        ];
        assert_eq!(decode(&encode(&headers)).unwrap(), headers);
    }

    #[test]
    fn a_cut_blob_is_an_error_not_a_panic() {
        let blob = encode(&vec![("name".to_owned(), b"value".to_vec())]);
        for end in 1..blob.len() {
            assert_eq!(decode(&blob[..end]), Err(FeedError::Shape), "cut at {end}");
        }
    }
}
