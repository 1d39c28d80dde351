//! Where in a text something is, as an editor counts.

/// Line and column, both from 1, the column in characters.
pub(crate) fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(start..).map_or(0, |rest| rest.chars().count()) + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn places_are_counted_as_an_editor_counts() {
        let text = "a\nüb\n";
        let offset = text.find('b').unwrap();
        assert_eq!(place(text, 0), (1, 1));
        assert_eq!(place(text, offset), (2, 2), "two bytes of ü are one column");
        assert_eq!(place(text, text.len()), (3, 1));
        assert_eq!(
            place(text, 999),
            (3, 1),
            "a place beyond the end is the end"
        );
    }
}
