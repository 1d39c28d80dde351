//! How settings behave on a real disk.
