//! What is wrong or doubtful in a draft, at its place in the text.

use std::ops::Range;

use shipbell_rules::kinds::{Reason, fields_of, in_no_data};
use shipbell_rules::{Templates, field};
use shipbell_template::{Lint, LintKind, TemplateError, lint};
use shipbell_webhook::Kind;
use shipbell_words::{Arg, Words, id};

use super::Drawn;

/// One of a draft's three texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The banner's first line.
    Title,
    /// What stands under it.
    Body,
    /// Where a click leads.
    Link,
}

/// A remark on a place in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// In which text.
    pub part: Part,
    /// Where, in bytes of that text.
    pub span: Range<usize>,
    /// Whether the text can't be used; otherwise it will only not do what was probably meant.
    pub error: bool,
    /// Its stable name.
    pub code: &'static str,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to write instead, where that can be guessed.
    pub suggestion: Option<String>,
}

/// Everything there is to say, part by part and in the order of the text.
pub(super) fn of(
    words: &Words,
    kind: Option<Kind>,
    templates: &Templates,
    drawn: &Drawn,
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let parts = [
        (Part::Title, Some(templates.title.as_str())),
        (Part::Body, Some(templates.body.as_str())),
        (Part::Link, templates.link.as_deref()),
    ];
    for (part, source) in parts {
        let Some(source) = source else { continue };
        let mut found = in_source(words, kind, part, source);
        // What shows only once an event's values are in it.
        let fault = drawn.faults.iter().find(|(faulty, _)| *faulty == part);
        if let Some((_, error)) = fault.filter(|_| !found.iter().any(|remark| remark.error)) {
            found.push(mistake(part, error, source));
        }
        found.sort_by_key(|remark| remark.span.start);
        remarks.extend(found);
    }
    if drawn.empty_title {
        let message = words.say(id::REMARK_EMPTY_TITLE);
        remarks.push(whole(Part::Title, &templates.title, "empty-title", message));
    }
    if let Some(link) = templates.link.as_deref().filter(|_| drawn.bad_link) {
        let message = words.say(id::REMARK_NOT_HTTPS);
        remarks.push(whole(Part::Link, link, "not-https", message));
    }
    remarks.sort_by_key(|remark| remark.part);
    remarks
}

fn in_source(words: &Words, kind: Option<Kind>, part: Part, source: &str) -> Vec<Remark> {
    let known = field::paths();
    let mut found: Vec<Remark> = lint(source, &known)
        .into_iter()
        .map(|lint| remark(words, part, lint))
        .collect();
    // Once more with what events of this kind have: what only others have is told apart.
    let Some(kind) = kind else { return found };
    let of_kind: Vec<&str> = fields_of(kind).iter().map(|field| field.path).collect();
    for lint in lint(source, &of_kind) {
        let told = found.iter().any(|remark| remark.span == lint.span);
        if let (LintKind::NoSuchField { path }, false) = (&lint.kind, told) {
            let args = [("path", Arg::Text(path))];
            found.push(Remark {
                part,
                code: "not-of-this-kind",
                message: words.say_with(id::REMARK_NOT_OF_THIS_KIND, &args),
                error: false,
                suggestion: None,
                span: lint.span,
            });
        }
    }
    found
}

fn remark(words: &Words, part: Part, lint: Lint) -> Remark {
    let Lint {
        span,
        kind,
        suggestion,
    } = lint;
    let mut suggestion = suggestion;
    let mut code = kind.code();
    let (error, message) = match &kind {
        LintKind::NoSuchField { path } => {
            let reason = in_no_data(path);
            if let Some(reason) = reason {
                code = "no-apple-data";
                suggestion = match reason {
                    Reason::OtherName(other) => Some(other.to_owned()),
                    Reason::Reviews | Reason::Pictures => None,
                };
            }
            (false, absent(words, path, reason))
        }
        LintKind::Unclosed => (true, words.say(id::REMARK_UNCLOSED)),
        LintKind::EmptyBraces => (false, words.say(id::REMARK_EMPTY_BRACES)),
        LintKind::PlainStatement => (false, words.say(id::REMARK_PLAIN_STATEMENT)),
        LintKind::Mistake(error) => (true, error.to_string()),
    };
    Remark {
        part,
        span,
        error,
        code,
        message,
        suggestion,
    }
}

fn absent(words: &Words, path: &str, reason: Option<Reason>) -> String {
    let field = ("path", Arg::Text(path));
    match reason {
        None => words.say_with(id::REMARK_NO_SUCH_FIELD, &[field]),
        Some(Reason::Reviews) => words.say_with(id::REMARK_NO_REVIEWS, &[field]),
        Some(Reason::Pictures) => words.say_with(id::REMARK_NO_PICTURES, &[field]),
        Some(Reason::OtherName(other)) => {
            words.say_with(id::REMARK_OTHER_NAME, &[field, ("other", Arg::Text(other))])
        }
    }
}

fn mistake(part: Part, error: &TemplateError, source: &str) -> Remark {
    Remark {
        part,
        span: error.span().unwrap_or(0..source.len()),
        error: true,
        code: error.code(),
        message: error.to_string(),
        suggestion: error.suggestion().map(str::to_owned),
    }
}

fn whole(part: Part, source: &str, code: &'static str, message: String) -> Remark {
    Remark {
        part,
        span: 0..source.len(),
        error: false,
        code,
        message,
        suggestion: None,
    }
}
