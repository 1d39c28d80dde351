//! What the editor remarks.

use shipbell_template::{Template, lint, lint_condition};

const KNOWN: &[&str] = &[
    "app.name",
    "app.bundleId",
    "eventType",
    "status",
    "previousStatus",
    "status.label",
    "tester.name",
    "feedback",
    "items",
    "data.*",
    "header.*",
];

fn remarks(source: &str) -> Vec<String> {
    let told = lint(source, KNOWN).into_iter().map(|lint| {
        let meant = lint
            .suggestion
            .map(|s| format!(" -> {s}"))
            .unwrap_or_default();
        format!("{} `{}`{meant}", lint.kind.code(), &source[lint.span])
    });
    told.collect()
}

#[test]
fn good_templates_get_no_remark() {
    for source in [
        "[{{app.name}}] {{eventType}} - {{status | label}} {{status.label}}",
        "{{data.anything[0].goes}} {{header['x-apple-id']}} {{data}} {{app}}",
        "{{previousStatus.label}} {{feedback.length}} {{items[0] || 'x'}}",
        "plain } text { with %",
    ] {
        assert_eq!(remarks(source), [""; 0], "{source} is fine");
    }
}

#[test]
fn fields_that_no_event_has_are_remarked_with_what_was_meant() {
    assert_eq!(
        remarks(
            "{{rating}} ü {{app.nmae}} {{ staus == 'X' ? apps.name : app.bundleID }} {{database}}"
        ),
        [
            "no-such-field `rating`",
            "no-such-field `app.nmae` -> app.name",
            "no-such-field `staus` -> status",
            "no-such-field `apps.name` -> app.name",
            "no-such-field `app.bundleID` -> app.bundleId",
            "no-such-field `database`",
        ],
        "the editor marks each of them"
    );
}

#[test]
fn every_mistake_is_remarked_not_only_the_first() {
    assert_eq!(
        remarks("{{}} {{ status | uper }} {% if a %} {# b #} {{ a = b }} {{ status"),
        [
            "empty-braces `{{}}`",
            "unknown-filter `uper` -> upper",
            "plain-statement `{% if a %}`",
            "plain-statement `{# b #}`",
            "not-in-language `=`",
            "unclosed `{{`",
        ],
        "an editor that shows one mistake at a time is tiresome"
    );
}

#[test]
fn conditions_are_read_too() {
    let told = lint_condition("statsu == 'X' && data.y", KNOWN);
    let told: Vec<_> = told
        .iter()
        .map(|l| (l.kind.code(), l.span.clone()))
        .collect();
    assert_eq!(
        told,
        [("no-such-field", 0..6)],
        "a condition on no field never holds"
    );
    assert_eq!(
        lint_condition("a ==", KNOWN).len(),
        1,
        "a broken condition gets one remark"
    );
}

#[test]
fn a_template_tells_its_fields() {
    let source = "{{app.name}} {{data['x'].y[0] | upper}} {{items[status].name}} {{a.length}}";
    let template = Template::compile(source).expect("a good template");
    let used: Vec<_> = template
        .fields()
        .into_iter()
        .map(|used| (used.path, source[used.span].to_owned()))
        .collect();
    let expected = [
        ("app.name", "app.name"),
        ("data.x.y.0", "data['x'].y[0]"),
        ("items", "items"),
        ("status", "status"),
        ("a", "a"),
    ];
    assert_eq!(
        used,
        expected.map(|(path, text)| (path.to_owned(), text.to_owned())),
        "the engine fetches only what templates ask for"
    );
}
