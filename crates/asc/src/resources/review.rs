//! What of an app is or was in review.

use crate::client::Client;
use crate::document::Resource;
use crate::error::AscError;
use crate::open::{attributes, open};
use crate::pages::{Pages, ROWS};
use crate::question::{Ask, Question};
use crate::resources::{Moment, Platform, VersionAttributes};

/// A submission to review.
pub type Review = Resource<ReviewAttributes>;
/// One thing in a submission.
pub type ReviewItem = Resource<ReviewItemAttributes>;

open! {
    /// How far a submission is.
    ReviewState {
        ReadyForReview = "READY_FOR_REVIEW",
        WaitingForReview = "WAITING_FOR_REVIEW",
        InReview = "IN_REVIEW",
        UnresolvedIssues = "UNRESOLVED_ISSUES",
        Canceling = "CANCELING",
        Completing = "COMPLETING",
        Complete = "COMPLETE",
    }
}

open! {
    /// How far one thing in a submission is.
    ReviewItemState {
        ReadyForReview = "READY_FOR_REVIEW",
        Accepted = "ACCEPTED",
        Approved = "APPROVED",
        Rejected = "REJECTED",
        Removed = "REMOVED",
    }
}

attributes! {
    /// What Apple says of a submission. Its id leads to the messages in App Store Connect; the reason
    /// of a rejection is not in the API.
    ReviewAttributes is "reviewSubmissions" {
        /// For which platform.
        platform: Platform,
        /// When it was sent.
        submitted_date: Moment,
        /// How far it is.
        state: ReviewState,
    }
    /// The version, where one is in it.
    VERSION: ToOne<VersionAttributes> = "appStoreVersionForReview",
    /// What is in it.
    ITEMS: ToMany<ReviewItemAttributes> = "items",
}

attributes! {
    /// What Apple says of one thing in a submission.
    ReviewItemAttributes is "reviewSubmissionItems" {
        /// How far it is.
        state: ReviewItemState,
    }
}

impl Client {
    /// An app's submissions in these states; in any where none is named.
    pub fn reviews_of(
        &self,
        app: &str,
        states: &[ReviewState],
    ) -> Result<Pages<ReviewAttributes>, AscError> {
        let mut ask = Ask::about(Question::AppReviews, app)?;
        if !states.is_empty() {
            let states: Vec<_> = states.iter().map(ReviewState::as_str).collect();
            ask = ask.with("filter[state]", &states.join(","));
        }
        let ask = ask.with("include", "appStoreVersionForReview,items");
        Ok(Pages::new(self, ask.with("limit", ROWS)))
    }
}
