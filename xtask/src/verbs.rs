//! One file per verb.

pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod run;
pub(crate) mod test;
