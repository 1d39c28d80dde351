//! HTTP on loopback.

use std::net::Ipv4Addr;
use std::sync::Arc;

use anyhow::Result;
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use super::answer::Answer;
use super::api::Question;
use super::log;
use super::picture;
use super::state::{Shared, State};
use super::token;
use super::trouble::Trouble;

/// A body larger than any that a client of ours sends.
const MOST: usize = 1024 * 1024;

/// The port is taken before the thread starts, so that its number is known.
pub(crate) fn bind(port: u16) -> Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Takes connections until the fake ends.
pub(crate) async fn run(shared: Arc<Shared>, listener: std::net::TcpListener) -> Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let answer = service_fn(move |request| answer(Arc::clone(&shared), request));
            // A client that hangs up is no concern of ours.
            let _gone = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), answer)
                .await;
        });
    }
}

/// Ends the connection without a word.
#[derive(Debug, thiserror::Error)]
#[error("The connection is dropped, as it was scripted.")]
struct Dropped;

async fn answer(
    shared: Arc<Shared>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Dropped> {
    let question = read(request).await.ok_or(Dropped)?;
    let (place, trouble) = shared.with(|state| state.note(&question));
    match trouble {
        Some(Trouble::Drops) => return Err(Dropped),
        Some(Trouble::Hangs) => shared.let_go.notified().await,
        _ => {}
    }
    let answer = if question.path.starts_with("/fake") {
        super::control::answer(&shared, &question)
    } else {
        shared.with(|state| state.answer(&question, trouble.as_ref()))
    };
    let date = shared.with(|state| {
        state.note_end(place, &answer);
        jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&state.clock.now())
    });
    let mut response = Response::builder().status(answer.status);
    if let Ok(date) = date {
        // A client that knows its clock is wrong can learn it from here.
        response = response.header("date", date);
    }
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    response.body(Full::new(answer.body)).map_err(|_| Dropped)
}

async fn read(request: Request<Incoming>) -> Option<Question> {
    let (head, body) = request.into_parts();
    let header = |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok());
    let (authorization, agent) = (header("authorization"), header("user-agent"));
    let query = form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes());
    let body = Limited::new(body, MOST).collect().await.ok()?.to_bytes();
    Some(Question {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: query.into_owned().collect(),
        authorization: authorization.map(str::to_owned),
        agent: agent.map(str::to_owned),
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

impl State {
    fn answer(&mut self, question: &Question, trouble: Option<&Trouble>) -> Answer {
        if let Some(trouble) = trouble {
            let id = self.ids.uuid();
            if let Some(answer) = trouble.answer(&id) {
                return answer;
            }
        }
        match question.path.as_str() {
            path if path.starts_with("/eimg/") => self.picture(path, &question.query),
            path if path.starts_with("/icons/") => picture::icon(path),
            _ => self.api(question, trouble),
        }
    }

    /// Writes the request down; says where, and what is to go wrong with it.
    fn note(&mut self, question: &Question) -> (u64, Option<Trouble>) {
        let place = self.logged;
        self.logged += 1;
        if question.path.starts_with("/fake") {
            return (place, None);
        }
        self.log.push(log::Request {
            method: question.method.clone(),
            path: question.path.clone(),
            query: question.query.clone(),
            authorized: question.authorization.is_some(),
            key_id: token::key_id(question.authorization.as_deref()),
            claims: token::claims(question.authorization.as_deref()),
            agent: question.agent.clone(),
            body: question.body.clone(),
            status: None,
            refused: None,
            place,
        });
        (place, self.script.next(&question.method, &question.path))
    }

    fn note_end(&mut self, place: u64, answer: &Answer) {
        if let Some(request) = self
            .log
            .iter_mut()
            .rev()
            .find(|request| request.place == place)
        {
            request.status = Some(answer.status);
            request.refused.clone_from(&answer.why);
        }
    }
}
