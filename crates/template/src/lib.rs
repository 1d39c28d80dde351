#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod condition;
mod error;
mod help;
mod language;
mod limits;
mod lint;
mod near;
pub mod plain;
mod program;
mod scene;
mod syntax;
mod template;
mod uses;

pub use condition::Condition;
pub use error::TemplateError;
pub use help::{VerbHelp, filters, methods};
pub use limits::{MAX_DEPTH, MAX_OUTPUT, MAX_SOURCE, MAX_TEXT, MAX_WORK};
pub use lint::{Lint, LintKind, lint, lint_condition};
pub use scene::{LabelLookup, Scene};
pub use template::{Cut, Template, Used};
