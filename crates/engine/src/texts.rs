//! Texts that were read before: a burst asks for the same few, thousands of times.

use std::collections::HashMap;
use std::sync::Mutex;

use shipbell_template::{Template, TemplateError};

use crate::status::lock;

/// More than a person's channels have; drafts that are typed come by as well.
const AT_MOST: usize = 256;

#[derive(Debug, Default)]
pub(crate) struct Texts(Mutex<HashMap<String, Template>>);

impl Texts {
    /// The template of a source. One that can't be read is read again: its author is at work on it.
    pub(crate) fn template(&self, source: &str) -> Result<Template, TemplateError> {
        if let Some(known) = lock(&self.0).get(source) {
            return Ok(known.clone());
        }
        let template = Template::compile(source)?;
        let mut all = lock(&self.0);
        if all.len() >= AT_MOST {
            all.clear();
        }
        all.insert(source.to_owned(), template.clone());
        Ok(template)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_that_is_typed_for_hours_takes_no_more_room() {
        let texts = Texts::default();
        for number in 0..10_000 {
            texts.template(&format!("draft {number}")).unwrap();
        }
        assert!(lock(&texts.0).len() <= AT_MOST);
        assert_eq!(texts.template("again").unwrap().source(), "again");
    }
}
