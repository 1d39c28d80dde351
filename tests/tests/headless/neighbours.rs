//! Two homes on one machine.

use journeys::{Home, apple};

#[test]
fn two_homes_do_not_disturb_each_other() {
    let (left, right) = (Home::new(), Home::new());
    let (tide, fern) = (left.add("Tideline"), right.add("Fernway"));
    let (here, there) = (left.serve(), right.serve());
    assert_ne!(here.address, there.address);
    let body = apple::app_version("ours", "REJECTED");
    assert_eq!(tide.post(&here, &body).status, 200);
    assert_eq!(
        tide.post(&there, &body).status,
        404,
        "one home's address means nothing at the other's door"
    );
    left.event("ours");
    assert_eq!(right.events([]).len(), 0);
    let name = |home: &Home| home.json(["endpoint", "list"])[0]["name"].clone();
    assert_eq!(
        (name(&left), name(&right)),
        ("Tideline".into(), "Fernway".into())
    );
    left.json(["pause", "on"]);
    assert_eq!(right.json(["pause"])["paused"], false);
    here.end();
    assert_eq!(
        fern.post(&there, &apple::app_version("theirs", "REJECTED"))
            .status,
        200,
        "the end of one is nothing to the other"
    );
    right.event("theirs");
    there.end();
}
