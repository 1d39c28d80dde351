//! When the door can't be opened, the error says what to do.

use std::net::SocketAddr;

use shipbell_listener::{ListenerError, bind};

use crate::house::{House, patient};

#[tokio::test]
async fn a_taken_port_is_an_error_of_its_own() {
    let house = House::open(patient()).await;
    let error = bind(house.addr).await.expect_err("two doors in one place");
    assert!(
        matches!(error, ListenerError::PortTaken { addr } if addr == house.addr),
        "the panel shows its own text for this one: {error:?}"
    );
    let text = error.to_string();
    for part in [house.addr.to_string().as_str(), "shipbell.toml", "--listen"] {
        assert!(
            text.contains(part),
            "a person must know where and what to do: {text}"
        );
    }
}

#[tokio::test]
async fn an_address_of_another_machine_is_an_error_of_its_own() {
    let elsewhere = SocketAddr::from(([192, 0, 2, 1], 0));
    let error = bind(elsewhere)
        .await
        .expect_err("192.0.2.1 is reserved for documentation");
    assert!(matches!(error, ListenerError::NotHere { .. }), "{error:?}");
}
