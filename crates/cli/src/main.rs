#![doc = include_str!("../README.md")]

mod args;
mod ask;
mod commands;
mod failure;
mod output;
mod passphrase;
mod terminal;

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use crate::args::Args;
use crate::output::Output;

/// For what still runs on a blocking thread when all work is done.
const LEAVES_WITHIN: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let args = Args::parse();
    let output = Output::new(args.json);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let ended = match runtime {
        Ok(runtime) => {
            let ended = runtime.block_on(commands::run(args, output));
            // A keychain that hangs on a thread of its own must not keep the program alive.
            runtime.shutdown_timeout(LEAVES_WITHIN);
            ended
        }
        Err(error) => Err(error.into()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failure::report(&error, output),
    }
}
