//! A server with a certificate of a test's own authority, which says one thing.
#![expect(clippy::unwrap_used, reason = "tests' own furniture")]

use std::net::SocketAddr;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;

pub(crate) struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    pub(crate) pem: Vec<u8>,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let pem = issuer.pem().into_bytes();
        Self { issuer, pem }
    }

    fn acceptor(&self, name: &str) -> TlsAcceptor {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let private = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = rustls::ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], private)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }
}

/// Named, because what else the workspace builds may bring another one.
fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

pub(crate) struct Server {
    at: SocketAddr,
    heard: tokio::sync::Mutex<mpsc::UnboundedReceiver<String>>,
}

impl Server {
    /// Reads a request, answers, and hangs up.
    pub(crate) async fn open(authority: &Authority, name: &str, answer: &str) -> Self {
        Self::with(authority, name, answer, false).await
    }

    /// As [`Server::open`], but never hangs up.
    pub(crate) async fn open_and_stay(authority: &Authority, name: &str, answer: &str) -> Self {
        Self::with(authority, name, answer, true).await
    }

    async fn with(authority: &Authority, name: &str, answer: &str, stay: bool) -> Self {
        let acceptor = authority.acceptor(name);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let (tell, heard) = mpsc::unbounded_channel();
        let answer = answer.to_owned();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that does not like the certificate leaves here.
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    continue;
                };
                let _ = tell.send(head(&mut stream).await);
                let _ = stream.write_all(answer.as_bytes()).await;
                let _ = stream.flush().await;
                if stay {
                    std::future::pending::<()>().await;
                }
                let _ = stream.shutdown().await;
            }
        });
        Self {
            at,
            heard: tokio::sync::Mutex::new(heard),
        }
    }

    pub(crate) fn url(&self, name: &str) -> String {
        format!("https://{name}:{}/hooks/token", self.at.port())
    }

    pub(crate) async fn heard(&self) -> String {
        self.heard.lock().await.recv().await.unwrap()
    }
}

async fn head(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut heard = Vec::new();
    while !heard.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => heard.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&heard).into_owned()
}

/// A server that speaks no TLS.
pub(crate) async fn plain(answer: &str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let answer = answer.to_owned();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    at
}
