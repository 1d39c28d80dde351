//! Fixtures, a clock that tests move, a desktop to test on. Tests only.
