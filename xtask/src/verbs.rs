//! One file per verb.

pub(crate) mod bench;
pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod dist;
pub(crate) mod platforms;
pub(crate) mod run;
pub(crate) mod shots;
pub(crate) mod test;
