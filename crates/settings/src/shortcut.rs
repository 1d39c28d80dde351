//! Whether keys can be a global shortcut.

use std::collections::BTreeSet;

/// Why keys can't be a shortcut that works everywhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShortcutProblem {
    /// A word that names no key.
    #[error("\"{word}\" is no key; a shortcut looks like CmdOrCtrl+Shift+B")]
    UnknownKey {
        /// As written.
        word: String,
    },
    /// Modifiers alone, or two keys.
    #[error("a shortcut ends in exactly one key that is no modifier, such as CmdOrCtrl+Shift+B")]
    NotOneKey,
    /// The same modifier twice.
    #[error("the same modifier is there twice")]
    Twice,
    /// A plain key, which nobody could type any more.
    #[error(
        "without CmdOrCtrl, Ctrl, Alt or Super, this key could no longer be typed anywhere; only F-keys may stand alone"
    )]
    TooPlain,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Modifier {
    Control,
    Alt,
    Shift,
    Super,
    CommandOrControl,
}

/// The keys as they are stored: as written, without spaces around them.
pub fn check_shortcut(text: &str) -> Result<String, ShortcutProblem> {
    let words: Vec<&str> = text.trim().split('+').map(str::trim).collect();
    let Some((key, modifiers)) = words.split_last() else {
        return Err(ShortcutProblem::NotOneKey);
    };
    if modifier(key).is_some() {
        return Err(ShortcutProblem::NotOneKey);
    }
    let mut held = BTreeSet::new();
    for word in modifiers {
        let Some(modifier) = modifier(word) else {
            return Err(if is_key(word) {
                ShortcutProblem::NotOneKey
            } else {
                unknown(word)
            });
        };
        if !held.insert(modifier) {
            return Err(ShortcutProblem::Twice);
        }
    }
    if !is_key(key) {
        return Err(unknown(key));
    }
    let shift_at_most = held.iter().all(|modifier| *modifier == Modifier::Shift);
    if shift_at_most && !is_function_key(key) {
        return Err(ShortcutProblem::TooPlain);
    }
    Ok(words.join("+"))
}

fn unknown(word: &str) -> ShortcutProblem {
    ShortcutProblem::UnknownKey {
        word: word.to_owned(),
    }
}

fn modifier(word: &str) -> Option<Modifier> {
    Some(match word.to_ascii_lowercase().as_str() {
        "ctrl" | "control" => Modifier::Control,
        "alt" | "option" => Modifier::Alt,
        "shift" => Modifier::Shift,
        "cmd" | "command" | "super" => Modifier::Super,
        "cmdorctrl" | "cmdorcontrol" | "commandorctrl" | "commandorcontrol" => {
            Modifier::CommandOrControl
        }
        _ => return None,
    })
}

fn is_key(word: &str) -> bool {
    /// As the desktops name them.
    const NAMED: [&str; 18] = [
        "space",
        "tab",
        "enter",
        "escape",
        "backspace",
        "delete",
        "insert",
        "home",
        "end",
        "pageup",
        "pagedown",
        "up",
        "down",
        "left",
        "right",
        "capslock",
        "printscreen",
        "pause",
    ];
    let lower = word.to_ascii_lowercase();
    match lower.as_bytes() {
        [one] => one.is_ascii_alphanumeric() || b",-./;'[]\\`=".contains(one),
        _ => NAMED.contains(&lower.as_str()) || is_function_key(word),
    }
}

fn is_function_key(word: &str) -> bool {
    let number = word.strip_prefix(['F', 'f']).and_then(|n| n.parse().ok());
    number.is_some_and(|number: u8| (1..=24).contains(&number)) && !word.contains('+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_would_press_is_taken_as_written() {
        for keys in [
            "CmdOrCtrl+Shift+B",
            "ctrl+alt+delete",
            "Super+`",
            "F12",
            "Shift+F5",
            "Option+Space",
        ] {
            assert_eq!(check_shortcut(keys).as_deref(), Ok(keys));
        }
        assert_eq!(
            check_shortcut(" Ctrl + B ").as_deref(),
            Ok("Ctrl+B"),
            "spaces are nobody's mistake"
        );
    }

    #[test]
    fn what_cannot_be_pressed_or_would_be_in_the_way_is_told_apart() {
        for keys in [
            "Ctrl+",
            "",
            "Ctrl++",
            "Ctrl+Bell",
            "Hyper+B",
            "Ctrl+F25",
            "Ctrl+ä",
        ] {
            let refused = check_shortcut(keys);
            assert!(
                matches!(refused, Err(ShortcutProblem::UnknownKey { .. })),
                "{keys}: {refused:?}"
            );
        }
        for keys in ["Ctrl", "Ctrl+Shift", "A+B", "Ctrl+A+B", "B+Ctrl"] {
            assert_eq!(
                check_shortcut(keys),
                Err(ShortcutProblem::NotOneKey),
                "{keys}"
            );
        }
        assert_eq!(
            check_shortcut("Ctrl+Control+B"),
            Err(ShortcutProblem::Twice)
        );
        for keys in ["B", "Shift+B", "Space"] {
            assert_eq!(
                check_shortcut(keys),
                Err(ShortcutProblem::TooPlain),
                "{keys} could not be typed any more"
            );
        }
    }
}
