//! Heads: how many lines, how many bytes.

use crate::house::{House, patient};
use crate::raw::{ask, head, post};

fn lines(count: usize) -> String {
    let lines: Vec<String> = (0..count)
        .map(|number| format!("x-{number}: v\r\n"))
        .collect();
    lines.concat()
}

#[tokio::test]
async fn a_thousand_headers_are_431() {
    let house = House::open(patient()).await;
    assert_eq!(ask(house.addr, head(&lines(1000))).await.status, 431);
    assert_eq!(
        ask(house.addr, head(&lines(90))).await.status,
        200,
        "tunnels add a few dozen"
    );
    assert_eq!(house.arrivals().len(), 1);
}

#[tokio::test]
async fn a_header_of_a_megabyte_is_431() {
    let house = House::open(patient()).await;
    let large = head(&format!("x-large: {}\r\n", "x".repeat(1_000_000)));
    assert_eq!(ask(house.addr, large).await.status, 431);
    let fair = head(&format!("x-fair: {}\r\n", "x".repeat(32 * 1024)));
    assert_eq!(ask(house.addr, fair).await.status, 200);
    assert_eq!(
        ask(house.addr, post("good", "{}")).await.status,
        200,
        "the door is still open"
    );
}

#[tokio::test]
async fn an_endless_path_is_turned_away() {
    let house = House::open(patient()).await;
    let path = "x".repeat(200_000);
    let said = ask(house.addr, format!("POST /hooks/{path} HTTP/1.1\r\n\r\n")).await;
    assert!(
        matches!(said.status, 414 | 431),
        "never a buffer without end: {}",
        said.status
    );
}
