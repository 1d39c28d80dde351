//! `verify`: is this body really Apple's?

use journeys::{Home, Said, apple};

/// The example in Apple's documentation.
const SECRET: &str = "This is my secret";
const BODY: &str = "Hello, World!";
const SIGNATURE: &str =
    "hmacsha256=7f062172b01cb00b53ca068614674a3d982a34062a0f5d37687d5e3377e54657";

/// Runs `verify` with what each of the three is given; "-" comes from standard input.
fn verify(home: &Home, [body, signature, secret]: [&str; 3], stdin: &str) -> Said {
    let note = |name: &str, content: &str| match content {
        "-" => "-".to_owned(),
        content => home.note(name, content).display().to_string(),
    };
    let stdin = home.note("stdin", stdin);
    let args = [
        "verify".to_owned(),
        "--json".to_owned(),
        format!("--body={}", note("body", body)),
        format!("--signature={}", note("signature", signature)),
        format!("--secret={}", note("secret", secret)),
    ];
    let first = format!("exec < '{}'", stdin.display());
    let program = home.shipbell_after(&first, args.iter().map(String::as_str));
    program.output().unwrap().into()
}

#[test]
fn apples_own_example_holds_from_files_and_from_standard_input() {
    let home = Home::new();
    let inputs = [
        ([BODY, SIGNATURE, SECRET], ""),
        (["-", SIGNATURE, SECRET], BODY),
        ([BODY, "-", SECRET], SIGNATURE),
        ([BODY, SIGNATURE, "-"], SECRET),
    ];
    for (input, stdin) in inputs {
        let said = verify(&home, input, stdin);
        assert_eq!(said.code, Some(0), "{input:?}: {said:?}");
        let told = said.document();
        assert_eq!(told["valid"], true);
        assert_eq!(
            told["readable"], false,
            "it is Apple's, and no event: two questions"
        );
    }
    let lines = [BODY, &format!("{SIGNATURE}\n"), &format!("{SECRET}\n")];
    assert_eq!(
        verify(&home, lines, "").code,
        Some(0),
        "editors end a file with a line break, and nobody means it"
    );
    assert!(!home.folder().exists(), "checking needs no home");
}

#[test]
fn a_wrong_signature_is_a_1_and_never_tells_the_right_one() {
    let home = Home::new();
    let body = String::from_utf8(apple::app_version("event", "REJECTED")).unwrap();
    let right = apple::sign(SECRET, body.as_bytes());
    let told = verify(&home, [&body, &right, SECRET], "").document();
    assert_eq!(told["kind"], "app-version");
    assert_eq!(told["id"], "event");

    for wrong in [SIGNATURE, "hmacsha256=00", "sha256=00", ""] {
        let said = verify(&home, [&body, wrong, SECRET], "");
        assert_eq!(said.code, Some(1), "{wrong:?}: {said:?}");
        let told = said.document();
        assert_eq!(told["valid"], false);
        assert!(told["reason"].is_string(), "and why: {told}");
        let all = format!("{}{}", said.out, said.err);
        assert!(
            !all.contains(&right["hmacsha256=".len()..]) && !all.contains(SECRET),
            "what is printed lands in tickets and chats: {all}"
        );
    }
    let said = verify(&home, [&body, &right, ""], "");
    assert_eq!(said.code, Some(1), "an empty secret proves nothing");
}
