//! Where a key may go.

use proptest::prelude::*;
use shipbell_asc::{Base, Client, Setup, SetupFault};

use crate::apple::{World, any_key};

#[test]
fn a_key_goes_to_apple_or_stays_on_this_computer() {
    for good in [
        "https://api.appstoreconnect.apple.com",
        "https://api.appstoreconnect.apple.com/",
        "http://127.0.0.1:4010",
        " http://localhost:4010/ ",
        "http://[::1]:4010",
        "https://127.9.9.9:1",
    ] {
        assert!(Base::parse(good).is_ok(), "{good}");
    }
    assert!(
        !Base::parse("https://api.appstoreconnect.apple.com")
            .unwrap()
            .is_loopback()
    );
    assert!(Base::parse("http://127.0.0.1:1").unwrap().is_loopback());
    for elsewhere in [
        "http://api.appstoreconnect.apple.com",
        "https://apple.example.com",
        "https://127.0.0.1.example.com",
        "https://localhost.example.com",
        "http://10.0.0.1",
        "http://0.0.0.0:80",
        "https://api.appstoreconnect.apple.com.evil.example",
        "https://127.0.0.1@evil.example",
    ] {
        assert_eq!(
            Base::parse(elsewhere),
            Err(SetupFault::NotLoopback),
            "{elsewhere}"
        );
    }
    for odd in [
        "",
        "127.0.0.1:4010",
        "ftp://127.0.0.1",
        "http://127.0.0.1/v1",
        "http://127.0.0.1/?a",
        "http://kim:secret@127.0.0.1:1",
    ] {
        assert_eq!(Base::parse(odd), Err(SetupFault::NotAnAddress), "{odd}");
    }
}

#[test]
fn what_a_client_is_made_of_is_checked_when_it_is_made() {
    let made = |change: fn(&mut Setup)| {
        let mut setup = Setup::apple(any_key());
        change(&mut setup);
        Client::new(setup, World::at(0)).map(drop)
    };
    assert_eq!(made(|_| {}), Ok(()));
    assert_eq!(
        made(|setup| setup.authorities.push(b"not a certificate".to_vec())),
        Err(SetupFault::Authority),
        "one that is left out silently would fail every question later"
    );
    assert_eq!(
        made(|setup| setup.proxy = Some("::".to_owned())),
        Err(SetupFault::Proxy)
    );
}

proptest! {
    #[test]
    fn no_text_leads_a_key_to_another_computer(host in "[a-z0-9.:@\\[\\]%/\\\\#?-]{0,24}") {
        // Reading it a second time, by the library alone, must come to the same host.
        let text = format!("http://{host}");
        if Base::parse(&text).is_ok() {
            let url = reqwest::Url::parse(&text).unwrap();
            let host = url.host_str().unwrap().trim_matches(['[', ']']);
            let here = host.parse::<std::net::IpAddr>().is_ok_and(|at| at.is_loopback());
            prop_assert!(here || host == "localhost", "{text}");
        }
    }
}
