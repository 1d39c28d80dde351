//! How does one connection live and end?

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tower::ServiceExt;

use crate::limits::Limits;
use crate::pulse::{Heard, Phase};
use crate::route::Visit;

/// hyper refuses a smaller buffer by panicking.
const SMALLEST_HEAD: usize = 8 * 1024;

/// How the limits look to hyper.
pub(crate) fn protocol(limits: &Limits) -> http1::Builder {
    let mut protocol = http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        // It also counts the idle time between two requests; the pulse tells them apart.
        .header_read_timeout(None)
        .max_headers(limits.header_count)
        .max_header_size(limits.head_bytes)
        .max_buf_size(limits.head_bytes.max(SMALLEST_HEAD))
        // A sender may end its side after the request and still wants the answer.
        .half_close(true);
    protocol
}

/// Serves one connection until it ends, is overdue, is dismissed, or the door closes.
pub(crate) async fn attend(
    stream: TcpStream,
    visit: Visit,
    router: Router,
    limits: Limits,
    mut closing: watch::Receiver<bool>,
) {
    let pulse = Arc::clone(&visit.seat.pulse);
    let service = {
        let pulse = Arc::clone(&pulse);
        service_fn(move |request: Request<Incoming>| {
            pulse.enter(Phase::Busy);
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(visit.clone());
            let answered = router.clone().oneshot(request);
            let pulse = Arc::clone(&pulse);
            async move {
                let answer = answered.await;
                pulse.enter(Phase::Idle);
                answer
            }
        })
    };
    let io = TokioIo::new(Heard {
        stream,
        pulse: Arc::clone(&pulse),
    });
    let mut connection = protocol(&limits).serve_connection(io, service);
    let mut told = false;
    {
        let mut overdue = std::pin::pin!(pulse.overdue(&limits));
        let mut dismissed = std::pin::pin!(pulse.dismissed());
        loop {
            tokio::select! {
                // The connection first: the pulse changes while it is polled.
                biased;
                // Its errors are the sender's doing and already answered where possible.
                _ = &mut connection => break,
                () = &mut overdue => return,
                () = &mut dismissed => return,
                _ = closing.wait_for(|closing| *closing), if !told => {
                    told = true;
                    std::pin::Pin::new(&mut connection).graceful_shutdown();
                }
            }
        }
    }
    pulse.enter(Phase::Leaving);
    let stream = connection.into_parts().io.into_inner().stream;
    tokio::select! {
        () = see_off(stream) => {}
        () = pulse.overdue(&limits) => {}
        () = pulse.dismissed() => {}
    }
}

/// Ends our side and throws away what still comes, so that the answer is not lost to a reset.
async fn see_off(mut stream: TcpStream) {
    // hyper has usually done so already, and the sender may be gone: either way the reads tell.
    drop(stream.shutdown().await);
    let mut rest = [0_u8; 4096];
    while matches!(stream.read(&mut rest).await, Ok(1..)) {}
}
