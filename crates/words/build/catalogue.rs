//! Is this catalogue sound? Read by the build, which stops on any problem, and by the tests.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Comment, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use fluent_syntax::parser::parse;

/// A text argument `x` brings `has-x` with it: `yes` where it says something, else `no`.
pub(crate) const PRESENCE: &str = "has-";

/// What a variable may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Text,
    Number,
}

/// One message, as far as checks need to know it.
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) place: String,
    /// As it stands in the file.
    pub(crate) text: String,
    /// What its comment, or its group's, says may be passed.
    pub(crate) declared: BTreeMap<String, Sort>,
    used: BTreeSet<String>,
    refers: BTreeSet<String>,
}

/// All messages read so far, and what was wrong while reading.
#[derive(Default)]
pub(crate) struct Catalogue {
    pub(crate) messages: Vec<Message>,
    faults: Vec<String>,
}

impl Catalogue {
    /// Reads one file.
    pub(crate) fn read(&mut self, file: &str, source: &str) {
        let resource = match parse(source) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let line = line_of(source, error.pos.start);
                    self.faults.push(format!("{file}:{line}: {}", error.kind));
                }
                resource
            }
        };
        let mut group = BTreeMap::new();
        for entry in &resource.body {
            match entry {
                Entry::GroupComment(comment) => group = declarations(comment),
                Entry::Message(message) => {
                    let line = line_of_id(source, message.id.name);
                    let place = format!("{file}:{line}");
                    let mut read = Message {
                        id: message.id.name.to_owned(),
                        text: text_at(source, line),
                        declared: group.clone(),
                        used: BTreeSet::new(),
                        refers: BTreeSet::new(),
                        place,
                    };
                    if let Some(comment) = &message.comment {
                        read.declared.extend(declarations(comment));
                    }
                    match &message.value {
                        Some(pattern) => read.walk(pattern),
                        None => self.faults.push(format!("{}: has no text", read.place)),
                    }
                    if !message.attributes.is_empty() {
                        self.faults
                            .push(format!("{}: attributes are not used here", read.place));
                    }
                    self.messages.push(read);
                }
                Entry::Term(term) => self.faults.push(format!(
                    "{file}: -{}: terms are not used here, refer to a message",
                    term.id.name
                )),
                Entry::Comment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {}
            }
        }
    }

    /// Everything wrong with what was read, one sentence each, beginning with file and line.
    pub(crate) fn problems(&self) -> Vec<String> {
        let mut problems = self.faults.clone();
        let mut seen: BTreeMap<&str, &Message> = BTreeMap::new();
        for message in &self.messages {
            if let Some(first) = seen.insert(&message.id, message) {
                problems.push(format!(
                    "{}: {} stands already at {}",
                    message.place, message.id, first.place
                ));
            }
            if !message
                .id
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            {
                problems.push(format!(
                    "{}: {} is not written in small letters and dashes",
                    message.place, message.id
                ));
            }
        }
        for message in &self.messages {
            for target in &message.refers {
                if !seen.contains_key(target.as_str()) {
                    problems.push(format!(
                        "{}: {} refers to {target}, which does not exist",
                        message.place, message.id
                    ));
                }
            }
            for variable in self.variables(message) {
                let bare = variable.strip_prefix(PRESENCE).unwrap_or(&variable);
                if !message.declared.contains_key(bare) {
                    problems.push(format!(
                        "{}: {} uses ${bare}, which no comment declares",
                        message.place, message.id
                    ));
                }
            }
        }
        problems
    }

    /// Every variable a message needs, also through the messages it refers to.
    pub(crate) fn variables(&self, message: &Message) -> BTreeSet<String> {
        let mut found = message.used.clone();
        let mut visited = BTreeSet::from([message.id.as_str()]);
        let mut open: Vec<&str> = message.refers.iter().map(String::as_str).collect();
        while let Some(id) = open.pop() {
            if !visited.insert(id) {
                continue;
            }
            for target in self.messages.iter().filter(|other| other.id == id) {
                found.extend(target.used.iter().cloned());
                open.extend(target.refers.iter().map(String::as_str));
            }
        }
        found
    }
}

impl Message {
    fn walk(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.walk_expression(expression);
            }
        }
    }

    fn walk_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.walk_inline(inline),
            Expression::Select { selector, variants } => {
                self.walk_inline(selector);
                for variant in variants {
                    self.walk(&variant.value);
                }
            }
        }
    }

    fn walk_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.used.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, .. } => {
                self.refers.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { id, .. } => {
                self.refers.insert(format!("-{}", id.name));
            }
            InlineExpression::FunctionReference { arguments, .. } => self.walk_call(arguments),
            InlineExpression::Placeable { expression } => self.walk_expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn walk_call(&mut self, arguments: &CallArguments<&str>) {
        for argument in &arguments.positional {
            self.walk_inline(argument);
        }
    }
}

/// Reads `$count (number) - how many` lines.
fn declarations(comment: &Comment<&str>) -> BTreeMap<String, Sort> {
    comment
        .content
        .iter()
        .filter_map(|line| {
            let (name, rest) = line.trim().strip_prefix('$')?.split_once(' ')?;
            let sort = match rest.split_once(')')?.0 {
                "(number" => Sort::Number,
                "(text" => Sort::Text,
                _ => return None,
            };
            Some((name.to_owned(), sort))
        })
        .collect()
}

fn line_of(source: &str, position: usize) -> usize {
    1 + source
        .bytes()
        .take(position)
        .filter(|byte| *byte == b'\n')
        .count()
}

/// The last line that begins this message: of two with one id, the second is the one too many.
fn line_of_id(source: &str, id: &str) -> usize {
    source
        .lines()
        .enumerate()
        .filter(|(_, line)| {
            line.strip_prefix(id)
                .is_some_and(|rest| rest.trim_start().starts_with('='))
        })
        .last()
        .map_or(0, |(index, _)| index + 1)
}

/// The message's own lines: the one it begins on, and the indented ones after it.
fn text_at(source: &str, line: usize) -> String {
    let mut lines = source.lines().skip(line.saturating_sub(1));
    let mut text = lines.next().unwrap_or_default().to_owned();
    for next in lines.take_while(|next| next.starts_with([' ', '}'])) {
        text.push('\n');
        text.push_str(next);
    }
    text
}
