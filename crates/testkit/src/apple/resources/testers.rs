//! Beta testers.

use serde_json::json;

use crate::apple::FakeApple;
use crate::apple::record::{Record, Shape};
use crate::apple::route::{Route, Serves, get};
use crate::apple::state::State;

pub(crate) static SHAPE: Shape = Shape {
    kind: "betaTesters",
    attributes: &[
        "firstName",
        "lastName",
        "email",
        "inviteType",
        "state",
        "appDevices",
    ],
    relations: &[],
    unmodelled: &["apps", "betaGroups", "builds"],
};

pub(crate) const ROUTES: &[Route] = &[get("/v1/betaTesters/{id}", Serves::Instance("betaTesters"))];

impl State {
    pub(crate) fn add_tester(&mut self, first: &str, last: &str, email: Option<&str>) -> String {
        let id = self.ids.uuid();
        let attributes = json!({
            "firstName": first,
            "lastName": last,
            "email": email,
            "inviteType": if email.is_some() { "EMAIL" } else { "PUBLIC_LINK" },
            "state": "INSTALLED",
        });
        self.world.add(Record::new("betaTesters", &id, attributes));
        id
    }
}

impl FakeApple {
    /// Makes a tester and says the id. Without an address it is one who came by a public link.
    pub fn tester(&self, first: &str, last: &str, email: Option<&str>) -> String {
        self.with(|state| state.add_tester(first, last, email))
    }
}
