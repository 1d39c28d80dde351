//! Where is the parser, what stands there, and how deep is it?

use std::ops::Range;

use super::{
    expr::Expr,
    tokens::{Lexeme, Token},
};
use crate::{error::TemplateError, limits::MAX_DEPTH};

/// A place among the tokens of an expression.
pub(super) struct Cursor<'a> {
    source: &'a str,
    end: Range<usize>,
    lexemes: Vec<Lexeme>,
    at: usize,
    nesting: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(source: &'a str, end: usize, lexemes: Vec<Lexeme>) -> Self {
        Self {
            source,
            end: end..end,
            lexemes,
            at: 0,
            nesting: 0,
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.lexemes.len()
    }

    pub(super) fn step(&mut self) {
        self.at += 1;
    }

    pub(super) fn token(&self) -> Option<&Token> {
        self.lexemes.get(self.at).map(|lexeme| &lexeme.token)
    }

    /// Whether the token after this one is that symbol.
    pub(super) fn follows(&self, symbol: &str) -> bool {
        let next = self.lexemes.get(self.at + 1).map(|lexeme| &lexeme.token);
        matches!(next, Some(Token::Symbol(found)) if *found == symbol)
    }

    pub(super) fn name(
        &mut self,
        expected: &'static str,
    ) -> Result<(String, Range<usize>), TemplateError> {
        match self.lexemes.get(self.at).cloned() {
            Some(Lexeme {
                token: Token::Word(name),
                span,
            }) => {
                self.at += 1;
                Ok((name, span))
            }
            _ => Err(self.unexpected(expected)),
        }
    }

    /// Runs one level deeper, so that no source can exhaust the stack.
    pub(super) fn nested(
        &mut self,
        parse: impl FnOnce(&mut Self) -> Result<Expr, TemplateError>,
    ) -> Result<Expr, TemplateError> {
        if self.nesting >= MAX_DEPTH {
            return Err(TemplateError::TooDeep { span: self.here() });
        }
        self.nesting += 1;
        let parsed = parse(self);
        self.nesting -= 1;
        parsed
    }

    pub(super) fn symbol(&self) -> Option<&'static str> {
        match self.lexemes.get(self.at)?.token {
            Token::Symbol(symbol) => Some(symbol),
            _ => None,
        }
    }

    pub(super) fn take(&mut self, symbol: &str) -> bool {
        let found = self.symbol() == Some(symbol);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(
        &mut self,
        symbol: &str,
        expected: &'static str,
    ) -> Result<(), TemplateError> {
        if self.take(symbol) {
            return Ok(());
        }
        Err(self.unexpected(expected))
    }

    pub(super) fn here(&self) -> Range<usize> {
        let lexeme = self.lexemes.get(self.at);
        lexeme.map_or_else(|| self.end.clone(), |l| l.span.clone())
    }

    pub(super) fn before(&self) -> Range<usize> {
        let lexeme = self.at.checked_sub(1).and_then(|i| self.lexemes.get(i));
        lexeme.map_or_else(|| self.end.clone(), |l| l.span.clone())
    }

    pub(super) fn unexpected(&self, expected: &'static str) -> TemplateError {
        let span = self.here();
        let written = self.source.get(span.clone()).unwrap_or_default();
        if matches!(self.symbol(), Some("-")) {
            return TemplateError::NotInLanguage {
                symbol: written.to_owned(),
                hint: "; of arithmetic there is only `+`",
                span,
            };
        }
        let found = match written {
            "" => "the end".to_owned(),
            short => format!("`{}`", short.chars().take(40).collect::<String>()),
        };
        TemplateError::Unexpected {
            expected,
            found,
            span,
        }
    }
}
