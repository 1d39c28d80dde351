//! Which operators, methods and filters are there, and what do they do?

use std::{
    cmp::Ordering::{self, Greater, Less},
    fmt,
    ops::RangeInclusive,
};

use minijinja::Value;

use self::operators::{argument, equal, order};
use crate::{near::nearest, scene::Scene};

mod labels;
mod methods;
mod operators;
mod spoken;
mod text;
mod time;
pub(crate) mod values;

/// What a verb does with its subject and its arguments.
type Run = fn(&Scene, &Value, &[Value]) -> Result<Value, Fault>;

/// A filter, method or operator. They differ in how they are written only.
pub(crate) struct Verb {
    pub(crate) name: &'static str,
    pub(crate) arguments: RangeInclusive<usize>,
    pub(crate) run: Run,
    /// The name by which the evaluator finds it; no user can write it.
    pub(crate) key: &'static str,
    /// What it does, in a few words; empty for operators, which need none.
    pub(crate) does: &'static str,
}

impl Verb {
    const fn new(
        key: &'static str,
        name: &'static str,
        arguments: RangeInclusive<usize>,
        run: Run,
    ) -> Self {
        Self {
            name,
            arguments,
            run,
            key,
            does: "",
        }
    }

    const fn does(self, does: &'static str) -> Self {
        Self { does, ..self }
    }

    /// How many arguments it takes, in words.
    pub(crate) fn takes(&self) -> String {
        match (*self.arguments.start(), *self.arguments.end()) {
            (0, 0) => "no arguments".to_owned(),
            (1, 1) => "1 argument".to_owned(),
            (0, 1) => "at most 1 argument".to_owned(),
            (least, most) if least == most => format!("{most} arguments"),
            (least, most) => format!("{least} to {most} arguments"),
        }
    }
}

impl fmt::Debug for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)
    }
}

/// Why a verb could not do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    #[error("the text would be too long")]
    TooLong,
    #[error("needs {0}")]
    Needs(&'static str),
}

static FILTERS: [Verb; 17] = [
    Verb::new("f_label", "label", 0..=0, labels::label).does("Apple's name in words: In Review"),
    Verb::new("f_emoji", "emoji", 0..=0, labels::emoji).does("a sign for Apple's name: ✅ ❌ ⏳"),
    Verb::new("f_local", "local", 0..=1, time::local)
        .does("the moment in your time zone; takes a format such as \"%H:%M\""),
    Verb::new("f_date", "date", 0..=1, time::date)
        .does("the day in your time zone; takes a format such as \"%d.%m.\""),
    Verb::new("f_ago", "ago", 0..=0, time::ago).does("how long ago: 4 min ago"),
    Verb::new("f_duration", "duration", 0..=0, time::duration)
        .does("milliseconds as a span: 3 h 20 min"),
    Verb::new("f_truncate", "truncate", 1..=1, text::truncate)
        .does("at most so many characters, with an ellipsis"),
    Verb::new("f_default", "default", 1..=1, |_, subject, otherwise| {
        Ok(text::default(subject, argument(otherwise)))
    })
    .does("what to show where nothing is known"),
    Verb::new("f_upper", "upper", 0..=0, text::upper).does("in capitals"),
    Verb::new("f_lower", "lower", 0..=0, text::lower).does("in small letters"),
    Verb::new("f_title", "title", 0..=0, text::title).does("Every Word With A Capital"),
    Verb::new("f_trim", "trim", 0..=0, text::trim).does("without blanks at both ends"),
    Verb::new("f_replace", "replace", 2..=2, text::replace)
        .does("every occurrence of the first text becomes the second"),
    Verb::new("f_plural", "plural", 1..=2, spoken::plural)
        .does("the number with its noun: 3 testers"),
    Verb::new("f_mask", "mask", 0..=0, spoken::mask).does("hides most of it: a•••@example.com"),
    Verb::new("f_urlencode", "urlencode", 0..=0, spoken::urlencode)
        .does("fit to be a part of a link"),
    Verb::new("f_json", "json", 0..=0, spoken::json).does("as compact JSON"),
];

static METHODS: [Verb; 6] = [
    Verb::new("m_includes", "includes", 1..=1, methods::includes)
        .does("whether it holds this text, or a list this item"),
    Verb::new("m_starts", "startsWith", 1..=1, methods::starts_with)
        .does("whether it begins with this text"),
    Verb::new("m_ends", "endsWith", 1..=1, methods::ends_with)
        .does("whether it ends with this text"),
    Verb::new("m_lower", "toLowerCase", 0..=0, text::lower).does("in small letters"),
    Verb::new("m_upper", "toUpperCase", 0..=0, text::upper).does("in capitals"),
    Verb::new("m_trim", "trim", 0..=0, text::trim).does("without blanks at both ends"),
];

static SUM: Verb = Verb::new("o_sum", "+", 1..=usize::MAX, operators::sum);

static OPERATORS: [Verb; 6] = [
    Verb::new("o_same", "==", 1..=1, |_, left, right| {
        Ok(Value::from(equal(left, argument(right))))
    }),
    Verb::new("o_other", "!=", 1..=1, |_, left, right| {
        Ok(Value::from(!equal(left, argument(right))))
    }),
    Verb::new("o_below", "<", 1..=1, |_, left, right| {
        Ok(Value::from(order(left, argument(right)) == Some(Less)))
    }),
    Verb::new("o_most", "<=", 1..=1, |_, left, right| {
        Ok(Value::from(
            order(left, argument(right)).is_some_and(Ordering::is_le),
        ))
    }),
    Verb::new("o_above", ">", 1..=1, |_, left, right| {
        Ok(Value::from(order(left, argument(right)) == Some(Greater)))
    }),
    Verb::new("o_least", ">=", 1..=1, |_, left, right| {
        Ok(Value::from(
            order(left, argument(right)).is_some_and(Ordering::is_ge),
        ))
    }),
];

/// `[key]` with a key that is itself an expression.
pub(crate) static AT: Verb = Verb::new("o_at", "[]", 1..=1, operators::at);
/// `.length`
pub(crate) static LENGTH: Verb = Verb::new("o_length", ".length", 0..=0, |_, base, _| {
    Ok(operators::length(base))
});
/// `.label`
pub(crate) static LABEL: Verb = Verb::new("o_label", ".label", 0..=0, operators::label);

/// Everything that the evaluator has to know.
pub(crate) fn all() -> impl Iterator<Item = &'static Verb> {
    FILTERS
        .iter()
        .chain(&METHODS)
        .chain(&OPERATORS)
        .chain([&SUM, &AT, &LENGTH, &LABEL])
}

/// The filters, in the order in which they are listed to people.
pub(crate) fn filters() -> &'static [Verb] {
    &FILTERS
}

/// The methods, likewise.
pub(crate) fn methods() -> &'static [Verb] {
    &METHODS
}

pub(crate) fn filter(name: &str) -> Option<&'static Verb> {
    FILTERS.iter().find(|verb| verb.name == name)
}

pub(crate) fn method(name: &str) -> Option<&'static Verb> {
    METHODS.iter().find(|verb| verb.name == name)
}

/// The parser hands over only symbols that it knows; whatever is no comparison is `+`.
pub(crate) fn operator(symbol: &str) -> &'static Verb {
    let known = OPERATORS.iter().find(|verb| verb.name == symbol);
    known.unwrap_or(&SUM)
}

pub(crate) fn suggest_filter(name: &str) -> Option<String> {
    nearest(name, FILTERS.iter().map(|verb| verb.name))
}

pub(crate) fn suggest_method(name: &str) -> Option<String> {
    nearest(name, METHODS.iter().map(|verb| verb.name))
}

/// What was meant by `name(x)`: there are no functions, so it is `x | name` or `x.name()`.
pub(crate) fn suggest_function(name: &str) -> Option<String> {
    let found = suggest_filter(name).map(|near| format!("| {near}"));
    found.or_else(|| suggest_method(name).map(|near| format!(".{near}()")))
}
