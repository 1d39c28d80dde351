//! Why did a template not become a text?

use std::ops::Range;

use crate::limits::{MAX_DEPTH, MAX_OUTPUT, MAX_SOURCE, MAX_TEXT, MAX_WORK};

/// Why a source is no template, or why a template did not become a text.
///
/// Every span is a byte range in the source as the user typed it, on character boundaries.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// The source is longer than [`MAX_SOURCE`].
    #[error("The text is {size} bytes long; at most {MAX_SOURCE} are read.")]
    SourceTooLong {
        /// How long the source is, in bytes.
        size: usize,
        /// What lies beyond the limit.
        span: Range<usize>,
    },
    /// `{{` without `}}`.
    #[error("`{{{{` opens here and no `}}}}` closes it.")]
    Unclosed {
        /// The opening braces.
        span: Range<usize>,
    },
    /// A quoted text without its closing quote.
    #[error("The text that this quote opens is never closed.")]
    UnclosedText {
        /// From the quote on.
        span: Range<usize>,
    },
    /// Something else was expected at this place.
    #[error("Expected {expected} here, but found {found}.")]
    Unexpected {
        /// What would have been right.
        expected: &'static str,
        /// What stands there.
        found: String,
        /// Where it stands.
        span: Range<usize>,
    },
    /// A symbol that the language does not have.
    #[error("`{symbol}` is not part of the language{hint}.")]
    NotInLanguage {
        /// The symbol.
        symbol: String,
        /// What to write instead, ready to follow the sentence; may be empty.
        hint: &'static str,
        /// Where it stands.
        span: Range<usize>,
    },
    /// Digits that are no number.
    #[error("This is not a number that can be read.")]
    BadNumber {
        /// The digits.
        span: Range<usize>,
    },
    /// A filter that does not exist.
    #[error("There is no filter `{name}`{}.", did_you_mean(.suggestion.as_deref()))]
    UnknownFilter {
        /// As it was written.
        name: String,
        /// The nearest that exists.
        suggestion: Option<String>,
        /// Where the name stands.
        span: Range<usize>,
    },
    /// A method that does not exist.
    #[error("There is no method `.{name}()`{}.", did_you_mean(.suggestion.as_deref()))]
    UnknownMethod {
        /// As it was written.
        name: String,
        /// The nearest that exists.
        suggestion: Option<String>,
        /// Where the name stands.
        span: Range<usize>,
    },
    /// A call by name alone; the language has filters and methods only.
    #[error("There is no function `{name}()`{}.", did_you_mean(.suggestion.as_deref()))]
    UnknownFunction {
        /// As it was written.
        name: String,
        /// A filter or method that was probably meant.
        suggestion: Option<String>,
        /// Where the name stands.
        span: Range<usize>,
    },
    /// A filter or method with too many or too few arguments.
    #[error("`{name}` takes {expected}, but {found} given.", found = given(*.found))]
    WrongArguments {
        /// The filter or method.
        name: &'static str,
        /// How many it takes, in words.
        expected: String,
        /// How many were given.
        found: usize,
        /// From the name to the last argument.
        span: Range<usize>,
    },
    /// An argument that the filter can't work with.
    #[error("`{name}` needs {expected}.")]
    BadArgument {
        /// The filter or method.
        name: &'static str,
        /// What it needs.
        expected: &'static str,
        /// From the name to the last argument.
        span: Range<usize>,
    },
    /// An expression nests deeper than [`MAX_DEPTH`].
    #[error("This expression nests deeper than {MAX_DEPTH} levels.")]
    TooDeep {
        /// Where the limit was met.
        span: Range<usize>,
    },
    /// An expression takes more than [`MAX_WORK`] steps.
    #[error("This expression takes more than {MAX_WORK} steps.")]
    TooMuchWork {
        /// The expression.
        span: Range<usize>,
    },
    /// The text would be longer than [`MAX_OUTPUT`].
    #[error("The text grows beyond {MAX_OUTPUT} bytes here.")]
    TooLong {
        /// What made it grow beyond.
        span: Range<usize>,
    },
    /// A text on the way to the output would be longer than [`MAX_TEXT`].
    #[error("`{name}` would make a text of more than {MAX_TEXT} bytes.")]
    TextTooLong {
        /// The filter, method or operator.
        name: &'static str,
        /// Where it stands.
        span: Range<usize>,
    },
    /// The expression could be read but not evaluated.
    #[error("This expression can't be evaluated.")]
    Unevaluated {
        /// The expression.
        span: Range<usize>,
    },
}

impl TemplateError {
    /// Where in the source the error lies.
    pub fn span(&self) -> Option<Range<usize>> {
        match self {
            Self::SourceTooLong { span, .. }
            | Self::Unclosed { span }
            | Self::UnclosedText { span }
            | Self::Unexpected { span, .. }
            | Self::NotInLanguage { span, .. }
            | Self::BadNumber { span }
            | Self::UnknownFilter { span, .. }
            | Self::UnknownMethod { span, .. }
            | Self::UnknownFunction { span, .. }
            | Self::WrongArguments { span, .. }
            | Self::BadArgument { span, .. }
            | Self::TooDeep { span }
            | Self::TooMuchWork { span }
            | Self::TooLong { span }
            | Self::TextTooLong { span, .. }
            | Self::Unevaluated { span } => Some(span.clone()),
        }
    }

    /// The name by which other programs know this error; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SourceTooLong { .. } => "source-too-long",
            Self::Unclosed { .. } => "unclosed",
            Self::UnclosedText { .. } => "unclosed-text",
            Self::Unexpected { .. } => "unexpected",
            Self::NotInLanguage { .. } => "not-in-language",
            Self::BadNumber { .. } => "bad-number",
            Self::UnknownFilter { .. } => "unknown-filter",
            Self::UnknownMethod { .. } => "unknown-method",
            Self::UnknownFunction { .. } => "unknown-function",
            Self::WrongArguments { .. } => "wrong-arguments",
            Self::BadArgument { .. } => "bad-argument",
            Self::TooDeep { .. } => "too-deep",
            Self::TooMuchWork { .. } => "too-much-work",
            Self::TooLong { .. } => "too-long",
            Self::TextTooLong { .. } => "text-too-long",
            Self::Unevaluated { .. } => "unevaluated",
        }
    }

    /// What was probably meant, where that can be guessed.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::UnknownFilter { suggestion, .. }
            | Self::UnknownMethod { suggestion, .. }
            | Self::UnknownFunction { suggestion, .. } => suggestion.as_deref(),
            _ => None,
        }
    }
}

fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion.map_or_else(String::new, |name| format!("; perhaps `{name}` was meant"))
}

fn given(count: usize) -> String {
    match count {
        0 => "none was".to_owned(),
        1 => "1 was".to_owned(),
        more => format!("{more} were"),
    }
}
