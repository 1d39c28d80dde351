//! The history leaves as a file, and can be cleared.

use serde_json::Value;
use shipbell_engine::{EngineError, ExportError, Form};

use crate::scene::{House, rejection, state};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_event_is_a_line_with_the_exact_body() {
    let house = House::new().await;
    let odd = b"\xff not text".to_vec();
    house.post(&odd).await;
    let body = rejection("e1");
    house.post(&body).await;
    for at in 0..150 {
        house
            .post(state(
                &format!("n{at}"),
                &format!("v{at}"),
                "IN_REVIEW",
                "2026-03-10T08:00:00Z",
            ))
            .await;
    }
    house.settle().await;
    let folder = house.folder.path().join("exports");
    let exported = house.engine.export(&folder, Form::JsonLines).await.unwrap();
    assert_eq!(exported.events, 152);
    let text = std::fs::read_to_string(&exported.path).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 152);
    let rejected = lines.iter().find(|line| line["appleId"] == "e1").unwrap();
    assert_eq!(
        rejected["body"].as_str().unwrap().as_bytes(),
        body,
        "byte for byte"
    );
    assert_eq!(rejected["verdict"], "current");
    assert_eq!(rejected["headers"][0]["name"], "x-apple-signature");
    let unreadable = lines.iter().find(|line| line["readable"] == false).unwrap();
    assert_eq!(
        unreadable["bodyBase64"], "/yBub3QgdGV4dA==",
        "bytes that are no text too"
    );
    let name = exported
        .path
        .file_name()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    assert!(name.starts_with("shipbell-2026-03-10-1"), "{name}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&exported.path)
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "it holds testers' words");
    }
    let files = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(files, 1, "no half file stays beside it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_computes_nothing() {
    let house = House::new().await;
    let body = serde_json::json!({ "data": { "type": "appStoreVersionAppVersionStateUpdated",
        "id": "=HYPERLINK(\"https://evil.example\")", "attributes": { "newValue": "@SUM(1)" } },
        "app": { "name": "-2+3,\"x\"" } });
    house.post(body.to_string()).await;
    house.settle().await;
    let folder = house.folder.path().join("exports");
    let exported = house.engine.export(&folder, Form::Csv).await.unwrap();
    let text = std::fs::read_to_string(&exported.path).unwrap();
    let (head, row) = text.split_once("\r\n").unwrap();
    assert!(head.starts_with("id,happened,received,app,"), "{head}");
    assert!(row.contains("\"'-2+3,\"\"x\"\"\""), "{row}");
    assert!(
        row.contains("'@SUM(1)") && row.contains("\"'=HYPERLINK("),
        "{row}"
    );
    assert!(text.ends_with("\r\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_that_cant_be_written_is_told_of() {
    let house = House::new().await;
    let file = house.folder.path().join("shipbell.toml");
    let refused = house.engine.export(&file, Form::Csv).await;
    assert!(
        matches!(
            refused,
            Err(EngineError::Export(ExportError::Unwritable { .. }))
        ),
        "{refused:?}"
    );
}
