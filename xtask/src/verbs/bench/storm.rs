//! The client: one connection after its own answers, or many at once.
//!
//! Each connection has one request under way, never two. All of them share one thread, which also
//! makes and signs the bodies; that work is part of what the processors share.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use mio::{Events, Interest, Poll, Token};

use super::spread::Spread;
use crate::letters::{Letters, answer};

const WARM_UP: Duration = Duration::from_millis(500);
const MEASURED: Duration = Duration::from_secs(3);
/// A server that says nothing for so long is stuck.
const PATIENCE: Duration = Duration::from_secs(10);

/// One keep-alive connection that waits for each answer.
pub(super) struct Caller {
    stream: TcpStream,
    letters: Letters,
    request: Vec<u8>,
}

impl Caller {
    pub(super) fn connect(letters: Letters) -> Result<Self> {
        let stream = TcpStream::connect(letters.to)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self {
            stream,
            letters,
            request: Vec::new(),
        })
    }

    /// Sends one request and waits for its 200. The clock starts with the first byte sent.
    pub(super) fn call(&mut self) -> Result<Duration> {
        self.letters.write(&mut self.request)?;
        let start = Instant::now();
        self.stream.write_all(&self.request)?;
        let mut heard = Vec::with_capacity(1024);
        loop {
            let mut chunk = [0; 1024];
            let count = self.stream.read(&mut chunk)?;
            ensure!(count > 0, "the connection was closed before the answer");
            heard.extend_from_slice(chunk.get(..count).unwrap_or_default());
            if let Some(fine) = answer(&heard) {
                let took = start.elapsed();
                ensure!(fine, "not a 200: {}", first_line(&heard));
                return Ok(took);
            }
        }
    }
}

/// How long `count` answers took, one after the other, after some that nobody counts.
pub(super) fn latency(letters: Letters, count: usize) -> Result<Spread> {
    let mut caller = Caller::connect(letters)?;
    for _ in 0..count / 10 {
        caller.call()?;
    }
    let samples: Result<Vec<_>> = (0..count).map(|_| caller.call()).collect();
    Ok(Spread::of(samples?))
}

/// What a storm came to.
pub(super) struct Outcome {
    pub(super) per_second: f64,
    pub(super) answers: Spread,
}

/// Keeps so many connections busy, and counts.
pub(super) fn storm(mut letters: Letters, connections: usize) -> Result<Outcome> {
    let mut poll = Poll::new()?;
    let mut lines = Vec::with_capacity(connections);
    for number in 0..connections {
        lines.push(Line::open(&poll, &mut letters, number)?);
    }
    let from = Instant::now() + WARM_UP;
    let until = from + MEASURED;
    let mut events = Events::with_capacity(connections.max(64));
    let mut took = Vec::with_capacity(300_000);
    loop {
        poll.poll(&mut events, Some(PATIENCE))?;
        ensure!(
            !events.is_empty(),
            "no answer for {} seconds",
            PATIENCE.as_secs()
        );
        for event in &events {
            let line = lines
                .get_mut(event.token().0)
                .context("an event of no connection")?;
            if let Some(sample) = line.go_on(&mut letters)? {
                let now = Instant::now();
                if now >= until {
                    return Ok(outcome(took));
                }
                if now >= from {
                    took.push(sample);
                }
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few seconds")]
fn outcome(took: Vec<Duration>) -> Outcome {
    Outcome {
        per_second: took.len() as f64 / MEASURED.as_secs_f64(),
        answers: Spread::of(took),
    }
}

/// One connection of a storm.
struct Line {
    stream: mio::net::TcpStream,
    request: Vec<u8>,
    sent: usize,
    since: Instant,
    heard: Vec<u8>,
}

impl Line {
    fn open(poll: &Poll, letters: &mut Letters, number: usize) -> Result<Self> {
        let stream = TcpStream::connect(letters.to)?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        let mut stream = mio::net::TcpStream::from_std(stream);
        let both = Interest::READABLE | Interest::WRITABLE;
        poll.registry().register(&mut stream, Token(number), both)?;
        let mut line = Self {
            stream,
            request: Vec::new(),
            sent: 0,
            since: Instant::now(),
            heard: Vec::with_capacity(1024),
        };
        line.send(letters)?;
        Ok(line)
    }

    fn send(&mut self, letters: &mut Letters) -> Result<()> {
        letters.write(&mut self.request)?;
        self.sent = 0;
        self.heard.clear();
        self.since = Instant::now();
        self.flush()
    }

    fn flush(&mut self) -> Result<()> {
        while let Some(rest) = self
            .request
            .get(self.sent..)
            .filter(|rest| !rest.is_empty())
        {
            match self.stream.write(rest) {
                Ok(count) => self.sent += count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Reads what has come; with a whole answer, sends the next request and gives the time taken.
    fn go_on(&mut self, letters: &mut Letters) -> Result<Option<Duration>> {
        self.flush()?;
        loop {
            let mut chunk = [0; 1024];
            let count = match self.stream.read(&mut chunk) {
                Ok(0) => bail!("a connection was closed in the middle of the storm"),
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
                Err(error) => return Err(error.into()),
            };
            self.heard
                .extend_from_slice(chunk.get(..count).unwrap_or_default());
            if let Some(fine) = answer(&self.heard) {
                let took = self.since.elapsed();
                ensure!(fine, "not a 200: {}", first_line(&self.heard));
                self.send(letters)?;
                return Ok(Some(took));
            }
        }
    }
}

fn first_line(answer: &[u8]) -> String {
    let line = answer.split(|byte| *byte == b'\r').next();
    String::from_utf8_lossy(line.unwrap_or_default()).into_owned()
}
