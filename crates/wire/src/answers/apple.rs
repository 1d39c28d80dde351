//! Apple's side.

use shipbell_engine::webhook::Kind;
use shipbell_engine::{NewAccount, Registration};

use crate::error::WireError;
use crate::house::House;
use crate::types::{Account, App, CaughtUp, Endpoint, KeyText, LogLine, Nothing, Webhook};

pub(crate) async fn accounts(house: &House) -> Result<Vec<Account>, WireError> {
    let all = house.engine.accounts().await?;
    let mut faults = house.engine.account_faults();
    let account = |row: shipbell_feed::Account| Account {
        fault: faults.remove(&row.id),
        ..row.into()
    };
    Ok(all.into_iter().map(account).collect())
}

pub(crate) async fn add_account(
    house: &House,
    name: Option<String>,
    key_id: String,
    issuer: Option<String>,
    key: KeyText,
) -> Result<Account, WireError> {
    let new = NewAccount {
        name,
        key_id,
        issuer,
        key: key.0.into(),
    };
    Ok(house.engine.add_account(new).await?.into())
}

pub(crate) async fn apps(house: &House, account: Option<&str>) -> Result<Vec<App>, WireError> {
    let apps = house.engine.apps(account).await?;
    Ok(apps.into_iter().map(App::from).collect())
}

pub(crate) async fn webhooks(
    house: &House,
    account: Option<&str>,
    app: &str,
) -> Result<Vec<Webhook>, WireError> {
    let listed = house.engine.list_webhooks(account, app).await?;
    Ok(listed.into_iter().map(Webhook::from).collect())
}

pub(crate) async fn create(
    house: &House,
    account: Option<String>,
    app: String,
    kinds: &[String],
    url: Option<String>,
) -> Result<Endpoint, WireError> {
    let wanted = Registration {
        account,
        app,
        kinds: subscribed(kinds)?,
        url,
        machine: gethostname::gethostname().to_string_lossy().into_owned(),
    };
    Ok(house.engine.register(wanted).await?.view.into())
}

pub(crate) async fn choose(
    house: &House,
    endpoint: &str,
    kinds: &[String],
) -> Result<Nothing, WireError> {
    let kinds = subscribed(kinds)?;
    house.engine.choose_kinds(endpoint, kinds).await?;
    Ok(Nothing {})
}

pub(crate) async fn log(house: &House, endpoint: &str) -> Result<Vec<LogLine>, WireError> {
    let lines = house.engine.delivery_log(endpoint).await?;
    Ok(lines.into_iter().map(LogLine::from).collect())
}

pub(crate) async fn catch_up(house: &House) -> Result<CaughtUp, WireError> {
    Ok(house.engine.catch_up().await?.into())
}

fn subscribed(slugs: &[String]) -> Result<Vec<Kind>, WireError> {
    let kind = |slug: &String| {
        let kind = Kind::from_slug(slug).filter(|kind| kind.subscription().is_some());
        kind.ok_or_else(|| {
            WireError::bad_request(format!(
                "\"{slug}\" is no kind that Apple can be asked for. Nothing was changed."
            ))
        })
    };
    slugs.iter().map(kind).collect()
}
