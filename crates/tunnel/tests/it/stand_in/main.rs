//! Plays the programs that tests can't have: cloudflared, ngrok and Tailscale, by the name under
//! which it is started. What it prints is what the projects named in `src/kinds/` print; how it
//! behaves is the word in the file `NAME.play` beside it. What it was told goes to `NAME.saw`.
//!
//! As `owner HOME PROGRAMS` it is somebody who keeps a tunnel, and may be killed.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests' own furniture"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let at = PathBuf::from(args.first().expect("a program has a name"));
    let args = args.get(1..).unwrap_or_default();
    let name = at.file_stem().unwrap().to_string_lossy().into_owned();
    if let [owner, home, programs] = args
        && owner == "owner"
    {
        return own(Path::new(home), Path::new(programs));
    }
    let part = std::fs::read_to_string(at.with_file_name(format!("{name}.play")));
    let part = part.unwrap_or_default();
    let status = args.get(1).is_some_and(|arg| arg == "status");
    if !status {
        saw(&at.with_file_name(format!("{name}.saw")), args);
    }
    match part.trim() {
        "crash" => {
            eprintln!("2026-11-26T12:00:00Z ERR Provided Tunnel token is not valid.");
            std::process::exit(255)
        }
        "hang" => rest(),
        "ticks" => tick(at.with_file_name(format!("{name}.tick"))),
        "flood" => flood(),
        "blab" => {
            let token = std::env::var("TUNNEL_TOKEN").unwrap_or_default();
            eprintln!("2026-11-26T12:00:00Z ERR the token {token} is not valid");
            std::process::exit(1)
        }
        "unauthorized" => {
            eprintln!(
                "2026-11-26T12:00:00Z ERR Register tunnel error from server side error=\"Unauthorized: Tunnel not found\" connIndex=0"
            );
            rest()
        }
        _ => {}
    }
    match name.as_str() {
        "cloudflared" => cloudflared(part.trim(), args),
        "ngrok" => ngrok(part.trim(), args),
        "tailscale" => tailscale(part.trim(), args),
        _ => rest(),
    }
}

/// Its number, its arguments, and what it was told by the environment.
fn saw(file: &Path, args: &[String]) {
    let mut saw = format!("pid {}\nargs {}\n", std::process::id(), args.join(" "));
    for name in [
        "TUNNEL_TOKEN",
        "NGROK_AUTHTOKEN",
        "SHIPBELL_TUNNEL_SECRET",
        "SHIPBELL_DOOR",
    ] {
        if let Ok(value) = std::env::var(name) {
            writeln!(saw, "{name} {value}").unwrap();
        }
    }
    let beside = file.with_extension("saw.new");
    std::fs::write(&beside, saw).unwrap();
    std::fs::rename(beside, file).unwrap();
}

fn rest() -> ! {
    loop {
        std::thread::sleep(Duration::from_hours(1));
    }
}

/// Shows in a file that it lives, where a test can't ask the system.
fn tick(file: PathBuf) {
    std::thread::spawn(move || {
        for count in 0_u32.. {
            std::fs::write(&file, count.to_string()).unwrap();
            std::thread::sleep(Duration::from_millis(50));
        }
    });
}

/// More than anybody should keep, much of it in one line.
fn flood() {
    let mut to = std::io::stderr().lock();
    let chunk = vec![b'x'; 64 * 1024];
    for _ in 0..512 {
        to.write_all(&chunk).unwrap();
    }
    to.write_all(b"\n").unwrap();
    for at in 0..20_000 {
        writeln!(to, "line {at} {}", "y".repeat(600)).unwrap();
    }
}

/// cloudflare/cloudflared, `cmd/cloudflared/tunnel/quick_tunnel.go`, `connection/observer.go`.
fn cloudflared(part: &str, args: &[String]) {
    let info = |line: &str| eprintln!("2026-11-26T12:00:00Z INF {line}");
    let boxed = |host: &str| {
        let url = format!("https://{host}.trycloudflare.com");
        let line = "-".repeat(92);
        info(&format!("+{line}+"));
        info(
            "|  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |",
        );
        info(&format!("|  {url:<88}  |"));
        info(&format!("+{line}+"));
    };
    let quick = !args.iter().any(|arg| arg == "run");
    if quick {
        info(
            "Thank you for trying Cloudflare Tunnel. ... (https://www.cloudflare.com/website-terms/)",
        );
        info("Requesting new quick Tunnel on trycloudflare.com...");
        boxed("shy-dog-42");
    }
    info("Starting metrics server on 127.0.0.1:20241/metrics");
    if part != "unregistered" {
        info(
            "Registered tunnel connection connIndex=0 event=0 ip=198.51.100.1 location=fra03 protocol=quic",
        );
    }
    if part == "moves" {
        std::thread::sleep(Duration::from_millis(300));
        boxed("calm-cat-43");
    }
    if part == "leaves" {
        std::thread::sleep(Duration::from_millis(300));
        info("Initiating graceful shutdown due to signal terminated ...");
        return;
    }
    rest()
}

/// ngrok's docs, "Agent CLI" and "Agent API".
fn ngrok(part: &str, args: &[String]) {
    if part == "unauthenticated" {
        println!(
            r#"{{"err":"authentication failed: Usage of ngrok requires a verified account and authtoken.","lvl":"eror","msg":"session closing","obj":"tunnels.session"}}"#
        );
        eprintln!(
            "ERROR:  authentication failed: Usage of ngrok requires a verified account and authtoken."
        );
        eprintln!("ERROR:  ");
        eprintln!("ERROR:  ERR_NGROK_4018");
        eprintln!("ERROR:  https://ngrok.com/docs/errors/err_ngrok_4018");
        std::process::exit(1)
    }
    let door = args.get(1).unwrap();
    let api = TcpListener::bind("127.0.0.1:0").unwrap();
    println!(
        r#"{{"lvl":"info","msg":"no configuration paths supplied","t":"2026-11-26T12:00:00Z"}}"#
    );
    println!(
        r#"{{"addr":"{}","lvl":"info","msg":"starting web service","obj":"web"}}"#,
        api.local_addr().unwrap()
    );
    // Where the log tells no address, the local interface does.
    for asked in 0.. {
        let (mut stream, _) = api.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]);
        let host = if asked < 1 { "bell-1" } else { "bell-2" };
        let body = format!(
            r#"{{"tunnels":[{{"name":"command_line","public_url":"https://{host}.ngrok-free.app","proto":"https","config":{{"addr":"http://{door}","inspect":true}}}}],"uri":"/api/tunnels"}}"#
        );
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
    }
}

/// tailscale/tailscale, `cmd/tailscale/cli/serve_v2.go`, `serve_legacy.go`, `ipn/serve.go`.
fn tailscale(part: &str, args: &[String]) {
    if args.get(1).is_some_and(|arg| arg == "status") {
        let door = std::fs::read_to_string(door_file()).unwrap_or_default();
        println!(
            r#"{{"Foreground":{{"5b1f":{{"TCP":{{"443":{{"HTTPS":true}}}},"Web":{{"bell.tail1234.ts.net:443":{{"Handlers":{{"/":{{"Proxy":"{door}"}}}}}}}},"AllowFunnel":{{"bell.tail1234.ts.net:443":true}}}}}}}}"#
        );
        return;
    }
    let door = args.last().unwrap();
    match part {
        "asks" => {
            println!("Funnel is not enabled on your tailnet.\nTo enable, visit:\n");
            println!("         https://login.tailscale.com/f/funnel?node=nABC123\n");
        }
        "taken" => {
            eprintln!("foreground already exists under this port");
            std::process::exit(1)
        }
        "silent" => std::fs::write(door_file(), door).unwrap(),
        _ => {
            println!("Available on the internet:\n\nhttps://bell.tail1234.ts.net/");
            println!("|-- proxy {door}\n\nPress Ctrl+C to exit.");
        }
    }
    rest()
}

fn door_file() -> PathBuf {
    PathBuf::from(std::env::args().next().unwrap()).with_file_name("tailscale.door")
}

#[tokio::main]
async fn own(home: &Path, programs: &Path) {
    let supervisor =
        shipbell_tunnel::Supervisor::searching(home.to_owned(), vec![programs.to_owned()]);
    supervisor.want(Some(shipbell_tunnel::Wanted {
        kind: shipbell_tunnel::Kind::Cloudflared,
        door: "127.0.0.1:9".parse().unwrap(),
        options: BTreeMap::default(),
        secrets: BTreeMap::default(),
    }));
    std::future::pending::<()>().await;
}
