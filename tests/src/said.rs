//! What a command said.

use std::process::Output;

use serde_json::Value;

/// A command that has ended.
#[derive(Debug)]
pub struct Said {
    /// Its exit code.
    pub code: Option<i32>,
    /// Data.
    pub out: String,
    /// Words.
    pub err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("commands write UTF-8"),
            err: String::from_utf8(output.stderr).expect("commands write UTF-8"),
        }
    }
}

impl Said {
    /// The one JSON document that a command with `--json` prints.
    pub fn document(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| {
            panic!("--json promises one JSON document and nothing else ({error}): {self:?}")
        })
    }

    /// One JSON object a line, as `events --json` prints.
    pub fn objects(&self) -> Vec<Value> {
        let object = |line| {
            serde_json::from_str(line)
                .unwrap_or_else(|error| panic!("each line is one JSON object ({error}): {line}"))
        };
        self.out.lines().map(object).collect()
    }
}
