//! What does this text become?

use std::{ops::Range, sync::Arc};

use crate::{
    error::TemplateError,
    language::values::{Bounded, write},
    limits::{MAX_OUTPUT, MAX_SOURCE},
    program::{Given, Program},
    scene::Scene,
    syntax::{Segment, expression, segments},
    uses,
};

/// A text with expressions between `{{` and `}}`, checked and ready to be filled in.
#[derive(Debug, Clone)]
pub struct Template(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    source: String,
    parts: Vec<Part>,
    used: Vec<Used>,
    roots: Vec<String>,
}

#[derive(Debug)]
enum Part {
    Text(Range<usize>),
    Filled {
        program: Program,
        span: Range<usize>,
    },
}

/// A field that a template asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// Its dotted path; `data["x"].y` is `data.x.y`. A path ends where a computed key begins.
    pub path: String,
    /// Where it stands in the source.
    pub span: Range<usize>,
}

/// A rendered text that was ended where the limit was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The text, at most [`MAX_OUTPUT`] bytes long.
    pub text: String,
    /// Whether anything is missing at its end.
    pub cut: bool,
}

impl Template {
    /// Reads a source; whatever could be wrong with it whatever the fields are is found here.
    pub fn compile(source: &str) -> Result<Self, TemplateError> {
        within_limit(source)?;
        let mut parts = Vec::new();
        let mut used = Vec::new();
        let mut roots = Vec::new();
        for segment in segments(source) {
            match segment? {
                Segment::Text(range) => parts.push(Part::Text(range)),
                Segment::Braces { whole, inner } => {
                    let Some(expr) = expression(source, inner)? else {
                        continue;
                    };
                    let program = Program::new(&expr)?;
                    uses::collect(&expr, &mut used, &mut roots);
                    let span = whole;
                    parts.push(Part::Filled { program, span });
                }
            }
        }
        Ok(Self(Arc::new(Compiled {
            source: source.to_owned(),
            parts,
            used,
            roots,
        })))
    }

    /// Fills in the fields. A text longer than [`MAX_OUTPUT`] is an error.
    pub fn render(
        &self,
        fields: &serde_json::Value,
        scene: &Scene,
    ) -> Result<String, TemplateError> {
        let mut out = Bounded::new(MAX_OUTPUT);
        match self.fill(fields, scene, &mut out)? {
            None => Ok(out.into_text()),
            Some(span) => Err(TemplateError::TooLong { span }),
        }
    }

    /// Fills in the fields, and ends the text where it would become longer than [`MAX_OUTPUT`]:
    /// for texts that must be shown whatever a tester has written.
    pub fn render_cut(
        &self,
        fields: &serde_json::Value,
        scene: &Scene,
    ) -> Result<Cut, TemplateError> {
        let mut out = Bounded::new(MAX_OUTPUT);
        let cut = self.fill(fields, scene, &mut out)?.is_some();
        let text = out.into_text();
        Ok(Cut { text, cut })
    }

    /// Writes part after part; the answer is the part that did not fit.
    fn fill(
        &self,
        fields: &serde_json::Value,
        scene: &Scene,
        out: &mut Bounded,
    ) -> Result<Option<Range<usize>>, TemplateError> {
        let compiled = &*self.0;
        let roots = compiled.roots.iter().map(String::as_str);
        let given = Given::new(fields, roots, scene);
        for part in &compiled.parts {
            let (fits, span) = match part {
                Part::Text(span) => {
                    let text = compiled.source.get(span.clone()).unwrap_or_default();
                    (out.push(text), span)
                }
                Part::Filled { program, span } => {
                    let value = program.evaluate(&given)?;
                    (write(&value, out), span)
                }
            };
            if fits.is_err() {
                return Ok(Some(span.clone()));
            }
        }
        Ok(None)
    }

    /// The fields it asks for, in the order in which they stand.
    pub fn fields(&self) -> Vec<Used> {
        self.0.used.clone()
    }

    /// The text as the user typed it.
    pub fn source(&self) -> &str {
        &self.0.source
    }
}

pub(crate) fn within_limit(source: &str) -> Result<(), TemplateError> {
    let size = source.len();
    if size <= MAX_SOURCE {
        return Ok(());
    }
    let span = source.floor_char_boundary(MAX_SOURCE)..size;
    Err(TemplateError::SourceTooLong { size, span })
}
