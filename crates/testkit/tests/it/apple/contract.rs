//! Every operation that the fake serves: it exists, its parameters exist, and what it answers fits.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use shipbell_testkit::apple::{
    APP_VERSION_STATES, EVENT_TYPES, EXTERNAL_BUILD_STATES, EXTERNAL_STATES, Feedback,
    INTERNAL_STATES, Picture, Route, STORE_STATES, SUBMISSION_STATES, Serves, UPLOAD_STATES,
    Upload, VERSION_STATES, ips, routes,
};

use super::ask::Client;
use super::description::{NOT_IN_DESCRIPTION, description, operation};
use super::{studio, webhook_body};

/// A world in which every resource is there once.
fn full() -> (shipbell_testkit::FakeApple, Client, String) {
    let (apple, client, app) = studio();
    apple.nobody_listens(true);
    client.post(
        "/v1/webhooks",
        &webhook_body(&app, "http://127.0.0.1:9/hooks/token"),
    );
    apple.version(&app, "2.4.1", "IOS").unwrap();
    apple.version_moves(&app, "IN_REVIEW").unwrap();
    let uploaded = apple
        .build_uploaded(&app, &Upload::complete("2.4.1", "118"))
        .unwrap();
    let build = uploaded.build.unwrap();
    apple.version_takes_build(&app, &build).unwrap();
    let failed = Upload::failed("2.4.1", "119", "90482", "The binary is not valid.");
    apple.build_uploaded(&app, &failed).unwrap();
    apple
        .external_build_moves(&build, "IN_BETA_TESTING")
        .unwrap();
    let tester = apple.tester("Ada", "Marsh", Some("ada@example.com"));
    let feedback = Feedback {
        tester: Some(tester),
        ..Feedback::saying("It flickers.")
            .from("ada@example.com")
            .showing(Picture::jpeg(90, 160))
    };
    apple.screenshot_comes(&app, &feedback).unwrap();
    apple
        .crash_comes(&app, &feedback, &ips("Tide Pools", "example.tidepools"))
        .unwrap();
    apple.submission_moves(&app, "UNRESOLVED_ISSUES").unwrap();
    apple
        .asset_fails(&app, "PACK_INVALID", "The pack is not valid.")
        .unwrap();
    apple.asset_imported(&app).unwrap();
    apple.asset_external_beta_moves(&app, "REJECTED").unwrap();
    apple
        .asset_app_store_moves(&app, "READY_FOR_DISTRIBUTION")
        .unwrap();
    (apple, client, app)
}

/// An id of this kind in that world, found as a client would find it.
fn id_of(client: &Client, app: &str, kind: &str) -> String {
    let list = |path: &str| client.get(path).ids().first().cloned().unwrap();
    let near = |path: &str, name: &str| {
        let found = client.get(&format!("{path}?include={name}"));
        found
            .at(&format!("/data/relationships/{name}/data/id"))
            .as_str()
            .unwrap()
            .to_owned()
    };
    let asset = || list(&format!("/v1/apps/{app}/backgroundAssets"));
    let version = || list(&format!("/v1/backgroundAssets/{}/versions", asset()));
    let of_version = |name| near(&format!("/v1/backgroundAssetVersions/{}", version()), name);
    match kind {
        "apps" => app.to_owned(),
        "webhooks"
        | "appStoreVersions"
        | "builds"
        | "preReleaseVersions"
        | "reviewSubmissions"
        | "betaFeedbackScreenshotSubmissions"
        | "betaFeedbackCrashSubmissions" => list(&format!("/v1/apps/{app}/{kind}")),
        "buildUploads" => list(&format!(
            "/v1/apps/{app}/buildUploads?filter[state]=COMPLETE"
        )),
        "backgroundAssets" => asset(),
        "backgroundAssetVersions" => version(),
        "backgroundAssetVersionInternalBetaReleases" => of_version("internalBetaRelease"),
        "backgroundAssetVersionExternalBetaReleases" => of_version("externalBetaRelease"),
        "backgroundAssetVersionAppStoreReleases" => of_version("appStoreRelease"),
        "buildBetaDetails" => near(
            &format!("/v1/builds/{}", id_of(client, app, "builds")),
            "buildBetaDetail",
        ),
        "betaTesters" => {
            let crash = id_of(client, app, "betaFeedbackCrashSubmissions");
            near(
                &format!("/v1/betaFeedbackCrashSubmissions/{crash}"),
                "tester",
            )
        }
        "betaCrashLogs" => {
            let crash = id_of(client, app, "betaFeedbackCrashSubmissions");
            let log = client.get(&format!(
                "/v1/betaFeedbackCrashSubmissions/{crash}/crashLog"
            ));
            log.at("/data/id").as_str().unwrap().to_owned()
        }
        other => unreachable!("no test knows where to find one of the {other}"),
    }
}

fn target(client: &Client, app: &str, route: &Route) -> String {
    if !route.path.contains("{id}") {
        return route.path.to_owned();
    }
    let kind = route.path.split('/').nth(2).unwrap();
    route.path.replace("{id}", &id_of(client, app, kind))
}

#[test]
fn every_get_answers_as_described_with_everything_that_can_be_included() {
    let (apple, client, app) = full();
    let since = (apple.clock().now() - jiff::SignedDuration::from_hours(24)).to_string();
    for route in routes().filter(|route| route.method == "GET") {
        let target = target(&client, &app, route);
        let (sign, date) = match route.serves {
            Serves::Deliveries => (
                '&',
                format!("?filter[createdDateGreaterThanOrEqualTo]={since}"),
            ),
            _ => ('?', String::new()),
        };
        let bare = client.get(&format!("{target}{date}"));
        assert_eq!(bare.status, 200, "{}: {:?}", route.path, bare.json());
        for name in route.include {
            let with = client.get(&format!("{target}{date}{sign}include={name}"));
            assert_eq!(
                with.status,
                200,
                "{} with {name}: {:?}",
                route.path,
                with.json()
            );
            let included = with.at("/included");
            assert!(
                !included.as_array().unwrap().is_empty(),
                "{} includes no {name}: its shape was not tried",
                route.path
            );
        }
        for order in route.sort {
            assert_eq!(
                client.get(&format!("{target}?sort={order}")).status,
                200,
                "{}",
                route.path
            );
        }
    }
}

#[test]
fn every_change_answers_as_described() {
    let (apple, client, app) = full();
    let webhook = id_of(&client, &app, "webhooks");
    let delivery = apple.deliveries(&webhook).first().unwrap().id.clone();
    for route in routes().filter(|route| route.method != "GET") {
        let target = target(&client, &app, route);
        let (status, body) = match route.serves {
            Serves::WebhookCreation => (201, webhook_body(&app, "https://example.com/hooks")),
            Serves::WebhookUpdate => (
                200,
                json!({ "data": {
                "type": "webhooks", "id": webhook, "attributes": { "enabled": true },
            } }),
            ),
            Serves::Redelivery => (
                201,
                json!({ "data": {
                "type": "webhookDeliveries",
                "relationships": { "template": { "data": { "type": "webhookDeliveries", "id": delivery } } },
            } }),
            ),
            Serves::Ping => (
                201,
                json!({ "data": {
                "type": "webhookPings",
                "relationships": { "webhook": { "data": { "type": "webhooks", "id": webhook } } },
            } }),
            ),
            Serves::Removal(_) => continue,
            _ => unreachable!("no test knows how to ask for {}", route.path),
        };
        let answer = client.ask(route.method, &target, Some(&body));
        assert_eq!(
            answer.status,
            status,
            "{} {}: {:?}",
            route.method,
            route.path,
            answer.json()
        );
    }
    for route in routes().filter(|route| matches!(route.serves, Serves::Removal(_))) {
        let target = target(&client, &app, route);
        assert_eq!(
            client.ask("DELETE", &target, None).status,
            204,
            "{}",
            route.path
        );
        assert_eq!(
            client.get(&target).status,
            404,
            "what was removed is gone: {}",
            route.path
        );
    }
}

#[test]
fn every_operation_and_parameter_is_apples() {
    if description().is_none() {
        return;
    }
    for route in routes() {
        if NOT_IN_DESCRIPTION.contains(&route.path) {
            continue;
        }
        let known = operation(route.method, &route.path.replace("{id}", "1"));
        let known =
            known.unwrap_or_else(|| unreachable!("Apple has no {} {}", route.method, route.path));
        let parameters = known.get("parameters").and_then(Value::as_array);
        let parameters = || parameters.into_iter().flatten();
        let named = |parameter: &Value| parameter.get("name").unwrap().as_str().unwrap().to_owned();
        let filters: BTreeSet<_> = parameters()
            .map(named)
            .filter(|name| name.starts_with("filter"))
            .collect();
        let ours: BTreeSet<_> = route
            .filters
            .iter()
            .map(|filter| format!("filter[{}]", filter.name))
            .collect();
        assert_eq!(
            ours, filters,
            "a client may use these filters at {}",
            route.path
        );
        let values = |name: &str| -> BTreeSet<String> {
            let one = parameters().find(|parameter| named(parameter) == name);
            let values = one.and_then(|one| one.pointer("/schema/items/enum")?.as_array());
            values
                .into_iter()
                .flatten()
                .map(|one| one.as_str().unwrap().to_owned())
                .collect()
        };
        let include = values("include");
        for name in route.include {
            assert!(
                include.contains(*name),
                "Apple does not include {name} at {}",
                route.path
            );
        }
        let sort: BTreeSet<_> = route.sort.iter().map(|&order| order.to_owned()).collect();
        assert_eq!(
            sort,
            values("sort"),
            "a client may ask for these orders at {}",
            route.path
        );
        for filter in route
            .filters
            .iter()
            .filter(|filter| !filter.among.is_empty())
        {
            let ours: BTreeSet<_> = filter.among.iter().map(|&one| one.to_owned()).collect();
            assert_eq!(
                ours,
                values(&format!("filter[{}]", filter.name)),
                "{}",
                route.path
            );
        }
    }
}

#[test]
fn every_state_is_apples() {
    let Some(description) = description() else {
        return;
    };
    let schema = |pointer: &str| -> BTreeSet<&str> {
        let values = description.pointer(&format!("/components/schemas/{pointer}/enum"));
        values
            .unwrap()
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_str().unwrap())
            .collect()
    };
    for (ours, theirs) in [
        (APP_VERSION_STATES, "AppVersionState"),
        (UPLOAD_STATES, "BuildUploadState"),
        (EXTERNAL_BUILD_STATES, "ExternalBetaState"),
        (EVENT_TYPES, "WebhookEventType"),
        (VERSION_STATES, "BackgroundAssetVersionState"),
        (
            EXTERNAL_STATES,
            "BackgroundAssetVersionExternalBetaReleaseState",
        ),
        (STORE_STATES, "BackgroundAssetVersionAppStoreReleaseState"),
        (
            SUBMISSION_STATES,
            "ReviewSubmission/properties/attributes/properties/state",
        ),
        (
            INTERNAL_STATES,
            "BackgroundAssetVersionInternalBetaRelease/properties/attributes/properties/state",
        ),
    ] {
        let ours: BTreeSet<_> = ours.iter().copied().collect();
        assert_eq!(
            ours,
            schema(theirs),
            "{theirs}: a test could script what can't be"
        );
    }
}
