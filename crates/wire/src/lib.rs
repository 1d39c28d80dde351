//! The contract with the panel and the command line.
