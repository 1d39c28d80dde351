//! As much of an internet as a public address needs, on this computer's loopback alone: names, an
//! authority that signs certificates, and servers that speak TLS.
//!
//! A program reaches it as from an office: through the proxy that its environment names, which knows
//! where each name leads and opens the way there (`CONNECT`). Inside of that way everything is between
//! the program and the server: TLS, certificate, request and answer.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use journeys::Home;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, ServerConfig, ServerConnection, StreamOwned};
use shipbell_testkit::Program;

use crate::authority::Authority;

type Names = Arc<Mutex<HashMap<String, SocketAddr>>>;
type Secured = StreamOwned<ServerConnection, TcpStream>;

pub(crate) struct Internet {
    authority: Authority,
    trusted: PathBuf,
    names: Names,
    proxy: SocketAddr,
    overheard: Arc<Mutex<Vec<String>>>,
}

impl Internet {
    /// One on which no name leads anywhere yet.
    pub(crate) fn new(home: &Home) -> Self {
        let authority = Authority::new();
        let names = Names::default();
        let known = Arc::clone(&names);
        let proxy = open(move |stream| {
            let _ = connect_through(stream, &known);
        });
        Self {
            trusted: home.note("authority.pem", authority.pem()),
            authority,
            names,
            proxy,
            overheard: Arc::default(),
        }
    }

    /// Makes a program live on this internet: it trusts no other authority, by the variable that TLS
    /// programs on Linux know.
    pub(crate) fn reaches(&self, program: Program) -> Program {
        let proxy = format!("http://{}", self.proxy);
        ["NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"]
            .into_iter()
            .fold(program, |program, name| program.env(name, ""))
            .env("HTTPS_PROXY", &proxy)
            .env("https_proxy", &proxy)
            .env("SSL_CERT_FILE", &self.trusted)
    }

    /// Leads a name to a server with a certificate for it.
    pub(crate) fn lead(&self, name: &str, server: Server) {
        self.lead_with(name, server, &self.authority, name);
    }

    /// Leads a name to a server whose certificate is of another authority, or for another name.
    pub(crate) fn lead_with(
        &self,
        name: &str,
        server: Server,
        authority: &Authority,
        certified: &str,
    ) {
        let config = authority.certify(certified);
        let overheard = Arc::clone(&self.overheard);
        let at = open(move |stream| {
            // Whoever does not like the certificate leaves within; that is its own affair.
            let _ = secure(stream, &config).and_then(|stream| server.attend(stream, &overheard));
        });
        self.names().insert(name.to_owned(), at);
    }

    /// Leads a name to where nobody listens.
    pub(crate) fn lead_nowhere(&self, name: &str) {
        self.names().insert(name.to_owned(), nobody());
    }

    /// Takes what is sent without TLS and carries it to a name's server over TLS, as long as its certificate
    /// is good: for a sender on this computer that stands for one on the internet.
    pub(crate) fn carrier(&self, name: &'static str) -> SocketAddr {
        let (names, config) = (Arc::clone(&self.names), self.authority.trusted());
        open(move |asker| {
            // Whoever sends hears of a failure by the connection's end.
            let _ = carry(asker, name, &names, &config);
        })
    }

    /// The authority that programs here trust.
    pub(crate) fn authority(&self) -> &Authority {
        &self.authority
    }

    /// The heads of all requests that came to a server, as whoever carries them could note them.
    pub(crate) fn overheard(&self) -> Vec<String> {
        let overheard = self.overheard.lock();
        overheard.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn names(&self) -> std::sync::MutexGuard<'_, HashMap<String, SocketAddr>> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An address at which nobody listens.
pub(crate) fn nobody() -> SocketAddr {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap();
    gone.local_addr().unwrap()
}

/// One request and its answer.
fn carry(
    mut asker: TcpStream,
    name: &'static str,
    names: &Names,
    config: &Arc<ClientConfig>,
) -> io::Result<()> {
    let head = head(&mut asker)?;
    let known = names.lock().unwrap_or_else(PoisonError::into_inner);
    let at = known.get(name).copied();
    drop(known);
    let stream = TcpStream::connect(at.ok_or(io::ErrorKind::NotFound)?)?;
    let server = ServerName::try_from(name).map_err(io::Error::other)?;
    let conn = ClientConnection::new(Arc::clone(config), server).map_err(io::Error::other)?;
    hand_on(&mut asker, &mut StreamOwned::new(conn, stream), &head)
}

/// What stands at a public address.
pub(crate) enum Server {
    /// A reverse proxy, as tunnels are: it hands each request on to an address behind it.
    Before(SocketAddr),
    /// One that always says the same.
    Saying(&'static str),
}

impl Server {
    fn attend(&self, mut stream: Secured, overheard: &Mutex<Vec<String>>) -> io::Result<()> {
        let head = head(&mut stream)?;
        let noted = overheard.lock();
        noted
            .unwrap_or_else(PoisonError::into_inner)
            .push(head.clone());
        match self {
            Self::Saying(answer) => stream.write_all(answer.as_bytes())?,
            Self::Before(behind) => match TcpStream::connect(behind) {
                Ok(mut behind) => hand_on(&mut stream, &mut behind, &head)?,
                Err(_) => stream.write_all(
                    b"HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<h1>502</h1>",
                )?,
            },
        }
        stream.conn.send_close_notify();
        stream.flush()
    }
}

/// Hands a request on with what such servers add to it, and the answer back.
fn hand_on(
    asker: &mut (impl Read + Write),
    behind: &mut (impl Read + Write),
    head: &str,
) -> io::Result<()> {
    let announced = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse())
    });
    let length = announced.unwrap_or(Ok(0)).map_err(io::Error::other)?;
    let mut body = vec![0; length];
    asker.read_exact(&mut body)?;
    let head = head.trim_end();
    let added = "x-forwarded-for: 17.0.0.1\r\nx-forwarded-proto: https\r\nvia: 1.1 tunnel\r\nconnection: close";
    behind.write_all(format!("{head}\r\n{added}\r\n\r\n").as_bytes())?;
    behind.write_all(&body)?;
    io::copy(behind, asker)?;
    Ok(())
}

fn secure(stream: TcpStream, config: &Arc<ServerConfig>) -> io::Result<Secured> {
    let conn = ServerConnection::new(Arc::clone(config)).map_err(io::Error::other)?;
    Ok(StreamOwned::new(conn, stream))
}

fn connect_through(mut asker: TcpStream, names: &Names) -> io::Result<()> {
    let request = head(&mut asker)?;
    let name = request
        .strip_prefix("CONNECT ")
        .and_then(|rest| rest.split_once(":443 "))
        .map(|(name, _)| name);
    let known = names.lock().unwrap_or_else(PoisonError::into_inner);
    let at = name.and_then(|name| known.get(name)).copied();
    drop(known);
    let Some(Ok(mut server)) = at.map(TcpStream::connect) else {
        return asker.write_all(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
    };
    asker.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
    let (mut from, mut to) = (asker.try_clone()?, server.try_clone()?);
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(std::net::Shutdown::Write);
    });
    io::copy(&mut server, &mut asker)?;
    asker.shutdown(std::net::Shutdown::Write)
}

/// Listens on a free port of the loopback; each connection has a thread.
fn open(attend: impl Fn(TcpStream) + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let attend = Arc::new(attend);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let attend = Arc::clone(&attend);
            thread::spawn(move || attend(stream));
        }
    });
    at
}

fn head(stream: &mut impl Read) -> io::Result<String> {
    let mut heard = Vec::new();
    while !heard.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        heard.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&heard).into_owned())
}
