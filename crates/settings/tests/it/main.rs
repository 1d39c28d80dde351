//! How settings behave as text and on a real disk.

mod channels;
mod edit;
mod parse;
mod watch;
