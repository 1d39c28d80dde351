//! Which words and symbols does an expression consist of?

use std::ops::Range;

use crate::error::TemplateError;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    Word(String),
    Text(String),
    Whole(i64),
    Real(f64),
    Symbol(&'static str),
}

#[derive(Debug, Clone)]
pub(crate) struct Lexeme {
    pub(crate) token: Token,
    pub(crate) span: Range<usize>,
}

/// What is written and which symbol it is; longer ones first. The doubled braces occur only in
/// conditions, where they group.
const SYMBOLS: &[(&str, &str)] = &[
    ("===", "=="),
    ("!==", "!="),
    ("{{", "{{"),
    ("}}", "}}"),
    ("||", "||"),
    ("&&", "&&"),
    ("==", "=="),
    ("!=", "!="),
    ("<=", "<="),
    (">=", ">="),
    ("<", "<"),
    (">", ">"),
    ("!", "!"),
    ("+", "+"),
    ("-", "-"),
    ("?", "?"),
    (":", ":"),
    ("(", "("),
    (")", ")"),
    ("[", "["),
    ("]", "]"),
    (".", "."),
    (",", ","),
    ("|", "|"),
];

/// Reads the tokens of `range`; their spans count from the beginning of `source`.
pub(crate) fn tokens(source: &str, range: Range<usize>) -> Result<Vec<Lexeme>, TemplateError> {
    let mut found = Vec::new();
    let mut at = range.start;
    let end = range.end;
    while let Some(rest) = source.get(at..end) {
        let Some(first) = rest.chars().next() else {
            break;
        };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (token, length) = token(rest, first, at)?;
        let span = at..at + length;
        at = span.end;
        found.push(Lexeme { token, span });
    }
    Ok(found)
}

fn token(rest: &str, first: char, at: usize) -> Result<(Token, usize), TemplateError> {
    if first == '"' || first == '\'' {
        return quoted(rest, first, at);
    }
    if first.is_ascii_digit() {
        return number(rest, at);
    }
    if starts_word(first) {
        let length = rest.find(|c| !goes_on(c)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        return Ok((Token::Word(word.to_owned()), length));
    }
    if let Some((written, symbol)) = SYMBOLS.iter().find(|(s, _)| rest.starts_with(s)) {
        return Ok((Token::Symbol(symbol), written.len()));
    }
    Err(TemplateError::NotInLanguage {
        symbol: first.escape_debug().to_string(),
        hint: hint(first),
        span: at..at + first.len_utf8(),
    })
}

fn starts_word(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == '$'
}

fn goes_on(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn hint(symbol: char) -> &'static str {
    match symbol {
        '=' => "; to compare, write `==`",
        '&' => "; for both conditions, write `&&`",
        '*' | '/' | '%' => "; of arithmetic there is only `+`",
        '“' | '”' | '‘' | '’' | '„' | '«' | '»' | '`' => "; quote with `\"` or `'`",
        '{' | '}' => "; expressions stand between `{{` and `}}`",
        _ => "",
    }
}

fn quoted(rest: &str, quote: char, at: usize) -> Result<(Token, usize), TemplateError> {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((offset, c)) = chars.next() {
        if c == quote {
            return Ok((Token::Text(text), offset + c.len_utf8()));
        }
        if c != '\\' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some((_, 'n')) => text.push('\n'),
            Some((_, 'r')) => text.push('\r'),
            Some((_, 't')) => text.push('\t'),
            // Any other escaped character stands for itself, as in JavaScript.
            Some((_, other)) => text.push(other),
            None => break,
        }
    }
    let span = at..at + rest.len();
    Err(TemplateError::UnclosedText { span })
}

fn number(rest: &str, at: usize) -> Result<(Token, usize), TemplateError> {
    let mut length = digits(rest, 0);
    let mut whole = true;
    if rest.get(length..).is_some_and(|r| r.starts_with('.')) && digits(rest, length + 1) > 0 {
        length += 1 + digits(rest, length + 1);
        whole = false;
    }
    // `12px` is a mistake worth showing whole; `1e5` is such a one too: nobody writes it here.
    let tail = rest.get(length..).unwrap_or_default();
    let stuck = tail.find(|c| !goes_on(c)).unwrap_or(tail.len());
    let span = at..at + length + stuck;
    let written = rest.get(..length).unwrap_or_default();
    if stuck > 0 {
        return Err(TemplateError::BadNumber { span });
    }
    if whole && let Ok(number) = written.parse() {
        return Ok((Token::Whole(number), length));
    }
    match written.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok((Token::Real(number), length)),
        _ => Err(TemplateError::BadNumber { span }),
    }
}

fn digits(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.bytes().take_while(u8::is_ascii_digit).count()
}
