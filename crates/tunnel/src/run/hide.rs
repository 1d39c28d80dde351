//! Secrets taken out of what a program says.

use crate::wanted::Secret;

const INSTEAD: &str = "[secret]";

/// The secrets that no line may show.
#[derive(Debug, Default)]
pub(crate) struct Hide(Vec<Secret>);

impl Hide {
    pub(crate) fn new(secrets: impl Iterator<Item = Secret>) -> Self {
        let mut secrets: Vec<_> = secrets.filter(|s| !s.reveal().is_empty()).collect();
        // The longest first: one may be a part of another.
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.reveal().len()));
        Self(secrets)
    }

    /// The line without secrets. Of a line that was cut, the end may be half a secret.
    pub(crate) fn out_of(&self, line: &str, cut: bool) -> String {
        let mut line = line.to_owned();
        for secret in &self.0 {
            if line.contains(secret.reveal()) {
                line = line.replace(secret.reveal(), INSTEAD);
            }
            if cut && let Some(rest) = half(&line, secret.reveal()) {
                line.truncate(line.len() - rest);
                line.push_str(INSTEAD);
            }
        }
        line
    }
}

/// How many bytes at the line's end are the beginning of the secret.
fn half(line: &str, secret: &str) -> Option<usize> {
    let ends = secret.char_indices().map(|(at, _)| at).skip(1);
    ends.filter(|end| {
        secret
            .get(..*end)
            .is_some_and(|begin| line.ends_with(begin))
    })
    .max()
}

/// At most so many characters.
pub(crate) fn shortened(line: &str, most: usize) -> String {
    if line.chars().count() <= most {
        return line.to_owned();
    }
    let mut short: String = line.chars().take(most.saturating_sub(1)).collect();
    short.push('\u{2026}');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hide(secrets: &[&str]) -> Hide {
        Hide::new(
            secrets
                .iter()
                .map(|secret| Secret::from((*secret).to_owned())),
        )
    }

    #[test]
    fn no_secret_is_left_whole_or_in_part() {
        let hide = hide(&["canary", "canary-long", ""]);
        assert_eq!(
            hide.out_of("a canary-long, a canary", false),
            "a [secret], a [secret]"
        );
        assert_eq!(hide.out_of("the end is canar", true), "the end is [secret]");
        assert_eq!(hide.out_of("the end is canar", false), "the end is canar");
        assert_eq!(shortened("abcdef", 3), "ab\u{2026}");
        assert_eq!(shortened("abc", 3), "abc");
    }
}
