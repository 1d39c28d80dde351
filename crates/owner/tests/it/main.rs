//! One owner per home, asked by others of the same user, with the door open when it can be.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that can't go on has failed"
)]

#[cfg(target_os = "linux")]
mod computer;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use shipbell_engine::{
    Banner, NoKey, ProblemCode, SignedSample, Sink, SinkError, SinkKind, SystemClock,
};
use shipbell_owner::{Client, Home, Owner, OwnerError, Ports, Role, SecretsChoice};
use shipbell_wire::{
    ErrorCode, FeedFilter, Host, House, NotificationState, Request, Setting, Trace, Updates,
    WireError,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

struct Quiet;

#[async_trait]
impl Sink for Quiet {
    fn kind(&self) -> SinkKind {
        SinkKind::Terminal
    }

    async fn ring(&self, _: &Banner) -> Result<(), SinkError> {
        Ok(())
    }
}

struct Nowhere;

#[async_trait]
impl Host for Nowhere {
    fn open_page(&self, _: &str) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn show_panel(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn follow_link(&self, _: &str) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn hide_panel(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn pin_panel(&self, _: bool) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn panel_ready(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn copy(&self, _: &str) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn copy_picture(&self, _: &[u8]) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn reveal(&self, _: &Path) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    async fn notifications(&self) -> NotificationState {
        NotificationState::Absent
    }

    fn tray(&self) -> Option<bool> {
        None
    }

    fn free_bytes(&self, folder: &Path) -> Option<u64> {
        shipbell_owner::free_bytes(folder)
    }

    fn starts_at_login(&self) -> Option<bool> {
        None
    }

    fn start_at_login(&self, _: bool) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn take_shortcut(&self, _: Option<&str>) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn shortcut_problem(&self) -> Option<String> {
        None
    }

    async fn post_sample(&self, _: SignedSample) -> Result<u16, WireError> {
        Err(WireError::no_desktop())
    }

    fn remove(&self, _: &[Trace]) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn updates(&self) -> Updates {
        Updates::none()
    }

    async fn check_updates(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    async fn install_update(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn news_seen(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }

    fn leave(&self) -> Result<(), WireError> {
        Err(WireError::no_desktop())
    }
}

async fn take(home: &Home) -> Result<Owner, OwnerError> {
    let ports = Ports {
        sink: Arc::new(Quiet),
        clock: Arc::new(SystemClock),
        apple: Arc::new(NoKey),
        secrets: SecretsChoice::File,
    };
    Owner::take(home.clone(), Role::Serve, ports).await
}

async fn open(home: &Home) -> Owner {
    let mut owner = take(home).await.unwrap();
    let house = House {
        engine: owner.engine().clone(),
        host: Arc::new(Nowhere),
        folders: home.folders(),
    };
    owner.open_house(house).await.unwrap();
    owner
}

async fn ask(home: &Home, request: Request) -> Result<serde_json::Value, WireError> {
    let mut client = Client::connect(home).await.unwrap().expect("an owner");
    client.ask(&request).await.unwrap()
}

fn free() -> SocketAddr {
    "127.0.0.1:0".parse().unwrap()
}

async fn post(at: SocketAddr, path: &str, signature: &str, body: &str) -> String {
    let mut stream = tokio::net::TcpStream::connect(at).await.unwrap();
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: bell\r\nconnection: close\r\nx-apple-signature: {signature}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer.lines().next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_owner_answers_others_and_its_door_takes_what_it_signed() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path()).unwrap();
    let mut owner = open(&home).await;
    let at = owner.open_door(Some(free())).await.unwrap();
    let added = ask(
        &home,
        Request::EndpointAdd {
            name: "Tideline".to_owned(),
            app_id: None,
        },
    )
    .await
    .unwrap();
    assert_eq!(added["secret"].as_str().unwrap().len(), 64);
    assert!(
        added["url"].is_null(),
        "a loopback address is of no use at Apple"
    );
    let sample = ask(
        &home,
        Request::Sample {
            name: "ping".to_owned(),
            endpoint: None,
        },
    )
    .await
    .unwrap();
    assert_eq!(sample["address"], at.to_string());
    let field = |name: &str| sample[name].as_str().unwrap();
    let answer = post(at, field("path"), field("signature"), field("body")).await;
    assert_eq!(answer, "HTTP/1.1 200 OK");
    let forged = post(at, field("path"), field("signature"), "{}").await;
    assert!(forged.starts_with("HTTP/1.1 401"), "{forged}");

    let mut client = Client::connect(&home).await.unwrap().unwrap();
    let page = Request::FeedPage {
        before: None,
        limit: 10,
        filter: FeedFilter::default(),
    };
    let mut events = Vec::new();
    // One line carries many questions.
    for _ in 0..500 {
        let found = client.ask(&page).await.unwrap().unwrap();
        events = found["events"].as_array().unwrap().clone();
        if !events.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(events[0]["provenance"], "sample");
    assert_eq!(events[0]["endpoint"], "Tideline");

    let refused = ask(&home, Request::ShowPanel {}).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NoDesktop);
    let gone = Request::EndpointRemove {
        name: "Nobody".to_owned(),
    };
    assert_eq!(
        ask(&home, gone).await.unwrap_err().code,
        ErrorCode::NotFound
    );
    let cursor = Request::FeedPage {
        before: Some("not a cursor".to_owned()),
        limit: 1,
        filter: FeedFilter::default(),
    };
    assert_eq!(
        ask(&home, cursor).await.unwrap_err().code,
        ErrorCode::BadRequest
    );
    owner.close().await.unwrap();
    assert!(
        Client::connect(&home).await.unwrap().is_none(),
        "an owner that left answers nobody"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_home_has_one_owner_and_the_next_one_may_follow() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path()).unwrap();
    let owner = open(&home).await;
    match take(&home).await {
        Err(OwnerError::Taken { tenant, .. }) => assert_eq!(
            (tenant.pid, tenant.role),
            (std::process::id(), Role::Serve),
            "the user must learn which program to end"
        ),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("two owners would ring everything twice"),
    }
    owner.close().await.unwrap();
    let owner = open(&home).await;
    ask(&home, Request::Status {}).await.unwrap();
    owner.close().await.unwrap();
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dead_owners_socket_is_in_nobodys_way() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path()).unwrap();
    let socket = folder.path().join("control.sock");
    // Dropped without being removed, as a killed process leaves it.
    drop(std::os::unix::net::UnixListener::bind(&socket).unwrap());
    assert!(
        Client::connect(&home).await.unwrap().is_none(),
        "nobody is behind it"
    );
    let owner = open(&home).await;
    ask(&home, Request::Status {}).await.unwrap();
    let mode = std::fs::metadata(&socket).unwrap().permissions().mode() & 0o777;
    assert_eq!(
        mode, 0o600,
        "the socket gives out secrets to its user alone"
    );
    owner.close().await.unwrap();
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_home_whose_path_is_too_long_for_a_socket_still_answers() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(&folder.path().join("a".repeat(90)).join("b".repeat(90))).unwrap();
    let owner = open(&home).await;
    ask(&home, Request::Status {}).await.unwrap();
    owner.close().await.unwrap();
    let left = std::env::temp_dir().join(format!("shipbell-{}", home.instance()));
    assert!(!left.exists(), "{} is left behind", left.display());
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nonsense_on_the_control_socket_is_answered_and_harms_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path()).unwrap();
    let owner = open(&home).await;
    let mut stream = tokio::net::UnixStream::connect(folder.path().join("control.sock"))
        .await
        .unwrap();
    stream.write_all(b"{\"command\":\"fly\"}\n").await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("\"bad-request\""), "{answer}");
    ask(&home, Request::Status {}).await.unwrap();
    owner.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_taken_port_is_said_and_the_door_opens_when_it_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path()).unwrap();
    let other = std::net::TcpListener::bind(free()).unwrap();
    let at = other.local_addr().unwrap();
    let mut owner = open(&home).await;
    assert!(matches!(
        owner.open_door(Some(at)).await,
        Err(OwnerError::Door(_))
    ));
    owner.open_door_when_free(Some(at));
    let engine = owner.engine().clone();
    let taken = || async {
        let status = engine.status().await.unwrap();
        let port = ProblemCode::PortTaken;
        status.problems.iter().any(|problem| problem.code == port)
    };
    wait_for("the problem", &taken, true).await;
    drop(other);
    wait_for("the open door", &taken, false).await;
    assert_eq!(engine.status().await.unwrap().listening, Some(at));
    owner.close().await.unwrap();
    assert!(
        std::net::TcpListener::bind(at).is_ok(),
        "a closed door gives its port back"
    );
}

async fn change_listen(home: &Home, at: SocketAddr) {
    let setting = Setting::Listen(at.to_string());
    ask(home, Request::ChangeSetting { setting }).await.unwrap();
}

fn a_free_port() -> SocketAddr {
    let probe = std::net::TcpListener::bind(free()).unwrap();
    probe.local_addr().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_door_moves_with_the_settings_and_finishes_what_it_was_at() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path()).unwrap();
    let first = a_free_port();
    let toml = format!("[connection]\nlisten = \"{first}\"\n");
    std::fs::write(folder.path().join("shipbell.toml"), toml).unwrap();
    let mut owner = open(&home).await;
    assert_eq!(owner.open_door(None).await.unwrap(), first);
    let engine = owner.engine().clone();
    let listening = |at: Option<SocketAddr>| {
        let engine = engine.clone();
        move || {
            let engine = engine.clone();
            async move { engine.status().await.unwrap().listening == at }
        }
    };
    // A delivery that is under way: its body is not all there yet.
    let added = engine.add_endpoint("Tideline", None).await.unwrap();
    let mut slow = tokio::net::TcpStream::connect(first).await.unwrap();
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: bell\r\ncontent-length: 2\r\n\r\n{{",
        added.view.path
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;

    let second = a_free_port();
    change_listen(&home, second).await;
    wait_for("the door to move", listening(Some(second)), true).await;
    assert!(post(second, "/hooks/x", "", "{}").await.contains("404"));
    assert!(
        tokio::net::TcpStream::connect(first).await.is_err(),
        "the former door is closed"
    );
    slow.write_all(b"}").await.unwrap();
    let mut answer = vec![0; 64];
    let read = slow.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
    assert!(
        answer.starts_with("HTTP/1.1 401"),
        "what was under way gets its answer: {answer:?}"
    );

    // The same port at another address: the door must not be in its own way.
    let beside = SocketAddr::new([127, 0, 0, 2].into(), second.port());
    if cfg!(target_os = "linux") {
        change_listen(&home, beside).await;
        wait_for("the door to move", listening(Some(beside)), true).await;
    }

    let other = std::net::TcpListener::bind(free()).unwrap();
    let taken = other.local_addr().unwrap();
    change_listen(&home, taken).await;
    wait_for(
        "the problem",
        || async {
            let problems = engine.status().await.unwrap().problems;
            problems
                .iter()
                .any(|problem| problem.code == ProblemCode::PortTaken)
        },
        true,
    )
    .await;
    wait_for("the closed door", listening(None), true).await;
    // Rather than waiting for the other program, the person goes back.
    change_listen(&home, first).await;
    wait_for("the first door", listening(Some(first)), true).await;
    assert_eq!(engine.status().await.unwrap().problems, []);
    owner.close().await.unwrap();
    assert!(std::net::TcpListener::bind(first).is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_door_whose_address_was_given_stays_there() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path()).unwrap();
    let mut owner = open(&home).await;
    let at = owner.open_door(Some(free())).await.unwrap();
    change_listen(&home, a_free_port()).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(
        owner.engine().status().await.unwrap().listening,
        Some(at),
        "`serve --listen` was meant"
    );
    owner.close().await.unwrap();
}

async fn wait_for<F: Future<Output = bool>>(what: &str, so: impl Fn() -> F, is: bool) {
    let looked = async {
        while so().await != is {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(
        tokio::time::timeout(Duration::from_mins(1), looked)
            .await
            .is_ok(),
        "waited a minute for {what}"
    );
}

#[test]
fn everything_of_an_instance_is_in_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path()).unwrap();
    for path in [
        home.settings(),
        home.data(),
        &home.logs(),
        &home.secrets_file(),
    ] {
        assert!(
            path.starts_with(as_absolute(folder.path())),
            "{}",
            path.display()
        );
    }
}

fn as_absolute(path: &Path) -> std::path::PathBuf {
    std::path::absolute(path).unwrap()
}
