//! What is Apple's token called in words?

use crate::Words;

/// Longer than any token of Apple's, and short enough to look up without a thought.
const LONGEST: usize = 100;

/// Where a token's words may stand, in this order.
const FAMILIES: [&str; 3] = ["state", "type", "platform"];

impl Words {
    /// Apple's token in words, as App Store Connect shows it: `IN_REVIEW` becomes "In Review",
    /// `MAC_OS` "macOS", `webhookPingCreated` "Test ping". `None` for a token that is not known.
    pub fn label(&self, token: &str) -> Option<String> {
        let name = kebab(token)?;
        FAMILIES
            .iter()
            .find_map(|family| self.find(&format!("{family}-{name}"), &[]))
    }
}

/// `IN_REVIEW` and `inReview` become `in-review`. Anything that cannot be a token becomes nothing.
pub(crate) fn kebab(token: &str) -> Option<String> {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if token.is_empty() || token.len() > LONGEST || !token.bytes().all(word) {
        return None;
    }
    let screaming = !token.bytes().any(|byte| byte.is_ascii_lowercase());
    let mut name = String::with_capacity(token.len() + 8);
    for letter in token.chars() {
        if letter == '_' {
            name.push('-');
        } else {
            if letter.is_ascii_uppercase() && !screaming && !name.is_empty() {
                name.push('-');
            }
            name.push(letter.to_ascii_lowercase());
        }
    }
    Some(name)
}

/// `appClipExperienceStateUpdated` becomes "App clip experience state updated": how a type that
/// nobody has words for is told.
pub(crate) fn sentence(token: &str) -> Option<String> {
    let name = kebab(token)?.replace('-', " ");
    let mut letters = name.trim().chars();
    let first = letters.next()?.to_ascii_uppercase();
    Some(format!("{first}{}", letters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_of_apples_tokens_lead_to_one_name() {
        for (token, name) in [
            ("IN_REVIEW", Some("in-review")),
            ("webhookPingCreated", Some("webhook-ping-created")),
            ("WEBHOOK_PING_CREATED", Some("webhook-ping-created")),
            ("rejected", Some("rejected")),
            ("", None),
            ("IN REVIEW", None),
            ("审核中", None),
        ] {
            assert_eq!(kebab(token).as_deref(), name, "token {token:?}");
        }
        assert_eq!(
            kebab(&"A".repeat(101)),
            None,
            "a flood of letters is no token"
        );
    }

    #[test]
    fn a_type_that_nobody_knows_is_still_readable() {
        assert_eq!(
            sentence("appClipStateUpdated").as_deref(),
            Some("App clip state updated")
        );
        assert_eq!(sentence("_").as_deref(), None);
        assert_eq!(sentence("<b>x</b>"), None, "only names are turned to words");
    }

    #[test]
    fn labels_are_apples_own_words() {
        let words = Words::english();
        for (token, label) in [
            ("IN_REVIEW", Some("In Review")),
            ("READY_FOR_DISTRIBUTION", Some("Ready for Distribution")),
            ("MAC_OS", Some("macOS")),
            ("buildUploadStateUpdated", Some("Build upload")),
            ("BUILD_UPLOAD_STATE_UPDATED", Some("Build upload")),
            ("SOMETHING_NEW", None),
        ] {
            assert_eq!(
                words.label(token).as_deref(),
                label,
                "a person knows {token} from App Store Connect"
            );
        }
    }
}
