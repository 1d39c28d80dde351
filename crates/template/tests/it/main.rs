//! What people see of the template language.

mod echobell;
mod errors;
mod filters;
mod limits;
mod lints;
mod meaning;
mod plain;
mod properties;
mod stage;
