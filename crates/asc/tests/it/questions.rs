//! Every question, asked with everything that can be said in it.

use std::path::Path;

use shipbell_asc::{
    AscError, Attributes, Client, EventType, NewWebhook, Pages, Private, Question, ReviewState,
    WebhookChange,
};

const ID: &str = "AK7UjG-qL5QxXf3gIOGjbpQ";

/// What came of a question: what was read, or why not.
pub(crate) type Asked = (Question, Result<(), AscError>);

async fn first<A: Attributes>(pages: Result<Pages<A>, AscError>) -> Result<(), AscError> {
    let mut pages = pages?;
    pages.next().await.map_or(Ok(()), |page| page.map(drop))
}

fn new() -> NewWebhook {
    NewWebhook {
        name: "Shipbell".to_owned(),
        url: Private::from("https://bell.example.com/hooks/t".to_owned()),
        secret: "secret".into(),
        event_types: EventType::KNOWN
            .iter()
            .map(|word| EventType::from(*word))
            .collect(),
        enabled: true,
    }
}

fn change() -> WebhookChange {
    let new = new();
    WebhookChange {
        name: Some(new.name),
        url: Some(new.url),
        secret: Some(new.secret),
        event_types: Some(new.event_types),
        enabled: Some(false),
    }
}

/// One by one. A question that is missing here fails the test.
pub(crate) async fn ask_all(client: &Client) -> Vec<Asked> {
    let mut asked = Vec::new();
    for question in Question::ALL {
        asked.push((*question, ask(client, *question).await));
    }
    asked
}

async fn ask(apple: &Client, question: Question) -> Result<(), AscError> {
    let states: Vec<_> = ReviewState::KNOWN
        .iter()
        .map(|word| ReviewState::from(*word))
        .collect();
    match question {
        Question::Apps => first(Ok(apple.apps())).await,
        Question::App => apple.app(ID).await.map(drop),
        Question::AppVersions => first(apple.versions_of(ID)).await,
        Question::Version => apple.version(ID).await.map(drop),
        Question::AppBuilds => first(apple.builds_of(ID)).await,
        Question::Build => apple.build(ID).await.map(drop),
        Question::AppUploads => first(apple.uploads_of(ID)).await,
        Question::Upload => apple.upload(ID).await.map(drop),
        Question::BetaDetail => apple.beta_detail(ID).await.map(drop),
        Question::BetaDetailBuild => apple.build_of_beta_detail(ID).await.map(drop),
        Question::AppScreenshotFeedback => first(apple.screenshot_feedback_of(ID)).await,
        Question::ScreenshotFeedback => apple.screenshot_feedback(ID).await.map(drop),
        Question::AppCrashFeedback => first(apple.crash_feedback_of(ID)).await,
        Question::CrashFeedback => apple.crash_feedback(ID).await.map(drop),
        Question::CrashLog => apple.crash_log(ID).await.map(drop),
        Question::AppReviews => first(apple.reviews_of(ID, &states)).await,
        Question::AssetVersion => apple.asset_version(ID).await.map(drop),
        Question::AssetInternalBeta => apple.asset_internal_beta(ID).await.map(drop),
        Question::AssetExternalBeta => apple.asset_external_beta(ID).await.map(drop),
        Question::AssetAppStore => apple.asset_app_store(ID).await.map(drop),
        Question::AppWebhooks => first(apple.webhooks_of(ID)).await,
        Question::CreateWebhook => apple.create_webhook(ID, &new()).await.map(drop),
        Question::ChangeWebhook => apple.change_webhook(ID, &change()).await.map(drop),
        Question::DeleteWebhook => apple.delete_webhook(ID).await,
        Question::Deliveries => first(apple.deliveries_of(ID, crate::apple::NOW)).await,
        Question::Redeliver => apple.redeliver(ID).await.map(drop),
        Question::Ping => apple.ping(ID).await,
        other => panic!("{other} was not asked: give it a line here"),
    }
}

#[test]
fn each_question_is_asked_in_one_place_and_each_place_asks_one() {
    let text = source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    for question in Question::ALL {
        let name = format!("Question::{question:?}");
        let places =
            text.matches(&format!("{name},")).count() + text.matches(&format!("{name})")).count();
        assert_eq!(
            places, 1,
            "{name}: a second place would go unchecked against the contract"
        );
    }
    let asks = text.matches("Ask::of(").count() + text.matches("Ask::about(").count();
    assert_eq!(asks, Question::ALL.len());
}

fn source(folder: &Path) -> String {
    let mut text = String::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            text.push_str(&source(&path));
        } else {
            text.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    text
}
