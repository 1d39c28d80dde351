use std::process::Command;

use shipbell_testkit::MovableClock;

fn seconds(clock: &MovableClock) -> i64 {
    let mut date = Command::new("date");
    let output = clock.rule(date.arg("+%s")).output().unwrap();
    String::from_utf8(output.stdout)
        .unwrap()
        .trim()
        .parse()
        .unwrap()
}

#[test]
fn a_program_under_the_clock_lives_an_hour_later() {
    let mut clock = MovableClock::new().unwrap();
    let before = seconds(&clock);
    clock.advance(3600).unwrap();
    let after = seconds(&clock);
    assert!(
        (3600..3900).contains(&(after - before)),
        "a snooze of one hour must be over for the program: it went from {before} to {after}"
    );
}

#[test]
fn a_running_program_sees_the_clock_move() {
    let mut clock = MovableClock::new().unwrap();
    let mut shell = shipbell_testkit::Program::other("sh")
        .args([
            "-c",
            "while :; do echo \"now $(date +%Y)\"; sleep 0.05; done",
        ])
        .envs(clock.env())
        .start()
        .unwrap();
    shell.wait_line("now ").unwrap();
    clock.advance(20 * 366 * 86_400).unwrap();
    let year: i32 = Command::new("date")
        .arg("+%Y")
        .output()
        .map(|said| {
            String::from_utf8_lossy(&said.stdout)
                .trim()
                .parse()
                .unwrap()
        })
        .unwrap();
    shell
        .wait_line(&format!("now {}", year + 20))
        .expect("a program that runs must notice that time went on");
}
