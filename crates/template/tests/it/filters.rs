//! What each filter makes of a value.

use crate::stage::{error, render};

#[track_caller]
fn all(cases: &[(&str, &str)]) {
    for (source, text) in cases {
        assert_eq!(&render(source), text, "{source} is documented to give this");
    }
}

#[test]
fn label_knows_words_and_makes_the_rest_readable() {
    all(&[
        ("{{status | label}}", "In Review"),
        ("{{'SOME_NEW_STATE' | label}}", "Some New State"),
        ("{{'appStoreVersions' | label}}", "App Store Versions"),
        ("{{'iOS 26 beta' | label}}", "iOS 26 beta"),
        ("{{nothing | label}}", ""),
    ]);
}

#[test]
fn times_are_the_persons_own() {
    all(&[
        ("{{eventDate | local}}", "10 Mar 2026, 13:05"),
        ("{{eventDate | local('%H:%M')}}", "13:05"),
        ("{{eventDate | date}}", "10 Mar 2026"),
        ("{{eventDate | date('%Y-%m-%d')}}", "2026-03-10"),
        (
            "{{'2025-10-08T23:30:40-07:00' | local}}",
            "9 Oct 2025, 07:30",
        ),
        ("{{1773144309250 | local}}", "10 Mar 2026, 13:05"),
        ("{{'soon' | local}}|{{nothing | date}}", "soon|"),
    ]);
}

#[test]
fn ago_and_duration_read_like_speech() {
    all(&[
        ("{{eventDate | ago}}", "2 h ago"),
        ("{{'2026-03-10T14:29:30Z' | ago}}", "just now"),
        ("{{'2026-03-10T14:26:00Z' | ago}}", "4 min ago"),
        ("{{'2026-03-09T14:26:00Z' | ago}}", "1 day ago"),
        ("{{'2026-03-12T15:30:00Z' | ago}}", "in 2 days"),
        ("{{'never' | ago}}|{{nothing | ago}}", "never|"),
        ("{{12000000 | duration}}", "3 h 20 min"),
        ("{{3600000 | duration}}", "1 h"),
        (
            "{{250 | duration}} {{45000 | duration}} {{-90000 | duration}}",
            "250 ms 45 s -1 min 30 s",
        ),
        ("{{183600000 | duration}}", "2 days 3 h"),
        ("{{nothing | duration}}", ""),
    ]);
}

#[test]
fn truncate_counts_characters_as_people_do() {
    all(&[
        ("{{'abcdef' | truncate(6)}}", "abcdef"),
        ("{{'abcdef' | truncate(5)}}", "abcd…"),
        ("{{'abc def' | truncate(5)}}", "abc…"),
        ("{{'👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧' | truncate(2)}}", "👩‍👩‍👧…"),
        ("{{'ab' | truncate(1)}}", "…"),
        ("{{nothing | truncate(3)}}", ""),
        ("{{build | truncate(5)}}", "42"),
    ]);
    for source in [
        "{{'a' | truncate(0)}}",
        "{{'a' | truncate('x')}}",
        "{{'a' | truncate(9999)}}",
    ] {
        let (place, error) = error(source);
        assert_eq!(error.code(), "bad-argument", "{source} asks for nonsense");
        assert!(
            place.starts_with("truncate("),
            "the filter is marked, not the value: {place}"
        );
    }
}

#[test]
fn texts_change_their_shape() {
    all(&[
        ("{{nothing | default('none')}}", "none"),
        ("{{empty | default(status)}}", "IN_REVIEW"),
        (
            "{{zero | default('none')}} {{no | default('none')}}",
            "0 false",
        ),
        ("{{'aé' | upper}} {{'AÉ' | lower}}", "AÉ aé"),
        ("{{\"tester's IN REVIEW\" | title}}", "Tester's In Review"),
        ("{{'  a ' | trim}}", "a"),
        (
            "{{status | replace('_', ' ') | lower | title}}",
            "In Review",
        ),
        ("{{'aaa' | replace('', 'x')}}", "aaa"),
        ("{{status|lower == 'in_review' ? 'same' : 'other'}}", "same"),
    ]);
}

#[test]
fn values_fit_where_they_go() {
    all(&[
        (
            "{{1 | plural('tester')}}, {{3 | plural('tester')}}",
            "1 tester, 3 testers",
        ),
        (
            "{{0 | plural('entry', 'entries')}} {{nothing | plural('x')}}",
            "0 entries ",
        ),
        ("{{tester.email | mask}}", "a•••@example.com"),
        (
            "{{'6446048195' | mask}} {{'secret' | mask}}{{nothing | mask}}",
            "•••8195 •••",
        ),
        ("{{'a b/ü&=' | urlencode}}", "a%20b%2F%C3%BC%26%3D"),
        (
            "{{app.name | json}} {{nothing | json}} {{data['odd key'] | json}}",
            r#""Tide Table" null {"deep":[10,20]}"#,
        ),
    ]);
}

#[test]
fn a_sign_tells_good_from_bad() {
    all(&[
        (
            "{{'READY_FOR_DISTRIBUTION' | emoji}}{{'REJECTED' | emoji}}",
            "✅❌",
        ),
        ("{{'INVALID_BINARY' | emoji}}{{'VALID' | emoji}}", "❌✅"),
        ("{{previousStatus | emoji}}{{status | emoji}}", "⏳🔍"),
        ("{{'NEWS' | emoji}}{{nothing | emoji}}", "🔔"),
    ]);
}
