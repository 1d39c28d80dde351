//! What would a careful reader remark on this template?

use std::ops::Range;

use crate::{
    condition::Condition,
    error::TemplateError,
    near::nearest,
    syntax::{Segment, expression, segments},
    template::{Used, within_limit},
    uses,
};

/// A remark on a place in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    /// Where, as a byte range in the source.
    pub span: Range<usize>,
    /// What about it.
    pub kind: LintKind,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

/// What a remark is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LintKind {
    /// No event has this field, so nothing will stand here.
    NoSuchField {
        /// Its dotted path.
        path: String,
    },
    /// Braces open and never close.
    Unclosed,
    /// `{{ }}` with nothing between.
    EmptyBraces,
    /// `{% … %}` or `{# … #}`: this language has neither, they are printed as they stand.
    PlainStatement,
    /// The expression can't be read.
    Mistake(TemplateError),
}

impl LintKind {
    /// The name by which other programs know this remark; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchField { .. } => "no-such-field",
            Self::Unclosed => "unclosed",
            Self::EmptyBraces => "empty-braces",
            Self::PlainStatement => "plain-statement",
            Self::Mistake(error) => error.code(),
        }
    }
}

/// Reads a template as an editor does: every mistake, not only the first.
///
/// `known` are the dotted paths that events have; `data.*` knows everything below `data`, and
/// whatever leads to a known path is known too.
pub fn lint(source: &str, known: &[&str]) -> Vec<Lint> {
    if let Err(error) = within_limit(source) {
        return vec![mistake(error)];
    }
    let mut found = Vec::new();
    for segment in segments(source) {
        match segment {
            Ok(Segment::Text(range)) => found.extend(statements(source, &range)),
            Ok(Segment::Braces { whole, inner }) => match expression(source, inner) {
                Ok(Some(expr)) => {
                    let mut used = Vec::new();
                    uses::collect(&expr, &mut used, &mut Vec::new());
                    found.extend(unknown(used, known));
                }
                Ok(None) => found.push(Lint {
                    span: whole,
                    kind: LintKind::EmptyBraces,
                    suggestion: None,
                }),
                Err(error) => found.push(mistake(error)),
            },
            Err(error) => found.push(mistake(error)),
        }
    }
    found
}

/// Reads a condition as an editor does.
pub fn lint_condition(source: &str, known: &[&str]) -> Vec<Lint> {
    match Condition::compile(source) {
        Ok(condition) => unknown(condition.fields(), known).collect(),
        Err(error) => vec![mistake(error)],
    }
}

fn unknown(used: Vec<Used>, known: &[&str]) -> impl Iterator<Item = Lint> {
    let missing = used.into_iter().filter(|used| !is_known(&used.path, known));
    missing.map(|Used { path, span }| Lint {
        span,
        suggestion: nearest(&path, known.iter().filter(|k| !k.ends_with(".*")).copied()),
        kind: LintKind::NoSuchField { path },
    })
}

fn is_known(path: &str, known: &[&str]) -> bool {
    // The items of a known list are known: `territories[0]` is `territories`.
    let is_index = |name: &&str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit());
    let names: Vec<&str> = path.split('.').filter(|name| !is_index(name)).collect();
    let path = names.join(".");
    let path = path.as_str();
    let below = |whole: &str, part: &str| {
        let rest = whole.strip_prefix(part);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let direct = known.iter().any(|known| match known.strip_suffix(".*") {
        Some(open) => below(path, open),
        None => below(known, path),
    });
    // Every text has its words: `previousStatus.label`.
    direct
        || path
            .strip_suffix(".label")
            .is_some_and(|base| known.contains(&base))
}

fn statements(source: &str, range: &Range<usize>) -> Vec<Lint> {
    let text = source.get(range.clone()).unwrap_or_default();
    let mut found = Vec::new();
    for (open, close) in [("{%", "%}"), ("{#", "#}")] {
        for (at, _) in text.match_indices(open) {
            let rest = text.get(at..).unwrap_or_default();
            let length = rest.find(close).map_or(open.len(), |end| end + close.len());
            let start = range.start + at;
            found.push(Lint {
                span: start..start + length,
                kind: LintKind::PlainStatement,
                suggestion: None,
            });
        }
    }
    found
}

fn mistake(error: TemplateError) -> Lint {
    Lint {
        span: error.span().unwrap_or_default(),
        suggestion: error.suggestion().map(str::to_owned),
        kind: match error {
            TemplateError::Unclosed { .. } => LintKind::Unclosed,
            other => LintKind::Mistake(other),
        },
    }
}
