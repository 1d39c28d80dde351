//! Networks that do not lead to Apple, each named by what is wrong with it.

use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use shipbell_asc::{AscError, Base, Client, Setup};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::apple::{APP, World, any_key};

async fn app(setup: Setup) -> (Result<String, AscError>, usize) {
    let world = World::at(crate::apple::NOW);
    let client = Client::new(setup, world.clone()).unwrap();
    let app = client.app("1").await.map(|app| app.id);
    (app, world.waited().len())
}

fn at(base: &str) -> Setup {
    Setup::at(Base::parse(base).unwrap(), any_key())
}

/// Takes connections, reads a little, says this and hangs up.
async fn plain(says: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut heard = [0; 4096];
            let _ = stream.read(&mut heard).await;
            let _ = stream.write_all(says.as_bytes()).await;
        }
    });
    at.to_string()
}

#[tokio::test]
async fn nobody_there() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let free = listener.local_addr().unwrap();
    drop(listener);
    let (got, waits) = app(at(&format!("http://{free}"))).await;
    assert_eq!(got, Err(AscError::Refused("refused".to_owned())));
    assert_eq!(waits, 0, "a person is told at once");
}

#[tokio::test]
async fn a_connection_that_ends_early_is_tried_once_more() {
    for says in [
        "",
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{",
    ] {
        let (got, waits) = app(at(&format!("http://{}", plain(says).await))).await;
        assert_eq!(got, Err(AscError::Broken), "{says:?}");
        assert_eq!(
            waits, 1,
            "a connection that was kept too long is common after a sleep"
        );
    }
}

#[tokio::test]
async fn no_tls_where_tls_belongs() {
    let (got, _) = app(at(&format!(
        "https://{}",
        plain("HTTP/1.1 400 Bad\r\n\r\n").await
    )))
    .await;
    assert!(matches!(got, Err(AscError::Tls(_))), "{got:?}");
}

#[tokio::test]
async fn a_company_that_reads_along_needs_its_certificate() {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let url = secured(&authority).await;
    let (got, waits) = app(at(&url)).await;
    assert!(matches!(&got, Err(AscError::Tls(_))), "{got:?}");
    assert!(
        got.unwrap_err().to_string().contains("company"),
        "the way out has to be named"
    );
    assert_eq!(waits, 0);
    let mut trusting = at(&url);
    trusting.authorities.push(authority.pem().into_bytes());
    assert_eq!(app(trusting).await.0, Ok("1".to_owned()));
}

async fn secured(authority: &CertifiedIssuer<'static, KeyPair>) -> String {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, authority).unwrap();
    let private = rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    // Named, because what else the workspace builds may bring another one.
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], private)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut heard = [0; 4096];
            let _ = stream.read(&mut heard).await;
            let says = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
            let said = format!("{says}content-length: {}\r\n\r\n{APP}", APP.len());
            let _ = stream.write_all(said.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    url
}

#[tokio::test]
async fn a_proxy_that_says_no() {
    for (says, word) in [
        (
            "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
            "authorization",
        ),
        ("HTTP/1.1 403 Forbidden\r\n\r\n", "unsuccessful"),
    ] {
        let mut setup = Setup::apple(any_key());
        setup.proxy = Some(format!("http://{}", plain(says).await));
        let (got, waits) = app(setup).await;
        assert!(
            matches!(&got, Err(AscError::Proxy(what)) if what.contains(word)),
            "{got:?}"
        );
        assert_eq!(waits, 0);
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_there() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let free = listener.local_addr().unwrap();
    drop(listener);
    let mut setup = Setup::apple(any_key());
    setup.proxy = Some(format!("http://{free}"));
    let (got, _) = app(setup).await;
    assert!(
        matches!(&got, Err(AscError::Proxy(_))),
        "it is not Apple that is away: {got:?}"
    );
}

#[tokio::test]
async fn a_stand_in_on_this_computer_is_not_asked_through_a_proxy() {
    let stand_in = crate::apple::Apple::saying([crate::apple::app()]).await;
    let mut setup = at(&stand_in.url);
    setup.proxy = Some(format!("http://{}", plain("HTTP/1.1 500 X\r\n\r\n").await));
    assert_eq!(app(setup).await.0, Ok("1".to_owned()));
}

#[tokio::test]
async fn silence_ends() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = format!("http://{}", listener.local_addr().unwrap());
    let mut setup = at(&silent);
    setup.patience = Duration::from_millis(200);
    let (got, waits) = app(setup).await;
    assert!(matches!(got, Err(AscError::TimedOut(_))), "{got:?}");
    assert_eq!(waits, 1, "once more, and no more");
}
