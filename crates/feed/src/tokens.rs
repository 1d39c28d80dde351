//! Cuts text into the words that are searched for.
//!
//! A word is a run of letters and digits, folded: compatibility forms and marks removed, lower
//! case. A point between digits belongs to the word, so that `2.1` finds version 2.1.0 and not
//! every event with a 2 and a 1. Scripts that write no spaces are cut into overlapping pairs, and
//! the last character of a run stands alone, so that each character begins some word.

use std::collections::BTreeSet;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Longer words are cut here, in texts and in questions alike.
const LONGEST: usize = 64;
/// A point inside a number; any character outside ASCII that is not in a word by itself.
const POINT: char = '·';

/// One word of a question.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Begins a word of the event.
    Prefix(String),
    /// Is a word of the event: a pair of characters.
    Whole(String),
}

/// A run of characters of one manner of writing.
enum Run {
    Spaced(String),
    Unspaced(Vec<char>),
}

pub(crate) fn of_question(text: &str) -> Vec<Asked> {
    let mut asked = Vec::new();
    for run in runs(text) {
        match run {
            Run::Spaced(word) => asked.push(Asked::Prefix(word)),
            Run::Unspaced(run) => match run.as_slice() {
                [single] => asked.push(Asked::Prefix(single.to_string())),
                run => asked.extend(
                    run.windows(2)
                        .map(|pair| Asked::Whole(pair.iter().collect())),
                ),
            },
        }
    }
    asked
}

pub(crate) fn of_text(text: &str, words: &mut BTreeSet<String>) {
    for run in runs(text) {
        match run {
            Run::Spaced(word) => {
                words.insert(word);
            }
            Run::Unspaced(run) => {
                words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
                words.extend(run.last().map(char::to_string));
            }
        }
    }
}

/// The words of a body's string values; of the whole text where it is not JSON.
pub(crate) fn of_body(body: &[u8], limit: usize, words: &mut BTreeSet<String>) {
    match serde_json::from_slice(body) {
        Ok(value) => of_value(&value, limit, words),
        Err(_) => {
            for line in String::from_utf8_lossy(body).lines() {
                if words.len() < limit {
                    of_text(line, words);
                }
            }
        }
    }
}

fn of_value(value: &Value, limit: usize, words: &mut BTreeSet<String>) {
    if words.len() >= limit {
        return;
    }
    match value {
        Value::String(text) => of_text(text, words),
        Value::Array(values) => values
            .iter()
            .for_each(|value| of_value(value, limit, words)),
        Value::Object(map) => map.values().for_each(|value| of_value(value, limit, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A word that no text contains.
pub(crate) fn mark(sign: &str, value: &str) -> String {
    let value = value
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { POINT });
    sign.chars().chain(value).collect()
}

fn runs(text: &str) -> Vec<Run> {
    let folded: Vec<char> = fold(text);
    let mut runs = Vec::new();
    let mut rest = folded.as_slice();
    while let Some((&first, tail)) = rest.split_first() {
        let length = if is_unspaced(first) {
            let length = rest.iter().take_while(|c| is_unspaced(**c)).count();
            runs.push(Run::Unspaced(rest.iter().copied().take(length).collect()));
            length
        } else if first.is_alphanumeric() {
            let (word, length) = spaced(rest);
            runs.push(Run::Spaced(word));
            length
        } else {
            rest = tail;
            continue;
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    runs
}

fn spaced(text: &[char]) -> (String, usize) {
    let mut word = String::new();
    let mut length = 0;
    for (at, &c) in text.iter().enumerate() {
        let digit = |at: Option<usize>| {
            at.and_then(|at| text.get(at))
                .is_some_and(char::is_ascii_digit)
        };
        let c = if c == '.' && digit(at.checked_sub(1)) && digit(Some(at + 1)) {
            POINT
        } else if c.is_alphanumeric() && !is_unspaced(c) {
            c
        } else {
            break;
        };
        if at < LONGEST {
            word.push(c);
        }
        length += 1;
    }
    (word, length)
}

/// Without the marks that a person leaves out when typing, but with those that make another
/// letter (the voiced kana): only the block of Latin, Greek and Cyrillic accents goes.
fn fold(text: &str) -> Vec<char> {
    // Most of what Apple writes; nothing of it is composed of anything.
    if text.is_ascii() {
        return text.chars().map(|c| c.to_ascii_lowercase()).collect();
    }
    text.nfkd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .nfc()
        .flat_map(char::to_lowercase)
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .collect()
}

/// Thai, Lao, Burmese, Khmer, Han, kana, Bopomofo, Hangul.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3005..=0x3007 | 0x3040..=0x30fa
        | 0x30fc..=0x312f | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0x1100..=0x11ff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3134f)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = BTreeSet::new();
        of_text(text, &mut words);
        words.into_iter().collect()
    }

    #[test]
    fn words_are_folded_and_numbers_stay_whole() {
        assert_eq!(
            words("Café READY_FOR_REVIEW ２.1.0."),
            ["2·1·0", "cafe", "for", "ready", "review"]
        );
    }

    #[test]
    fn scripts_without_spaces_become_pairs() {
        assert_eq!(
            words("iOSアプリ審査"),
            ["ios", "アプ", "プリ", "リ審", "審査", "査"]
        );
        assert_eq!(
            words("ガ"),
            ["ガ"],
            "a voiced kana is another letter, not an accent"
        );
    }

    #[test]
    fn a_question_is_prefixes_and_pairs() {
        assert_eq!(
            of_question("Rej \"審査中\" 版 OR*"),
            [
                Asked::Prefix("rej".into()),
                Asked::Whole("審査".into()),
                Asked::Whole("査中".into()),
                Asked::Prefix("版".into()),
                Asked::Prefix("or".into()),
            ]
        );
        assert_eq!(of_question(" !*\"'() "), []);
    }

    #[test]
    fn only_the_values_of_a_body_are_words() {
        let mut words = BTreeSet::new();
        of_body(
            br#"{"comment": ["It crashed", {"deep": "here"}], "n": 7}"#,
            100,
            &mut words,
        );
        assert_eq!(
            words.into_iter().collect::<Vec<_>>(),
            ["crashed", "here", "it"]
        );
    }
}
