//! A tester's picture is fetched from Apple, and without the key.

use shipbell_asc::{AscError, Client, Image, Private, Setup};

use crate::apple::{Apple, Said, World, any_key};

#[tokio::test]
async fn a_picture_is_fetched_without_the_key() {
    let apple = Apple::saying([Said::other(200, "image/jpeg", "JPEG")]).await;
    let at = Private::from(format!("{}/eimg/x.jpg?sig=abc", apple.url));
    assert_eq!(apple.client().picture(&at).await.unwrap(), b"JPEG");
    let heard = &apple.heard()[0];
    assert_eq!(heard.target, "/eimg/x.jpg?sig=abc");
    assert_eq!(heard.token(), None, "the address is its own permission");
}

#[tokio::test]
async fn an_address_that_is_not_apples_is_not_opened() {
    let stranger = Apple::saying([Said::other(200, "image/jpeg", "JPEG")]).await;
    let apple = Client::new(Setup::apple(any_key()), World::at(0)).unwrap();
    for url in [
        format!("{}/x.jpg", stranger.url),
        "http://tf-feedback.itunes.apple.com/x.jpg".to_owned(),
        "https://tf-feedback.itunes.apple.com.evil.example/x.jpg".to_owned(),
        "https://evilapple.com/x.jpg".to_owned(),
        "https://apple.com@evil.example/x.jpg".to_owned(),
        "https://kim@itunes.apple.com/x.jpg".to_owned(),
        "https://itunes.apple.com:8443/x.jpg".to_owned(),
        "file:///etc/passwd".to_owned(),
        "x".to_owned(),
    ] {
        let got = apple.picture(&Private::from(url.clone())).await;
        assert_eq!(got, Err(AscError::ForeignPicture), "{url}");
    }
    assert_eq!(stranger.heard().len(), 0);
}

#[tokio::test]
async fn an_address_that_ended_says_what_to_do() {
    for status in [403, 404, 410] {
        let apple = Apple::saying([Said::other(status, "text/xml", "<Error/>")]).await;
        let at = Private::from(format!("{}/x", apple.url));
        let error = apple.client().picture(&at).await.unwrap_err();
        assert_eq!(error, AscError::PictureExpired(status));
        assert!(error.to_string().contains("anew"), "{error}");
    }
    let huge = "x".repeat(33 * 1024 * 1024);
    let apple = Apple::saying([Said::other(200, "image/jpeg", &huge)]).await;
    let at = Private::from(format!("{}/x", apple.url));
    let error = apple.client().picture(&at).await.unwrap_err();
    assert_eq!(error.code(), "too-large");
}

#[tokio::test]
async fn an_icon_is_fetched_in_its_size_and_from_apples_hosts_alone() {
    let apple = Apple::saying([Said::other(200, "image/png", "PNG")]).await;
    let at = |template: String| Image {
        template_url: Some(template),
        ..Image::default()
    };
    let icon = at(format!("{}/icon/{{w}}x{{h}}bb.{{f}}", apple.url));
    assert_eq!(apple.client().icon(&icon, 128).await.unwrap(), b"PNG");
    let heard = &apple.heard()[0];
    assert_eq!(heard.target, "/icon/128x128bb.png");
    assert_eq!(heard.token(), None);
    let client = Client::new(Setup::apple(any_key()), World::at(0)).unwrap();
    for host in ["mzstatic.com.evil.example", "evilmzstatic.com"] {
        let got = client.icon(&at(format!("https://{host}/{{w}}")), 128).await;
        assert_eq!(got, Err(AscError::ForeignPicture), "{host}");
    }
}
