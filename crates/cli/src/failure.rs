//! How a failure is told: a sentence on standard error, and an exit code that scripts can use.

use std::process::ExitCode;

use shipbell_engine::EngineError;
use shipbell_owner::OwnerError;
use shipbell_wire::{ErrorCode, WireError};

use crate::output::Output;

const FAILED: u8 = 1;
const USAGE: u8 = 2;
const NEEDS_USER: u8 = 3;

pub(crate) fn report(error: &anyhow::Error, output: Output) -> ExitCode {
    if broken_pipe(error) {
        // Whoever read our output has seen enough (`shipbell events | head`).
        return ExitCode::SUCCESS;
    }
    output.word(&format!("shipbell: {error:#}"));
    ExitCode::from(code(error))
}

fn code(error: &anyhow::Error) -> u8 {
    if let Some(error) = error.downcast_ref::<WireError>() {
        return match error.code {
            ErrorCode::NeedsUser => NEEDS_USER,
            ErrorCode::BadRequest
            | ErrorCode::BadName
            | ErrorCode::NameTaken
            | ErrorCode::BadAppId
            | ErrorCode::BadUrl => USAGE,
            _ => FAILED,
        };
    }
    let engine = error.downcast_ref::<EngineError>().or_else(|| {
        error
            .downcast_ref::<OwnerError>()
            .and_then(|error| match error {
                OwnerError::Engine(error) => Some(error),
                _ => None,
            })
    });
    if engine.is_some_and(EngineError::needs_user) {
        NEEDS_USER
    } else {
        FAILED
    }
}

fn broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
