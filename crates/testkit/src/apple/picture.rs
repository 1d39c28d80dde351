//! Screenshots: addresses that need no token and end, and what lies behind them.

mod jpeg;
mod png;

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::answer::Answer;
use super::clock::utc;
use super::state::State;

/// `[L]` Between six days and three weeks were reported.
const LIFE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// What a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// In pixels.
    pub width: u16,
    /// In pixels.
    pub height: u16,
    /// How it is written.
    pub format: Format,
}

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `[L]` What Apple sends.
    Jpeg,
    /// What it might send one day.
    Png,
}

impl Picture {
    /// A JPEG of this size.
    pub const fn jpeg(width: u16, height: u16) -> Self {
        Self {
            width,
            height,
            format: Format::Jpeg,
        }
    }

    /// A PNG of this size.
    pub const fn png(width: u16, height: u16) -> Self {
        Self {
            width,
            height,
            format: Format::Png,
        }
    }

    /// Its bytes, in one of a few greys.
    pub fn bytes(self, shade: u8) -> Vec<u8> {
        match self.format {
            Format::Jpeg => jpeg::grey(self.width, self.height, shade),
            Format::Png => png::grey(self.width, self.height, shade),
        }
    }

    const fn ending(self) -> &'static str {
        match self.format {
            Format::Jpeg => "jpg",
            Format::Png => "png",
        }
    }

    const fn media_type(self) -> &'static str {
        match self.format {
            Format::Jpeg => "image/jpeg",
            Format::Png => "image/png",
        }
    }
}

/// The pictures of one submission, and until when their addresses work.
#[derive(Debug, Clone)]
pub(crate) struct Hung {
    pictures: Vec<Picture>,
    signature: String,
    until: Timestamp,
}

impl State {
    /// Gives pictures their addresses, which end in two weeks.
    pub(crate) fn hang_up(&mut self, submission: &str, pictures: &[Picture]) -> Result<()> {
        let now = self.clock.now();
        let hung = Hung {
            pictures: pictures.to_owned(),
            signature: self.ids.signature(),
            until: now.saturating_add(LIFE).unwrap_or(now),
        };
        let screenshots = self.screenshots(submission, &hung);
        let record = self
            .world
            .need_mut("betaFeedbackScreenshotSubmissions", submission)?;
        record.set("screenshots", screenshots);
        self.gallery.insert(submission.to_owned(), hung);
        Ok(())
    }

    fn screenshots(&self, submission: &str, hung: &Hung) -> Value {
        let each = hung.pictures.iter().enumerate().map(|(place, picture)| {
            let url = format!(
                "{}/eimg/{submission}/{place}/original.{}?sig={}",
                self.origin,
                picture.ending(),
                hung.signature
            );
            json!({
                "url": url,
                "width": picture.width,
                "height": picture.height,
                "expirationDate": utc(hung.until),
            })
        });
        each.collect()
    }

    /// Who asks for a submission again gets addresses that work.
    pub(crate) fn renew_addresses(&mut self) {
        let now = self.clock.now();
        let over = self.gallery.iter().filter(|(_, hung)| hung.until <= now);
        let over: Vec<_> = over
            .map(|(submission, hung)| (submission.clone(), hung.pictures.clone()))
            .collect();
        for (submission, pictures) in over {
            // Gone when the submission was removed: then nobody asks for it either.
            if self.hang_up(&submission, &pictures).is_err() {
                self.gallery.remove(&submission);
            }
        }
    }

    /// What lies at `/eimg/{submission}/{place}/...`.
    pub(crate) fn picture(&self, path: &str, query: &[(String, String)]) -> Answer {
        let mut parts = path.split('/').skip(2);
        let hung = parts
            .next()
            .and_then(|submission| self.gallery.get(submission));
        let place = parts.next().and_then(|place| place.parse::<usize>().ok());
        let found = hung
            .zip(place)
            .and_then(|(hung, place)| Some((hung, *hung.pictures.get(place)?)));
        let Some((hung, picture)) = found else {
            return Answer::text(
                404,
                "application/xml",
                "<Error><Code>NoSuchKey</Code></Error>",
            );
        };
        let signed = query
            .iter()
            .any(|(name, value)| name == "sig" && *value == hung.signature);
        if !signed || hung.until <= self.clock.now() {
            return Answer::text(
                403,
                "application/xml",
                "<Error><Code>AccessDenied</Code></Error>",
            );
        }
        let shade = path.bytes().fold(0_u8, u8::wrapping_add);
        Answer::bytes(200, picture.media_type(), picture.bytes(shade))
    }
}

/// The icon at `/icons/{id}/{w}x{h}bb.{f}`, at most 1024 pixels wide.
pub(crate) fn icon(path: &str) -> Answer {
    let mut parts = path.split('/').skip(2);
    let id = parts.next().unwrap_or_default();
    let name = parts.next().unwrap_or_default();
    let size = name
        .split_once('x')
        .and_then(|(width, _)| width.parse::<u16>().ok());
    let picture = match (size, name.rsplit_once('.').map(|(_, ending)| ending)) {
        (Some(size @ 1..=1024), Some("jpg" | "jpeg")) => Picture::jpeg(size, size),
        (Some(size @ 1..=1024), Some("png")) => Picture::png(size, size),
        _ => return Answer::text(404, "text/plain", "No such icon."),
    };
    let shade = id.bytes().fold(0_u8, u8::wrapping_add);
    Answer::bytes(200, picture.media_type(), picture.bytes(shade))
}
