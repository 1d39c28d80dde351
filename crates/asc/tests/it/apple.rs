//! A server in Apple's place, which says what a test wants and remembers what it heard; and a world
//! whose time stands still until somebody waits.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Response};
use shipbell_asc::{Base, Client, IssuerId, Key, KeyId, Setup, Surroundings};

pub(crate) const ISSUER: &str = "57246542-96fe-1a63-e053-0824d011072a";
/// A Monday in 2026.
pub(crate) const NOW: i64 = 1_784_592_000_000;

pub(crate) struct World {
    now: AtomicI64,
    waited: Mutex<Vec<Duration>>,
}

impl World {
    pub(crate) fn at(now: i64) -> Arc<Self> {
        Arc::new(Self {
            now: AtomicI64::new(now),
            waited: Mutex::default(),
        })
    }

    pub(crate) fn pass(&self, time: Duration) {
        let ms = i64::try_from(time.as_millis()).unwrap();
        self.now.fetch_add(ms, Ordering::SeqCst);
    }

    pub(crate) fn set(&self, now: i64) {
        self.now.store(now, Ordering::SeqCst);
    }

    pub(crate) fn waited(&self) -> Vec<Duration> {
        self.waited.lock().unwrap().clone()
    }
}

#[async_trait]
impl Surroundings for World {
    fn now(&self) -> i64 {
        self.now.load(Ordering::SeqCst)
    }

    fn chance(&self) -> f64 {
        0.5
    }

    async fn wait(&self, time: Duration) {
        self.waited.lock().unwrap().push(time);
        self.pass(time);
    }
}

#[derive(Clone)]
pub(crate) struct Said {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Said {
    pub(crate) fn json(status: u16, body: &str) -> Self {
        Self::other(status, "application/json", body)
    }

    pub(crate) fn other(status: u16, kind: &str, body: &str) -> Self {
        Self {
            status,
            headers: vec![("content-type".to_owned(), kind.to_owned())],
            body: body.to_owned(),
        }
    }

    pub(crate) fn error(status: u16, code: &str, detail: &str) -> Self {
        let error = serde_json::json!({"errors": [{
            "status": status.to_string(), "code": code, "title": "A title.", "detail": detail,
        }]});
        Self::json(status, &error.to_string())
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Heard {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Heard {
    pub(crate) fn token(&self) -> Option<&str> {
        let bearer = self.headers.get("authorization")?.to_str().ok()?;
        bearer.strip_prefix("Bearer ")
    }
}

#[derive(Default)]
struct Memory {
    says: VecDeque<Said>,
    heard: Vec<Heard>,
}

pub(crate) struct Apple {
    pub(crate) url: String,
    pub(crate) world: Arc<World>,
    pub(crate) key: Key,
    pub(crate) public: Vec<u8>,
    memory: Arc<Mutex<Memory>>,
}

impl Apple {
    /// Says these one after the other, and the last one for ever.
    pub(crate) async fn saying(says: impl IntoIterator<Item = Said>) -> Self {
        let memory = Arc::new(Mutex::new(Memory {
            says: says.into_iter().collect(),
            heard: Vec::new(),
        }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let world = World::at(NOW);
        let behind = Behind {
            memory: Arc::clone(&memory),
            url: url.clone(),
            world: Arc::clone(&world),
        };
        let router = Router::new().fallback(move |request| answer(behind, request));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let pair = rcgen::KeyPair::generate().unwrap();
        Self {
            url,
            world,
            key: key(&pair.serialize_pem()),
            public: rcgen::PublicKeyData::der_bytes(&pair).to_owned(),
            memory,
        }
    }

    pub(crate) fn client(&self) -> Client {
        let base = Base::parse(&self.url).unwrap();
        Client::new(Setup::at(base, self.key.clone()), self.world.clone()).unwrap()
    }

    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.memory.lock().unwrap().heard.clone()
    }
}

pub(crate) fn key(pem: &str) -> Key {
    let id = KeyId::parse("2X9R4HXF34").unwrap();
    Key::team(id, IssuerId::parse(ISSUER).unwrap(), pem).unwrap()
}

pub(crate) fn any_key() -> Key {
    key(&rcgen::KeyPair::generate().unwrap().serialize_pem())
}

#[derive(Clone)]
struct Behind {
    memory: Arc<Mutex<Memory>>,
    url: String,
    world: Arc<World>,
}

async fn answer(behind: Behind, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let mut memory = behind.memory.lock().unwrap();
    memory.heard.push(Heard {
        method: parts.method.to_string(),
        target: parts.uri.to_string(),
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
    });
    let said = match memory.says.len() {
        1 => memory.says.front().unwrap().clone(),
        _ => memory.says.pop_front().unwrap(),
    };
    let mut response = Response::builder().status(said.status);
    // Else the date would be the real one, and the world's clock wrong by it.
    if !said.headers.iter().any(|(name, _)| name == "date") {
        response = response.header("date", http_date(behind.world.now()));
    }
    for (name, value) in &said.headers {
        response = response.header(name, value);
    }
    response
        .body(Body::from(said.body.replace("BASE", &behind.url)))
        .unwrap()
}

/// Milliseconds as HTTP's `Date`.
pub(crate) fn http_date(ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(ms).unwrap();
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

pub(crate) const APP: &str =
    r#"{"data":{"type":"apps","id":"1","attributes":{"name":"Bell"}},"links":{"self":""}}"#;

pub(crate) fn app() -> Said {
    Said::json(200, APP)
}
