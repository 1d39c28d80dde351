//! How does one expression come to its value?
//!
//! The tree is written down once more in minijinja's own language, with every operator, method and
//! filter as a filter of ours, and evaluated there. A map from that text back to the source keeps
//! errors at the characters the user typed.

use std::{
    ops::Range,
    sync::{Arc, LazyLock},
};

use minijinja::{
    Environment, ErrorKind, Expression, State, UndefinedBehavior, Value,
    value::{Object, Rest, Serde},
};

use crate::{
    error::TemplateError,
    language::{self, Fault, Verb},
    limits::MAX_WORK,
    scene::Scene,
    syntax::expr::{Expr, Kind},
};

/// The evaluator knows our verbs and nothing else: what minijinja brings would let a template of a few
/// bytes ask for gigabytes. It holds nothing of any text, so that one serves all of them.
static EVALUATOR: LazyLock<Environment<'static>> = LazyLock::new(evaluator);

fn evaluator() -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    environment.set_fuel(Some(MAX_WORK));
    environment.set_debug(true);
    for verb in language::all() {
        environment.add_filter(
            verb.key,
            |state: &State<'_, '_>, subject: Value, arguments: Rest<Value>| {
                run(verb, state, &subject, &arguments)
            },
        );
    }
    environment
}

fn run(
    verb: &'static Verb,
    state: &State<'_, '_>,
    subject: &Value,
    arguments: &[Value],
) -> Result<Value, minijinja::Error> {
    let scene = state.lookup("scene");
    let scene = scene
        .as_ref()
        .and_then(Value::downcast_object_ref::<Staged>);
    let Some(Staged(scene)) = scene else {
        return Err(ErrorKind::InvalidOperation.into());
    };
    (verb.run)(scene, subject, arguments).map_err(|fault| {
        let stopped = Stopped { verb, fault };
        minijinja::Error::from(ErrorKind::InvalidOperation).with_source(stopped)
    })
}

/// Carries a fault of ours through the evaluator.
#[derive(Debug, thiserror::Error)]
#[error("{}: {fault}", .verb.name)]
struct Stopped {
    verb: &'static Verb,
    fault: Fault,
}

/// The scene, as a value that travels through the evaluator and that no expression can name.
#[derive(Debug)]
struct Staged(Scene);

impl Object for Staged {}

/// What an expression is evaluated with.
pub(crate) struct Given(Value);

impl Given {
    /// Only the fields that are asked for are handed over: an event's raw data may be large.
    pub(crate) fn new<'a>(
        fields: &serde_json::Value,
        roots: impl Iterator<Item = &'a str>,
        scene: &Scene,
    ) -> Self {
        let asked = roots.filter_map(|root| Some((root, Value::from(Serde(fields.get(root)?)))));
        Self(Value::from_pairs([
            ("fields", Value::from_pairs(asked)),
            ("scene", Value::from_object(Staged(scene.clone()))),
        ]))
    }
}

/// An expression, ready to be evaluated.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    compiled: Arc<Expression<'static, 'static>>,
    places: Places,
}

/// The expression in minijinja's language, while it is written down.
struct Script {
    code: String,
    places: Places,
}

/// Which piece of the code stands for which piece of the source.
#[derive(Debug, Clone)]
struct Places {
    pieces: Vec<(Range<usize>, Range<usize>)>,
    whole: Range<usize>,
}

impl Program {
    pub(crate) fn new(expr: &Expr) -> Result<Self, TemplateError> {
        let mut script = Script {
            code: String::new(),
            places: Places {
                pieces: Vec::new(),
                whole: expr.span.clone(),
            },
        };
        script.write(expr);
        let Script { code, places } = script;
        match EVALUATOR.compile_expression_owned(code) {
            Ok(compiled) => Ok(Self {
                compiled: Arc::new(compiled),
                places,
            }),
            Err(error) => Err(places.explain(&error)),
        }
    }

    pub(crate) fn evaluate(&self, given: &Given) -> Result<Value, TemplateError> {
        (self.compiled)
            .eval(given.0.clone())
            .map_err(|error| self.places.explain(&error))
    }
}

impl Script {
    fn write(&mut self, expr: &Expr) {
        let start = self.code.len();
        let mut place = expr.span.clone();
        match &expr.kind {
            Kind::Null => self.push("none"),
            Kind::Bool(value) => self.push(if *value { "true" } else { "false" }),
            Kind::Whole(number) => self.push(&format!("({number})")),
            Kind::Real(number) => self.push(&format!("({number:?})")),
            Kind::Text(text) => self.quote(text),
            Kind::Field(name) => {
                self.push("fields");
                self.key(name);
            }
            Kind::Member(base, name) if name == "length" => {
                self.apply(&language::LENGTH, base, &[]);
            }
            Kind::Member(base, name) if name == "label" => {
                self.apply(&language::LABEL, base, &[]);
            }
            Kind::Member(base, name) => {
                self.write(base);
                self.key(name);
            }
            Kind::Index(base, key) => match &key.kind {
                Kind::Text(name) => {
                    self.write(base);
                    self.key(name);
                }
                _ => self.apply(&language::AT, base, std::slice::from_ref(key)),
            },
            Kind::Apply {
                verb,
                subject,
                arguments,
                at,
            } => {
                place = at.clone();
                self.apply(verb, subject, arguments);
            }
            Kind::Not(inner) => self.phrase(&[("(not ", inner)]),
            Kind::And(left, right) => self.phrase(&[("(", left), (" and ", right)]),
            Kind::Or(left, right) => self.phrase(&[("(", left), (" or ", right)]),
            Kind::Choice(condition, yes, no) => {
                self.phrase(&[("(", yes), (" if ", condition), (" else ", no)]);
            }
        }
        self.places.pieces.push((start..self.code.len(), place));
    }

    fn push(&mut self, code: &str) {
        self.code.push_str(code);
    }

    fn phrase(&mut self, parts: &[(&str, &Expr)]) {
        for (before, expr) in parts {
            self.push(before);
            self.write(expr);
        }
        self.push(")");
    }

    fn apply(&mut self, verb: &Verb, subject: &Expr, arguments: &[Expr]) {
        self.push("(");
        self.write(subject);
        self.push("|");
        self.push(verb.key);
        self.push("(");
        for argument in arguments {
            self.write(argument);
            self.push(",");
        }
        self.push("))");
    }

    fn key(&mut self, name: &str) {
        self.push("[");
        self.quote(name);
        self.push("]");
    }

    fn quote(&mut self, text: &str) {
        self.push("\"");
        for c in text.chars() {
            match c {
                '"' => self.push("\\\""),
                '\\' => self.push("\\\\"),
                '\n' => self.push("\\n"),
                '\r' => self.push("\\r"),
                other => self.code.push(other),
            }
        }
        self.push("\"");
    }
}

impl Places {
    /// Says an error of the evaluator in ours.
    fn explain(&self, error: &minijinja::Error) -> TemplateError {
        let span = error
            .range()
            .map_or_else(|| self.whole.clone(), |at| self.of(&at));
        let source = std::error::Error::source(error);
        if let Some(stopped) = source.and_then(|s| s.downcast_ref::<Stopped>()) {
            let name = stopped.verb.name;
            return match stopped.fault {
                Fault::TooLong => TemplateError::TextTooLong { name, span },
                Fault::Needs(expected) => TemplateError::BadArgument {
                    name,
                    expected,
                    span,
                },
            };
        }
        let span = self.whole.clone();
        match error.kind() {
            ErrorKind::OutOfFuel => TemplateError::TooMuchWork { span },
            _ => TemplateError::Unevaluated { span },
        }
    }

    /// The smallest piece of the source that a range of the written-down code comes from.
    fn of(&self, at: &Range<usize>) -> Range<usize> {
        let around = |code: &Range<usize>| code.start <= at.start && at.end <= code.end;
        let holding = self.pieces.iter().filter(|(code, _)| around(code));
        let smallest = holding.min_by_key(|(code, _)| code.len());
        smallest.map_or_else(|| self.whole.clone(), |(_, place)| place.clone())
    }
}
