//! What stops the build?

use crate::catalogue::Catalogue;

fn problems(source: &str) -> Vec<String> {
    let mut catalogue = Catalogue::default();
    catalogue.read("a.ftl", source);
    catalogue.problems()
}

#[test]
fn a_sound_catalogue_has_no_problems() {
    let source = "## Group\n## $app (text) - its name\n\n# $count (number) - how many\n\
                  a = { $count } { $has-app ->\n    [yes] { $app }\n   *[no] none\n}\nb = { a }\n";
    let only_b = problems(source);
    assert_eq!(
        only_b,
        ["a.ftl:9: b uses $count, which no comment declares"],
        "a message that refers to another needs its variables too"
    );
    let declared = source.replace("\nb =", "\n# $count (number) - how many\nb =");
    assert_eq!(problems(&declared), Vec::<String>::new());
}

#[test]
fn every_fault_is_named_with_file_and_line() {
    for (source, begins, why) in [
        (
            "a = A\nb = { $x\n",
            "a.ftl:",
            "a syntax error would lose a text",
        ),
        (
            "a = A\n\na = B\n",
            "a.ftl:3: a stands already at a.ftl:",
            "of two texts with one name, one is never shown",
        ),
        (
            "a = { b }\n",
            "a.ftl:1: a refers to b, which does not exist",
            "a person would read the reference's name",
        ),
        (
            "a = { -b }\n",
            "a.ftl:1: a refers to -b, which does not exist",
            "a missing term would show its name",
        ),
        (
            "a = { $x }\n",
            "a.ftl:1: a uses $x, which no comment declares",
            "translators and callers must know what may be passed",
        ),
        (
            "A_b = A\n",
            "a.ftl:1: A_b is not written in small letters and dashes",
            "two names could become one constant",
        ),
        (
            "a =\n    .tip = T\n",
            "a.ftl:1: has no text",
            "nothing would be shown",
        ),
    ] {
        let found = problems(source);
        assert!(
            found.iter().any(|problem| problem.starts_with(begins)),
            "{why}; found {found:?}"
        );
    }
}
