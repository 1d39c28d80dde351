//! Lists: parameters, pages, and the live service's oddities.

use super::studio;

#[test]
fn pages_lead_to_each_app_once() {
    let (apple, client, first) = studio();
    let mut apps = vec![first];
    apps.extend((0..6).map(|n| apple.app(&format!("App {n}"), &format!("example.app{n}"), "SKU")));
    let pages = client.pages("/v1/apps?limit=3&fields[apps]=name,bundleId");
    assert_eq!(pages.len(), 3, "seven apps are three pages of three");
    let told: Vec<_> = pages.iter().flat_map(super::ask::Answer::ids).collect();
    assert_eq!(
        told, apps,
        "a client that follows the links sees each app once"
    );
    let first = &pages[0];
    assert_eq!(first.at("/meta/paging/total"), 7);
    assert!(first.at("/meta/paging/nextCursor").is_string());
    let attributes = first.at("/data/0/attributes");
    assert_eq!(
        attributes.as_object().unwrap().len(),
        2,
        "only what was asked for: {attributes}"
    );
    assert!(
        pages[2].at("/links/next").is_null(),
        "the last page has no next one"
    );
}

#[test]
fn data_stands_only_in_what_is_included() {
    let (apple, client, app) = studio();
    let uploaded = apple
        .build_uploaded(
            &app,
            &shipbell_testkit::apple::Upload::complete("2.4.1", "118"),
        )
        .unwrap();
    let target = format!("/v1/builds/{}", uploaded.build.unwrap());
    let bare = client.get(&target);
    assert!(bare.at("/data/relationships/app/links/related").is_string());
    assert!(
        bare.at("/data/relationships/app/data").is_null(),
        "nobody asked whose build it is"
    );
    let with = client.get(&format!("{target}?include=app,buildBetaDetail"));
    assert_eq!(with.at("/data/relationships/app/data/id"), app);
    assert!(
        with.at("/data/relationships/preReleaseVersion/data")
            .is_null()
    );
    let included = with.at("/included");
    assert_eq!(included.as_array().unwrap().len(), 2);
}

#[test]
fn what_the_live_service_refuses_is_refused() {
    let (apple, client, app) = studio();
    let crash = apple
        .crash_comes(
            &app,
            &shipbell_testkit::apple::Feedback::saying("It fell over."),
            "log",
        )
        .unwrap();
    let crashes = format!("/v1/apps/{app}/betaFeedbackCrashSubmissions");
    for (target, status, code) in [
        (
            format!("{crashes}?include=build.preReleaseVersion"),
            400,
            "PARAMETER_ERROR.INVALID",
        ),
        (
            format!("{crashes}?include=crashLog"),
            400,
            "PARAMETER_ERROR.INVALID",
        ),
        (
            format!("{crashes}?filter[createdDate]=2026-01-01"),
            400,
            "PARAMETER_ERROR.ILLEGAL",
        ),
        (
            format!("{crashes}?sort=comment"),
            400,
            "PARAMETER_ERROR.INVALID",
        ),
        (
            format!("{crashes}?limit=201"),
            400,
            "PARAMETER_ERROR.INVALID",
        ),
        (format!("{crashes}?limit=0"), 400, "PARAMETER_ERROR.INVALID"),
        (
            format!("{crashes}?cursor=nonsense"),
            400,
            "PARAMETER_ERROR.INVALID",
        ),
        (
            format!("{crashes}?colour=blue"),
            400,
            "PARAMETER_ERROR.ILLEGAL",
        ),
        (
            format!("{crashes}?fields[betaFeedbackCrashSubmissions]=mood"),
            400,
            "PARAMETER_ERROR.INVALID",
        ),
        (
            format!("/v1/betaFeedbackCrashSubmissions/{crash}?limit=5"),
            400,
            "PARAMETER_ERROR.ILLEGAL",
        ),
        (
            format!("/v1/apps/{app}/builds?include=app"),
            400,
            "PARAMETER_ERROR.ILLEGAL",
        ),
        (
            format!("/v1/apps/{app}/appStoreVersions?filter[appVersionState]=FINE"),
            400,
            "PARAMETER_ERROR.INVALID",
        ),
        ("/v1/webhooks".to_owned(), 403, "FORBIDDEN_ERROR"),
        (
            "/v1/betaFeedbackCrashSubmissions".to_owned(),
            404,
            "NOT_FOUND",
        ),
        ("/v1/apps/17".to_owned(), 404, "NOT_FOUND"),
        (
            "/v1/apps?include=betaGroups".to_owned(),
            501,
            "FAKE.NOT_MODELLED",
        ),
    ] {
        let answer = client.get(&target);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (status, code),
            "{target}"
        );
    }
    let webhooks = client.get("/v1/webhooks").at("/errors/0/detail");
    assert_eq!(
        webhooks,
        "The resource 'webhooks' does not allow 'GET_COLLECTION'. Allowed operations are: CREATE, \
         DELETE, GET_INSTANCE, UPDATE"
    );
}

#[test]
fn feedback_is_filtered_and_ordered_as_described() {
    use shipbell_testkit::apple::{Feedback, Upload};
    let (apple, client, app) = studio();
    apple
        .clock()
        .stand_at("2026-03-02T08:15:30Z".parse().unwrap());
    let mut said = Vec::new();
    for number in ["118", "119"] {
        apple
            .build_uploaded(&app, &Upload::complete("2.4.1", number))
            .unwrap();
        said.push(
            apple
                .screenshot_comes(&app, &Feedback::saying(number))
                .unwrap(),
        );
        apple.clock().forward(jiff::SignedDuration::from_mins(1));
    }
    let list = format!("/v1/apps/{app}/betaFeedbackScreenshotSubmissions");
    assert_eq!(client.get(&format!("{list}?sort=createdDate")).ids(), said);
    said.reverse();
    assert_eq!(
        client.get(&format!("{list}?sort=-createdDate")).ids(),
        said,
        "the newest first"
    );
    let newest = client.get(&format!("{list}?sort=-createdDate&limit=1&include=build"));
    let build = newest.at("/data/0/relationships/build/data/id");
    let build = build.as_str().unwrap();
    let of_build = client.get(&format!("{list}?filter[build]={build}"));
    assert_eq!(of_build.ids(), [said[0].clone()], "only that build's");
    let version = client
        .get(&format!("/v1/builds/{build}/preReleaseVersion"))
        .at("/data/id");
    let of_version = format!(
        "{list}?filter[build.preReleaseVersion]={}",
        version.as_str().unwrap()
    );
    assert_eq!(
        client.get(&of_version).ids().len(),
        2,
        "both builds are of one version"
    );
}

#[test]
fn an_upload_goes_its_way_and_few_of_many_are_included() {
    use shipbell_testkit::apple::Upload;
    let (apple, client, app) = studio();
    let processing = Upload {
        state: "PROCESSING".to_owned(),
        ..Upload::complete("2.4.1", "1")
    };
    let uploaded = apple.build_uploaded(&app, &processing).unwrap();
    let target = format!("/v1/buildUploads/{}?include=build", uploaded.upload);
    assert!(
        client
            .get(&target)
            .at("/data/relationships/build/data")
            .is_null(),
        "no build yet"
    );
    let build = apple
        .upload_moves(&uploaded.upload, "COMPLETE")
        .unwrap()
        .build
        .unwrap();
    assert_eq!(
        client.get(&target).at("/data/relationships/build/data/id"),
        build
    );

    for number in 2..=12 {
        apple
            .build_uploaded(&app, &Upload::complete("2.4.1", &number.to_string()))
            .unwrap();
    }
    let with = client.get(&format!("/v1/apps/{app}?include=builds"));
    assert_eq!(with.at("/data/relationships/builds/meta/paging/total"), 12);
    assert_eq!(
        with.at("/included").as_array().unwrap().len(),
        10,
        "the others are cut off"
    );
    let three = client.get(&format!("/v1/apps/{app}?include=builds&limit[builds]=3"));
    assert_eq!(three.at("/included").as_array().unwrap().len(), 3);
}
