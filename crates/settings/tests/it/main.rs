//! How settings behave as text and on a real disk.

mod edit;
mod parse;
mod watch;
