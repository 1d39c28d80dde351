//! What can be written in a text for a kind: fields with an example each, filters, methods.

use serde_json::Value;
use shipbell_rules::field::{self, Field};
use shipbell_rules::{Channel, Templates, builtin_templates, kinds};
use shipbell_template::VerbHelp;
use shipbell_webhook::{Kind, sample};

use super::kind_named;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::leaves::{Print, leaves};

/// What can be written in a text for one kind.
#[derive(Debug, Clone)]
pub struct Help {
    /// The fields that an event of this kind can have.
    pub fields: Vec<FieldHelp>,
    /// The filters.
    pub filters: Vec<VerbHelp>,
    /// The methods.
    pub methods: Vec<VerbHelp>,
    /// The built-in texts.
    pub builtin: Templates,
    /// Names of samples of this kind.
    pub samples: Vec<&'static str>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldHelp {
    /// Its path.
    pub path: String,
    /// Where its value comes from.
    pub source: &'static str,
    /// Its value when there is no API key.
    pub without_key: &'static str,
    /// What it says in the newest real event of this kind, else in a sample.
    pub example: Option<String>,
}

impl Engine {
    /// What can be written in a text for a kind, or for `default`.
    pub async fn template_help(&self, kind: &str) -> Result<Help, EngineError> {
        let kind = kind_named(kind)?;
        let everything = Channel::named(Channel::DEFAULT_TEMPLATE);
        let example = self.subject(kind, &everything, None).await?;
        let rendering = example.rendering(self);
        let all = rendering.fields();
        let print = Print::new(rendering.scene());
        let mut fields = Vec::new();
        for field in field::ALL {
            if let Some(root) = field.path.strip_suffix(".*") {
                fields.extend(below(field, root, all, &print));
                continue;
            }
            let example = print.field(field.path, all);
            // Whatever the table says: an event that has it proves that events have it.
            if example.is_some() || kind.is_none_or(|kind| kinds::can_have(kind, field.path)) {
                fields.push(help(field, field.path.to_owned(), example));
            }
        }
        let samples = sample::all().iter();
        Ok(Help {
            fields,
            filters: shipbell_template::filters(),
            methods: shipbell_template::methods(),
            builtin: builtin_templates(kind.unwrap_or(Kind::Unknown)),
            samples: samples
                .filter(|sample| kind.is_none_or(|kind| kind == sample.kind))
                .map(|sample| sample.name)
                .collect(),
        })
    }
}

/// The leaves that the example has below `data` or `header`.
fn below(field: &Field, root: &str, all: &Value, print: &Print<'_>) -> Vec<FieldHelp> {
    let Some(value) = all.get(root) else {
        return Vec::new();
    };
    let leaves = leaves(root, value).into_iter();
    let source = match root {
        "data" => "Apple's body",
        _ => "the delivery's headers",
    };
    leaves
        .map(|(path, value)| FieldHelp {
            source,
            ..help(field, path, print.value(value))
        })
        .collect()
}

fn help(field: &Field, path: String, example: Option<String>) -> FieldHelp {
    FieldHelp {
        path,
        source: field.source,
        without_key: field.without_key,
        example,
    }
}
