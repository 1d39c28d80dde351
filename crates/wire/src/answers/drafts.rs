//! Texts that are being written.

use std::ops::Range;

use shipbell_engine as engine;

use super::event_id;
use crate::error::WireError;
use crate::house::House;
use crate::types::{
    Draft, Example, FieldHelp, Nothing, Part, Preview, Redrawn, Remark, Severity, TemplateHelp,
    VerbHelp,
};

pub(crate) async fn help(house: &House, kind: &str) -> Result<TemplateHelp, WireError> {
    let help = house.engine.template_help(kind).await?;
    let verb = |name: &str, takes: String, does: &str| VerbHelp {
        name: name.to_owned(),
        takes,
        does: does.to_owned(),
    };
    Ok(TemplateHelp {
        fields: help.fields.into_iter().map(field).collect(),
        filters: help
            .filters
            .into_iter()
            .map(|one| verb(one.name, one.takes, one.does))
            .collect(),
        methods: help
            .methods
            .into_iter()
            .map(|one| verb(one.name, one.takes, one.does))
            .collect(),
        builtin: help.builtin.into(),
        samples: help.samples.into_iter().map(str::to_owned).collect(),
    })
}

pub(crate) async fn preview(
    house: &House,
    draft: Draft,
    example: Option<Example>,
) -> Result<Preview, WireError> {
    let example = example.map(named).transpose()?;
    let draft: engine::Draft = draft.into();
    let made = house.engine.preview(&draft, example.as_ref()).await?;
    Ok(Preview {
        title: made.title,
        body: made.body,
        link: made.link,
        level: made.level.into(),
        event: made.event.map(|id| id.to_string()),
        remarks: made
            .remarks
            .into_iter()
            .map(|remark| placed(remark, &draft.templates))
            .collect(),
    })
}

pub(crate) async fn replay(
    house: &House,
    draft: Draft,
    limit: u32,
) -> Result<Vec<Redrawn>, WireError> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let redrawn = house.engine.redraw(&draft.into(), limit).await?;
    Ok(redrawn
        .into_iter()
        .map(|one| Redrawn {
            id: one.event.id.to_string(),
            time: one.event.time.unwrap_or(one.event.received),
            app_name: one.event.app_name,
            kind: one.event.kind,
            status: one.event.status,
            rings: one.rings,
            level: one.level.into(),
            title: one.title,
            body: one.body,
        })
        .collect())
}

pub(crate) async fn ring(
    house: &House,
    draft: Draft,
    example: Option<Example>,
) -> Result<Nothing, WireError> {
    let example = example.map(named).transpose()?;
    let draft = draft.into();
    house.engine.ring_draft(&draft, example.as_ref()).await?;
    Ok(Nothing {})
}

fn named(example: Example) -> Result<engine::Example, WireError> {
    Ok(match example {
        Example::Event { id } => engine::Example::Event(event_id(&id)?),
        Example::Sample { name } => engine::Example::Sample(name),
    })
}

impl From<Draft> for engine::Draft {
    fn from(draft: Draft) -> Self {
        Self {
            channel: draft.channel,
            kind: draft.kind,
            templates: draft.templates.into(),
        }
    }
}

fn field(field: engine::FieldHelp) -> FieldHelp {
    FieldHelp {
        path: field.path,
        source: field.source.to_owned(),
        without_key: field.without_key.to_owned(),
        example: field.example,
    }
}

/// A remark where JavaScript counts it.
fn placed(remark: engine::Remark, texts: &shipbell_rules::Templates) -> Remark {
    let (part, text) = match remark.part {
        engine::Part::Title => (Part::Title, texts.title.as_str()),
        engine::Part::Body => (Part::Body, texts.body.as_str()),
        engine::Part::Link => (Part::Link, texts.link.as_deref().unwrap_or_default()),
    };
    let Range { start, end } = remark.span;
    Remark {
        part,
        from: utf16(text, start),
        to: utf16(text, end),
        severity: if remark.error {
            Severity::Error
        } else {
            Severity::Warning
        },
        code: remark.code.to_owned(),
        message: remark.message,
        suggestion: remark.suggestion,
    }
}

/// A place in bytes as one in UTF-16 units.
fn utf16(text: &str, bytes: usize) -> u32 {
    let before = text.get(..text.floor_char_boundary(bytes));
    let units = before.map_or(0, |before| before.encode_utf16().count());
    u32::try_from(units).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::utf16;

    #[test]
    fn places_are_counted_as_the_editor_counts() {
        let text = "é 📱 {{ x";
        let braces = text.find("{{").unwrap();
        assert_eq!(
            utf16(text, braces),
            5,
            "a mark two places off points at the wrong word"
        );
        assert_eq!(utf16(text, 999), 9);
    }
}
