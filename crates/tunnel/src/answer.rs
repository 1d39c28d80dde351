//! What an answer says about who gave it.

use reqwest::Response;
use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderMap};

use crate::error::Unproven;
use crate::tunnel::PROOF_HEADER;

/// Longer bodies are pages; no more of them is read.
const READ_AT_MOST: usize = 4 * 1024;

/// The mac of a door that awaited the question, or what else it was.
pub(crate) async fn read(mut response: Response) -> Result<String, Unproven> {
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    if status == 200
        && let Some(mac) = text(&headers, PROOF_HEADER)
    {
        return Ok(mac.to_owned());
    }
    let body = beginning(&mut response).await;
    if is_a_doors(status, &headers, &body) {
        return Err(Unproven::OtherInstance(status));
    }
    Err(stranger(status, &headers, &body))
}

async fn beginning(response: &mut Response) -> Vec<u8> {
    let mut body = Vec::new();
    // A body that breaks off says no less about who sent it.
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() >= READ_AT_MOST {
            break;
        }
    }
    body
}

/// Whether these are the words of a Shipbell's door that does not await the question.
fn is_a_doors(status: u16, headers: &HeaderMap, body: &[u8]) -> bool {
    let words: &[u8] = match status {
        401 => b"unauthorized",
        404 => b"not found",
        429 => b"too many requests",
        _ => return false,
    };
    body == words
        && text(headers, CONTENT_TYPE.as_str()) == Some("text/plain")
        && text(headers, CACHE_CONTROL.as_str()) == Some("no-store")
}

fn stranger(status: u16, headers: &HeaderMap, body: &[u8]) -> Unproven {
    let html = text(headers, CONTENT_TYPE.as_str())
        .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("text/html"));
    // ngrok answers for a tunnel that is gone with a page, a 404 and this.
    let tunnel_says = headers.contains_key("ngrok-error-code")
        || (status == 404 && body.starts_with(b"Tunnel ") && body.ends_with(b" not found"));
    match status {
        _ if tunnel_says && html && status < 400 => Unproven::Interstitial(status),
        _ if tunnel_says => Unproven::TunnelDown(status),
        502 | 503 | 504 | 520..=530 => Unproven::TunnelDown(status),
        404 | 410 => Unproven::NotFound(status),
        300..=399 => Unproven::Interstitial(status),
        _ if html => Unproven::Interstitial(status),
        _ => Unproven::Strange(format!("it answered {status}")),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
