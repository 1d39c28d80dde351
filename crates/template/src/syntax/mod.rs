//! What did the user write? From source text to a tree whose every node knows its place.

mod cursor;
pub(crate) mod expr;
mod parse;
mod segments;
mod tokens;

pub(crate) use parse::{condition, expression};
pub(crate) use segments::{Segment, segments};
