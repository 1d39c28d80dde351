//! What holds for every text that anyone could write.

use proptest::prelude::*;
use serde_json::{Value, json};
use shipbell_template::{Condition, MAX_OUTPUT, Template, TemplateError, lint, plain};

use crate::stage::{fields, scene};

/// Texts that look like templates far more often than chance would have it.
fn source() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(vec![
            "{{", "}}", "{{ ", " }}", "{%", "(", ")", "[", "]", ".", ",", "|", "||", "&&", "!", "==",
            "!=", "<", ">=", "+", "-", "?", ":", "'", "\"", "\\", " ", "\n", "é", "👩‍👧", "true",
            "null", "status", "app", "name", "items", "data", "build", "nothing", "eventDate",
            ".includes(", ".trim()", ".length", ".label", "| label", "| upper", "| truncate(",
            "| replace(", "| local", "| ago", "| duration", "| json", "| default(", "| plural(",
            "| mask", "0", "1", "42", "-7", "0.5", "99999999999999999999", "'a'", "\"b\"",
        ]).prop_map(str::to_owned),
        1 => ".{0,6}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z]{1,4}|length|label|name", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn any_fields() -> impl Strategy<Value = Value> {
    let names = ["status", "app", "items", "data", "build", "eventDate"];
    prop::collection::vec(any_value(), names.len()).prop_map(move |values| {
        Value::Object(names.iter().map(|n| (*n).to_owned()).zip(values).collect())
    })
}

fn well_placed(error: &TemplateError, source: &str) -> bool {
    let span = error.span();
    span.is_some_and(|span| source.get(span).is_some()) && !error.to_string().is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_source_and_no_fields_panic(source in source(), fields in any_fields()) {
        match Template::compile(&source).and_then(|t| t.render(&fields, &scene())) {
            Ok(text) => prop_assert!(text.len() <= MAX_OUTPUT, "the output is bounded"),
            Err(error) => prop_assert!(well_placed(&error, &source), "{source:?}: {error:?}"),
        }
        match Condition::compile(&source).and_then(|c| c.holds(&fields, &scene())) {
            Ok(_) => {}
            Err(error) => prop_assert!(well_placed(&error, &source), "{source:?}: {error:?}"),
        }
    }

    #[test]
    fn what_compiles_is_understood_by_the_evaluator(source in source()) {
        let expression = format!("{{{{{source}}}}}");
        for error in [Template::compile(&expression).err(), Condition::compile(&source).err()] {
            let code = error.map(|e| e.code());
            prop_assert_ne!(code, Some("unevaluated"), "our grammar promises more than it keeps");
        }
    }

    #[test]
    fn remarks_lie_within_the_source(source in source()) {
        for remark in lint(&source, &["app.name", "status", "data.*"]) {
            prop_assert!(source.get(remark.span.clone()).is_some(), "{source:?}: {remark:?}");
        }
    }

    #[test]
    fn text_without_braces_is_itself(text in "[^{]{0,200}") {
        let rendered = Template::compile(&text).and_then(|t| t.render(&json!({}), &scene()));
        prop_assert_eq!(rendered.as_deref(), Ok(text.as_str()));
    }

    #[test]
    fn a_quoted_text_prints_itself(text in any::<String>()) {
        let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
        let source = format!("{{{{ \"{quoted}\" }}}}");
        let rendered = Template::compile(&source).and_then(|t| t.render(&fields(), &scene()));
        prop_assert_eq!(rendered.as_deref(), Ok(text.as_str()));
    }

    #[test]
    fn whole_numbers_print_and_compare_as_themselves(number in any::<i64>()) {
        let fields = json!({ "n": number });
        let text = Template::compile("{{n}}").and_then(|t| t.render(&fields, &scene()));
        prop_assert_eq!(text, Ok(number.to_string()));
        let spelt = format!("n == {number}");
        let same = Condition::compile(&spelt).and_then(|c| c.holds(&fields, &scene()));
        prop_assert_eq!(same, Ok(true), "{}", spelt);
    }

    #[test]
    fn banners_are_clean_and_cleaning_is_done_at_once(text in "(\\PC|\\pC|[\u{1b}\\[\\]\n\r…a ])*") {
        let (title, body) = (plain::title(&text), plain::body(&text));
        prop_assert!(!title.contains(char::is_control), "no control character in {title:?}");
        prop_assert!(!body.contains(|c: char| c.is_control() && c != '\n'), "none in {body:?}");
        prop_assert!(!body.contains("\n\n\n"), "no flood of lines in {body:?}");
        prop_assert_eq!(plain::title(&title), title.clone(), "once is enough");
        prop_assert_eq!(plain::body(&body), body.clone(), "once is enough");
    }
}
