//! Whatever arrives is either an event or a reason.

use proptest::prelude::*;
use serde_json::{Value, json};
use shipbell_webhook::link::{Target, is_apple, page};
use shipbell_webhook::{MAX_BODY, MAX_DEPTH, Unreadable, read};

use crate::fixtures;

#[test]
fn each_unreadable_body_says_why() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = format!("{}1{}", r#"{"a":"#.repeat(10_000), "}".repeat(10_000));
    let not_json = |line, column| Unreadable::NotJson { line, column };
    let not_an_object = |found| Unreadable::NotAnObject { found };
    for (body, error) in [
        (b"".to_vec(), Unreadable::Empty),
        (b" \r\n\t".to_vec(), Unreadable::Empty),
        ("\u{feff}".into(), Unreadable::Empty),
        (b"{}".to_vec(), Unreadable::NoData),
        (br#"{"data":null}"#.to_vec(), Unreadable::NoData),
        (
            br#"{"data":{"attributes":{},"x":[[]]}}"#.to_vec(),
            Unreadable::NoData,
        ),
        (b"[]".to_vec(), not_an_object("an array")),
        (b"null".to_vec(), not_an_object("null")),
        (b"12".to_vec(), not_an_object("a number")),
        (b"\"data\"".to_vec(), not_an_object("a text")),
        (b"true".to_vec(), not_an_object("a truth value")),
        (b"{".to_vec(), not_json(1, 1)),
        (b"{\"a\":1}\n{}".to_vec(), not_json(2, 1)),
        (b"{\"a\":1,\n  \"b\":2 \"c\":3}".to_vec(), not_json(2, 9)),
        (b"{'a':1}".to_vec(), not_json(1, 2)),
        (b"{\"a\":NaN}".to_vec(), not_json(1, 6)),
        (b"{\"a\":01}".to_vec(), not_json(1, 7)),
        (b"{\"a\":\"\0\"}".to_vec(), not_json(1, 6)),
        (b"a=1&b=2".to_vec(), not_json(1, 1)),
        (b"{\"a\":\"\xff\"}".to_vec(), Unreadable::NotUtf8 { at: 6 }),
        (b"\xff\xfe{\0}\0".to_vec(), Unreadable::NotUtf8 { at: 0 }),
        (nested(MAX_DEPTH).into(), not_an_object("an array")),
        (nested(MAX_DEPTH + 1).into(), Unreadable::TooDeep),
        (nested(10_000).into(), Unreadable::TooDeep),
        (objects.into(), Unreadable::TooDeep),
        (vec![b' '; MAX_BODY], Unreadable::Empty),
        (
            vec![b' '; MAX_BODY + 1],
            Unreadable::TooLong {
                bytes: MAX_BODY + 1,
            },
        ),
    ] {
        let start = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        assert_eq!(read(&body), Err(error), "{start}");
        let sentence = error.to_string();
        assert!(sentence.ends_with('.'), "a person reads this: {sentence}");
    }
}

#[test]
fn a_key_reserved_by_the_json_library_starts_no_second_parser() {
    let mut body = nested_text(MAX_DEPTH - 1);
    for _ in 0..10 {
        body = json!({ "$serde_json::private::RawValue": body }).to_string();
        let event = read(body.as_bytes()).expect("an object with a text in it");
        let said = event.data["$serde_json::private::RawValue"].as_str();
        assert!(
            said.is_some(),
            "depth is limited once, so the text stays a text"
        );
    }
}

fn nested_text(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn arbitrary_bytes_are_borne(body: Vec<u8>) {
        let _verdict = read(&body);
    }

    #[test]
    fn arbitrary_text_from_jsons_alphabet_is_borne(body in r#"[\[\]{}",:0-9eE.+\-\\u/dDaltrunfs \n]{0,80}"#) {
        let _verdict = read(body.as_bytes());
        let _verdict = read(format!("{{\"data\":{body}}}").as_bytes());
    }

    #[test]
    fn mutated_fixtures_are_borne(
        which: prop::sample::Index,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..6),
    ) {
        let bodies = fixtures::all_bodies();
        let mut body = bodies[which.index(bodies.len())].1.clone();
        for (at, byte, edit) in edits {
            let at = at.index(body.len());
            match edit {
                0 => body[at] = byte,
                1 => body.insert(at, byte),
                _ => body.truncate(at + 1),
            }
        }
        if let Ok(event) = read(&body) {
            let page = page(&Target::of(&event));
            prop_assert!(is_apple(&page), "{} must stay on Apple's host", page);
        }
    }

    /// Any field of a valid body may turn into anything, and it is still an event.
    #[test]
    fn a_field_of_any_type_costs_the_field_and_not_the_event(
        which: prop::sample::Index,
        field: prop::sample::Index,
        by in prop::sample::select(vec![
            json!(null), json!(true), json!(-1), json!(1.5), json!(u64::MAX), json!(""),
            json!("\0\u{202e}"), json!([]), json!([[1]]), json!({}), json!({"data": {"id": []}}),
        ]),
    ) {
        let bodies = fixtures::all_bodies();
        let mut json: Value = serde_json::from_slice(&bodies[which.index(bodies.len())].1)
            .expect("JSON");
        json["beside"] = json!("so that something is said");
        let paths = paths(&json, String::new());
        let path = &paths[field.index(paths.len())];
        *json.pointer_mut(path).expect("a path of this very body") = by;
        let signed = json["signedPayload"].is_string();
        prop_assert_eq!(read(json.to_string().as_bytes()).is_ok(), !signed, "{}", path);
    }
}

fn paths(value: &Value, path: String) -> Vec<String> {
    let inner = value
        .as_object()
        .into_iter()
        .flatten()
        .flat_map(|(name, value)| paths(value, format!("{path}/{name}")));
    let mut paths: Vec<_> = inner.collect();
    if !path.is_empty() {
        paths.push(path);
    }
    paths
}
