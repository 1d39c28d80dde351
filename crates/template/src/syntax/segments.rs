//! Where does plain text end and an expression begin?

use std::ops::Range;

use crate::error::TemplateError;

/// A piece of a source, as byte ranges into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Segment {
    Text(Range<usize>),
    /// `whole` has the braces, `inner` is what stands between them.
    Braces {
        whole: Range<usize>,
        inner: Range<usize>,
    },
}

/// Cuts the source; braces that never close are an error in place of the last segment.
pub(crate) fn segments(source: &str) -> Vec<Result<Segment, TemplateError>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = find(source, from, "{{") {
        if from < open {
            found.push(Ok(Segment::Text(from..open)));
        }
        let inner = open + 2;
        let Some(close) = closing(source, inner) else {
            let span = open..inner;
            found.push(Err(TemplateError::Unclosed { span }));
            return found;
        };
        from = close + 2;
        found.push(Ok(Segment::Braces {
            whole: open..from,
            inner: inner..close,
        }));
    }
    if from < source.len() {
        found.push(Ok(Segment::Text(from..source.len())));
    }
    found
}

fn find(source: &str, from: usize, what: &str) -> Option<usize> {
    Some(from + source.get(from..)?.find(what)?)
}

/// The `}}` that ends an expression. Braces inside quotes don't; but where a quote is never closed,
/// the next `}}` does, so that the mistake is shown at the quote and the rest stays readable.
fn closing(source: &str, from: usize) -> Option<usize> {
    let rest = source.get(from..)?;
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if rest.get(at..)?.starts_with("}}") => return Some(from + at),
            _ => {}
        }
    }
    find(source, from, "}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        segments(source)
            .into_iter()
            .map(|segment| match segment {
                Ok(Segment::Text(range)) => format!("text {}", &source[range]),
                Ok(Segment::Braces { inner, .. }) => format!("expr {}", &source[inner]),
                Err(error) => error.code().to_owned(),
            })
            .collect()
    }

    #[test]
    fn braces_inside_quotes_belong_to_the_text() {
        assert_eq!(
            texts(r#"a {{ "}}" + '\'}}' }} b"#),
            ["text a ", r#"expr  "}}" + '\'}}' "#, "text  b"],
            "a user may print braces by quoting them"
        );
    }

    #[test]
    fn one_unclosed_quote_does_not_swallow_the_next_expression() {
        assert_eq!(
            texts(r#"{{ "a }} and {{ b }}"#),
            [r#"expr  "a "#, "text  and ", "expr  b "],
            "the error must be shown at the quote, not at the end of the text"
        );
    }

    #[test]
    fn single_braces_and_stray_closings_are_text() {
        assert_eq!(
            texts("{a} }} {% if %}"),
            ["text {a} }} {% if %}"],
            "only two opening braces begin an expression"
        );
    }

    #[test]
    fn unclosed_braces_are_told() {
        assert_eq!(texts("x {{ a }"), ["text x ", "unclosed"], "nothing closes");
    }
}
