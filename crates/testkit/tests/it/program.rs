use shipbell_testkit::Program;

#[test]
fn an_early_end_is_told_with_the_programs_own_words() {
    let mut program = Program::other("sh")
        .args(["-c", "echo begun; echo 'the port is taken' >&2; exit 1"])
        .start()
        .unwrap();
    program.wait_line("begun").unwrap();
    let error = program.wait_line("listening").unwrap_err().to_string();
    assert!(
        error.contains("the port is taken"),
        "whoever reads the failed test needs the reason, not only that it failed: {error}"
    );
}

#[test]
fn a_killed_program_has_no_chance_to_tidy_up() {
    let home = shipbell_testkit::home().unwrap();
    let mark = home.path().join("tidied");
    let script = format!(
        "trap 'touch {}; exit 0' TERM; echo ready; while :; do sleep 0.05; done",
        mark.display()
    );
    let start = || {
        let mut program = Program::other("sh").args(["-c", &script]).start().unwrap();
        program.wait_line("ready").unwrap();
        program
    };

    start().kill9().unwrap();
    assert!(!mark.exists(), "kill -9 stands for a power cut");

    assert!(start().sigterm().unwrap().success());
    assert!(
        mark.exists(),
        "SIGTERM is the polite way, and is waited for"
    );
}
