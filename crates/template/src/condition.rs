//! Does this event meet the condition?

use std::sync::Arc;

use crate::{
    error::TemplateError,
    program::{Given, Program},
    scene::Scene,
    syntax::condition,
    template::{Used, within_limit},
    uses,
};

/// An expression that an event meets or does not.
///
/// Braces are not needed; where they are, they group like parentheses, so what was copied out of a
/// template works. An empty condition holds for every event.
#[derive(Debug, Clone)]
pub struct Condition(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    source: String,
    program: Option<Program>,
    used: Vec<Used>,
    roots: Vec<String>,
}

impl Condition {
    /// Reads a condition.
    pub fn compile(source: &str) -> Result<Self, TemplateError> {
        within_limit(source)?;
        let mut used = Vec::new();
        let mut roots = Vec::new();
        let expr = condition(source)?;
        let program = match &expr {
            Some(expr) => {
                uses::collect(expr, &mut used, &mut roots);
                Some(Program::new(expr)?)
            }
            None => None,
        };
        Ok(Self(Arc::new(Compiled {
            source: source.to_owned(),
            program,
            used,
            roots,
        })))
    }

    /// Whether the fields meet it: the value is there, and is not `false`, `0`, or empty.
    pub fn holds(&self, fields: &serde_json::Value, scene: &Scene) -> Result<bool, TemplateError> {
        let compiled = &*self.0;
        let Some(program) = &compiled.program else {
            return Ok(true);
        };
        let roots = compiled.roots.iter().map(String::as_str);
        let given = Given::new(fields, roots, scene);
        let value = program.evaluate(&given)?;
        Ok(value.is_true())
    }

    /// The fields it asks for, in the order in which they stand.
    pub fn fields(&self) -> Vec<Used> {
        self.0.used.clone()
    }

    /// The condition as the user typed it.
    pub fn source(&self) -> &str {
        &self.0.source
    }
}
