//! Why a program ended, by its own words.

use super::hide::shortened;

/// Told to a person in one sentence.
pub(crate) const TELLING_CHARS: usize = 300;

/// Fewer are a heading or a number.
const TELLING_WORDS: usize = 3;

/// What complaints have in them, in whatever program.
const COMPLAINTS: [&str; 11] = [
    "error",
    " err ",
    "eror ",
    "fail",
    "denied",
    "refused",
    "invalid",
    "unable",
    "could not",
    "fatal",
    "already",
];

/// The last line that tells why; a complaint tells more than what came after it.
#[derive(Debug, Default)]
pub(crate) struct Telling {
    last: Option<String>,
    complaint: Option<String>,
    cause_follows: bool,
}

impl Telling {
    pub(crate) fn hears(&mut self, line: &str) {
        let line = line.trim();
        // As anyhow's errors end: a heading, then one line for each cause.
        if line == "Caused by:" {
            self.cause_follows = self.complaint.is_some();
            return;
        }
        if std::mem::take(&mut self.cause_follows) {
            let complaint = self.complaint.take().unwrap_or_default();
            self.complaint = Some(shortened(&format!("{complaint}: {line}"), TELLING_CHARS));
            return;
        }
        let words = line.split_whitespace().count();
        let lower = line.to_lowercase();
        let complains = COMPLAINTS.iter().any(|word| lower.contains(word));
        // ngrok ends with "ERROR:" and a number, a page, or nothing: less than it said before.
        if words < TELLING_WORDS && self.complaint.as_ref().or(self.last.as_ref()).is_some() {
            return;
        }
        let line = shortened(line, TELLING_CHARS);
        if complains {
            self.complaint = Some(line);
        } else if line.chars().any(char::is_alphanumeric) {
            self.last = Some(line);
        }
    }

    /// What it complained about, if it did.
    pub(crate) fn complaint(&self) -> Option<&str> {
        self.complaint.as_deref()
    }

    pub(crate) fn told(self) -> String {
        self.complaint.or(self.last).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[&str]) -> String {
        let mut telling = Telling::default();
        for line in lines {
            telling.hears(line);
        }
        telling.told()
    }

    #[test]
    fn a_complaint_tells_more_than_a_farewell() {
        assert_eq!(told(&["it failed here", "good bye then"]), "it failed here");
        assert_eq!(told(&["all is well", "good bye then"]), "good bye then");
        assert_eq!(
            told(&["ERROR:  it failed", "ERROR:  E_42"]),
            "ERROR:  it failed"
        );
        assert_eq!(told(&["refused", "--- ---"]), "refused");
        assert_eq!(told(&[]), "");
        let chain = [
            "Error: could not connect to b:7835",
            "",
            "Caused by:",
            "    refused (111)",
        ];
        assert_eq!(
            told(&chain),
            "Error: could not connect to b:7835: refused (111)"
        );
        assert_eq!(
            told(&[&"it failed ".repeat(99)]).chars().count(),
            TELLING_CHARS
        );
    }
}
