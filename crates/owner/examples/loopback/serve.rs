//! The port that a test's page speaks to.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use http_body_util::channel::Channel;
use serde_json::Value;
use shipbell_wire::{Audience, Change, WireError};
use tokio::sync::broadcast::error::RecvError;

use crate::controls;
use crate::world::World;

pub(crate) fn router(world: World) -> Router {
    Router::new()
        .route("/wire", post(wire))
        .route("/changes", get(changes))
        .route("/test/{what}", any(control))
        .layer(middleware::from_fn(only_this_computers_pages))
        .with_state(Arc::new(world))
}

async fn wire(State(world): State<Arc<World>>, body: Bytes) -> Response {
    match answer(&world, &body).await {
        Ok(reply) => json(StatusCode::OK, &reply),
        Err(error) => json(StatusCode::BAD_REQUEST, &error),
    }
}

/// As the app's own bridge between page and engine does it.
async fn answer(world: &World, body: &[u8]) -> Result<Value, WireError> {
    let request: shipbell_wire::Request = serde_json::from_slice(body).map_err(|_| {
        WireError::bad_request("The panel asked for something that does not exist.")
    })?;
    if request.audience() != Audience::Panel {
        return Err(WireError::bad_request("The panel may not ask for this."));
    }
    shipbell_wire::answer(&world.house, request).await
}

/// Server-sent events, until the page goes away.
async fn changes(State(world): State<Arc<World>>) -> Response {
    const UNREAD_AT_MOST: usize = 64;
    let mut news = world.engine.changes();
    let mut told = world.told.subscribe();
    let (mut page, body) = Channel::<Bytes, std::io::Error>::new(UNREAD_AT_MOST);
    tokio::spawn(async move {
        // A line that says nothing, so that the page knows at once that it is heard.
        let mut lines = vec![":\n\n".to_owned()];
        loop {
            for line in lines.drain(..) {
                if page.send_data(Bytes::from(line)).await.is_err() {
                    return;
                }
            }
            let change = tokio::select! {
                change = news.recv() => change.map(Change::from),
                change = told.recv() => change,
            };
            let told = match change {
                Ok(change) => vec![change],
                Err(RecvError::Lagged(_)) => Change::ANYTHING.to_vec(),
                Err(RecvError::Closed) => return,
            };
            let told = told
                .iter()
                .filter_map(|one| serde_json::to_string(one).ok());
            lines.extend(told.map(|one| format!("data: {one}\n\n")));
        }
    });
    let kind = [(header::CONTENT_TYPE, "text/event-stream")];
    (kind, Body::new(body)).into_response()
}

async fn control(
    State(world): State<Arc<World>>,
    Path(what): Path<String>,
    body: Bytes,
) -> Response {
    match controls::carry_out(&world, &what, &body).await {
        Ok(found) => json(StatusCode::OK, &found),
        Err(error) => json(StatusCode::BAD_REQUEST, &format!("{error:#}")),
    }
}

fn json<T: serde::Serialize>(status: StatusCode, value: &T) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    match serde_json::to_vec(value) {
        Ok(body) => (status, kind, body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A page from elsewhere must not read events through a port that happens to be open.
async fn only_this_computers_pages(request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    if origin.as_ref().is_some_and(|origin| !is_local(origin)) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut response = match request.method() {
        &Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
        _ => next.run(request).await,
    };
    if let Some(origin) = origin {
        allow(response.headers_mut(), origin);
    }
    response
}

fn allow(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("content-type"),
    );
    headers.insert(header::VARY, HeaderValue::from_static("origin"));
}

fn is_local(origin: &HeaderValue) -> bool {
    let rest = origin
        .to_str()
        .ok()
        .and_then(|text| text.strip_prefix("http://"));
    let Some((host, port)) = rest.and_then(|rest| rest.rsplit_once(':')) else {
        return false;
    };
    ["127.0.0.1", "localhost", "[::1]"].contains(&host) && port.parse::<u16>().is_ok()
}
