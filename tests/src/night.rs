//! What happens at Apple in a night.

use shipbell_testkit::FakeApple;
use shipbell_testkit::apple::{Feedback, Picture, Upload, ips};

const HAPPENS: &str = "it can happen at the fake Apple";

/// One of everything that can happen to an app.
pub fn something_happens(apple: &FakeApple, app: &str, n: usize) {
    let number = n.to_string();
    let state = if n.is_multiple_of(20) {
        "IN_REVIEW"
    } else {
        "REJECTED"
    };
    let shown = Feedback::saying("It flickers.").showing(Picture::jpeg(90, 160));
    match n % 10 {
        0 => drop(apple.version_moves(app, state).expect(HAPPENS)),
        1 => {
            let uploaded = apple
                .build_uploaded(app, &Upload::complete("2.4.1", &number))
                .expect(HAPPENS);
            let build = uploaded.build.expect(HAPPENS);
            apple
                .external_build_moves(&build, "IN_BETA_TESTING")
                .expect(HAPPENS);
        }
        2 => {
            let failed = Upload::failed("2.4.1", &number, "90062", "The version is too low.");
            apple.build_uploaded(app, &failed).expect(HAPPENS);
        }
        3 => drop(apple.screenshot_comes(app, &shown).expect(HAPPENS)),
        4 => {
            let log = ips("Tideline", "example.tideline");
            apple
                .crash_comes(app, &Feedback::saying("It ended."), &log)
                .expect(HAPPENS);
        }
        5 => drop(apple.asset_imported(app).expect(HAPPENS)),
        6 => drop(
            apple
                .asset_app_store_moves(app, "READY_FOR_DISTRIBUTION")
                .expect(HAPPENS),
        ),
        7 => drop(apple.package_version_comes(app).expect(HAPPENS)),
        8 => drop(apple.package_available(app, true, &["DEU"]).expect(HAPPENS)),
        _ => apple
            .territories_change(app, n % 20 == 9, &["DEU"])
            .expect(HAPPENS),
    }
}
