//! Errors say what is wrong, at the characters the user typed.

use insta::assert_snapshot;

use crate::stage::error;

#[test]
fn every_mistake_is_told_at_its_place() {
    let sources = [
        "a {{ b",
        "{{ 'a }} b",
        "{{ a b }}",
        "{{ a + }}",
        "{{ (a }}",
        "{{ a[1 }}",
        "{{ a. }}",
        "{{ a ? b }}",
        "{{ a = b }}",
        "{{ a * 2 }}",
        "{{ 'x' ** 9 }}",
        "{{ a - 1 }}",
        "{{ 12px }}",
        "{{ {{a}} }}",
        "{{ “a” }}",
        "ä {{ status | uper }}",
        "{{ status | tojson }}",
        "{{ a.b.tolowercase() }}",
        "{{ range(9) }}",
        "{{ upper(status) }}",
        "{{ status | truncate }}",
        "{{ status | upper(1, 2) }}",
        "{{ 'é' + (build | truncate('x')) }}",
        "{{ eventDate | local('%Q%') }}",
        "{{ status | plural('x') }}",
    ];
    let told: Vec<String> = sources
        .iter()
        .map(|source| {
            let (place, error) = error(source);
            format!("{source}\n  at `{place}` ({}): {error}", error.code())
        })
        .collect();
    assert_snapshot!(told.join("\n"), @r#"
    a {{ b
      at `{{` (unclosed): `{{` opens here and no `}}` closes it.
    {{ 'a }} b
      at `'a ` (unclosed-text): The text that this quote opens is never closed.
    {{ a b }}
      at `b` (unexpected): Expected an operator or the end here, but found `b`.
    {{ a + }}
      at `` (unexpected): Expected a field or a text here, but found the end.
    {{ (a }}
      at `` (unexpected): Expected the closing bracket here, but found the end.
    {{ a[1 }}
      at `` (unexpected): Expected the closing `]` here, but found the end.
    {{ a. }}
      at `` (unexpected): Expected a name after `.` here, but found the end.
    {{ a ? b }}
      at `` (unexpected): Expected `:` and the other case here, but found the end.
    {{ a = b }}
      at `=` (not-in-language): `=` is not part of the language; to compare, write `==`.
    {{ a * 2 }}
      at `*` (not-in-language): `*` is not part of the language; of arithmetic there is only `+`.
    {{ 'x' ** 9 }}
      at `*` (not-in-language): `*` is not part of the language; of arithmetic there is only `+`.
    {{ a - 1 }}
      at `-` (not-in-language): `-` is not part of the language; of arithmetic there is only `+`.
    {{ 12px }}
      at `12px` (bad-number): This is not a number that can be read.
    {{ {{a}} }}
      at `{{` (not-in-language): `{{` is not part of the language; an expression can't hold another pair of braces.
    {{ “a” }}
      at `“` (not-in-language): `“` is not part of the language; quote with `"` or `'`.
    ä {{ status | uper }}
      at `uper` (unknown-filter): There is no filter `uper`; perhaps `upper` was meant.
    {{ status | tojson }}
      at `tojson` (unknown-filter): There is no filter `tojson`; perhaps `json` was meant.
    {{ a.b.tolowercase() }}
      at `tolowercase` (unknown-method): There is no method `.tolowercase()`; perhaps `toLowerCase` was meant.
    {{ range(9) }}
      at `range` (unknown-function): There is no function `range()`.
    {{ upper(status) }}
      at `upper` (unknown-function): There is no function `upper()`; perhaps `| upper` was meant.
    {{ status | truncate }}
      at `truncate` (wrong-arguments): `truncate` takes 1 argument, but none was given.
    {{ status | upper(1, 2) }}
      at `upper(1, 2)` (wrong-arguments): `upper` takes no arguments, but 2 were given.
    {{ 'é' + (build | truncate('x')) }}
      at `truncate('x')` (bad-argument): `truncate` needs a whole number from 1 to 4096.
    {{ eventDate | local('%Q%') }}
      at `local('%Q%')` (bad-argument): `local` needs a time format such as "%H:%M".
    {{ status | plural('x') }}
      at `plural('x')` (bad-argument): `plural` needs a number before it.
    "#);
}
