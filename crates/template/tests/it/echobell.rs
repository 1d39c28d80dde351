//! Echobell's published templates must work unchanged.

use serde_json::json;
use shipbell_template::Template;

use crate::stage::{render, scene};

#[test]
fn the_published_version_template_renders_complete() {
    assert_eq!(
        render("[{{app.name}}] {{eventType}} - {{status}}"),
        "[Tide Table] APP_STORE_VERSION_APP_VERSION_STATE_UPDATED - IN_REVIEW",
        "people bring this title along"
    );
    let body = "📱 App: {{app.name}}\n🔄 Event: {{eventType}}\n📊 Status: {{status}}\n\
                ⏰ Time: {{eventDate}}\n💬 Message: {{message}}";
    assert_eq!(
        render(body),
        "📱 App: Tide Table\n🔄 Event: APP_STORE_VERSION_APP_VERSION_STATE_UPDATED\n\
         📊 Status: IN_REVIEW\n⏰ Time: 2026-03-10T12:05:09.250Z\n💬 Message: Tide Table is in review",
        "people bring this body along"
    );
    assert_eq!(
        render("{{app.url}}"),
        "https://appstoreconnect.apple.com/apps/6446048195",
        "people bring this link along"
    );
}

#[test]
fn the_published_feedback_template_renders_complete() {
    let fields = json!({
        "tester": { "name": "Ada" }, "feedback": "It hangs", "device": "iPhone 17",
        "feedbackUrl": "https://appstoreconnect.apple.com/feedback/1",
    });
    let source = "{{tester.name}}|{{feedback}}|{{device}}|{{feedbackUrl}}|{{rating}}|";
    let text = Template::compile(source).and_then(|t| t.render(&fields, &scene()));
    assert_eq!(
        text.as_deref(),
        Ok("Ada|It hangs|iPhone 17|https://appstoreconnect.apple.com/feedback/1||"),
        "Apple sends no rating, so it must be empty and nothing else"
    );
}

#[test]
fn paths_of_every_spelling_reach_their_field() {
    for (source, text) in [
        (r#"{{data["x"]}}"#, "raw"),
        (r"{{data['odd key'].deep[1]}}", "20"),
        ("{{items[0]}}", "first"),
        ("{{items[2].name}}", "third"),
        ("{{items[zero]}}", "first"),
        ("{{ app [ 'na' + 'me' ] }}", "Tide Table"),
    ] {
        assert_eq!(render(source), text, "{source} names a field that is there");
    }
}

#[test]
fn what_is_missing_is_empty_at_any_depth() {
    for source in [
        "{{nothing}}",
        "{{a.b.c}}",
        "{{a['b'][3].c}}",
        "{{none.a.b}}",
        "{{none}}",
        "{{items[9]}}",
        "{{items[-1]}}",
        "{{status.a.b}}",
        "{{build.x}}",
        "{{a.b.trim()}}",
        "{{a.b.toUpperCase()}}",
        "{{}}",
        "{{  }}",
    ] {
        assert_eq!(
            render(source),
            "",
            "{source} has nothing to show and must not fail"
        );
    }
}

#[test]
fn statements_and_single_braces_are_plain_text() {
    let source = "{% if x %} {# note #} {a} }} { { }";
    assert_eq!(
        render(source),
        source,
        "Echobell prints these as they stand"
    );
}
