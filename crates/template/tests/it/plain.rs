//! Banners show what was written, and nothing that disguises, disturbs or floods.

use shipbell_template::plain::{MAX_BODY, MAX_LINES, MAX_TITLE, body, title};

#[test]
fn ordinary_texts_stay_as_they_are() {
    for text in [
        "Tide Table 2.1 was approved",
        "Grüße, مرحبا بالعالم, שלום, こんにちは, नमस्ते",
        "می‌خواهم",
        "क्‍ष",
        "👩‍👩‍👧 👩🏽‍💻 ❤️‍🔥 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇩🇪 1️⃣ ✈️",
        "e\u{301} o\u{302}\u{301}",
        "<b>&amp;</b> {\"a\": 1}",
    ] {
        assert_eq!(
            title(text),
            text,
            "a title must not lose letters of any language"
        );
        assert_eq!(
            body(text),
            text,
            "a body must not lose letters of any language"
        );
    }
    assert_eq!(
        body("a\n\n  b"),
        "a\n\n  b",
        "one empty line and an indent are layout"
    );
}

#[test]
fn disguises_are_taken_off() {
    for (given, shown) in [
        ("a\u{202e}gpj.exe\u{202c}", "agpj.exe"),
        ("\u{2066}a\u{2069}\u{200f}b\u{61c}", "ab"),
        ("pay\u{200b}pal\u{feff}\u{2060}\u{ad}", "paypal"),
        ("a\u{200d}b\u{200c}c", "abc"),
        ("a\0b\u{8}c\u{7f}d\u{9f}", "abcd"),
        ("\u{1b}[31mred\u{1b}[0m", "red"),
        ("a\u{fe0f}\u{fe01}\u{fe02}", "a\u{fe0f}"),
        ("x\u{e0041}\u{e0042}", "x"),
        (
            "🏴\u{e0041}\u{e0041}\u{e0041}\u{e0041}\u{e0041}\u{e0041}\u{e0041}\u{e0041}",
            "🏴\u{e0041}\u{e0041}\u{e0041}\u{e0041}\u{e0041}\u{e0041}",
        ),
        ("\u{3164}\u{115f}", ""),
    ] {
        assert_eq!(
            title(given),
            shown,
            "{given:?} must not look like something else"
        );
        assert_eq!(
            body(given),
            shown,
            "{given:?} must not look like something else"
        );
    }
    let stacked = format!("a{}", "\u{301}".repeat(60));
    assert_eq!(
        title(&stacked).chars().count(),
        5,
        "marks must not tower over other windows"
    );
}

#[test]
fn a_title_is_one_line() {
    assert_eq!(
        title("  a\r\nb\u{2028}c\t\td \n\n e "),
        "a b c d e",
        "a second line in a title would look like a body"
    );
}

#[test]
fn floods_of_lines_are_calmed() {
    assert_eq!(
        body("\n\na\r\n\r\n\r\n\n b  \n\n\n"),
        "a\n\n b",
        "one empty line is enough"
    );
    let flood: Vec<String> = (1..=40).map(|n| n.to_string()).collect();
    let shown = body(&flood.join("\n"));
    assert_eq!(shown.lines().count(), MAX_LINES, "a banner is no page");
    assert!(
        shown.ends_with("\n12…"),
        "the reader sees that there is more: {shown}"
    );
}

#[test]
fn lengths_are_bounded_between_characters() {
    assert_eq!(
        title(&"x".repeat(128)),
        "x".repeat(128),
        "the limit itself is allowed"
    );
    let long = title(&"👩‍👩‍👧".repeat(100));
    assert!(long.chars().count() <= MAX_TITLE, "a title fits");
    assert!(long.ends_with("👧…"), "no family is torn apart: {long}");
    let long = body(&"word ".repeat(1000));
    assert!(long.chars().count() <= MAX_BODY, "a body fits");
    assert!(
        !long.ends_with(" …"),
        "no blank before the ellipsis: {long}"
    );
}
