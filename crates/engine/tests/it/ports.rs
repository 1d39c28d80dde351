//! The world as the tests want it: a clock that is moved, a sink that fails, an Apple that knows.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use shipbell_engine::{Apple, Banner, Clock, Said, Sink, SinkError, SinkKind};
use shipbell_rules::Facts;

/// Starts on a Tuesday morning, runs like any clock, and jumps when told to.
pub(crate) struct Moved {
    begun: Instant,
    ahead: AtomicI64,
}

pub(crate) const START: &str = "2026-03-10T10:00:00Z";
pub(crate) const MINUTE: i64 = 60 * 1000;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

impl Moved {
    pub(crate) fn new() -> Self {
        Self {
            begun: Instant::now(),
            ahead: AtomicI64::new(0),
        }
    }

    pub(crate) fn advance(&self, milliseconds: i64) {
        self.ahead.fetch_add(milliseconds, Ordering::SeqCst);
    }
}

impl Clock for Moved {
    fn now(&self) -> Timestamp {
        let start: Timestamp = START.parse().unwrap();
        let passed = i64::try_from(self.begun.elapsed().as_millis()).unwrap();
        let now = start.as_millisecond() + passed + self.ahead.load(Ordering::SeqCst);
        Timestamp::from_millisecond(now).unwrap()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }
}

/// How the sink behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    Takes,
    Absent,
    Hangs,
    Panics,
    /// Shows the banner, and is gone before it can say so.
    TakesAndHangs,
}

/// Writes down what rang.
pub(crate) struct Recorder {
    mood: Mutex<Mood>,
    rung: Mutex<Vec<Banner>>,
    asked: AtomicI64,
    /// Done when a banner is taken, before the sink says so.
    on_taking: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl Recorder {
    pub(crate) fn new(mood: Mood) -> Self {
        Self {
            mood: Mutex::new(mood),
            rung: Mutex::default(),
            asked: AtomicI64::new(0),
            on_taking: Mutex::new(None),
        }
    }

    pub(crate) fn when_taken(&self, first: impl FnOnce() + Send + 'static) {
        *self.on_taking.lock().unwrap() = Some(Box::new(first));
    }

    pub(crate) fn be(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    pub(crate) fn rung(&self) -> Vec<Banner> {
        self.rung.lock().unwrap().clone()
    }

    pub(crate) fn asked(&self) -> i64 {
        self.asked.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Sink for Recorder {
    fn kind(&self) -> SinkKind {
        SinkKind::Desktop
    }

    async fn ring(&self, banner: &Banner) -> Result<(), SinkError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mood = *self.mood.lock().unwrap();
        if matches!(mood, Mood::Takes | Mood::TakesAndHangs) {
            self.rung.lock().unwrap().push(banner.clone());
            if let Some(first) = self.on_taking.lock().unwrap().take() {
                first();
            }
        }
        match mood {
            Mood::Takes => Ok(()),
            Mood::Absent => Err(SinkError::Absent("nobody is there".to_owned())),
            Mood::Hangs | Mood::TakesAndHangs => std::future::pending().await,
            Mood::Panics => panic!("the sink panics, because the test wants it"),
        }
    }
}

/// An App Store Connect that knows everything, nothing, or takes too long.
pub(crate) enum Known {
    All,
    Slow(Duration),
    Panics,
}

#[async_trait]
impl Apple for Known {
    async fn facts(
        &self,
        _: Option<&shipbell_vault::Account>,
        _: &shipbell_feed::Endpoint,
        _: &shipbell_webhook::Event,
    ) -> Said {
        match self {
            Self::Slow(time) => tokio::time::sleep(*time).await,
            Self::Panics => panic!("App Store Connect panics, because the test wants it"),
            Self::All => {}
        }
        let some = |text: &str| Some(text.to_owned());
        Said::whole(Facts {
            app_name: some("Tideline"),
            app_id: some("6446048195"),
            platform: some("IOS"),
            version: some("2.4.1"),
            build: some("318"),
            tester_name: some("Ada Brook"),
            tester_email: some("ada@example.com"),
            feedback: some("The map stays grey."),
            device: some("iPhone 17"),
            os: some("iOS 26.1"),
            ..Facts::default()
        })
    }
}
