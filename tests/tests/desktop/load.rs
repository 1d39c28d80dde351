//! Apple at its busiest: several connections that post as fast as they are answered.

use std::thread;

use journeys::apple;
use journeys::knock::Line;

use crate::stage::Stage;

const CONNECTIONS: usize = 4;

/// Does `meanwhile` while rejections are posted whose ids begin with `name`; gives back the ids that
/// were answered with 200, once all were or nobody answers any more.
pub(crate) fn while_posting(
    stage: &Stage,
    name: &str,
    posts: usize,
    meanwhile: impl FnOnce(),
) -> Vec<String> {
    thread::scope(|scope| {
        let senders: Vec<_> = (0..CONNECTIONS)
            .map(|sender| {
                let name = format!("{name}-{sender}");
                scope.spawn(move || post(stage, &name, posts / CONNECTIONS))
            })
            .collect();
        meanwhile();
        let ids = senders
            .into_iter()
            .flat_map(|sender| sender.join().unwrap());
        ids.collect()
    })
}

fn post(stage: &Stage, name: &str, posts: usize) -> Vec<String> {
    let mut acknowledged = Vec::new();
    let mut line = Line::connect(&stage.address).unwrap();
    for at in 0..posts {
        let id = format!("{name}-{at}");
        let body = apple::app_version(&id, "REJECTED");
        let signature = stage.endpoint.sign(&body);
        let headers = [("x-apple-signature", signature.as_str())];
        match line.post(&stage.endpoint.path, &headers, &body) {
            Ok(answer) if answer.status == 200 => acknowledged.push(id),
            _ => break,
        }
    }
    acknowledged
}
