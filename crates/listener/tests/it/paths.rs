//! One path exists. Everything that looks like it does not.

use crate::house::{House, TOKEN, patient};
use crate::raw::ask;

#[tokio::test]
async fn every_other_path_is_the_same_404() {
    let house = House::open(patient()).await;
    let near = [
        "/hooks/{t}/",
        "//hooks/{t}",
        "/hooks//{t}",
        "/hooks/{t}//",
        "/hooks/./{t}",
        "/hooks/x/../{t}",
        "/hooks/{t}/..",
        "/../hooks/{t}",
        "/%2e%2e/hooks/{t}",
        "/hooks/%2e/{t}",
        "/hooks%2f{t}",
        "/hooks/%6bnown-token_1",
        "/hooks/known%2Dtoken_1",
        "/hooks/{t}%00",
        "/hooks/{t}%2f",
        "/hooks/{t}?",
        "/hooks/{t}?x=1",
        "/hooks/{t};x",
        "/Hooks/{t}",
        "/HOOKS/{t}",
        "/hooks/KNOWN-TOKEN_1",
        "/hooks/known-token_",
        "/hooks/{t}1",
        "/hook/{t}",
        "/{t}",
        "/api/hooks/{t}",
        "/hooks/%",
        "/hooks/%zz",
    ];
    let elsewhere = [
        "/",
        "/hooks",
        "/hooks/",
        "/health",
        "/healthz",
        "/metrics",
        "/feed",
        "/search",
        "/settings",
        "/events",
        "/api/events",
        "/status",
        "/favicon.ico",
        "/index.html",
        "/.well-known/security.txt",
        "/hooks/unknown-token",
        "*",
    ];
    for pattern in near.into_iter().chain(elsewhere) {
        let path = pattern.replace("{t}", TOKEN);
        for method in ["POST", "GET", "OPTIONS", "DELETE"] {
            let said = ask(
                house.addr,
                format!(
                    "{method} {path} HTTP/1.1\r\nHost: door\r\nX-Apple-Signature: good\r\n\
                     Content-Length: 2\r\n\r\n{{}}"
                ),
            )
            .await;
            assert_eq!(
                (said.status, said.body.as_str()),
                (404, "not found"),
                "{method} {path} must look like any path that does not exist"
            );
        }
    }
    assert!(
        house.arrivals().is_empty(),
        "only the whole path, as it is, delivers"
    );
}

#[tokio::test]
async fn tokens_do_not_match_in_part() {
    let house = House::open(patient()).await;
    for cut in 1..TOKEN.len() {
        let path = format!("/hooks/{}", &TOKEN[..cut]);
        let said = ask(house.addr, format!("POST {path} HTTP/1.1\r\n\r\n")).await;
        assert_eq!(
            said.status, 404,
            "guessing a token letter by letter must not work: {path}"
        );
    }
}
