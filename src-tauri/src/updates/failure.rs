//! What went wrong with an update, in words: what happened, what is safe, what to do next.

use tauri_plugin_updater::Error;

/// Why there is no newer version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Failure {
    /// It may pass by itself: of interest only to a person who asked.
    Passing(String),
    /// What came is not what it claims to be. Nobody should have to ask to be told.
    Refused(String),
}

impl Failure {
    /// Of a look or a download.
    pub(super) fn of(error: &Error) -> Self {
        match error {
            Error::Minisign(_) | Error::Base64(_) | Error::SignatureUtf8(_) => Self::Refused(
                "An update was offered that does not carry Shipbell’s signature. It was thrown away, and this version goes on running. If this happens again, get the newest version from Shipbell’s own page and please tell us.".to_owned(),
            ),
            Error::SignedVersionMismatch { signed, announced } => Self::Refused(format!(
                "An update was offered as version {announced}, but it was signed as {signed}. It was thrown away, and this version goes on running. If this happens again, get the newest version from Shipbell’s own page and please tell us."
            )),
            Error::MissingSignedVersion => Self::Refused(
                "An update was offered whose signature does not say which version it is. It was thrown away, and this version goes on running. Please tell us.".to_owned(),
            ),
            Error::TargetNotFound(_) | Error::TargetsNotFound(_) => Self::Passing(
                "There is a newer version, but none for this kind of computer. This version goes on running; look again in a few days.".to_owned(),
            ),
            other => Self::Passing(format!(
                "The server for updates could not be reached or did not make sense ({}). This version goes on running and nothing was changed. Try again later.",
                cause(other)
            )),
        }
    }

    /// Of putting a version in the place of this one.
    pub(super) fn to_install(error: &Error) -> Self {
        match Self::of(error) {
            refused @ Self::Refused(_) => refused,
            Self::Passing(_) => Self::Refused(match error {
                Error::AuthenticationFailed => "The update was not installed, because the system’s password question was not answered. This version goes on running and nothing was changed. Check for updates to try again.".to_owned(),
                Error::PreviousAppNotRestored(at) => format!(
                    "The update could not be installed. This version goes on running, but its file was left at {}. Move it back, or install Shipbell anew; your events and settings are untouched.",
                    at.display()
                ),
                other => format!(
                    "The update could not be installed ({other}). This version goes on running; your events and settings are untouched. Check for updates to try again, or install the newest version by hand."
                ),
            }),
        }
    }
}

/// The library's word for a failed request has the address in it, and the reason behind it.
fn cause(error: &Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_under_another_version_is_told_unasked() {
        let failure = Failure::of(&Error::SignedVersionMismatch {
            signed: "0.1.0".into(),
            announced: "9.0.0".into(),
        });
        let Failure::Refused(words) = failure else {
            panic!("somebody offers old programs as new ones: nobody should have to ask");
        };
        assert!(
            words.contains("9.0.0") && words.contains("goes on running"),
            "{words}"
        );
    }

    #[test]
    fn a_server_that_is_down_is_no_news() {
        let failure = Failure::of(&Error::ReleaseNotFound);
        assert!(
            matches!(&failure, Failure::Passing(words) if words.contains("Try again later")),
            "{failure:?}"
        );
    }

    #[test]
    fn what_was_not_installed_is_always_told() {
        for error in [Error::AuthenticationFailed, Error::InvalidUpdaterFormat] {
            let failure = Failure::to_install(&error);
            assert!(
                matches!(&failure, Failure::Refused(words) if words.contains("goes on running")),
                "{failure:?}"
            );
        }
    }
}
