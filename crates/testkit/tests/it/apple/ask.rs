//! A client that is as plain as can be, and holds every answer against the description.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;
use shipbell_testkit::FakeApple;
use shipbell_testkit::apple::{AppleClock, Credentials};

use super::description;

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) bytes: Vec<u8>,
    read: std::cell::OnceCell<Value>,
}

impl Answer {
    pub(crate) fn json(&self) -> &Value {
        let read = || serde_json::from_slice(&self.bytes).unwrap();
        self.read.get_or_init(read)
    }

    pub(crate) fn at(&self, pointer: &str) -> Value {
        self.json().pointer(pointer).cloned().unwrap_or_default()
    }

    /// The code of the first error.
    pub(crate) fn code(&self) -> String {
        self.at("/errors/0/code")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The ids of the resources in a list.
    pub(crate) fn ids(&self) -> Vec<String> {
        let data = self.at("/data");
        let each = data.as_array().unwrap().iter();
        each.map(|one| one.get("id").unwrap().as_str().unwrap().to_owned())
            .collect()
    }
}

pub(crate) struct Client {
    origin: String,
    clock: AppleClock,
    pub(crate) key: Credentials,
}

impl Client {
    pub(crate) fn new(apple: &FakeApple, key: Credentials) -> Self {
        Self {
            origin: apple.url().to_owned(),
            clock: apple.clock(),
            key,
        }
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, None)
    }

    pub(crate) fn post(&self, target: &str, body: &Value) -> Answer {
        self.ask("POST", target, Some(body))
    }

    pub(crate) fn ask(&self, method: &str, target: &str, body: Option<&Value>) -> Answer {
        let token = self.key.token(self.clock.now()).unwrap();
        self.with_token(Some(&token), method, target, body)
    }

    /// Holds what is said against the description, whatever the test is about.
    pub(crate) fn with_token(
        &self,
        token: Option<&str>,
        method: &str,
        target: &str,
        body: Option<&Value>,
    ) -> Answer {
        let body = body.map(Value::to_string).unwrap_or_default();
        let answer = raw(&self.origin, token, method, target, &body).expect("an answer");
        description::hold(method, target, &answer);
        answer
    }

    /// Follows `links.next` to the end.
    pub(crate) fn pages(&self, target: &str) -> Vec<Answer> {
        let mut pages = vec![self.get(target)];
        while let Some(next) = pages.last().unwrap().at("/links/next").as_str() {
            let next = next
                .strip_prefix(&self.origin)
                .expect("the next page is at the same origin");
            pages.push(self.get(next));
        }
        pages
    }
}

/// None where the connection ended without an answer.
pub(crate) fn raw(
    origin: &str,
    token: Option<&str>,
    method: &str,
    target: &str,
    body: &str,
) -> Option<Answer> {
    let host = origin.strip_prefix("http://").unwrap();
    let target = target.strip_prefix(origin).unwrap_or(target);
    let token = token
        .map(|token| format!("authorization: Bearer {token}\r\n"))
        .unwrap_or_default();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "{method} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{token}\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8(answer.get(..end)?.to_vec()).unwrap();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer {
        status,
        head,
        bytes: answer.get(end + 4..)?.to_vec(),
        read: std::cell::OnceCell::new(),
    })
}
