//! What can an expression be?

use std::ops::Range;

use crate::language::Verb;

/// One node of an expression, with its place in the source and the height of the tree below it.
#[derive(Debug)]
pub(crate) struct Expr {
    pub(crate) kind: Kind,
    pub(crate) span: Range<usize>,
    pub(crate) depth: usize,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Null,
    Bool(bool),
    Whole(i64),
    Real(f64),
    Text(String),
    /// A name at the beginning: one of the event's fields.
    Field(String),
    /// `.name`
    Member(Box<Expr>, String),
    /// `[key]`
    Index(Box<Expr>, Box<Expr>),
    /// A filter, method or operator on a subject; `at` is where its name and arguments stand.
    Apply {
        verb: &'static Verb,
        subject: Box<Expr>,
        arguments: Vec<Expr>,
        at: Range<usize>,
    },
    Not(Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    /// `condition ? yes : no`
    Choice(Box<Expr>, Box<Expr>, Box<Expr>),
}

impl Kind {
    pub(crate) fn children(&self) -> Vec<&Expr> {
        match self {
            Self::Null
            | Self::Bool(_)
            | Self::Whole(_)
            | Self::Real(_)
            | Self::Text(_)
            | Self::Field(_) => Vec::new(),
            Self::Member(one, _) | Self::Not(one) => vec![one],
            Self::Index(left, right) | Self::And(left, right) | Self::Or(left, right) => {
                vec![left, right]
            }
            Self::Choice(condition, yes, no) => vec![condition, yes, no],
            Self::Apply {
                subject, arguments, ..
            } => std::iter::once(&**subject).chain(arguments).collect(),
        }
    }
}
