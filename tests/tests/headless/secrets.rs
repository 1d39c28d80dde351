//! Where the secret is, and where it is not.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use journeys::{Endpoint, Home, Said, Serving, apple};

/// Everything that was said to anyone, to be searched.
#[derive(Default)]
struct Heard(Vec<String>);

impl Heard {
    fn run(&mut self, home: &Home, args: &[&str]) {
        let Said { out, err, .. } = home.run(args.iter().copied());
        self.0.extend([out, err]);
    }
}

#[test]
fn the_secret_is_in_its_file_and_nowhere_else() {
    let home = Home::new();
    let former = home.add("Tideline");
    let program = home.shipbell(["serve", "--listen", "127.0.0.1:0", "--json"]);
    let serving = Serving::start(program.env("SHIPBELL_LOG", "trace"));
    let new = Endpoint::of(&home.json(["endpoint", "rotate", "Tideline"]));

    let mut heard = Heard::default();
    let body = apple::app_version("canary", "REJECTED");
    assert_eq!(former.post(&serving, &body).status, 200);
    let wrong = [("x-apple-signature", "hmacsha256=00")];
    heard
        .0
        .push(format!("{:?}", new.post_with(&serving, &wrong, &body)));
    heard.0.push(format!("{:?}", new.post(&serving, &body)));
    heard.run(&home, &["simulate", "app-version-rejected"]);
    heard.run(&home, &["endpoint", "list"]);
    heard.run(&home, &["endpoint", "list", "--json"]);
    heard.run(&home, &["channel", "list", "--json"]);
    heard.run(&home, &["events", "--json"]);
    heard.run(&home, &["pause", "on"]);
    heard.run(&home, &["endpoint", "add", "Tideline"]);
    home.event("canary");

    let process = format!("/proc/{}", serving.program.pid());
    for file in ["cmdline", "environ"] {
        if let Ok(bytes) = fs::read(format!("{process}/{file}")) {
            heard.0.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    let ended = serving.end();
    let log = ended.stderr().join("\n");
    for secret in [&former.secret, &new.secret] {
        for said in heard.0.iter().chain([&log]) {
            assert!(
                !said.contains(secret.as_str()),
                "whoever reads this can forge events: {said}"
            );
        }
        let found: Vec<_> = holding(&home, secret.as_bytes());
        assert_eq!(
            found,
            ["secrets.json"],
            "database, settings and logs get copied, backed up and sent around"
        );
        let raw = hex_bytes(secret);
        let found = holding(&home, &raw);
        assert!(found.is_empty(), "nor in another spelling: {found:?}");
    }
    assert!(
        !log.contains(&new.token),
        "the path is half of what it takes to flood a person with noise: {log}"
    );
}

/// The names of the files that hold these bytes.
fn holding(home: &Home, wanted: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for path in home.files() {
        let Ok(bytes) = fs::read(&path) else { continue };
        if bytes.windows(wanted.len()).any(|part| part == wanted) {
            found.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found
}

fn hex_bytes(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .collect();
    let bytes = digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]);
    bytes.map(|byte| u8::try_from(byte).unwrap()).collect()
}

#[test]
fn a_removed_or_twice_rotated_secret_is_gone_from_the_disk() {
    let home = Home::new();
    let first = home.add("Tideline");
    home.json(["endpoint", "rotate", "Tideline"]);
    let third = Endpoint::of(&home.json(["endpoint", "rotate", "Tideline"]));
    assert_eq!(
        holding(&home, first.secret.as_bytes()).len(),
        0,
        "a secret that opens nothing any more has no reason to be kept"
    );
    home.json(["endpoint", "remove", "Tideline"]);
    assert_eq!(holding(&home, third.secret.as_bytes()).len(), 0);
}

#[test]
fn whatever_the_umask_nobody_else_can_read_anything() {
    let home = Home::new();
    let run = |args: &[&str]| {
        let program = home.shipbell_after("umask 000", args.iter().copied());
        program.output().unwrap()
    };
    let added = run(&["endpoint", "add", "Tideline", "--json"]);
    let endpoint = Endpoint::of(&serde_json::from_slice(&added.stdout).unwrap());
    let args = ["serve", "--listen", "127.0.0.1:0", "--json"];
    let serving = Serving::start(home.shipbell_after("umask 000", args));
    let body = apple::app_version("private", "REJECTED");
    assert_eq!(endpoint.post(&serving, &body).status, 200);
    home.event("private");
    run(&["endpoint", "rotate", "Tideline"]);
    run(&["pause", "on"]);
    check_modes(&home);
    let files = home.files().len();
    assert!(
        files > 5,
        "database, its log, lock, socket, secrets: {files}"
    );
    serving.end();
    check_modes(&home);
}

fn check_modes(home: &Home) {
    for path in home.files().into_iter().chain([home.folder()]) {
        let found = fs::symlink_metadata(&path).unwrap();
        let wanted = if found.is_dir() { 0o700 } else { 0o600 };
        let mode = found.permissions().mode() & 0o777;
        assert_eq!(
            mode,
            wanted,
            "{} has mode {mode:o}: events and secrets are their user's own",
            path.display()
        );
    }
}
