//! `shipbell serve`, running.

use serde_json::Value;
use shipbell_testkit::{Program, Running};

/// A door that is open.
#[derive(Debug)]
pub struct Serving {
    /// The program.
    pub program: Running,
    /// Where it listens.
    pub address: String,
    /// What it announced.
    pub announced: Value,
}

impl Serving {
    /// Starts `serve --json` and waits until it listens.
    pub fn start(program: Program) -> Self {
        let mut program = program.start().expect("shipbell can be started");
        let line = program
            .wait_line("{")
            .expect("serve --json announces one JSON line when it listens");
        let announced: Value = serde_json::from_str(&line).expect("the announcement is JSON");
        let address = announced["address"]
            .as_str()
            .expect("the announcement has the address")
            .to_owned();
        Self {
            program,
            address,
            announced,
        }
    }

    /// Asks it to end and expects that it does so in good order.
    pub fn end(mut self) -> Running {
        let status = self
            .program
            .ask_to_end()
            .expect("serve ends when it is asked");
        assert_eq!(
            status.code(),
            Some(0),
            "a service that was asked to end has done its work: {:?}",
            self.program.stderr()
        );
        self.program
    }
}
