//! No text that a user can write takes much memory or time.

use serde_json::json;
use shipbell_template::{Condition, MAX_OUTPUT, MAX_SOURCE, Template};

use crate::stage::{error, render, scene, try_render};

#[test]
fn sources_longer_than_the_limit_are_refused() {
    let longest = "ü".repeat(MAX_SOURCE / 2);
    assert_eq!(render(&longest), longest, "the limit itself is allowed");
    let (place, error) = error(&format!("{longest}é"));
    assert_eq!(
        (place.as_str(), error.to_string().as_str()),
        ("é", "The text is 4098 bytes long; at most 4096 are read."),
        "the error tells the limit and the size"
    );
}

#[test]
fn what_the_engine_could_multiply_is_not_in_the_language() {
    for source in [
        "{{ 'x' * 99999999 }}",
        "{{ 'x' ** 99999999 }}",
        "{{ range(99999999) }}",
        "{{ a | tojson(90000000) }}",
        "{{ a | indent(90000000) }}",
        "{{ '%99999999d' | format(1) }}",
        "{{ a | pprint }}",
        "{{ a | batch(9) }}",
        "{{ a | slice(9) }}",
        "{{ a[1:2] }}",
        "{{ 'a' ~ 'b' }}",
        "{{ namespace() }}",
        "{{ lipsum() }}",
        "{{ a is defined }}",
        "{{ a.b(1) }}",
    ] {
        let compiled = Template::compile(source);
        assert!(
            compiled.is_err(),
            "{source} must be refused before any event comes"
        );
    }
}

#[test]
fn nothing_of_the_evaluator_shows_through_names() {
    for source in [
        "{{scene}}",
        "{{fields}}",
        "{{loop}}",
        "{{self}}",
        "{{debug}}",
        "{{not}}",
    ] {
        assert_eq!(
            render(source),
            "",
            "{source} is a field like any other, and missing"
        );
    }
}

#[test]
fn growing_texts_are_stopped() {
    let chain = "| replace('a', 'aaaaaaaaaa')".repeat(20);
    let (_, replaced) = error(&format!("{{{{ 'a' {chain} }}}}"));
    assert_eq!(
        replaced.code(),
        "text-too-long",
        "ten to the twentieth is too long"
    );

    let long = json!({ "long": "x".repeat(40_000) });
    let joined = Template::compile("{{ long + long }}").and_then(|t| t.render(&long, &scene()));
    assert_eq!(
        joined.map_err(|e| e.code()),
        Err("text-too-long"),
        "two of them are too long"
    );

    let shown = Template::compile("a {{ long }} b").and_then(|t| t.render(&long, &scene()));
    let error = shown.expect_err("40 kB do not fit");
    assert_eq!(
        (error.code(), error.span()),
        ("too-long", Some(2..12)),
        "the field is marked"
    );

    let short =
        Template::compile("{{ long | truncate(3) }}").and_then(|t| t.render(&long, &scene()));
    assert_eq!(
        short.as_deref(),
        Ok("xx…"),
        "a long field may be made short"
    );
}

#[test]
fn a_text_that_must_be_shown_is_cut() {
    let fields = json!({ "feedback": "ü".repeat(9_000) });
    let cut = Template::compile("a{{feedback}}b").and_then(|t| t.render_cut(&fields, &scene()));
    let cut = cut.expect("cutting can't fail for length");
    assert!(cut.cut, "the caller must know that something is missing");
    assert_eq!(
        cut.text.len(),
        MAX_OUTPUT - 1,
        "cut before a character that does not fit whole"
    );
    let whole = Template::compile("{{ 'a' }}").and_then(|t| t.render_cut(&fields, &scene()));
    assert_eq!(
        whole.map(|c| (c.text, c.cut)),
        Ok(("a".to_owned(), false)),
        "nothing is missing"
    );
}

#[test]
fn nesting_is_bounded_before_it_hurts() {
    for (open, close) in [
        ("(", ")"),
        ("!", ""),
        ("a[", "]"),
        ("a ? ", " : b"),
        ("a | default(", ")"),
    ] {
        let deep = format!("{{{{ {}a{} }}}}", open.repeat(250), close.repeat(250));
        let (_, error) = error(&deep);
        assert_eq!(
            error.code(),
            "too-deep",
            "250 times {open} is refused with its place"
        );
        let fine = format!("{{{{ {}a{} }}}}", open.repeat(38), close.repeat(38));
        assert!(
            try_render(&fine).is_ok(),
            "38 times {open} is odd but allowed: {:?}",
            try_render(&fine)
        );
    }
    for link in [
        ".a", " || a", " && a", " | upper", " == a", "[0]", ".trim()",
    ] {
        let (_, error) = error(&format!("{{{{ a{} }}}}", link.repeat(400)));
        assert_eq!(error.code(), "too-deep", "a chain of {link} is deep too");
        let fine = format!("{{{{ a{} }}}}", link.repeat(38));
        assert!(
            try_render(&fine).is_ok(),
            "38 times {link} is allowed: {:?}",
            try_render(&fine)
        );
    }
}

#[test]
fn many_pieces_may_be_joined_and_endless_work_is_stopped() {
    let pieces = format!("{{{{ 'a'{} }}}}", " + 'a'".repeat(200));
    assert_eq!(
        render(&pieces).len(),
        201,
        "a long sentence of many pieces is no depth"
    );
    let (_, error) = error(&format!("{{{{ 0{} }}}}", "+b".repeat(1_990)));
    assert_eq!(
        error.code(),
        "too-much-work",
        "two thousand pieces are too many"
    );
}

#[test]
fn conditions_have_the_same_limits() {
    let long = "a".repeat(MAX_SOURCE + 1);
    let codes = [long.as_str(), "'x' * 9", "{{ a", "a }}", "a | uper"]
        .map(|source| Condition::compile(source).map_err(|e| e.code()).err());
    assert_eq!(
        codes.map(Option::unwrap_or_default),
        [
            "source-too-long",
            "not-in-language",
            "unexpected",
            "unexpected",
            "unknown-filter"
        ],
        "a condition is an expression under the same rules"
    );
}
