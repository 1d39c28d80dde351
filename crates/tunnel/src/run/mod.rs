//! A tunnel's program: started, heard, watched, ended.

pub(crate) mod ask;
mod backoff;
#[cfg(unix)]
mod birth;
mod board;
mod hide;
mod keeper;
mod lines;
mod once;
mod process;
mod record;
pub(crate) mod supervisor;
mod telling;
mod way;
