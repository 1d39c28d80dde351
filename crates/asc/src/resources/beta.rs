//! What TestFlight says of a build.

use crate::client::Client;
use crate::document::{One, Resource};
use crate::error::AscError;
use crate::open::{attributes, open};
use crate::question::{Ask, Question};
use crate::resources::{Build, BuildAttributes};

/// What TestFlight says of a build.
pub type BetaDetail = Resource<BetaDetailAttributes>;

open! {
    /// How far a build is for testers of the team.
    InternalBetaState {
        Processing = "PROCESSING",
        ProcessingException = "PROCESSING_EXCEPTION",
        MissingExportCompliance = "MISSING_EXPORT_COMPLIANCE",
        ReadyForBetaTesting = "READY_FOR_BETA_TESTING",
        InBetaTesting = "IN_BETA_TESTING",
        Expired = "EXPIRED",
        InExportComplianceReview = "IN_EXPORT_COMPLIANCE_REVIEW",
    }
}

open! {
    /// How far a build is for testers outside of the team.
    ExternalBetaState {
        Processing = "PROCESSING",
        ProcessingException = "PROCESSING_EXCEPTION",
        MissingExportCompliance = "MISSING_EXPORT_COMPLIANCE",
        ReadyForBetaTesting = "READY_FOR_BETA_TESTING",
        InBetaTesting = "IN_BETA_TESTING",
        Expired = "EXPIRED",
        ReadyForBetaSubmission = "READY_FOR_BETA_SUBMISSION",
        InExportComplianceReview = "IN_EXPORT_COMPLIANCE_REVIEW",
        WaitingForBetaReview = "WAITING_FOR_BETA_REVIEW",
        InBetaReview = "IN_BETA_REVIEW",
        BetaRejected = "BETA_REJECTED",
        BetaApproved = "BETA_APPROVED",
        NotApplicable = "NOT_APPLICABLE",
    }
}

attributes! {
    /// What TestFlight says of a build.
    BetaDetailAttributes is "buildBetaDetails" {
        /// Whether testers are told of it by themselves.
        auto_notify_enabled: bool,
        /// For testers of the team.
        internal_build_state: InternalBetaState,
        /// For testers outside of it.
        external_build_state: ExternalBetaState,
    }
    /// The build.
    BUILD: ToOne<BuildAttributes> = "build",
}

impl Client {
    /// What TestFlight says of a build, with the build.
    pub async fn beta_detail(&self, id: &str) -> Result<BetaDetail, AscError> {
        let ask = Ask::about(Question::BetaDetail, id)?.with("include", "build");
        Ok(self.read::<One<_>>(&ask).await?.0)
    }

    /// The build that TestFlight says it of, with its app and version. The documented way: that the
    /// two share an id is only what others have seen.
    pub async fn build_of_beta_detail(&self, id: &str) -> Result<Build, AscError> {
        let ask = Ask::about(Question::BetaDetailBuild, id)?;
        let ask = ask.with("include", "app,preReleaseVersion");
        Ok(self.read::<One<_>>(&ask).await?.0)
    }
}
