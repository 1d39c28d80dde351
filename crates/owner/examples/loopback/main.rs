//! The real engine for the panel's browser tests, behind a port of this computer. Never ships: it is
//! an example, and gives out to any page on this computer what the app gives to its own panel alone.
//!
//! ```sh
//! cargo run -p shipbell-owner --example loopback
//! ```
//!
//! It makes a temporary home (or takes `SHIPBELL_HOME`), keeps secrets in a file, opens the door on a
//! free port and serves on another. The first line on standard output says where:
//! `{"address": "http://127.0.0.1:…", "door": "127.0.0.1:…", "home": "…", "apple": "http://127.0.0.1:…"}`;
//! the last is a fake App Store Connect of its own, told what happens by `POST /fake`. It ends when
//! standard input ends, or on SIGTERM.
//!
//! `POST /wire` takes a request of the wire (the panel's commands alone) and answers with its reply, or
//! with status 400 and the error. `GET /changes` tells of changes as server-sent events. What tests
//! do beside that stands in `controls.rs`.
#![allow(
    clippy::print_stdout,
    reason = "the terminal is where an example speaks"
)]

mod apple;
mod clock;
mod controls;
mod host;
mod seed;
mod serve;
mod sink;
mod way;
mod world;

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Result;
use serde_json::json;
use tokio::net::TcpListener;

use world::World;

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let done = runtime.block_on(run());
    // Standard input is read on a thread that only its end can wake.
    runtime.shutdown_timeout(Duration::from_secs(1));
    done
}

async fn run() -> Result<()> {
    let (mut world, owner) = World::make().await?;
    let free: SocketAddr = ([127, 0, 0, 1], 0).into();
    let listener = TcpListener::bind(free).await?;
    println!(
        "{}",
        json!({
            "address": format!("http://{}", listener.local_addr()?),
            "door": world.door.to_string(),
            "home": world.home.data(),
            "apple": world.apple.fake.url(),
        })
    );
    let temporary = world.temporary.take();
    let served = axum::serve(listener, serve::router(world));
    tokio::select! {
        served = served => served?,
        () = asked_to_end() => {}
    }
    owner.close().await?;
    drop(temporary);
    Ok(())
}

async fn asked_to_end() {
    let input_ends = tokio::task::spawn_blocking(|| {
        std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink())
    });
    tokio::select! {
        _ = input_ends => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            terminate.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending::<()>().await;
}
