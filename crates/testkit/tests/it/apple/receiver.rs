//! Where a webhook leads: takes POSTs, one after the other, and says what it is told to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

/// One POST.
#[derive(Debug, Clone)]
pub(crate) struct Came {
    pub(crate) path: String,
    pub(crate) signature: String,
    pub(crate) body: Vec<u8>,
}

impl Came {
    pub(crate) fn at(&self, pointer: &str) -> Value {
        let body: Value = serde_json::from_slice(&self.body).unwrap();
        body.pointer(pointer).cloned().unwrap_or_default()
    }

    pub(crate) fn signed_with(&self, secret: &str) -> bool {
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        let digest = mac.chain_update(&self.body).finalize().into_bytes();
        self.signature == format!("hmacsha256={}", hex::encode(digest))
    }
}

pub(crate) struct Receiver {
    pub(crate) url: String,
    came: Arc<Mutex<Vec<Came>>>,
    says: Arc<Mutex<String>>,
}

impl Receiver {
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hooks/token", listener.local_addr().unwrap());
        let came = Arc::new(Mutex::new(Vec::new()));
        let says = Arc::new(Mutex::new(answer(204, "")));
        let (kept, saying) = (Arc::clone(&came), Arc::clone(&says));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut reader = BufReader::new(stream);
                let Some(one) = read(&mut reader) else {
                    continue;
                };
                kept.lock().unwrap().push(one);
                let said = saying.lock().unwrap().clone();
                let _gone = reader.get_mut().write_all(said.as_bytes());
            }
        });
        Self { url, came, says }
    }

    pub(crate) fn says(&self, status: u16, body: &str) {
        *self.says.lock().unwrap() = answer(status, body);
    }

    pub(crate) fn came(&self) -> Vec<Came> {
        self.came.lock().unwrap().clone()
    }
}

fn answer(status: u16, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status} Said\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}")
}

fn read(reader: &mut BufReader<std::net::TcpStream>) -> Option<Came> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        if line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_owned());
    }
    let header = |name: &str| {
        let mut values = lines.iter().filter_map(|line| line.split_once(": "));
        values
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.to_owned())
    };
    let mut body = vec![0; header("content-length")?.parse().ok()?];
    reader.read_exact(&mut body).ok()?;
    let path = lines.first()?.split(' ').nth(1)?.to_owned();
    Some(Came {
        path,
        signature: header("x-apple-signature")?,
        body,
    })
}
