//! What operators, methods and values mean.

use crate::stage::{holds, render};

#[test]
fn values_print_as_people_and_javascript_write_them() {
    for (source, text) in [
        ("{{yes}} {{no}}", "true false"),
        (
            "{{price}} {{ratio}} {{build}} {{2.50}} {{-3}}",
            "1 0.5 42 2.5 -3",
        ),
        ("{{none}}|{{empty}}|", "||"),
        ("{{items}}", r#"["first",2,{"name":"third"}]"#),
        (
            "{{data}}",
            r#"{"x":"raw","odd key":{"deep":[10,20]},"b":1,"a":2}"#,
        ),
        (r#"{{"a\n\"b\" \u \\"}}"#, "a\n\"b\" u \\"),
        (r#"{{'it\'s'}} {{"it's"}} {{'}}'}}"#, "it's it's }}"),
        ("{{true}} {{null}}{{undefined}}", "true "),
        (
            "{{1000000000000000000000000}} {{0.1 + 0.2}}",
            "1e+24 0.30000000000000004",
        ),
    ] {
        assert_eq!(render(source), text, "{source} prints its value");
    }
}

#[test]
fn plus_adds_numbers_and_joins_everything_else() {
    for (source, text) in [
        ("{{1 + 2}}", "3"),
        ("{{build + 1}}", "43"),
        ("{{price + ratio}}", "1.5"),
        ("{{1 + 2 + 'a'}}", "3a"),
        ("{{'a' + 1 + 2}}", "a12"),
        ("{{'a' + (1 + 2)}}", "a3"),
        ("{{'build ' + build}}", "build 42"),
        ("{{status + nothing + yes}}", "IN_REVIEWtrue"),
        ("{{9223372036854775807 + 1}}", "9223372036854776000"),
        (
            "{{items[0] + items}}",
            r#"first["first",2,{"name":"third"}]"#,
        ),
    ] {
        assert_eq!(render(source), text, "{source} adds or joins");
    }
}

#[test]
fn choices_nest_to_the_right() {
    for (source, text) in [
        ("{{yes ? 'a' : 'b'}}", "a"),
        ("{{no ? 'a' : yes ? 'b' : 'c'}}", "b"),
        ("{{no ? 'a' : no ? 'b' : 'c'}}", "c"),
        ("{{yes ? no ? 1 : 2 : 3}}", "2"),
        (
            "{{status == 'IN_REVIEW' && build > 41 ? 'now' : 'later'}}",
            "now",
        ),
        ("{{(no ? 'a' : 'b') + '!'}}", "b!"),
    ] {
        assert_eq!(render(source), text, "{source} chooses");
    }
}

#[test]
fn or_gives_the_first_value_that_is_there() {
    for (source, text) in [
        ("{{nothing || 'default'}}", "default"),
        ("{{a.b || none || empty || zero || 'last'}}", "last"),
        ("{{status || 'default'}}", "IN_REVIEW"),
        ("{{nothing || no}}", "false"),
        ("{{status && app.name}}", "Tide Table"),
        ("{{nothing && app.name}}", ""),
    ] {
        assert_eq!(
            render(source),
            text,
            "{source} is a value, not true or false"
        );
    }
}

#[test]
fn comparisons_hold() {
    for source in [
        "status == 'IN_REVIEW'",
        "status === \"IN_REVIEW\"",
        "status != 'READY' && status !== 'X'",
        "build == 42",
        "build == '42'",
        "build == 42.0",
        "build < 43 && build <= 42 && build >= 42 && build > 41.5",
        "'10' > 9",
        "eventDate > '2026-01-01'",
        "nothing == none",
        "nothing == ''",
        "nothing == undefined && nothing == null",
        "!(build < nothing) && !(build >= nothing)",
        "yes == true",
        "!no && !nothing && !empty && !zero",
        "0 == -0",
        "items == items",
        "status == 'X' || build == 42",
        "yes || a.b.c",
        "1 < 2 == true",
    ] {
        assert!(holds(source), "{source} is so");
    }
    for source in [
        "status == 'in_review'",
        "yes == 'true'",
        "yes == 1",
        "zero == nothing",
        "no == nothing",
        "build == 'x'",
        "nothing",
        "empty",
        "'' || no",
        "status == 'X' && (yes || yes)",
    ] {
        assert!(!holds(source), "{source} is not so");
    }
}

#[test]
fn methods_ask_and_reshape() {
    for source in [
        "feedback.includes('crashes')",
        "feedback.toLowerCase().includes('äpp')",
        "status.startsWith('IN_') && status.endsWith('REVIEW')",
        "build.includes('4')",
        "items.includes('first') && items.includes(2)",
        "status.includes('')",
    ] {
        assert!(holds(source), "{source} is so");
    }
    for source in [
        "nothing.includes('x')",
        "nothing.startsWith('')",
        "a.b.endsWith('x')",
        "none.includes(none)",
        "status.includes(nothing)",
        "items.includes('fir')",
    ] {
        assert!(
            !holds(source),
            "{source} is not so: what is missing holds nothing"
        );
    }
    assert_eq!(
        render("{{'  a b '.trim()}}|{{status.toLowerCase()}}|{{'straße'.toUpperCase()}}"),
        "a b|in_review|STRASSE",
        "texts change as in JavaScript"
    );
    assert_eq!(
        render("{{items.length}} {{status.length}} {{nothing.length}} {{data.length}}"),
        "3 9  4",
        "lengths count characters, items and members"
    );
}

#[test]
fn conditions_take_braces_as_they_were_copied() {
    for source in [
        "{{status == 'IN_REVIEW'}}",
        "  {{ status }} == 'IN_REVIEW' ",
        "{{build}} > 1 && {{yes}}",
        "",
        "   ",
        "{{status}}",
    ] {
        assert!(holds(source), "{source:?} is a condition that is met");
    }
}

#[test]
fn a_text_has_its_words_as_label() {
    assert_eq!(
        render(
            "{{status.label}}|{{previousStatus.label}}|{{event.label}}|{{a.label}}|{{build.label}}"
        ),
        "In Review|Waiting For Review|App version||",
        "`status` is a text and yet `status.label` is a field of its own"
    );
}
