//! Screenshots, icons and crash logs.

use jiff::SignedDuration;
use shipbell_testkit::apple::{Feedback, Picture, ips, plain};

use super::ask::raw;
use super::studio;

#[test]
fn a_picture_needs_no_token_and_its_address_ends() {
    let (apple, client, app) = studio();
    let feedback = Feedback::saying("Look.")
        .showing(Picture::jpeg(90, 160))
        .showing(Picture::png(33, 7));
    let id = apple.screenshot_comes(&app, &feedback).unwrap();
    let target = format!("/v1/betaFeedbackScreenshotSubmissions/{id}");
    let screenshots = client.get(&target).at("/data/attributes/screenshots");
    let address = |place: usize| screenshots[place]["url"].as_str().unwrap().to_owned();
    let fetch = |address: &str, token| raw(apple.url(), token, "GET", address, "").unwrap();
    let jpeg = fetch(&address(0), None);
    assert_eq!(
        (jpeg.status, jpeg.header("content-type")),
        (200, Some("image/jpeg"))
    );
    assert_eq!(jpeg.bytes, Picture::jpeg(90, 160).bytes(shade(&address(0))));
    let png = fetch(&address(1), None);
    assert_eq!(
        (png.status, png.header("content-type")),
        (200, Some("image/png"))
    );
    assert!(!apple.requests().last().unwrap().authorized);
    fetch(&address(0), Some("a token that shall not have left"));
    assert!(
        apple.requests().last().unwrap().authorized,
        "a test can see that a token came"
    );
    assert_eq!(
        fetch(&address(0).replace("sig=", "sig=x"), None).status,
        403,
        "a forged address"
    );

    apple.clock().forward(SignedDuration::from_hours(15 * 24));
    assert_eq!(fetch(&address(0), None).status, 403, "it ended at its date");
    let fresh = client.get(&target).at("/data/attributes/screenshots/0/url");
    assert_eq!(
        fetch(fresh.as_str().unwrap(), None).status,
        200,
        "who asks again gets a new one"
    );
}

/// The shade comes from the address's path.
fn shade(address: &str) -> u8 {
    let path = address.split('/').skip(3).collect::<Vec<_>>().join("/");
    let path = format!("/{}", path.split('?').next().unwrap());
    path.bytes().fold(0, u8::wrapping_add)
}

#[test]
fn pictures_are_read_by_a_reader_that_is_not_ours() {
    for (width, height) in [(1, 1), (8, 8), (33, 7), (390, 844)] {
        for shade in [0, 31, 32, 63, 200] {
            for picture in [Picture::jpeg(width, height), Picture::png(width, height)] {
                let read = image::load_from_memory(&picture.bytes(shade)).unwrap();
                let size = (
                    u16::try_from(read.width()).unwrap(),
                    u16::try_from(read.height()).unwrap(),
                );
                assert_eq!(size, (width, height), "{picture:?} of {shade} can be shown");
                let grey = read.to_luma8();
                let first = grey.get_pixel(0, 0);
                assert!(
                    grey.pixels().all(|pixel| pixel == first),
                    "{picture:?} has one grey"
                );
            }
        }
    }
}

#[test]
fn an_icon_comes_in_the_size_that_is_asked_for() {
    let (apple, client, _app) = studio();
    let answer = client.get("/v1/apps?include=appStoreIcon");
    let template = answer.at("/included/0/attributes/iconAsset/templateUrl");
    let address = template
        .as_str()
        .unwrap()
        .replace("{w}x{h}bb.{f}", "64x64bb.png");
    let icon = raw(apple.url(), None, "GET", &address, "").unwrap();
    assert_eq!(icon.status, 200);
    assert_eq!(image::load_from_memory(&icon.bytes).unwrap().width(), 64);
}

#[test]
fn crash_logs_come_in_both_forms() {
    let (apple, client, app) = studio();
    for log in [
        ips("Tide Pools", "example.tidepools"),
        plain("Tide Pools", "example.tidepools"),
    ] {
        let id = apple
            .crash_comes(&app, &Feedback::saying("Bang."), &log)
            .unwrap();
        assert_eq!(id.len(), 23, "feedback has ids of its own form");
        let read = client.get(&format!("/v1/betaFeedbackCrashSubmissions/{id}/crashLog"));
        assert_eq!(read.at("/data/attributes/logText"), log);
    }
    let log = ips("Tide Pools", "example.tidepools");
    let (header, body) = log.split_once('\n').unwrap();
    for part in [header, body] {
        let _json: serde_json::Value = serde_json::from_str(part).expect("both parts are JSON");
    }
}
