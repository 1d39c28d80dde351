//! What testers sent along with a feedback.

use bytes::Bytes;
use shipbell_asc::{AscError, Client, Private};
use shipbell_engine::Sent;
use shipbell_feed::AttachmentKind;
use shipbell_webhook::{Event, Kind};

pub(super) async fn list(client: &Client, event: &Event) -> Result<Vec<Sent>, AscError> {
    let Some(instance) = &event.instance else {
        return Ok(Vec::new());
    };
    match event.kind {
        Kind::ScreenshotFeedback => {
            let feedback = client.screenshot_feedback(&instance.id).await?;
            let pictures = feedback.attributes.screenshots.unwrap_or_default();
            let sent = pictures.into_iter().filter_map(|picture| {
                Some(Sent {
                    kind: AttachmentKind::Screenshot,
                    width: picture.width,
                    height: picture.height,
                    at: picture.url?.reveal().to_owned(),
                })
            });
            Ok(sent.collect())
        }
        Kind::CrashFeedback => Ok(vec![Sent {
            kind: AttachmentKind::CrashLog,
            width: None,
            height: None,
            at: instance.id.clone(),
        }]),
        _ => Ok(Vec::new()),
    }
}

pub(super) async fn fetch(client: &Client, sent: &Sent) -> Result<Bytes, AscError> {
    match sent.kind {
        AttachmentKind::Screenshot => {
            let at = Private::from(sent.at.clone());
            Ok(client.picture(&at).await?.into())
        }
        AttachmentKind::CrashLog => {
            let log = client.crash_log(&sent.at).await?.attributes.log_text;
            let text = log.map(|log| log.reveal().to_owned()).unwrap_or_default();
            Ok(text.into())
        }
    }
}
