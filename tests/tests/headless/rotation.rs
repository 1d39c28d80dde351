//! Two secrets for a while, one afterwards.

#![cfg(target_os = "linux")]

use journeys::{Endpoint, Home, Serving, apple};
use shipbell_testkit::MovableClock;

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

struct Scene {
    home: Home,
    clock: MovableClock,
    serving: Serving,
    former: Endpoint,
    new: Endpoint,
}

impl Scene {
    fn rotated() -> Self {
        let home = Home::new();
        let former = home.add("Tideline");
        let clock = MovableClock::new().unwrap();
        let serving = serve(&home, &clock);
        let new = Endpoint::of(&home.json(["endpoint", "rotate", "Tideline"]));
        Self {
            home,
            clock,
            serving,
            former,
            new,
        }
    }

    fn post(&self, by: &Endpoint, id: &str) -> u16 {
        by.post(&self.serving, &apple::app_version(id, "REJECTED"))
            .status
    }

    fn accepted(&self) -> bool {
        let listed = self.home.json(["endpoint", "list"]);
        listed[0]["formerSecretAccepted"].as_bool().unwrap()
    }
}

fn serve(home: &Home, clock: &MovableClock) -> Serving {
    let program = home.shipbell(["serve", "--listen", "127.0.0.1:0", "--json"]);
    Serving::start(program.envs(clock.env()))
}

#[test]
fn the_former_secret_ends_ten_minutes_after_the_first_new_signature() {
    let mut scene = Scene::rotated();
    assert_eq!(
        scene.post(&scene.former, "before"),
        200,
        "Apple does not know the new secret yet"
    );
    scene.clock.advance(2 * DAY).unwrap();
    assert_eq!(
        scene.post(&scene.former, "two-days"),
        200,
        "pasting it at Apple may take a while"
    );
    assert_eq!(scene.post(&scene.new, "new"), 200);
    scene.clock.advance(9 * MINUTE).unwrap();
    assert_eq!(
        scene.post(&scene.former, "on-its-way"),
        200,
        "a delivery already on its way is still Apple's"
    );
    assert!(scene.accepted());
    scene.clock.advance(2 * MINUTE).unwrap();
    assert_eq!(
        scene.post(&scene.former, "late"),
        401,
        "a leaked former secret must stop opening the door"
    );
    assert_eq!(scene.post(&scene.new, "later"), 200);
    assert!(!scene.accepted(), "and the list says so");

    let Scene {
        home,
        clock,
        serving,
        former,
        ..
    } = scene;
    serving.end();
    let serving = serve(&home, &clock);
    let body = apple::app_version("after", "REJECTED");
    assert_eq!(
        former.post(&serving, &body).status,
        401,
        "a restart does not give a former secret its life back"
    );
    for id in ["before", "two-days", "new", "on-its-way", "later"] {
        home.event(id);
    }
}

#[test]
fn the_former_secret_ends_after_seven_days_in_any_case() {
    let mut scene = Scene::rotated();
    scene.clock.advance(7 * DAY - MINUTE).unwrap();
    assert_eq!(scene.post(&scene.former, "sixth-day"), 200);
    scene.clock.advance(2 * MINUTE).unwrap();
    assert_eq!(scene.post(&scene.former, "eighth-day"), 401);
    assert_eq!(scene.post(&scene.new, "new"), 200);
}
