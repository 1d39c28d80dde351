//! How do words and symbols hang together?
//!
//! A Pratt parser. From loose to tight: `? :`, `||`, `&&`, `== !=`, `< <= > >=`, `+`, `!`, and what
//! follows a value: `.name`, `[key]`, `.method()`, `| filter`.

use std::ops::Range;

use super::{
    cursor::Cursor,
    expr::{Expr, Kind},
    tokens::{Lexeme, Token, tokens},
};
use crate::{
    error::TemplateError,
    language::{self, Verb},
    limits::MAX_DEPTH,
};

type Parsed = Result<Expr, TemplateError>;

/// Reads what stands between braces; nothing but blanks is `None`.
pub(crate) fn expression(source: &str, range: Range<usize>) -> Result<Option<Expr>, TemplateError> {
    let lexemes = tokens(source, range.clone())?;
    for lexeme in &lexemes {
        if let Token::Symbol(braces @ ("{{" | "}}")) = lexeme.token {
            return Err(TemplateError::NotInLanguage {
                symbol: braces.to_owned(),
                hint: "; an expression can't hold another pair of braces",
                span: lexeme.span.clone(),
            });
        }
    }
    parse(source, range, lexemes)
}

/// Reads a condition, in which braces are allowed wherever parentheses are.
pub(crate) fn condition(source: &str) -> Result<Option<Expr>, TemplateError> {
    let range = 0..source.len();
    let lexemes = tokens(source, range.clone())?;
    parse(source, range, lexemes)
}

fn parse(
    source: &str,
    range: Range<usize>,
    lexemes: Vec<Lexeme>,
) -> Result<Option<Expr>, TemplateError> {
    if lexemes.is_empty() {
        return Ok(None);
    }
    let mut parser = Cursor::new(source, range.end, lexemes);
    let expr = parser.choice()?;
    if !parser.is_done() {
        return Err(parser.unexpected("an operator or the end"));
    }
    Ok(Some(expr))
}

impl Cursor<'_> {
    fn choice(&mut self) -> Parsed {
        self.nested(|p| {
            let condition = p.binary(0)?;
            if !p.take("?") {
                return Ok(condition);
            }
            let yes = p.choice()?;
            p.expect(":", "`:` and the other case")?;
            let no = p.choice()?;
            let span = condition.span.start..no.span.end;
            let kind = Kind::Choice(Box::new(condition), Box::new(yes), Box::new(no));
            node(kind, span)
        })
    }

    fn binary(&mut self, least: u8) -> Parsed {
        let mut left = self.prefix()?;
        while let Some((symbol, binding)) = self.operator() {
            if binding < least {
                break;
            }
            self.step();
            let right = self.binary(binding + 1)?;
            left = join(symbol, left, right)?;
        }
        Ok(left)
    }

    /// The operator that comes next, and how tightly it binds.
    fn operator(&self) -> Option<(&'static str, u8)> {
        let symbol = self.symbol()?;
        let binding = match symbol {
            "||" => 1,
            "&&" => 2,
            "==" | "!=" => 3,
            "<" | "<=" | ">" | ">=" => 4,
            "+" => 5,
            _ => return None,
        };
        Some((symbol, binding))
    }

    fn prefix(&mut self) -> Parsed {
        let start = self.here().start;
        if self.take("!") {
            let inner = self.nested(Self::prefix)?;
            let span = start..inner.span.end;
            return node(Kind::Not(Box::new(inner)), span);
        }
        let mut expr = self.primary()?;
        loop {
            expr = match self.symbol() {
                Some(".") => self.member(expr)?,
                Some("[") => self.index(expr)?,
                Some("|") => self.filter(expr)?,
                _ => return Ok(expr),
            };
        }
    }

    fn primary(&mut self) -> Parsed {
        let span = self.here();
        if let Some(close) = self.group() {
            self.step();
            let mut inner = self.choice()?;
            self.expect(close, "the closing bracket")?;
            inner.span = span.start..self.before().end;
            return Ok(inner);
        }
        if self.take("-") {
            return self.negative(span.start);
        }
        let Some(token) = self.token().cloned() else {
            return Err(self.unexpected("a field or a text"));
        };
        let kind = match token {
            Token::Text(text) => Kind::Text(text),
            Token::Whole(number) => Kind::Whole(number),
            Token::Real(number) => Kind::Real(number),
            Token::Word(word) => self.word(word)?,
            Token::Symbol(_) => return Err(self.unexpected("a field or a text")),
        };
        self.step();
        node(kind, span)
    }

    /// What closes the group that opens here.
    fn group(&self) -> Option<&'static str> {
        match self.symbol()? {
            "(" => Some(")"),
            "{{" => Some("}}"),
            _ => None,
        }
    }

    fn negative(&mut self, start: usize) -> Parsed {
        let span = start..self.here().end;
        let kind = match self.token() {
            Some(Token::Whole(number)) => Kind::Whole(-number),
            Some(Token::Real(number)) => Kind::Real(-number),
            _ => return Err(self.unexpected("a number after `-`")),
        };
        self.step();
        node(kind, span)
    }

    fn word(&self, word: String) -> Result<Kind, TemplateError> {
        let called = self.follows("(");
        match word.as_str() {
            _ if called => Err(TemplateError::UnknownFunction {
                suggestion: language::suggest_function(&word),
                name: word,
                span: self.here(),
            }),
            "true" => Ok(Kind::Bool(true)),
            "false" => Ok(Kind::Bool(false)),
            "null" | "undefined" => Ok(Kind::Null),
            _ => Ok(Kind::Field(word)),
        }
    }

    fn member(&mut self, base: Expr) -> Parsed {
        self.step();
        let (name, place) = self.name("a name after `.`")?;
        let start = base.span.start;
        if self.symbol() == Some("(") {
            let Some(verb) = language::method(&name) else {
                return Err(TemplateError::UnknownMethod {
                    suggestion: language::suggest_method(&name),
                    name,
                    span: place,
                });
            };
            return self.apply(verb, base, place.start);
        }
        node(Kind::Member(Box::new(base), name), start..place.end)
    }

    fn index(&mut self, base: Expr) -> Parsed {
        self.step();
        let key = self.choice()?;
        self.expect("]", "the closing `]`")?;
        let span = base.span.start..self.before().end;
        node(Kind::Index(Box::new(base), Box::new(key)), span)
    }

    fn filter(&mut self, subject: Expr) -> Parsed {
        self.step();
        let (name, place) = self.name("a filter's name after `|`")?;
        let Some(verb) = language::filter(&name) else {
            return Err(TemplateError::UnknownFilter {
                suggestion: language::suggest_filter(&name),
                name,
                span: place,
            });
        };
        self.apply(verb, subject, place.start)
    }

    fn apply(&mut self, verb: &'static Verb, subject: Expr, start: usize) -> Parsed {
        let arguments = self.arguments()?;
        let at = start..self.before().end;
        if !verb.arguments.contains(&arguments.len()) {
            return Err(TemplateError::WrongArguments {
                name: verb.name,
                expected: verb.takes(),
                found: arguments.len(),
                span: at,
            });
        }
        let span = subject.span.start..at.end;
        let subject = Box::new(subject);
        let kind = Kind::Apply {
            verb,
            subject,
            arguments,
            at,
        };
        node(kind, span)
    }

    fn arguments(&mut self) -> Result<Vec<Expr>, TemplateError> {
        let mut found = Vec::new();
        if !self.take("(") || self.take(")") {
            return Ok(found);
        }
        loop {
            found.push(self.choice()?);
            if self.take(")") {
                return Ok(found);
            }
            self.expect(",", "`,` or `)`")?;
        }
    }
}

/// Joins two operands. `a + b + c` becomes one node, because a long text is often put together of
/// many pieces and should not count as deep.
fn join(symbol: &'static str, left: Expr, right: Expr) -> Parsed {
    let span = left.span.start..right.span.end;
    let kind = match symbol {
        "||" => Kind::Or(Box::new(left), Box::new(right)),
        "&&" => Kind::And(Box::new(left), Box::new(right)),
        "+" => return sum(left, right, span),
        _ => Kind::Apply {
            verb: language::operator(symbol),
            at: span.clone(),
            subject: Box::new(left),
            arguments: vec![right],
        },
    };
    node(kind, span)
}

fn sum(left: Expr, right: Expr, span: Range<usize>) -> Parsed {
    let plus = language::operator("+");
    let (subject, mut arguments) = match left.kind {
        Kind::Apply {
            verb,
            subject,
            arguments,
            ..
        } if verb.name == plus.name => (subject, arguments),
        _ => (Box::new(left), Vec::new()),
    };
    arguments.push(right);
    let kind = Kind::Apply {
        verb: plus,
        subject,
        arguments,
        at: span.clone(),
    };
    node(kind, span)
}

fn node(kind: Kind, span: Range<usize>) -> Parsed {
    let below = kind.children().iter().map(|c| c.depth).max().unwrap_or(0);
    if below >= MAX_DEPTH {
        return Err(TemplateError::TooDeep { span });
    }
    Ok(Expr {
        kind,
        span,
        depth: below + 1,
    })
}
